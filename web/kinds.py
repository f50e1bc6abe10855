"""The kinds of event that this city takes notices of: those of all its laws, each with the law it is of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import g

from web.filters import law
from web.work import regimes

Grouped = dict[str, list[tuple[str, str]]]
"""Pairs of value and words, under the names of the laws."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of one law. `key` names it in forms and addresses: short where no other law has such an id."""

    key: str
    regime: Any
    kind: Any

    @property
    def full(self) -> str:
        """The key that no other law of this city can take."""
        return full_key(self.regime.id, self.kind.id)


def full_key(regime_id: str, kind_id: str) -> str:
    """Name a kind together with its law: ru-moscow-mass.sports_event."""
    return f"{regime_id}.{kind_id}"


def kinds() -> Mapping[str, Choice]:
    """Kinds of the laws in force today, by key, in the order of the setting and of each law."""
    if "kinds" not in g:
        pairs = [(one, kind) for one in regimes() for kind in one.kinds.values()]
        ids = [kind.id for _, kind in pairs]
        made = [
            Choice(
                kind.id if ids.count(kind.id) == 1 else full_key(one.id, kind.id),
                one,
                kind,
            )
            for one, kind in pairs
        ]
        g.kinds = {choice.key: choice for choice in made}
    return cast(Mapping[str, Choice], g.kinds)


def find(name: str) -> Choice | None:
    """Give the kind of a key, of its full name, or the first one of this id; None if no law here knows it."""
    here = kinds()
    if name in here:
        return here[name]
    return next((one for one in here.values() if name in (one.full, one.kind.id)), None)


def key_of(name: Any) -> Any:
    """Give the key that forms use for a kind named in any way; what names none stays as it was typed."""
    found = find(name) if isinstance(name, str) else None
    return found.key if found else name


def grouped(
    empty: str = "",
    *,
    takes: Callable[[Choice], bool] = lambda one: True,
    exempt_last: bool = False,
) -> Grouped:
    """Give the kinds for a select under the titles of their laws; `empty` are the words for none."""
    made: Grouped = {"": [("", empty)]} if empty else {}
    for one in regimes():
        own = [kind for kind in kinds().values() if kind.regime.pin == one.pin and takes(kind)]
        if exempt_last:
            own.sort(key=lambda kind: bool(kind.kind.exempt))
        if own:
            made[law(one.title)] = [(kind.key, law(kind.kind.name)) for kind in own]
    return made
