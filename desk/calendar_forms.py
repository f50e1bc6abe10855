"""Forms of the calendar: a day corrected, a year entered from its decree, a correction revoked."""

import re
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField

from desk.fields import DayLineField, DeskForm
from web.filters import say
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, TextField

_SHORT = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{4}))?", re.ASCII)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
REASON_LONGEST = 1000
MOST_DAYS = 120  # in one list; a decree moves a dozen


class KeepForm(DeskForm):
    """What every form of the calendar carries: the reason, and what was looked at before saving."""

    looked = HiddenField()
    reason = TextField(
        _l("Reason"),
        validators=[
            Given(_l("Say why: the reason is kept with the calendar")),
            AtMost(REASON_LONGEST),
        ],
    )


class DayForm(KeepForm):
    """One day becomes another kind of day."""

    day = DayLineField(_l("Day"), validators=[Given(_l("Enter the day, for example 30.04.2027"))])
    what = RadioField(
        _l("What the day is"), choices=[], validators=[Given(_l("Choose what the day is"))]
    )
    first = ("day", "what")


class RevokeForm(KeepForm):
    """A correction is taken back."""


class YearForm(KeepForm):
    """A year as its decree has it; days are written 30.04, parted by commas, spaces or lines."""

    holidays = TextField(_l("Holidays by statute"), validators=[AtMost(4000)])
    days_off = TextField(_l("Days off, moved by decree"), validators=[AtMost(4000)])
    workdays = TextField(_l("Working Saturdays and Sundays"), validators=[AtMost(4000)])
    reason = TextField(
        _l("The decree: who, when, number"),
        validators=[Given(_l("Name the decree that these days come from")), AtMost(REASON_LONGEST)],
    )
    first = ("holidays", "days_off", "workdays")

    def days(self, name: str, year: int) -> list[date]:
        """Give the days of a list; what is no day of that year becomes the field's error."""
        field = self[name]
        found: list[date] = []
        for word in re.split(r"[\s,;]+", field.data or ""):
            if not word:
                continue
            that = _day(word, year)
            if that is None:
                sentence = say(
                    "“%(word)s” is not a day of %(year)s. Write 30.04", word=word, year=year
                )
                field.errors = [*field.errors, sentence]
                break
            found.append(that)
        if len(found) > MOST_DAYS:
            field.errors = [*field.errors, say("That is more days than a decree moves.")]
        return sorted(set(found))


class SettleForm(DeskForm):
    """Somebody looked at a date that is held."""

    note = TextField(
        _l("Reason"),
        validators=[
            Given(_l("Say why, in a sentence that the history will keep")),
            AtMost(REASON_LONGEST),
        ],
    )


def _day(word: str, year: int) -> date | None:
    short, iso = _SHORT.fullmatch(word), _ISO.fullmatch(word)
    if short:
        parts: tuple[Any, ...] = (short[3] or year, short[2], short[1])
    elif iso:
        parts = iso.groups()
    else:
        return None
    try:
        found = date(*(int(part) for part in parts))
    except ValueError:
        return None
    return found if found.year == year else None
