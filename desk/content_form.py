"""The whole content of a notice on one page: a paper notice is entered with it, a mistake is mended with it."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import FormField, HiddenField, RadioField, SelectField

from desk import attorney_row, checks, places_form
from desk.fields import DayLineField, DeskForm, Row, SeenField, ask, lines
from desk.speech import _
from desk.words import organiser_words
from web.i18n import lazy_gettext as _l
from web.widgets import (
    AtMost,
    CountField,
    Given,
    LineField,
    NameField,
    RowsField,
    TextField,
    TimeField,
    choices,
)
from web.work import sites
from workflow import attorney
from workflow.content import Content, PlaceIn, SessionIn

MOST_ROWS = 6
LONG = 4000
DIGITS_OF_A_PHONE = 5

Pairs = Sequence[tuple[str, str]]

TEXTS = (
    "title", "purpose", "form_details", "vehicles", "order", "medical", "sound", "structure",
    "organiser", "organiser_kind", "address", "postcode", "phone", "email", "authorised",
    "bank_account", "deputy_office",
)  # fmt: skip
"""Questions whose answer is one text; days, places and the number have shapes of their own."""


class SessionRow(Row):
    """One day of the event."""

    day = DayLineField(_l("Day"))
    start = TimeField(_l("Begins"))
    end = TimeField(_l("Ends"))
    setup_from = TimeField(_l("Setting up from"))
    cleared_by = TimeField(_l("Cleared by"))


class PlaceRow(Row):
    """One place, or a route with its points."""

    name = LineField(_l("Place"), validators=[AtMost(300)])
    okrug = SelectField(_l("Okrug"), choices=[], validate_choice=False)
    district = SelectField(_l("District"), choices=[], validate_choice=False)
    form = SelectField(_l("The lines below are"), choices=places_form.forms, default="")
    points = TextField(
        _l("Route or area: one street, crossing or corner a line"), validators=[AtMost(LONG)]
    )


class ContentForm(DeskForm):
    """Every statutory answer of a notice. The law's own list says what is missing, this form never does."""

    kind = SelectField(_l("Kind"), choices=[], validators=[Given(_l("Choose the kind"))])
    title = LineField(_l("Name of the event"), validators=[AtMost(200)])
    purpose = TextField(_l("Purpose"), validators=[AtMost(LONG)])
    form_details = TextField(_l("Form: what will happen"), validators=[AtMost(LONG)])
    places = RowsField(FormField(PlaceRow), max_entries=MOST_ROWS)
    vehicles = TextField(_l("Vehicles that are used"), validators=[AtMost(LONG)])
    sessions = RowsField(FormField(SessionRow), max_entries=MOST_ROWS)
    attendance = CountField(
        _l("Expected number of people"),
        validators=[Given(_l("Enter the number that the notice names"))],
    )
    order = TextField(_l("How order is kept"), validators=[AtMost(LONG)])
    medical = TextField(_l("Medical help"), validators=[AtMost(LONG)])
    sound = TextField(_l("Sound amplification"), validators=[AtMost(LONG)])
    structure = TextField(_l("Structures that are put up"), validators=[AtMost(LONG)])
    organiser = NameField(
        _l("Organiser: full name or title"),
        validators=[Given(_l("Enter the organiser as the notice names them"))],
    )
    organiser_kind = RadioField(_l("The organiser is"), choices=[], default="citizen")
    address = TextField(_l("Residence or seat"), validators=[AtMost(300)])
    postcode = LineField(_l("Postcode"), validators=[AtMost(20)])
    phone = LineField(_l("Telephone"), validators=[AtMost(60)])
    email = LineField(_l("E-mail"), validators=[AtMost(254), checks.Email()])
    authorised = TextField(
        _l("Persons authorised to act for the organiser"), validators=[AtMost(LONG)]
    )
    attorney = FormField(attorney_row.AttorneyRow)
    bank_account = TextField(_l("Bank account"), validators=[AtMost(300)])
    deputy_office = LineField(_l("Deputy: of which body"), validators=[AtMost(200)])
    special_place = SelectField(_l("At a specially designated site"), choices=[], default="")


class PaperForm(ContentForm):
    """A notice that came on paper, with the minute in which the office received it."""

    first = ("received_day", "received_hour", "signed", "locale")
    key = HiddenField()
    locale = RadioField(_l("Language of the letters to the organiser"), choices=[], default="ru")
    received_day = DayLineField(
        _l("Day of receipt"), validators=[Given(_l("Enter the day that the receipt stamp shows"))]
    )
    received_hour = TimeField(
        _l("Time of receipt"), validators=[Given(_l("Enter the time that the receipt stamp shows"))]
    )
    signed = LineField(
        _l("Who signed the notice"), validators=[Given(_l("Enter who signed the notice"))]
    )


class CorrectForm(ContentForm):
    """What was entered wrongly, put right; the reason goes into the history."""

    first: tuple[str, ...] = ("reason",)
    seen = SeenField()
    opened = HiddenField()
    reason = TextField(
        _l("What was wrong, and how you know"),
        validators=[Given(_l("Say what was wrong, and how you know")), AtMost(2000)],
    )


def dress(form: ContentForm, kinds: Any, okrugs: Pairs, language: str, more: str = "") -> None:
    """Give the form its choices in the language of the page, and the rows that it shows.

    `kinds`: pairs of value and words, or such pairs under the names of several laws.
    """
    for name in ("sessions", "places"):
        rows: Any = form[name]
        if len(rows) == 0 or (name == more and len(rows) < MOST_ROWS):
            rows.append_entry()
    form.kind.choices = kinds
    form.special_place.choices = choices(
        [("", _("no")), *((one.code, one.in_(language)) for one in sites())]
    )
    known = form.special_place.object_data
    if known and not any(one.code == known for one in sites()):  # filed when it was a site
        form.special_place.choices += choices([(known, _("yes"))])
    form.organiser_kind.choices = choices(list(organiser_words().items()))
    for row in form.places:
        row.form.okrug.choices = choices([("", _("choose")), *okrugs])


def shut(form: ContentForm, names: Iterable[str]) -> None:
    """Take out the answers that this person may not see now; what is typed under their names is ignored."""
    for name in names:
        if name in (*TEXTS, attorney.ID) and name in form:
            del form[name]


def is_whole(form: ContentForm, language: str, known: Content | None = None) -> bool:
    """Whether the page can be taken; says at each field what is wrong. `language`: of the law.

    `known`: the content that is mended; a postcode that was not touched stays as it was filed.
    """
    valid = form.validate()
    before = str(known.answers.get("postcode", "")) if known else ""
    if "postcode" in form and (form.postcode.data or "") != before:
        checks.postcode(form.postcode, language)
    rows = has_rows(form)
    return valid and rows and not form.problems()


def has_rows(form: ContentForm) -> bool:
    """Whether days and places are there and whole; says at the field what is missing."""
    before = len(form.problems())
    days = [row.form for row in form.sessions if not row.form.is_empty]
    for row in days:
        checks.hours(row)
    if not days:
        ask(form.sessions[0].form.day, _l("Enter at least one day"))
    places = [row.form for row in form.places if not row.form.is_empty]
    for place in places or [form.places[0].form]:
        ask(place.name, _l("Enter the place as the notice names it"))
        checks.where(place)
    checks.ground(days, places)
    return len(form.problems()) == before


def read(form: ContentForm, known: Content | None = None) -> Content:
    """Give the typed content to the workflow. The form was found whole before.

    `known`: the content that is mended. What was not touched stays exactly as it was filed,
    answers that this page does not show included.
    """
    count = form.attendance.data
    kept: dict[str, Any] = dict(known.answers) if known else {}
    for name in TEXTS:
        if name not in form:  # not shown to this person: stays as it was filed
            continue
        typed = form[name].data or ""
        if typed != _line(kept.get(name, "")):
            kept[name] = people(typed) if name == "authorised" else typed
    if attorney.ID in form:
        kept[attorney.ID] = attorney.kept(form.attorney.data)
    kept["special_place"] = form.special_place.data or ""
    return Content(
        kind=form.kind.data or "",
        sessions=tuple(sessions_of(form)),
        places=tuple(_places(form)),
        attendance=count if isinstance(count, int) else 0,
        answers={name: value for name, value in kept.items() if value not in ("", [], {}, None)},
    )


def people(typed: str) -> list[dict[str, str]]:
    """Give the persons of a text: one a line, a telephone after the last comma."""
    found = []
    for line in lines(typed):
        name, comma, phone = line.rpartition(",")
        has_phone = bool(comma) and sum(sign.isdigit() for sign in phone) >= DIGITS_OF_A_PHONE
        found.append(
            {"name": name.strip(), "phone": phone.strip()}
            if has_phone
            else {"name": line, "phone": ""}
        )
    return found


def sessions_of(form: Any) -> Iterable[SessionIn]:
    """Give the days of a form that was found whole."""
    for row in form.sessions:
        if not row.form.is_empty:
            given = row.form.data
            yield SessionIn(
                given["day"], given["start"], checks.end_of(given["end"]),
                given["setup_from"] or "", given["cleared_by"] or "",
            )  # fmt: skip


def _places(form: ContentForm) -> Iterable[PlaceIn]:
    for row in form.places:
        if row.form.is_empty or not row.form.name.data:
            continue
        yield places_form.place_of(row.form)


def as_data(content: Content) -> dict[str, Any]:
    """Give a content as the data that a form is filled with."""
    return {
        "kind": content.kind,
        "attendance": content.attendance,
        "sessions": [
            {
                "day": one.day, "start": one.start, "end": one.end,
                "setup_from": one.setup_from, "cleared_by": one.cleared_by,
            }
            for one in content.sessions
        ],
        "places": [places_form.row_of(one) for one in content.places],
        "special_place": str(content.answers.get("special_place") or ""),
        attorney.ID: attorney_row.data_of(content),
        **{name: _line(content.answers.get(name, "")) for name in TEXTS},
    }  # fmt: skip


def _line(value: Any) -> str:
    """Give an answer as one text; several people or parts stand one a line."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, Sequence):
        return "\n".join(_line(part) for part in value)
    return "" if value in (None, False) else str(value)
