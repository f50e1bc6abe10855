"""The form of the pre-check: sent by GET, kept nowhere. What one law asks besides is added to it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FormField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Optional as MayBeEmpty
from wtforms.validators import StopValidation

from intake import inputs
from intake.checks import Ahead, AtLeastOne, NotMidnight
from intake.forms import StepForm
from intake.inputs import SITE, Input
from intake.rows import okrugs
from web import kinds
from web.filters import near_day
from web.i18n import gettext as _
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.kinds import Choice
from web.widgets import CountField, DayField, Given, TimeField, choices
from web.work import places

DAY = timedelta(days=1)
MOST_DAYS = 31


class OkrugOrSite:
    """Where it is: an okrug, unless a designated site says it."""

    def __call__(self, form: Any, field: Any) -> None:
        chosen = inputs.site(form[SITE].data) if SITE in form else None
        if not field.data and chosen is None:
            raise StopValidation(str(_l("Choose the okrug")))


class BothHours:
    """Hours come in pairs."""

    def __init__(self, other: str, ask: Any) -> None:
        self.other, self.ask = other, ask

    def __call__(self, form: Any, field: Any) -> None:
        if form[self.other].data and not field.data:
            raise StopValidation(str(self.ask))


class CheckForm(StepForm):
    """The pre-check: kind, size, place and day; hours, further days and okrugs where they are known."""

    kind = SelectField(
        _l("What kind of event"),
        [Given(_l("Choose what kind of event it is"))],
        coerce=kinds.key_of,
    )
    people = CountField(
        _l("How many people"),
        [Given(_l("Enter how many people you expect, for example 350")), AtLeastOne()],
    )
    okrug = SelectField(_l("Where"), [OkrugOrSite()], choices=okrugs, default="")
    day = DayField(_l("On what day"), [Given(_l("Enter the day, for example 6 12 2026")), Ahead()])
    until = DayField(_l("Last day, if it takes several"), [MayBeEmpty(), Ahead()])
    on = SelectMultipleField(_l("Also on these days"), choices=[], validate_choice=False)
    start = TimeField(
        _l("Start"),
        [
            BothHours("end", _l("Enter when it starts, for example 12:00")),
            MayBeEmpty(),
            NotMidnight(),
        ],
    )
    end = TimeField(
        _l("End"),
        [BothHours("start", _l("Enter when it ends, for example 13:30")), MayBeEmpty()],
    )
    more = SelectMultipleField(_l("It touches these okrugs too"), choices=[])

    def validate_until(self, field: Any) -> None:
        """Hold the last day not before the first, and the whole no longer than a month."""
        if not (field.data and self.day.data):
            return
        if field.data < self.day.data:
            raise ValidationError(str(_l("The last day is before the first. Change one of them.")))
        if (field.data - self.day.data).days >= MOST_DAYS:
            raise ValidationError(
                str(_l("That is more than a month. File one notice for each part."))
            )

    def validate_end(self, field: Any) -> None:
        """An end differs from its start; one before the start is on the next day."""
        if field.data and field.data == self.start.data:
            raise ValidationError(str(_l("The end is the same as the start. Enter when it ends.")))

    @property
    def choice(self) -> Choice | None:
        """The kind that was chosen, with its law."""
        return kinds.find(self.kind.data or "")

    @property
    def days(self) -> list[date]:
        """Every day of the event, in order."""
        first, last = self.day.data, self.until.data or self.day.data
        if first is None or last is None or (last - first).days >= MOST_DAYS:
            return [first] if first else []
        found = {first + DAY * step for step in range((last - first).days + 1)}
        found |= {date.fromisoformat(day) for day in self.on.data or []}
        return sorted(found)

    @property
    def okrugs(self) -> tuple[str, ...]:
        """Every okrug that it touches, the first first; that of a site where none is named."""
        site = inputs.site(self[SITE].data) if SITE in self else None
        named = [self.okrug.data, *(self.more.data or [])]
        return tuple(dict.fromkeys(one for one in named if one)) or ((site.okrug,) if site else ())

    @property
    def opened(self) -> bool:
        """Whether something beside the four answers is there, or wrong."""
        fields = [one for one in self if one.name not in {"kind", "people", "okrug", "day"}]
        return any(one.errors or _filled(one) for one in fields)


def _filled(field: Any) -> bool:
    if isinstance(field, FormField):
        return any(_filled(part) for part in field.form)
    return bool(field.data)


def check_form(formdata: Any, asked: Mapping[str, Input] | None = None) -> CheckForm:
    """The form as it was sent, or empty; with what the law of the chosen kind asks besides.

    `asked`: the inputs, where the caller knows them; else those of the kind that was sent.
    """
    if asked is None:
        chosen = kinds.find(formdata.get("kind", "") if formdata else "")
        asked = inputs.of(chosen.regime, chosen.kind) if chosen else _sites_of_any()
    fields: dict[str, Any] = {}
    for one in asked.values():
        fields |= inputs.fields_of(one)
    form: CheckForm = type("CheckForm", (CheckForm,), fields)(formdata=formdata)
    form.kind.choices = kinds.grouped(_("Choose a kind"), exempt_last=True)
    form.more.choices = choices(places().okrug_choices(language()))
    form.on.data = [day for day in form.on.data or [] if _is_day(day)][:MOST_DAYS]
    form.on.choices = choices([(day, near_day(date.fromisoformat(day))) for day in form.on.data])
    return form


def _sites_of_any() -> Mapping[str, Input]:
    """Before a kind is chosen only the site is asked, where some law of the city knows one."""
    for one in kinds.kinds().values():
        found = inputs.of(one.regime, one.kind)
        if SITE in found:
            return {SITE: found[SITE]}
    return {}


def _is_day(text: str) -> bool:
    try:
        return 2000 <= date.fromisoformat(text).year <= 2100 and len(text) == len("2027-03-14")
    except ValueError:
        return False


def pairs(form: Any) -> Iterator[tuple[str, str]]:
    """The answers as the form sends them: for a link, and for hidden fields."""
    for field in form:
        if isinstance(field, FormField):
            yield from pairs(field.form)
        elif isinstance(field, DayField):
            parts = zip(("day", "month", "year"), field.boxes, strict=True)
            yield from ((f"{field.name}-{part}", box) for part, box in parts if box)
        elif isinstance(field.data, list):
            yield from ((field.name, str(one)) for one in field.data)
        elif field.data is True:
            yield field.name, "y"
        elif field.data not in (None, "", False):
            yield field.name, str(field.data)


def query_of(
    answers: Mapping[str, Any], key: str, asked: Mapping[str, Input]
) -> MultiDict[str, str]:
    """The answers of a draft as the pre-check is asked for them."""
    found: MultiDict[str, str] = MultiDict([("kind", key)])
    people = answers.get("attendance")
    if isinstance(people, int):
        found.add("people", str(people))
    rows = [row for row in answers.get("places", []) if row.get("okrug")]
    for index, okrug in enumerate(dict.fromkeys(row["okrug"] for row in rows)):
        found.add("more" if index else "okrug", okrug)
    _add_days(found, answers.get("sessions", []))
    for one in asked.values():
        _add_input(found, one, answers.get(one.id))
    return found


def _add_days(found: MultiDict[str, str], rows: list[dict[str, str]]) -> None:
    days = sorted({row.get("day", "") for row in rows if _is_day(row.get("day", ""))})
    if not days:
        return
    first = date.fromisoformat(days[0])
    for part in ("day", "month", "year"):
        found.add(f"day-{part}", str(getattr(first, part)))
    for day in days[1:]:
        found.add("on", day)
    hours = [(row.get("start", ""), row.get("end", "")) for row in rows]
    start, end = hours[0]
    if start and end:
        found.add("start", start)
        found.add("end", end)


def _add_input(found: MultiDict[str, str], one: Input, said: Any) -> None:
    value = inputs.kept(one, {one.id: said})
    if not value:
        return
    if one.type != "moment":
        found.add(one.id, "y" if one.type == "flag" else value)
        return
    day, _sign, hour = value.partition("T")
    for part in ("day", "month", "year"):
        found.add(f"{one.id}-day-{part}", str(getattr(date.fromisoformat(day), part)))
    found.add(f"{one.id}-hour", hour)
