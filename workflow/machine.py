"""The machine of a regime: says where a move leads, and holds no row. The only importer of transitions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from transitions import EventData, Machine, MachineError

from regimes.regime import Move, Stage
from workflow.errors import N_
from workflow.guards import GUARDS, Facts, WhyNot


class Road(Protocol):
    """What a machine is built from: the road of a regime, or that of an objection or a complaint."""

    @property
    def pin(self) -> str: ...
    @property
    def initial(self) -> str: ...
    @property
    def stages(self) -> Mapping[str, Stage]: ...
    @property
    def moves(self) -> Mapping[str, Move]: ...
    def moves_from(self, stage: str) -> tuple[Move, ...]: ...


class NotOpen(Exception):
    """The move does not leave this stage, or a guard says no. `why` is the sentence."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.text % why.values if why.values else why.text)
        self.why = why


@dataclass(slots=True)
class Token:
    """Stands in for the notice, so no callback can leave a half-moved row."""

    state: str
    facts: Facts


_built: dict[str, Machine] = {}


def machine_of(regime: Road) -> Machine:
    """The machine of a regime, built once; a pin names the text of the file, so it can't go stale."""
    machine = _built.get(regime.pin)
    if machine is None:
        machine = _built[regime.pin] = _build(regime)
    return machine


def _build(regime: Road) -> Machine:
    machine = Machine(
        model=None,
        states=list(regime.stages),
        initial=regime.initial,
        auto_transitions=False,
        send_event=True,
    )
    for move in regime.moves.values():
        machine.add_transition(
            move.name,
            list(move.sources),
            move.to,
            conditions=[_condition(name, move) for name in move.only_if],
        )
    return machine


def _condition(name: str, move: Move) -> Callable[[EventData], bool]:
    guard = GUARDS[name]

    def holds(asked: EventData) -> bool:
        assert isinstance(asked.model, Token)
        return guard.holds(asked.model.facts, move)

    return holds


def destination(regime: Road, stage: str, move: str, facts: Facts) -> str:
    """Where `move` leads from `stage` under these facts. NotOpen with the sentence if it does not."""
    if stage not in regime.stages or move not in regime.moves:
        raise NotOpen(_no_way(regime, stage, move))
    token = Token(stage, facts)
    try:
        moved = machine_of(regime).events[move].trigger(token)
    except MachineError as error:
        raise NotOpen(_no_way(regime, stage, move)) from error
    if not moved:
        why = why_not(regime, stage, move, facts)
        assert why is not None  # the same guards said no a moment ago, over the same frozen facts
        raise NotOpen(why)
    return token.state


def why_not(regime: Road, stage: str, move: str, facts: Facts) -> WhyNot | None:
    """None if the move is open, else the sentence of the first guard that says no."""
    arc = regime.moves.get(move)
    if arc is None or stage not in arc.sources:
        return _no_way(regime, stage, move)
    for name in arc.only_if:
        if not GUARDS[name].holds(facts, arc):
            return GUARDS[name].why(facts, arc)
    return None


def open_moves(regime: Road, stage: str, facts: Facts) -> tuple[tuple[Move, WhyNot | None], ...]:
    """Every move that leaves the stage, in the regime's order, each with None or why not.

    Moves that time makes are left out: nobody is offered them.
    """
    return tuple(
        (move, why_not(regime, stage, move.name, facts))
        for move in regime.moves_from(stage)
        if not move.lapses
    )


def _no_way(regime: Road, stage: str, move: str) -> WhyNot:
    known = regime.stages.get(stage)
    if move not in regime.moves or known is None:
        return WhyNot(N_("Not possible: the rules know no such step."))
    text = N_("Not possible: «%(move)s» does not lead on from «%(stage)s».")
    return WhyNot(text, {"move": regime.moves[move].title, "stage": known.title})


def is_written_at(regime: Road, stage: str) -> bool:
    """Whether a decision is drafted at this stage: the office hands it on from here, and no commission looks at it."""
    return any(
        move.verb == "submit" and {"officer", "head"} & set(move.by)
        for move in regime.moves_from(stage)
    )
