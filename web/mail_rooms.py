"""Which room puts which promised mail into words; all others are about a notice."""

from typing import Any

from web import (
    mail,
    mail_alarm,
    mail_calendar,
    mail_checkpoint,
    mail_drafts,
    mail_office,
    mail_person,
    mail_sign_in,
)

ROOMS: dict[str, Any] = {
    "address": mail_sign_in,
    "alarm": mail_alarm,
    "calendar": mail_calendar,
    "checkpoint": mail_checkpoint,
    "draft": mail_drafts,
    "office": mail_office,
    "person": mail_person,
}


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Write and send one. Raises as `mail.deliver`."""
    ROOMS.get(payload["to"], mail).deliver(key, payload)
