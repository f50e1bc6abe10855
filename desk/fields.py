"""Fields that only the desk needs: a day in one box, rows of a list, the revision that was seen."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from wtforms import HiddenField, StringField

from web.form_words import RowForm
from web.i18n import lazy_gettext as _l
from web.widgets import PageForm

_DOTTED = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})", re.ASCII)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,9}", re.ASCII)


class DayLineField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A day in one box, for people who type many: 25.11.2026 or 2026-11-25."""

    kind = "text"

    def process_formdata(self, values: list[str]) -> None:
        """Give a date, or keep what was typed and say how a day looks."""
        typed = values[0].strip() if values else ""
        self.data: date | str | None = typed or None
        if not typed:
            return
        try:
            self.data = _day(typed)
        except ValueError as error:
            raise ValueError(_l("Enter a day, for example 25.11.2026")) from error

    def _value(self) -> str:
        if isinstance(self.data, date):
            return self.data.strftime("%d.%m.%Y")
        return self.data or ""


def day_in(field: Any) -> date | None:
    """Give the day of a field; None where there is none, or where it is no day."""
    return field.data if isinstance(field.data, date) and not field.errors else None


def _day(typed: str) -> date:
    found = _DOTTED.fullmatch(typed)
    parts = found.group(3, 2, 1) if found else ()
    if not found:
        iso = _ISO.fullmatch(typed)
        parts = iso.groups() if iso else ()
    if not parts:
        raise ValueError(typed)
    day = date(*(int(part) for part in parts))
    if not 2000 <= day.year <= 2100:
        raise ValueError(typed)
    return day


class SeenField(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """The revision of the notice that the reader saw (AD-3).

    Anything but a number in ASCII digits is revision 0, which no notice has: then the person
    is told that the page is old, and keeps the text.
    """

    def process_formdata(self, values: list[str]) -> None:
        """Give an int."""
        typed = values[0] if values else ""
        self.data = int(typed) if _NUMBER.fullmatch(typed) else 0


class Row(RowForm):
    """One row of a list of rows; an empty one is left out."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into any box of the row."""
        return not any(field.raw_data and str(field.raw_data[0]).strip() for field in self)


class DeskForm(PageForm):
    """A form of the desk: also knows the errors of its rows. `first` stand first on the page."""

    first: tuple[str, ...] = ()

    def problems(self) -> list[tuple[str, str]]:
        """Give (id to jump to, sentence) in the order of the page, rows included."""
        fields = sorted(self, key=lambda field: field.short_name not in self.first)
        found = [pair for field in fields for pair in _problems(field)]
        return found + [("", str(error)) for error in self.form_errors]

    def is_wrong(self, name: str) -> bool:
        """Whether something in this field, or in a row of it, needs a change."""
        return any(True for _pair in _problems(self[name]))

    def refuse(self, name: str, sentence: str) -> None:
        """Put a sentence of the workflow at the field that it names, or at the top."""
        field = self._fields.get(name)
        if field is None or hasattr(field, "entries"):
            self.form_errors: list[str] = [*self.form_errors, sentence]
        else:
            field.errors = [*field.errors, sentence]


def _problems(field: Any) -> Iterator[tuple[str, str]]:
    if hasattr(field, "entries"):  # a list of rows
        for entry in field.entries:
            yield from _problems(entry)
    elif hasattr(field, "form"):  # one row
        for inner in field.form:
            yield from _problems(inner)
    else:
        for error in field.errors:
            yield getattr(field, "first_id", field.id), str(error)


def ask(field: Any, sentence: Any) -> None:
    """Say at a field that its answer is needed, where it is empty and nothing was said before."""
    if not field.data and not field.errors:
        field.errors = [*field.errors, sentence]


def lines(text: str) -> list[str]:
    """Give the lines of a text that hold something."""
    return [line.strip() for line in text.split("\n") if line.strip()]
