"""Form fields of our pages: what WTForms lacks, and how each is drawn by templates/components."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from flask import Flask, g
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.utils import unset_value
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from web import respoken
from web.filters import say
from web.form_words import OwnWords
from web.i18n import lazy_gettext as _l
from web.text import Unfit, clean, clean_line, clean_name

_TIME = re.compile(
    r"([01]?[0-9]|2[0-4])(?:[:.\u2009 -]?([0-5][0-9]))?(?:\s*([ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_HALVES = re.compile(r"([0-9]{3})[\s-]([0-9]{3})")
_ROW = re.compile(r"[0-9]{1,4}", re.ASCII)
_DIGITS = re.compile(r"[1-9][0-9]*|0", re.ASCII)
_MOST_DIGITS = 9  # ten can be more than a row holds


class PageForm(FlaskForm):  # type: ignore[misc]  # WTForms has no types
    """The input model of a page. The token is checked once for every POST, not by the form.

    Fields that no form names are ignored (decisions 23). The newest form of a request is kept,
    so that an error page can quote what was typed under its question.
    """

    class Meta(OwnWords):
        """The app checks the token before the view runs."""

        csrf = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        g.form = self

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As WTForms does it; not valid and without errors where it is only to be read in another language."""
        if not respoken.asked():
            return self.valid_as_sent(*args, **kwargs)
        for field in self:
            field.errors = []
        return False

    def valid_as_sent(self, *args: Any, **kwargs: Any) -> bool:
        """Whether all of it could be taken, whatever the page is sent for."""
        return bool(super().validate(*args, **kwargs))

    def problems(self) -> list[tuple[str, str]]:
        """Give (id to jump to, sentence) for the error summary, in the order of the page."""
        found: list[tuple[str, str]] = []
        for field in self:
            target = getattr(field, "first_id", field.id)
            found += [(target, str(error)) for error in field.errors if isinstance(error, str)]
            if any(not isinstance(error, str) for error in field.errors):
                found.append((target, str(field.errors[0])))
        return found + [("", str(error)) for error in self.form_errors]


class _Cleaned:
    """Text through the text policy (reliability 6); a refusal becomes the field's error."""

    policy: Callable[[str], Any] = staticmethod(clean)
    removed: tuple[str, ...] = ()

    def process_formdata(self, values: list[str]) -> None:
        """Keep the typed text even when it is refused, so that it can be mended."""
        self.data: str = values[0] if values else ""
        if not values:
            return
        try:
            cleaned = type(self).policy(values[0])
        except Unfit as error:
            raise ValueError(say(error.text, **error.values)) from error
        self.data, self.removed = cleaned.text, cleaned.removed


class LineField(_Cleaned, StringField):  # type: ignore[misc]  # WTForms has no types
    """One line of text."""

    policy = staticmethod(clean_line)


class SixDigitsField(LineField):
    """A Russian postcode; 101-000 and 101 000 are kept as 101000, anything else as typed."""

    def process_formdata(self, values: list[str]) -> None:
        """Take the sign between the halves away."""
        super().process_formdata(values)
        if found := _HALVES.fullmatch(self.data or ""):
            self.data = found[1] + found[2]


class TextField(_Cleaned, TextAreaField):  # type: ignore[misc]  # WTForms has no types
    """Several lines of text."""


class NameField(_Cleaned, StringField):  # type: ignore[misc]  # WTForms has no types
    """A name of a person or a body: 1 to 200 letters of any script, no other rule."""

    policy = staticmethod(clean_name)


class TimeField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A time of day as typed: 13:30, 13.30, 1330, 1.30 pm or the hour alone, 13; kept as 13:30, 13:00."""

    kind = "time"

    def process_formdata(self, values: list[str]) -> None:
        """Give `HH:MM`, or keep what was typed and say how a time looks."""
        self.data = values[0].strip() if values else ""
        if not self.data:
            return
        found = _TIME.fullmatch(self.data.replace("\u00a0", " "))
        hour, minutes = (int(found[1]), found[2] or "00") if found else (-1, "")
        if found and found[3]:  # twelve hours, twice a day: 12 am begins it, 12 pm is noon
            hour = hour % 12 + (12 if found[3] in "pP" else 0) if 1 <= hour <= 12 else -1
        if hour < 0 or (hour == 24 and minutes != "00"):
            raise ValueError(_l("Enter a time, for example 13:30"))
        self.data = f"{hour:02d}:{minutes}"


class CountField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A whole number from 0 to 999,999,999 in ASCII digits; spaces between thousands pass."""

    kind = "count"

    def process_formdata(self, values: list[str]) -> None:
        """Give an int, or keep what was typed and say what is expected."""
        typed = values[0].strip() if values else ""
        self.data: int | str | None = typed or None
        if not typed:
            return
        digits = re.sub(r"[ \u00a0\u202f,]", "", typed)
        if not _DIGITS.fullmatch(digits):
            raise ValueError(_l("Enter a whole number, for example 350"))
        if len(digits) > _MOST_DIGITS:
            raise ValueError(
                _l("This number is too large. Check its digits: no more than nine fit here")
            )
        self.data = int(digits)

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class DayField(Field):  # type: ignore[misc]  # WTForms has no types
    """A date in three boxes; `data` is a date or None, `boxes` what was typed."""

    widget = TextInput()
    kind = "date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boxes: tuple[str, str, str] = ("", "", "")
        self.first_id = f"{self.id}-day"

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read `<name>-day`, `-month`, `-year`; any number of values of each is survived."""
        self.process_errors: list[str] = []
        self.errors: Sequence[str] = ()
        given = self.default if data is unset_value else data
        self.data: date | None = given() if callable(given) else given
        self.object_data = self.data
        if self.data:
            self.boxes = (str(self.data.day), str(self.data.month), str(self.data.year))
        names = [f"{self.name}-{part}" for part in ("day", "month", "year")]
        if formdata is None or not any(name in formdata for name in names):
            return
        day, month, year = (str(formdata.get(name, ""))[:10].strip() for name in names)
        self.boxes = (day, month, year)
        self.raw_data = [part for part in self.boxes if part]
        self.data = None
        if self.raw_data:
            self._read()

    def _read(self) -> None:
        if not all(part.isascii() and part.isdigit() for part in self.boxes):
            self.process_errors.append(str(_l("Enter day, month and year as numbers")))
            return
        day, month, year = (int(part) for part in self.boxes)
        try:
            found = date(year, month, day)
        except (ValueError, OverflowError):
            self.process_errors.append(str(_l("There is no such day. Check day, month and year")))
            return
        if year < 1000:
            self.process_errors.append(str(_l("Write the year with four digits, for example 2026")))
        elif not 2000 <= year <= 2100:
            self.process_errors.append(str(_l("Check the year: this day is too far from today")))
        else:
            self.data = found


class RowsField(FieldList):  # type: ignore[misc]  # WTForms has no types
    """Rows of a form. WTForms takes any digit sign for the number of a row and falls over `²`."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            number = name.removeprefix(f"{prefix}-").partition("-")[0] if "-" in name else ""
            if name.startswith(f"{prefix}-") and _ROW.fullmatch(number):
                yield int(number)


class Given:
    """The answer is needed; the sentence says what to enter."""

    def __init__(self, message: Any) -> None:
        self.message = message
        self.field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        if field.data is None or field.data in ("", [], False):
            if field.process_errors:  # something was typed: its own sentence is enough
                raise StopValidation
            field.errors = []
            raise StopValidation(self.message)


class AtMost:
    """The text is no longer than this many letters."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, form: Any, field: Any) -> None:
        over = len(field.data or "") - self.most
        if over > 0:
            field.errors = []  # one length is told, the field's own: not also what any text may have
            raise ValidationError(
                say("Shorten this by %(over)s letters: %(most)s fit.", over=over, most=self.most)
            )


def choices(pairs: Sequence[tuple[str, Any]]) -> list[SelectChoice]:
    """Give the choices of a select, radios or checkboxes from (value, words) pairs.

    Words may be lazy: a form made once speaks the language of each page.
    """
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def kind_of(field: Any) -> str:
    """Say which macro draws a field: text, textarea, select, radios, checkboxes, check, date ..."""
    own = getattr(field, "kind", None)
    if own:
        return str(own)
    return {
        "TextAreaField": "textarea", "TextField": "textarea", "SelectField": "select",
        "RadioField": "radios", "SelectMultipleField": "checkboxes", "BooleanField": "check",
        "HiddenField": "hidden", "PasswordField": "password", "FileField": "file",
    }.get(field.type, "text")  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the templates `kind_of`."""
    app.jinja_env.globals["kind_of"] = kind_of
