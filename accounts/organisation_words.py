"""The log of an organisation in words, for its own people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.organisation_forms import ROLES
from records.organisation_log import Entry
from web.i18n import gettext as _
from web.work import current_actor


def told(log: Iterable[Entry]) -> list[tuple[str, datetime]]:
    """Each deed as (sentence, when)."""
    return [(_said(one), one.at) for one in log]


def _said(one: Entry) -> str:
    me = current_actor().account_id
    values: dict[str, Any] = {
        "who": _name(one.by, one.by_id, me),
        "whom": _name(one.member, one.member_id, me),
        "role": ROLES.get(one.role, one.role),
    }
    return str(_sentence(one.what, values))


def _sentence(what: str, values: dict[str, Any]) -> Any:
    """No sentence bends a name: who did it stands first, before a colon."""
    return {
        "founded": _("%(who)s: founded the organisation", **values),
        "renamed": _("%(who)s: gave it another name", **values),
        "invited": _("%(who)s: invited somebody (%(role)s)", **values),
        "invite-revoked": _("%(who)s: took an invitation back", **values),
        "joined": _("%(who)s: joined (%(role)s)", **values),
        "declined": _("%(who)s: declined the invitation", **values),
        "role-changed": _("%(who)s: changed a role: %(whom)s, %(role)s", **values),
        "removed": _("%(who)s: took the place away from: %(whom)s", **values),
        "left": _("%(who)s: left", **values),
    }.get(what, what)


def _name(name: str, id_: int | None, me: int | None) -> str:
    if id_ is not None and id_ == me:
        return str(_("You"))
    return name or str(_("(gave no name here)"))
