"""Two files of law side by side: every field of the schema is compared, what is the same is silent."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from regimes.comparing import DERIVED, WHOLE, compare, rows_of
from regimes.regime import ClockVariant, Condition, Regime, Source, Text
from regimes.service import Service
from regimes.shelf import load_all

MOSCOW = max(
    (regime for regime in load_all() if regime.id == "ru-moscow-assembly"),
    key=lambda regime: regime.valid_from,
)


def made(hint: Any, turn: int) -> Any:
    """A value of a type: `turn` 0 is one value, 1 another."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return made(next(one for one in inside if one is not type(None)), turn)
    if origin is tuple:
        parts = inside if Ellipsis not in inside else inside[:1]
        return tuple(made(one, turn) for one in parts)
    if origin in (Mapping, dict) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {"one": made(inside[1], turn)}
    if is_dataclass(hint):
        return whole(hint, turn)
    simple = {
        str: f"word{turn}", int: 3 + turn, bool: bool(turn), date: date(2026, 1, 1) + turn * timedelta(1),
        time: time(7 + turn), ZoneInfo: ZoneInfo(("Europe/Moscow", "Europe/Berlin")[turn]),
    }  # fmt: skip
    return simple[hint]


def whole(of: Any, turn: int) -> Any:
    """A part of the law with every field set."""
    hints = typing.get_type_hints(of)
    return of(**{one.name: made(hints[one.name], turn) for one in fields(of)})


def parts(of: Any, seen: set[Any]) -> set[Any]:
    """The dataclasses that a type is made of, itself among them."""
    if is_dataclass(of) and of not in seen:
        seen.add(of)
        for hint in typing.get_type_hints(of).values():
            parts(hint, seen)
    for inside in typing.get_args(of):
        parts(inside, seen)
    return seen


BESIDE = parts(Service, set()) - {Text, Source}
"""Read from a file of its own, alike for every date of a law."""

EVERY_FIELD = sorted(
    (part.__name__, one.name, part)
    for part in parts(Regime, set())
    for one in fields(part)
    if not (part is Regime and one.name in DERIVED) and part not in BESIDE
)


@dataclass
class Planter:
    """Puts one changed field into the first part of a kind that it meets in a regime."""

    part: Any
    name: str
    done: bool = False

    def within(self, value: Any) -> Any:
        if isinstance(value, self.part) and not self.done:
            self.done = True
            hint = typing.get_type_hints(self.part)[self.name]
            return replace(value, **{self.name: made(hint, 1)})
        if isinstance(value, Mapping):
            return {key: self.within(one) for key, one in value.items()}
        if isinstance(value, tuple):
            return tuple(self.within(one) for one in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{one.name: self.within(getattr(value, one.name)) for one in fields(value)}
            )
        return value


@pytest.mark.parametrize(("of", "name", "part"), EVERY_FIELD)
def test_no_field_of_the_schema_is_left_out(of: str, name: str, part: Any) -> None:
    law = whole(Regime, 0)
    planter = Planter(part, name)
    other = planter.within(law)

    assert planter.done, f"{of} is nowhere in a regime"
    assert compare(law, other) != (), f"{of}.{name} was changed, and nobody noticed"
    assert compare(law, law) == ()


def test_what_is_left_out_says_nothing_by_itself() -> None:
    assert set(DERIVED) == {"pin", "sha256", "body", "service", "marks"}
    assert all(is_dataclass(one) for one in WHOLE)


def test_a_changed_number_is_one_change_with_its_source() -> None:
    windows = dict(MOSCOW.windows)
    windows["ordinary"] = replace(windows["ordinary"], latest=7)

    (change,) = compare(MOSCOW, replace(MOSCOW, windows=windows))

    assert (change.group, change.items, change.path) == ("windows", ("ordinary",), ("latest",))
    assert (change.how, change.was, change.now) == ("changed", 10, 7)
    assert change.source_now is not None
    assert change.source_now.article == "7(1)"


def test_one_question_asked_of_every_kind_is_told_once() -> None:
    def asks(kind: Any) -> Any:
        needs = [
            replace(need, when=Condition(attendance_above=300)) if need.question == "bank_account" else need
            for need in kind.questions
        ]  # fmt: skip
        return replace(kind, questions=tuple(needs))

    kinds = {name: asks(kind) for name, kind in MOSCOW.kinds.items()}
    (change,) = compare(MOSCOW, replace(MOSCOW, kinds=kinds))

    assert change.items == tuple(MOSCOW.kinds)
    assert change.now == Condition(attendance_above=300)


def test_rules_without_a_name_are_known_again_by_likeness() -> None:
    rules = list(MOSCOW.addressee_rules)
    text = Text("another sentence.", "другое предложение.")
    changed = [replace(rule, text=text) if rule == rules[1] else rule for rule in rules]

    (change,) = compare(MOSCOW, replace(MOSCOW, addressee_rules=tuple(changed)))
    assert (change.how, change.path) == ("changed", ("text",))

    (gone,) = compare(MOSCOW, replace(MOSCOW, addressee_rules=tuple(rules[1:])))
    assert (gone.how, gone.was) == ("removed", rules[0])
    (new,) = compare(replace(MOSCOW, addressee_rules=tuple(rules[:-1])), MOSCOW)
    assert (new.how, new.now) == ("added", rules[-1])


def test_the_first_rule_wins_so_another_order_is_a_change() -> None:
    first, second, *rest = MOSCOW.addressee_rules
    turned = replace(MOSCOW, addressee_rules=(second, first, *rest))

    (change,) = compare(MOSCOW, turned)

    assert (change.how, change.was, change.now) == (
        "order", (first, second, *rest), (second, first, *rest)
    )  # fmt: skip


def test_twins_in_a_list_do_not_confuse_it() -> None:
    clock = MOSCOW.clocks["proposal"]
    twin = clock.variants[0]
    doubled = replace(
        MOSCOW, clocks={**MOSCOW.clocks, "proposal": replace(clock, variants=(twin, twin))}
    )

    (change,) = compare(MOSCOW, doubled)

    assert (change.how, change.now) == ("added", twin)
    assert isinstance(change.now, ClockVariant)
    assert compare(doubled, doubled) == ()


def test_the_rows_of_a_group_are_found_by_key() -> None:
    assert [key for key, _ in rows_of(MOSCOW.windows)] == list(MOSCOW.windows)
    assert [row for _, row in rows_of(MOSCOW.addressee_rules)] == list(MOSCOW.addressee_rules)
    assert rows_of(None) == ()
