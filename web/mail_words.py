"""What the city words itself in mails to organisers: the first line and the last ones, of the day on which the mail leaves."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from records.unit_of_work import UnitOfWork
from web.settings import Settings
from workflow import city_texts, when
from workflow.mailroom import Envelope

INSIDE = ("desk-", "body-", "alarm", "checkpoint", "dates-moved", "year-missing")
"""Mails to the office, to bodies and to the administrator begin so: they keep the house's own words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Empty where the house's own words stand."""

    greeting: str = ""
    foot: str = ""


def of(work: UnitOfWork, envelope: Envelope, settings: Settings) -> Words:
    """The city's words for this mail."""
    if envelope.mail.startswith(INSIDE):
        return Words()
    day, locale = when.local(work.now, ZoneInfo(settings.timezone)).date(), envelope.locale
    said = city_texts.words(
        work, ("mail-greeting", "mail-foot"), locale, day, office=envelope.unit_name.in_(locale),
        phone=envelope.unit_phone or "–",
    )  # fmt: skip
    return Words(said["mail-greeting"], said["mail-foot"])
