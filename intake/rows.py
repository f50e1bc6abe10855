"""Rows that a person adds: days, places, streets of a route, people who may act."""

from datetime import date
from typing import Any

from wtforms import FormField, SelectField, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from intake.checks import (
    AfterEnd,
    AfterStart,
    Ahead,
    BeforeStart,
    NotMidnight,
    Phone,
    SaysItself,
)
from intake.ground import OkrugOrMap, OnMap
from intake.making import Made, checks_of
from web.attorney import day_words
from web.filters import today
from web.form_words import RowForm
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.shapes import outline_fault
from web.widgets import AtMost, DayField, Given, LineField, NameField, RowsField, TimeField
from web.work import places
from workflow import attorney as power

MOST_DAYS, MOST_PLACES, MOST_POINTS, MOST_PEOPLE = 31, 30, 60, 20


class SessionRow(RowForm):
    """One day of the event."""

    day = DayField(_l("On what date"), [Given(_l("Enter the day, for example 6 12 2026")), Ahead()])
    start = TimeField(
        _l("Start"), [Given(_l("Enter when it starts, for example 12:00")), NotMidnight()]
    )
    end = TimeField(_l("End"), [Given(_l("Enter when it ends, for example 13:30")), AfterStart()])
    setup_from = TimeField(_l("Setting up from"), [MayBeEmpty(), BeforeStart()])
    cleared_by = TimeField(_l("Cleared by"), [MayBeEmpty(), AfterEnd()])


def okrugs() -> list[tuple[str, str]]:
    """Okrugs to choose from, in the reader's language, an empty line first."""
    return [("", str(_l("Choose an okrug"))), *places().okrug_choices(language())]


def districts() -> dict[str, list[tuple[str, str]]]:
    """Districts to choose from, under the names of their okrugs."""
    return {"": [("", str(_l("Not known, or the whole okrug")))], **places().choices(language())}


def forms() -> list[tuple[str, str]]:
    """What a place can be on the ground."""
    return [
        ("", str(_l("One spot"))),
        ("area", str(_l("An area, by its corners in order"))),
        ("line", str(_l("A way, by its streets and crossings in order"))),
    ]


class PlaceRow(RowForm):
    """One place: its name as people say it, and where in the city it is."""

    name = LineField(
        _l("Place"),
        [
            Given(_l("Name the place: street and house number, square or park")),
            SaysItself(_l("Name the place itself: street and house number, square or park")),
            OnMap(),
            AtMost(300),
        ],
    )
    okrug = SelectField(_l("Okrug"), [OkrugOrMap()], choices=okrugs)
    district = SelectField(_l("District"), [MayBeEmpty()], choices=districts)
    form = SelectField(_l("What is it on the ground?"), [MayBeEmpty()], choices=forms)
    corners = RowsField(
        LineField(_l("Corner, street or crossing"), [MayBeEmpty(), OnMap(), AtMost(200)]),
        max_entries=MOST_POINTS,
    )

    def validate_corners(self, field: Any) -> None:
        """Refuse corners that bound no area; what the map does not know stays words."""
        if self.form.data == "area":
            sentence = outline_fault(self.name.data or "", [str(one or "") for one in field.data])
            if sentence:
                raise ValidationError(sentence)

    def validate_district(self, field: Any) -> None:
        """Take a district without an okrug as both; refuse one of another okrug."""
        found = places().district(field.data or "")
        if found and self.okrug.data and found.okrug != self.okrug.data:
            raise ValidationError(
                str(_l("This district is in another okrug. Change the district or the okrug."))
            )


class PersonRow(RowForm):
    """One person who may act for the organiser."""

    name = NameField(
        _l("Full name"),
        [
            Given(_l("Enter the full name, or remove this person")),
            SaysItself(_l("Enter the full name, or remove this person")),
        ],
    )
    phone = LineField(
        _l("Telephone"), [MayBeEmpty(), Phone(), AtMost(60)], render_kw={"inputmode": "tel"}
    )


class FirstPersonRow(PersonRow):
    """The same where at least one must be named: the first can't be removed."""

    name = NameField(
        _l("Full name"),
        [
            Given(_l("Enter the full name of a person who may act for you")),
            SaysItself(_l("Enter the full name of a person who may act for you")),
        ],
    )


class AttorneyRow(RowForm):
    """Who files for the organiser, and by which paper; wholly empty where the organiser files."""

    name = NameField(_l("Full name of whoever files for the organiser"))
    number = LineField(_l("Number of the power of attorney, if it has one"), [AtMost(60)])
    day = DayField(_l("Day on which it was given"))
    until_day = DayField(_l("Good until (leave empty if it names no term)"))
    unnamed_years = (
        0  # how long a paper is good that names no term, by the law of the notice; 0: not read so
    )
    filed: tuple[dict[str, str], date] | None = (
        None  # the power under which it was filed, and the day of receipt
    )

    def validate_name(self, field: Any) -> None:
        """Ask who, where a paper is named."""
        if not (field.data or "").strip() and (
            self.number.data or _typed(self.day, self.until_day)
        ):
            raise ValidationError(
                str(_l("Enter who files for the organiser, or empty these fields"))
            )

    def validate_day(self, field: Any) -> None:
        """Ask the day of the paper where somebody files by one; a paper of tomorrow is none yet."""
        if field.process_errors:
            return
        if field.data is None and (self.name.data or "").strip():
            raise ValidationError(str(_l("Enter the day on which the power of attorney was given")))
        if field.data and field.data > today():
            raise ValidationError(
                str(
                    _l(
                        "This day is still ahead: a power of attorney is in force from the day on which it was given"
                    )
                )
            )

    def validate_until_day(self, field: Any) -> None:
        """Refuse a paper that is over on the day of filing."""
        if field.data and self.day.data and field.data < self.day.data:
            raise ValidationError(str(_l("This is before the day on which it was given")))
        if field.data is None and self.day.data and self.unnamed_years:
            self._unnamed(self.day.data)
        if field.data and field.data < self._filing_day():
            words = _l(
                "This power of attorney ended on %(day)s, so it is not in force on the day of filing. "
                "Name a newer one, or let the organiser file."
            )
            raise ValidationError(str(words) % {"day": day_words(field.data)})

    def _filing_day(self) -> date:
        """Today; of a power that stood in the notice as it was received, the day of receipt."""
        if self.filed and self.filed[0] == power.kept(self.data):
            return self.filed[1]
        return today()

    def _unnamed(self, given: date) -> None:
        """Refuse a paper without a term that the law lets end so many years after it was given."""
        until = power.years_on(given, self.unnamed_years)
        if until < self._filing_day():
            words = _l(
                "A power of attorney that names no term was good until %(day)s, so it is not in force on the day of filing. "
                "Enter the day that the paper names, name a newer one, or let the organiser file."
            )
            raise ValidationError(str(words) % {"day": day_words(until)})


def _typed(*days: Any) -> bool:
    return any(any(one.boxes) for one in days)


def attorney(unnamed_years: int = 0, filed: tuple[dict[str, str], date] | None = None) -> Made:
    """Whoever files for the organiser, on one row; `unnamed_years` as the law of the notice says.

    `filed`: the parts of the power under which the notice was received, and the day of receipt. It was in force then,
    and that it ended since asks for no other one; a power that is named in its place must be in force today.
    """
    row = type("AttorneyRow", (AttorneyRow,), {"unnamed_years": unnamed_years, "filed": filed})

    def made(needed: bool) -> dict[str, Any]:
        return {"attorney": FormField(row, _l("Power of attorney"))}

    return made


def rows_of(
    name: str,
    label: Any,
    row: Any,
    most: int,
    least: int = 1,
    check: tuple[Any, ...] = (),
    first_row: Any = None,
) -> Made:
    """So many rows of one kind; at least `least` are shown from the beginning. `check` looks at all of them.

    `first_row`: the row where one is needed, if it says so in other words.
    """

    def made(needed: bool) -> dict[str, Any]:
        first = max(least, 1 if needed else 0)
        return {
            name: RowsField(
                FormField((needed and first_row) or row, label),
                validators=check,
                min_entries=first,
                max_entries=most,
            )
        }

    return made


def points(needed: bool) -> dict[str, Any]:
    """Streets and crossings of a route, in order; a way has two ends."""
    ask = _l("Name the street, the crossing or the square, or remove this line")
    point = LineField(
        _l("Street or crossing"), [*checks_of(needed, ask), SaysItself(ask), OnMap(), AtMost(200)]
    )
    return {"route": RowsField(point, min_entries=2, max_entries=MOST_POINTS)}
