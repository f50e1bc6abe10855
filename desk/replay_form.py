"""What a replay is asked: a text, other numbers, a period and a kind; all of it in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import request
from wtforms import SelectField

from desk.fields import DayLineField, DeskForm
from desk.law_texts import spoken
from desk.speech import _
from records.replay_rows import Asked
from web.filters import in_zone, law, say
from web.i18n import lazy_gettext as _l
from web.law_reading import number_words
from web.replay_words import effect as effect_words
from web.widgets import choices
from web.work import now, regime, rulebook
from workflow import replaying, trying
from workflow.effects import EFFECTS
from workflow.errors import Invalid

LONGEST = 9  # digits of a number


class ReplayForm(DeskForm):
    """The question without its numbers; sent by GET, so that a link keeps it."""

    pin = SelectField(_l("Text of law"), choices=[], validate_choice=False)
    since = DayLineField(_l("Received from"))
    last = DayLineField(_l("to, inclusive"))
    kind = SelectField(_l("Kind"), choices=[], validate_choice=False)
    effect = SelectField(_l("What differs"), choices=[], validate_choice=False)


@dataclass(slots=True)
class NumberRow:
    """One number of the law with what stands in force and what was typed beside it."""

    name: str
    words: str
    present: str
    basis: str
    typed: str
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Question:
    """Everything that the page asks, read from the address. `asked` None while something is wrong."""

    form: ReplayForm
    texts: tuple[trying.LawText, ...]
    base: Any  # the chosen text
    other: Any  # the same with other numbers
    sections: dict[str, list[NumberRow]]
    wanted: dict[str, int]
    asked: Asked | None = None

    def problems(self) -> list[tuple[str, str]]:
        """Give (id to jump to, sentence), the form first."""
        rows = [row for held in self.sections.values() for row in held]
        wrong = [(row.name, error) for row in rows for error in row.errors]
        return [*self.form.problems(), *wrong]

    @property
    def effects(self) -> frozenset[str]:
        """The effects that the list is narrowed to; empty: whatever has come of it."""
        chosen = self.form.effect.data
        return frozenset(EFFECTS) if chosen == "all" else frozenset({chosen} & set(EFFECTS))

    def address(self) -> dict[str, Any]:
        """The question as arguments of an address, without what is left empty."""
        typed = {
            name: request.args.get(name, "") for name in ("pin", "since", "last", "kind", "effect")
        }
        numbers = {name: str(value) for name, value in self.wanted.items()}
        return {name: value for name, value in {**typed, **numbers, "go": "1"}.items() if value}


def question(work: Any, scope: Any) -> Question:
    """Read the question; what is wrong stands at its field."""
    texts = tuple(one for one in trying.texts(work, rulebook(), scope) if one.regime is not None)
    form = ReplayForm(formdata=request.args, meta={"csrf": False})
    base = next((one.regime for one in texts if one.pin == form.pin.data), None) or regime()
    form.pin.data = base.pin
    form.pin.choices = choices([(one.pin, _text_words(one)) for one in texts])
    kinds = [(name, law(kind.name)) for name, kind in base.kinds.items()]
    form.kind.choices = choices([("", _("any")), *kinds])
    named = [(name, effect_words(spoken(), name)) for name in EFFECTS]
    form.effect.choices = choices(
        [
            ("", _("something would have come of it")),
            ("all", _("anything, also only a time")),
            *named,
        ]
    )
    form.validate()
    found = Question(form, texts, base, base, {}, {})
    _numbers(found, base)
    found.asked = None if found.problems() else _asked(found)
    return found


def _text_words(one: trying.LawText) -> str:
    title = law(one.regime.title) if one.regime else one.regime_id
    return f"{title}, {one.valid_from:%d.%m.%Y}, {one.pin.rpartition(':')[2]}"


def _numbers(found: Question, base: Any) -> None:
    """Read the numbers that were typed, and try them together."""
    for number in trying.numbers_of(base):
        section, words, present, basis = number_words(spoken(), base, number)
        typed = request.args.get(number.name, "").strip()[:40]
        row = NumberRow(number.name, words, present, basis, typed)
        found.sections.setdefault(section, []).append(row)
        if not typed:
            continue
        if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST):
            row.errors.append(
                _("Enter a whole number from 0 to %(largest)s.", largest=number.largest)
            )
        elif int(typed) != number.value:
            found.wanted[number.name] = int(typed)
    try:
        found.other = trying.tried(base, found.wanted)
    except Invalid as error:
        rows = {row.name: row for held in found.sections.values() for row in held}
        row = rows.get(error.field) or next(iter(rows.values()))
        row.errors.append(say(error.text, **error.values))


def _asked(found: Question) -> Asked | None:
    form = found.form
    days: list[date | None] = [_day(form.since.data), _day(form.last.data)]
    try:
        since, until = replaying.period(found.base, in_zone(now(), found.base.zone).date(), *days)
    except Invalid as error:
        form.refuse(error.field, say(error.text, **error.values))
        return None
    kinds = frozenset({form.kind.data} & set(found.base.kinds))
    return Asked(found.base.id, since, until, kinds)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def fingerprint(found: Question, extra: Mapping[str, Any]) -> list[Any]:
    """What totals of one question belong to: another question can't go on from them."""
    assert found.asked is not None
    asked = found.asked
    days = [asked.since.isoformat(), asked.until.isoformat()]
    return [
        found.base.pin,
        sorted(found.wanted.items()),
        days,
        sorted(asked.kinds),
        *extra.values(),
    ]
