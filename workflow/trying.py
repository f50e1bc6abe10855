"""Texts of law as the desk reads them, and a text tried with other numbers: in memory, for nobody's notice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from records import replay_rows
from records.scope import Scope
from records.unit_of_work import UnitOfWork
from regimes.changing import Number, OutOfRange, numbers_of, with_numbers
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed
from workflow.replaying import text_of

__all__ = ["LawText", "Number", "law_text", "numbers_of", "only_counts", "reach", "texts", "tried"]


@dataclass(frozen=True, slots=True)
class LawText:
    """One dated text. `regime` None: it is kept, and can't be read any more by this version."""

    pin: str
    regime_id: str
    valid_from: date
    on_shelf: bool
    notices: int  # in the reader's reach
    regime: Regime | None


def texts(work: UnitOfWork, rulebook: Rulebook, scope: Scope) -> tuple[LawText, ...]:
    """Every text on the shelf or kept with a notice, by regime, the newest first."""
    kept = {one.pin: one for one in replay_rows.kept_texts(work, scope)}
    shelf = {regime.pin: regime for regime in rulebook}
    found = [
        LawText(pin, one.id, one.valid_from, True, kept[pin].notices if pin in kept else 0, one)
        for pin, one in shelf.items()
    ]
    found += [
        LawText(pin, one.regime_id, one.valid_from, False, one.notices, _read(work, rulebook, pin))
        for pin, one in kept.items()
        if pin not in shelf
    ]
    newest = sorted(found, key=lambda one: (one.valid_from, one.pin), reverse=True)
    return tuple(sorted(newest, key=lambda one: one.regime_id))


def law_text(work: UnitOfWork, rulebook: Rulebook, pin: str) -> Regime | None:
    """The text of a pin, None where nobody has it or it can't be read any more."""
    return rulebook[pin] if pin in rulebook else _read(work, rulebook, pin)


def _read(work: UnitOfWork, rulebook: Rulebook, pin: str) -> Regime | None:
    try:
        return text_of(work, rulebook, pin)
    except (KeyError, Fault):
        return None


def tried(regime: Regime, wanted: Mapping[str, int]) -> Regime:
    """A copy with other numbers. Invalid, at the number's name, where one is wild or they do not go together."""
    try:
        return with_numbers(regime, wanted)
    except OutOfRange as error:
        text = N_("Enter a whole number from 0 to %(largest)s.")
        raise Invalid(error.number.name, text, largest=error.number.largest) from error
    except Fault as error:
        found = next((name for name in wanted if error.key.startswith(name.rpartition(".")[0])), "")
        text = N_(
            "These numbers do not go together: a window would close before it opens, or the like."
        )
        raise Invalid(found, text) from error


def reach(actor: Actor) -> Scope:
    """What a replay counts for this person: their own reach; an administrator counts every office.

    NotAllowed for people of bodies that are only asked: they hold no clocks of the law.
    """
    if policy.only_asked(actor):
        raise NotAllowed(N_("Not yours: the law is tried by the office that answers under it."))
    scope = policy.scope_of(actor)
    return replace(scope, everything=True) if only_counts(actor) else scope


def only_counts(actor: Actor) -> bool:
    """Whether the person sees totals and no single notice: an administrator has none (glossary)."""
    own = policy.scope_of(actor)
    return "administrator" in actor.roles and not own.everything and not own.units
