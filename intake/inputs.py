"""What a law looks at beside the questions of a notice: its fields, and the answers as the notice keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, FormField, RadioField
from wtforms.validators import Optional as MayBeEmpty
from wtforms.validators import StopValidation

from intake import typed
from intake.checks import Within
from web.filters import day as full_day
from web.filters import law
from web.form_words import RowForm
from web.i18n import gettext as _
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, DayField, Given, LineField, TimeField, choices
from web.work import places, sites
from workflow.prechecking import counts_from_announcement

SITE = "special_place"
ANNOUNCED = "announced_at"


@dataclass(frozen=True, slots=True)
class Input:
    """One of them, for one kind. `needed`: the law can't be counted without it."""

    id: str
    type: str
    title: Any
    help: Any
    choices: Mapping[str, Any]
    needed: bool
    source: Any
    by_office: bool = False


def of(regime: Any, kind: Any) -> dict[str, Input]:
    """What this law asks for this kind, by id, in the order of its file; the site first."""
    found = {}
    site = _site(regime)
    if site is not None and sites() and not kind.exempt:
        found[SITE] = site
    for one in regime.inputs_of(kind.id):
        if one.id != SITE:
            needed = one.id == ANNOUNCED and counts_from_announcement(regime, kind.id)
            found[one.id] = Input(
                one.id, one.type, one.title, one.help, dict(one.choices), needed, one.source,
                one.by_office,
            )  # fmt: skip
    return found


def _site(regime: Any) -> Input | None:
    """Whether this law treats designated sites apart; then the city's own list is the choice."""
    source = next(
        (
            one.source
            for one in (*regime.variants, *regime.addressee_rules)
            if one.when.given == SITE
        ),
        None,
    )
    if source is None:
        return None
    help_ = _l("Places that the city has set aside. There the manager of the site is told.")
    title = _l("Is it at a specially designated site?")
    own = regime.inputs.get(SITE)  # a file may word the question itself
    words = (own.title, own.help) if own else (title, help_)
    return Input(SITE, "site", *words, {}, False, source)


class HourOfDay:
    """A day without an hour is no moment."""

    def __call__(self, form: Any, field: Any) -> None:
        if form.day.data and not field.data:
            raise StopValidation(str(_l("Enter the hour too, for example 10:00")))


class MomentRow(RowForm):
    """A day and an hour of it."""

    day = DayField(_l("Day"), [MayBeEmpty(), Within()])
    hour = TimeField(_l("Hour"), [HourOfDay(), MayBeEmpty()])


class NeededMomentRow(MomentRow):
    """A moment that the law counts from."""

    day = DayField(
        _l("Day"), [Given(_l("Enter the day: this law counts from that moment")), Within()]
    )
    hour = TimeField(_l("Hour"), [Given(_l("Enter the hour: this law counts from that moment"))])


def fields_of(one: Input) -> dict[str, Any]:
    """The form field of an input, under its id."""
    words = law(one.help)
    label = law(one.title)
    if one.type == "moment":
        row = NeededMomentRow if one.needed else MomentRow
        return {one.id: FormField(row, label, description=words)}
    if one.type == "site":
        pairs = [("", _("No")), *((site.code, site_line(site)) for site in sites())]
        return {
            one.id: RadioField(
                label, [MayBeEmpty()], choices=choices(pairs), default="", description=words
            )
        }
    if one.type == "choice":
        pairs = [("", _("Not known")), *((name, law(text)) for name, text in one.choices.items())]
        return {
            one.id: RadioField(
                label, [MayBeEmpty()], choices=choices(pairs), default="", description=words
            )
        }
    if one.type == "word":
        return {one.id: LineField(label, [MayBeEmpty(), AtMost(300)], description=words)}
    return {one.id: BooleanField(label, description=words)}


def site_line(site: Any) -> str:
    """A site and its okrug."""
    okrug = places().line(site.okrug, "", language())
    return ", ".join(part for part in (site.in_(language()), okrug) if part)


def site(code: object) -> Any:
    """The site behind a code, or None."""
    return next((one for one in sites() if one.code == code), None)


def kept(one: Input, answers: Mapping[str, Any]) -> Any:
    """The answer as a notice keeps it: `2027-03-01T10:00`, yes, the id of a choice, the code of a site, or nothing."""
    said = answers.get(one.id)
    if one.type == "moment":
        row = said if isinstance(said, Mapping) else {}
        day, hour = typed.day_of(row.get("day")), str(row.get("hour") or "")
        return f"{day.isoformat()}T{hour}" if day and typed.is_hour(hour) else ""
    if one.type == "flag":
        return "yes" if said in (True, "True", "yes", "y") else ""
    if one.type == "site":
        return said if site(said) else ""
    return said if isinstance(said, str) else ""


def in_boxes(found: Mapping[str, Input], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The way back: kept moments as a day and an hour to be changed, all else as it is."""
    parts = {
        name: str(answers[name]).partition("T")
        for name, one in found.items()
        if one.type == "moment" and isinstance(answers.get(name), str)
    }
    return {
        **answers,
        **{name: {"day": day, "hour": hour} for name, (day, _, hour) in parts.items()},
    }


def words_of(one: Input, value: object) -> str:
    """A kept answer in words."""
    if not value:
        return ""
    if one.type == "moment":
        day, _sign, hour = str(value).partition("T")
        found = typed.day_of(day)
        return f"{full_day(found)}, {hour}" if found else str(value)
    if one.type == "site":
        found = site(value)
        return found.in_(language()) if found else str(_("Yes"))
    if one.type == "choice":
        return law(one.choices[str(value)]) if str(value) in one.choices else str(value)
    return str(_("Yes")) if one.type == "flag" else str(value)


def at_site(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with the place of a chosen site written into an empty first place: nothing is typed twice."""
    chosen = site(answers.get(SITE))
    rows = answers.get("places")
    first = rows[0] if isinstance(rows, list) and rows else {}
    if chosen is None or first.get("name"):
        return dict(answers)
    row = {**first, "name": chosen.in_(language()), "okrug": chosen.okrug, "district": ""}
    return {**answers, "places": [row, *(rows or [])[1:]]}


def pages_of(found: Mapping[str, Input]) -> dict[str, str]:
    """Which page of the form asks each: moments and ticks stand with the days, the rest on a page of its own.

    The site has its place with the places, and what the office states is not asked.
    """
    return {
        one.id: "when" if one.type in {"moment", "flag"} else "law"
        for one in found.values()
        if one.id != SITE and not one.by_office
    }
