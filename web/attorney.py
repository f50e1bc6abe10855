"""Whoever files for the organiser by a power of attorney, in words: on pages of the organiser and of the desk alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from letters import dates
from web.i18n import gettext as _
from web.i18n import language
from workflow import attorney


def words(value: object) -> str:
    """`Ilya Ganeev, power of attorney No. 12 of Tuesday 3 November 2026, good until …`; nothing where nobody does."""
    known = attorney.read(value)
    if known is None:
        return ""
    return f"{known.name}, {_paper(known)}"


def _paper(known: attorney.Attorney) -> str:
    said: dict[str, Any] = {
        "number": known.number,
        "day": day_words(known.day) if known.day else "",
    }
    if known.number and known.day:
        text = _("power of attorney No. %(number)s of %(day)s", **said)
    elif known.number:
        text = _("power of attorney No. %(number)s", **said)
    elif known.day:
        text = _("power of attorney of %(day)s", **said)
    else:
        text = _("power of attorney")
    if known.until:
        return f"{text}, " + str(_("good until %(day)s", day=day_words(known.until)))
    return str(text)


def day_words(day: date) -> str:
    """The day of a paper, without its weekday: 3 February 2027."""
    return dates.long(day, language())


def is_one(value: object) -> bool:
    """Whether an answer is such a power, and not a person or a text."""
    return isinstance(value, Mapping) and "until_day" in value


def over(value: object, on: date, unnamed_years: int = 0) -> str:
    """What the desk is told where the power was over, or not yet given, on the day of receipt; else nothing.

    `unnamed_years`: how long a power is good that names no term, by the law of the notice; 0 where it does not say.
    """
    known = attorney.read(value)
    if known is None:
        return ""
    if known.until and known.until < on:
        return str(
            _(
                "This power of attorney had ended on %(day)s, before the notice was received.",
                day=day_words(known.until),
            )
        )
    ended = attorney.ends(known, unnamed_years)
    if ended and ended < on:
        return str(
            _(
                "This power of attorney names no term, so it was good until %(day)s; it had ended before the notice was received.",
                day=day_words(ended),
            )
        )
    if known.day and known.day > on:
        return str(_("This power of attorney is dated later than the notice was received."))
    return ""
