"""Days and hours of two versions: which came, which went, and by how much each moved, in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from web.filters import short_day
from web.i18n import gettext as _
from web.i18n import ngettext
from workflow.content import SessionIn

MOST = 6
"""So many days are told one by one; of more, how many."""


def note(old: Sequence[SessionIn], new: Sequence[SessionIn]) -> str:
    """How much later and longer, and which days came and went: numbers that nobody wants to work out."""
    if len(old) == len(new) == 1:
        return ", ".join(_one(old[0], new[0]))
    before, after = ({one.day: one for one in found} for found in (old, new))
    said = [*_days(_("new: %(days)s"), [day for day in after if day not in before])]
    said += _days(_("no longer: %(days)s"), [day for day in before if day not in after])
    for day in before:
        parts = list(_one(before[day], after[day])) if day in after else []
        if parts:
            said.append(f"{short_day(day)}: {', '.join(parts)}")
    return "; ".join(said)


def _days(sentence: str, days: Sequence[object]) -> Iterator[str]:
    if not days:
        return
    if len(days) > MOST:
        yield sentence % {"days": ngettext("%(num)s day", "%(num)s days", len(days))}
    else:
        yield sentence % {"days": ", ".join(short_day(day) for day in days)}  # type: ignore[arg-type]  # dates


def _one(old: SessionIn, new: SessionIn) -> Iterator[str]:
    (began, lasted), (begins, lasts) = _span(old), _span(new)
    apart = (begins.date() - began.date()).days
    if apart:
        yield _days_later(apart)
    minutes = int((begins - began).total_seconds() // 60) - apart * 24 * 60
    if minutes:
        span = _time(abs(minutes))
        yield str(_("%(span)s later", span=span) if minutes > 0 else _("%(span)s earlier", span=span))  # fmt: skip
    if lasts != lasted:
        longer = int((lasts - lasted).total_seconds() // 60)
        span = _time(abs(longer))
        yield str(_("%(span)s longer", span=span) if longer > 0 else _("%(span)s shorter", span=span))  # fmt: skip
    if (old.setup_from, old.cleared_by) != (new.setup_from, new.cleared_by):
        yield str(_("set-up or clearing at another hour"))


def _days_later(days: int) -> str:
    if days > 0:
        return str(ngettext("%(num)s day later", "%(num)s days later", days))
    return str(ngettext("%(num)s day earlier", "%(num)s days earlier", -days))


def _span(one: SessionIn) -> tuple[datetime, timedelta]:
    hours = [time.fromisoformat(text.replace("24:00", "00:00")) for text in (one.start, one.end)]
    begins, ends = (datetime.combine(one.day, hour) for hour in hours)
    return begins, ends - begins + (timedelta() if ends > begins else timedelta(days=1))


def _time(minutes: int) -> str:
    """A span in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    said = [str(ngettext("%(num)s hour", "%(num)s hours", hours))] if hours else []
    if rest:
        said.append(str(ngettext("%(num)s minute", "%(num)s minutes", rest)))
    return " ".join(said)
