"""Checks of typed answers: each says what to enter, none refuses what the law lets pass."""

from itertools import pairwise
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import ValidationError

from intake.typed import is_hour
from web.filters import today
from web.i18n import lazy_gettext as _l
from web.postcodes import postcode_words
from workflow import postal, together

_DIGITS_OF_A_PHONE = 5
DAY = 24 * 60  # minutes


class SaysItself:
    """The law wants the answer itself: «see above» is none (law.md 1.3). The sentence says what to write."""

    def __init__(self, ask: Any) -> None:
        self.ask = ask

    def __call__(self, form: Any, field: Any) -> None:
        words = str(field.data or "")
        if words.strip() and together.elsewhere(words):
            raise ValidationError(str(self.ask))


class Phone:
    """A telephone has at least five digits; how it is written is the person's choice."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and sum(sign.isdigit() for sign in field.data) < _DIGITS_OF_A_PHONE:
            raise ValidationError(str(_l("Enter a telephone number, for example +7 495 000-14-20")))


class Postcode:
    """None at all, or one that an envelope can bear under a law of this language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, form: Any, field: Any) -> None:
        if not postal.fits(field.data or "", self.language):
            raise ValidationError(postcode_words(self.language))


class Email:
    """An address that mail can be sent to; whether somebody reads it is asked by the mailed link."""

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            return
        try:
            validate_email(field.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError as error:
            raise ValidationError(
                str(_l("Enter an e-mail address, for example vera@example.org"))
            ) from error


class AtLeastOne:
    """The number is 1 or more."""

    def __call__(self, form: Any, field: Any) -> None:
        if isinstance(field.data, int) and field.data < 1:
            raise ValidationError(str(_l("Enter how many people you expect, at least 1")))


class AfterStart:
    """An end differs from its start; one before the start is on the next day and is asked about."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and field.data == form.start.data:
            raise ValidationError(str(_l("The end is the same as the start. Enter when it ends.")))


class BeforeStart:
    """Things are brought before the event starts."""

    def __call__(self, form: Any, field: Any) -> None:
        start = form.start.data or ""
        if is_hour(field.data or "") and is_hour(start) and field.data > start:
            raise ValidationError(
                str(
                    _l(
                        "This is after the start. Enter an hour before it; for the day before, add that day"
                    )
                )
            )


class AfterEnd:
    """Things are taken away after the event ends, perhaps on the next day; half a day is the longest."""

    def __call__(self, form: Any, field: Any) -> None:
        end = form.end.data or ""
        if (
            is_hour(field.data or "")
            and is_hour(end)
            and (_minutes(field.data) - _minutes(end)) % DAY > DAY // 2
        ):
            raise ValidationError(
                str(_l("This is before the end. Enter the hour by which all is cleared"))
            )


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


class DaysApart:
    """Of two rows of one day, the second begins when the first is over."""

    def __call__(self, form: Any, field: Any) -> None:
        found = sorted(
            (row.form.day.data, row.form.start.data or "", row.form.end.data or "", number)
            for number, row in enumerate(field.entries, 1)
            if row.form.day.data
            and is_hour(row.form.start.data or "")
            and is_hour(row.form.end.data or "")
        )
        for (day, start, end, one), (later, begins, _end, two) in pairwise(found):
            if day == later and (begins < end or end <= start):
                words = _l(
                    "Days %(one)s and %(two)s overlap: change the hours, or remove one of them"
                )
                raise ValidationError(str(words) % {"one": min(one, two), "two": max(one, two)})


class NotMidnight:
    """24:00 ends a day and starts none."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data == "24:00":
            raise ValidationError(
                str(_l("A day starts at 00:00. Enter the start, for example 12:00"))
            )


class Within:
    """A day that a notice can be about: not before last year, not after the year after next."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and not -400 < (field.data - today()).days < 800:
            raise ValidationError(str(_l("Enter a day of this year or the next")))


class Ahead(Within):
    """A day that an event can still be held on: today or later, not after the year after next."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if field.data and field.data < today():
            raise ValidationError(str(_l("This day is over. Enter today or a later day")))
