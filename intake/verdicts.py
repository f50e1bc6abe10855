"""The answer of the pre-check in words: whether a notice can be filed now, and until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from intake.days import on_day, till_day
from intake.rail import RailDay, rail
from web.filters import in_zone, today
from web.i18n import gettext as _
from web.work import now

DAY = timedelta(days=1)


def rail_of(judgement: Any, days: Sequence[date]) -> list[RailDay]:
    """The rail of an idea; no rail where no notice is needed, or no event may be held."""
    if judgement.verdict in {"exempt", "blocked"} or parted(judgement):
        return []
    words = {"authority": str(_("answer")), "organiser": str(_("your reply"))}
    dues = [(words[due.side], due.due_at) for due in judgement.dues if due.statutory]
    return rail(days, judgement.opens, judgement.closes, dues)


def heading(judgement: Any) -> str:
    """The answer as a heading: whether it can be filed now, and until when."""
    if judgement.verdict == "exempt":
        return str(_("No notice is needed"))
    if judgement.verdict == "blocked":
        return str(_("On this day and at this place no event may be held"))
    if parted(judgement):
        return str(_("No day to file serves all these days"))
    if judgement.verdict == "too_early":
        return _not_open(judgement)
    if judgement.verdict == "too_late":
        return _closed(judgement)
    return _open(judgement)


def parted(judgement: Any) -> bool:
    """Whether the days leave no common window: one notice for each part (decisions 2)."""
    opens, closes = judgement.opens, judgement.closes
    return bool(opens and closes and closes < opens)


def _not_open(judgement: Any) -> str:
    opens, extra = judgement.opens, judgement.extra_filing_day
    if opens is None:
        return str(_("It is too early to file"))
    if extra and extra >= today():
        return str(
            _(
                "You can file %(on_day)s, and from %(day)s",
                on_day=on_day(extra),
                day=till_day(opens),
            )
        )
    return str(_("The window opens %(on_day)s at 00:00", on_day=on_day(opens)))


def _open(judgement: Any) -> str:
    if judgement.closes is None:
        return str(_("You can file now"))
    closes = in_zone(judgement.closes)
    if closes.date() < today() or closes < now():  # the one day before the holidays
        return str(_("You can file now, and until the end of today"))
    if (closes.hour, closes.minute) != (23, 59):  # a law that counts hours ends at one
        return str(
            _(
                "You can file now, and until %(hour)s %(on_day)s",
                hour=f"{closes:%H:%M}",
                on_day=on_day(closes),
            )
        )
    if closes.date() == today():
        return str(_("You can file now, and until the end of today"))
    if closes.date() == today() + DAY:
        return str(_("You can file now, and until the end of tomorrow"))
    return str(_("You can file now, and until the end of %(day)s", day=till_day(closes)))


def _closed(judgement: Any) -> str:
    if judgement.closes is None or in_zone(judgement.closes).date() >= today():
        return str(_("It is too late to file for these days"))
    last = in_zone(judgement.closes).date()
    if last == today() - DAY:
        return str(_("The window for this day closed yesterday"))
    return str(_("The window for this day closed %(on_day)s", on_day=on_day(last)))
