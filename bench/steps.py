"""S1, S2: one step of a request, and what a notice weighs, by one machine a regime or one a notice."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from transitions import Machine

from bench.city import REGIME, City
from bench.result import Case, Result
from bench.timing import Pace, timed, times
from regimes.regime import Regime
from workflow.guards import GUARDS, Facts
from workflow.machine import destination

STEPS = 400
OWN = 40  # a machine of its own is slow to make, so fewer of them
STAGE, MOVE = "review", "prepare"


@dataclass
class Row:
    """A notice as the other idiom has it: the machine binds itself to the row."""

    facts: Facts
    state: str = STAGE


def own_machine(regime: Regime, row: Row) -> Any:
    """The same stages, moves and guards, built around one row."""

    def condition(name: str, arc: Any) -> Callable[..., bool | None]:
        return lambda asked: GUARDS[name].holds(asked.model.facts, arc)

    machine = Machine(
        model=row,
        states=list(regime.stages),
        initial=STAGE,
        auto_transitions=False,
        send_event=True,
    )
    for move in regime.moves.values():
        conditions: list[Any] = [condition(name, move) for name in move.only_if]
        machine.add_transition(move.name, list(move.sources), move.to, conditions=conditions)
    return machine


def measure(city: City, pace: Pace) -> list[Result]:
    """One row, one step, as a request makes it; then a thousand rows and what they hold."""
    now = city.clock.now()
    regime = city.rulebook.current(REGIME, now.date())
    facts = Facts(now, authority_due_at=now + timedelta(days=2))

    def bound() -> str:
        row = Row(facts)
        own_machine(regime, row)
        row.trigger(MOVE)  # type: ignore[attr-defined]  # the machine puts it there
        return row.state

    def token() -> str:
        return destination(regime, STAGE, MOVE, facts)

    many, few = pace.of(STEPS), pace.of(OWN)
    took = timed({"own": times(few, bound), "token": times(many, token)}, pace, time.process_time)
    own, ours = took["own"] / few, took["token"] / many
    weights = {"own": weight(lambda row: own_machine(regime, row), facts, few),
               "token": weight(lambda row: destination(regime, row.state, MOVE, facts), facts, many)}  # fmt: skip
    counted = {"same answer": int(bound() == token() == regime.moves[MOVE].to)}
    return [
        Result(
            "S1", "one step of a request: a Machine for each notice / Veche", "12", ">=", 10.0, own / ours,
            (Case("a Machine for each notice", own * 1e6, "us"), Case("veche", ours * 1e6, "us")), counted,
            work=times(STEPS, token),
        ),
        Result(
            "S2", "bytes of workflow machinery that a notice holds", "32,256", "<=", 0.0, weights["token"],
            (Case("a Machine for each notice", weights["own"], "bytes"), Case("veche", weights["token"], "bytes")),
        ),
    ]  # fmt: skip


def weight(use: Callable[[Row], object], facts: Facts, count: int) -> float:
    """Whole bytes that remain for each row once it was used; what is held only in common is not a row's."""
    rows = [Row(facts) for _ in range(count)]
    use(Row(facts))  # what is built once for all
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for row in rows:
        use(row)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return float(max(0, after - before) // count)
