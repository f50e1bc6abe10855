"""Conditions as data in a form: a wording of the library or words of their own, and what is limited."""

from typing import Any

from wtforms import FormField, SelectField

from desk import limit_places
from desk.fields import DayLineField, Row, day_in
from desk.speech import _
from records import said_rows
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, CountField, LineField, RowsField, TextField, TimeField, choices
from web.work import reading
from workflow import library, limiting
from workflow.limiting import Limit
from workflow.sentences import ConditionIn

MOST = 10


class LimitRow(Row):
    """One condition that a body asks for."""

    item = SelectField(_l("Condition of the library"), choices=[], validate_choice=False)
    text = TextField(_l("Or in your words"), validators=[AtMost(500)])
    limits = SelectField(_l("What it limits"), choices=[], validate_choice=False)
    number = CountField(_l("Number"))
    start = TimeField(_l("From, hour"))
    end = TimeField(_l("To, hour"))
    day = DayLineField(_l("On one day only"))
    place = limit_places.field()
    basis = LineField(_l("Where the law allows it, if elsewhere"), validators=[AtMost(200)])
    whom = LineField(_l("For whom, if not for the organiser"), validators=[AtMost(200)])


def rows() -> Any:
    """A list of such rows."""
    return RowsField(FormField(LimitRow), max_entries=MOST)


def limit_words() -> dict[str, str]:
    """Every way to limit something that can be compared, in words."""
    subjects = {
        "attendance": _("People"),
        "sound": _("Sound, dB"),
        "stewards": _("Stewards"),
        "security": _("Private security"),
        "medical": _("Medical posts"),
        "barriers": _("Barriers"),
        "lanes": _("Lanes of the street"),
        "hours": _("Hours"),
        "place": _("Place"),
        "entrance": _("Entrance"),
    }
    ways = {
        "at-most": _("at most"),
        "at-least": _("at least"),
        "exactly": _("exactly"),
        "only-between": _("only between"),
        "not-between": _("not between"),
        "only": _("this one only"),
        "open": _("stays open"),
        "closed": _("is closed"),
    }
    return {
        f"{subject}:{does}": f"{subjects[subject]}: {ways[does]}"
        for subject in limiting.SUBJECTS
        for does in limiting.DOES[subject]
    }


def said_limit(limit: Limit) -> str:
    """A limit in one line: People: at most 500, 12:00–14:00, north gate."""
    if limit.empty:
        return ""
    parts = [
        limit_words().get(f"{limit.subject}:{limit.does}", ""),
        "" if limit.number is None else str(limit.number),
        f"{limit.start}–{limit.end}" if limit.start else "",
        f"{limit.day:%d.%m.%Y}" if limit.day else "",
        limit.place,
    ]
    head = " ".join(part for part in parts[:2] if part)
    return ", ".join([head, *(part for part in parts[2:] if part)])


def fill(form: Any, kind: str) -> None:
    """Give the rows their choices, those of the library that fit the kind of event."""
    offered = _offered(kind)
    for row in form.conditions:
        choose(row.form, offered)


def fill_one(form: Any, kind: str) -> None:
    """The same where the form is one row itself."""
    choose(form, _offered(kind))


def _offered(kind: str) -> list[tuple[str, str]]:
    own = language() == "ru"
    with reading() as work:
        return [
            (one.code, shown(library.of(one), own))
            for one in said_rows.items(work, active=True)
            if library.fits(library.of(one), kind)
        ]


def shown(wording: library.Wording, own: bool) -> str:
    """A wording with what it fixes, and «…» where who uses it fills in."""
    said = library.said(wording.what_ru if own else wording.what_en, wording.limit)
    return said.replace("….", "…")


def condition_of(row: Any) -> ConditionIn:
    """What was typed into one row."""
    return ConditionIn(
        row.item.data or "", (row.text.data or "").strip(), limit_of(row),
        (row.basis.data or "").strip(), (row.whom.data or "").strip(),
    )  # fmt: skip


def choose(row: Any, offered: list[tuple[str, str]]) -> None:
    """Give one row its choices."""
    row.item.choices = choices([("", _("none: in our own words")), *offered])
    row.limits.choices = choices([("", _("nothing that can be compared")), *limit_words().items()])


def pad(form: Any, more: bool) -> None:
    """Show at least one row, one more if that was asked for."""
    if len(form.conditions) == 0 or (more and len(form.conditions) < MOST):
        form.conditions.append_entry()


def limit_of(row: Any) -> Limit:
    """What a row limits."""
    subject, _colon, does = (row.limits.data or "").partition(":")
    number = row.number.data
    return Limit(
        subject, does, number if isinstance(number, int) else None, row.start.data or "",
        row.end.data or "", day_in(row.day), *limit_places.found(row.place.data),
    )  # fmt: skip


def read(form: Any) -> tuple[ConditionIn, ...]:
    """The conditions that were typed; empty rows are left out."""
    return tuple(condition_of(row.form) for row in form.conditions if not row.form.is_empty)
