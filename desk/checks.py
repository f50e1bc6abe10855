"""Checks of what the desk types: hours of a clock, places of the city, an address that mail can reach."""

from collections.abc import Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import ValidationError

from desk import places_form
from desk.fields import ask, lines
from web import ground_bounds, shapes
from web.filters import say
from web.i18n import lazy_gettext as _l
from web.postcodes import postcode_words
from web.work import places
from workflow import bounds, postal

MIDNIGHT = "24:00"


class Email:
    """An address that mail can be sent to; none at all is the notice's own affair."""

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            return
        try:
            validate_email(field.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError as error:
            raise ValidationError(
                str(_l("Enter an e-mail address, for example vera@example.org"))
            ) from error


def hours(row: Any) -> None:
    """A session has a day and two hours; 24:00 ends a day and starts none."""
    ask(row.day, _l("Enter the day"))
    ask(row.start, _l("Enter when it begins, for example 12:00"))
    ask(row.end, _l("Enter when it ends, for example 13:30"))
    starts(row.start)
    if row.start.data != MIDNIGHT and row.start.data and row.end.data == row.start.data:
        _say(row.end, _l("The end is the same as the start. Enter when it ends."))


def starts(hour: Any) -> None:
    """Nothing starts at 24:00."""
    if hour.data == MIDNIGHT:
        _say(hour, _l("A day starts at 00:00. Enter the start, for example 12:00"))


def end_of(hour: str) -> str:
    """The end as it is kept: an end at or before the start is on the next day (decisions 2)."""
    return "00:00" if hour == MIDNIGHT else hour


def where(row: Any) -> None:
    """The okrug is one of the city's or found on the map, the district one of that okrug.

    Coordinates are of the city, and corners bound an area; what is not on the map stays words.
    """
    typed = (row.points.data or "").splitlines()
    fault = ground_bounds.too_many(len(lines("\n".join(typed)))) or shapes.fault(
        row.form.data or "", row.name.data or "", typed
    )
    if fault:
        _say(row.points if typed else row.name, fault)
        return
    okrug, district = row.okrug.data or "", row.district.data or ""
    if not okrug and places_form.place_of(row).okrug:
        return
    if not places().okrug(okrug):
        _say(row.okrug, _l("Choose the okrug"))
    elif district:
        found = places().district(district)
        if found is None or found.okrug != okrug:
            _say(
                row.district,
                _l("This district is in another okrug. Change the district or the okrug."),
            )


def ground(days: Sequence[Any], rows: Sequence[Any]) -> None:
    """Days and places are together no more than one notice takes; told at the place that has most lines."""
    many = [max(1, len(lines(row.points.data or ""))) for row in rows]
    found = bounds.fault(sum(many), max(len(days), 1))
    if found is not None:
        _say(rows[many.index(max(many))].points, say(found.text, **found.values))


def postcode(field: Any, language: str) -> None:
    """None at all, or one that an envelope can bear under a law of this language."""
    if not postal.fits(field.data or "", language):
        _say(field, postcode_words(language))


def _say(field: Any, sentence: Any) -> None:
    if not field.errors:
        field.errors = [*field.errors, sentence]
