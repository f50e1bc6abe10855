"""What a material change by the organiser does to a state of the model: the same as workflow/amending.py writes.

A lighter change leaves clocks, stage and draft as they are, so it leads to no state of its own.
"""

from collections.abc import Iterator

from workflow.proving_effects import asked, ledger_of, placed, with_start
from workflow.proving_people import ORGANISER
from workflow.proving_road import Road
from workflow.proving_state import ABSENT, DROPPED, OPEN, PENDING, State, neat, with_clock
from workflow.proving_steps import Step


def amendments(road: Road, state: State, *, exact: bool = False) -> Iterator[Step]:
    """Examined anew: any verdict, the clocks of its receipt from now, bodies asked again as far as they look at it.

    `state` is `unsure` (proving_steps): its draft is stale, and what is counted anew has no instant of its own.
    Not `exact`, nobody is asked again: from there one more body can be asked, and then another, so that the
    same states are reached in more steps.
    """
    law, move = road.regime.amending, road.regime.move_for("amend", state.stage)
    if law is None or move is None or not law.restarts or _settled(road, state):
        return
    ways = {(state.window, state.mine, road.begin(state.window, state.mine)), *road.filings()}
    for verdict, mine, wanted in sorted(ways):
        fresh = state._replace(stage=move.to, window=verdict, mine=mine)
        for to in _counted(road, fresh, wanted):
            for again in _asked(road, state, to) if exact else {neat(to._replace(asked=()))}:
                for size in road.sizes:
                    yield Step("amend", ORGANISER, move.name, again._replace(large=size), verdict)


def _settled(road: Road, state: State) -> bool:
    """weighing.settled: what both agreed on is changed by nobody alone."""
    return any(
        row[0] == PENDING and clock.starts in {"answer", "counter"}
        for clock, row in zip(road.clocks, state.clocks, strict=True)
    )


def _counted(road: Road, state: State, wanted: tuple[int, ...]) -> set[State]:
    """recounting.amended: what runs is counted from the change, what was met or missed stays so."""
    found = set(with_start(road, state))
    for number in ledger_of(road, state):
        if state.clocks[number][0] == PENDING and number not in wanted:
            found = {neat(with_clock(one, number, DROPPED, 0)) for one in found}
    for number in wanted:
        result = state.clocks[number][0]
        if result in {PENDING, ABSENT, DROPPED}:
            kept = result == PENDING
            found = {to for one in found for to in placed(road, one, number, kept=kept)}
    return found


def _asked(road: Road, before: State, state: State) -> set[State]:
    """Bodies that had not answered are asked again; of those that had, any number."""
    if state.stage not in road.asking:
        return {state}
    open_now = sum(what == OPEN for what, _ in before.asked)
    silent = tuple(row for row in state.asked if row[0] != OPEN)
    if before.stage not in road.asking:  # who answered before the review ended is not in the state
        return {to for more in range(road.bodies + 1) for to in asked(road, state, more)}
    earlier = road.bodies - len(before.asked)  # who may have answered in a review that ended before
    found: set[State] = set()
    for again in range(len(silent) + 1):
        for left in _left(silent, again):
            for more in range(earlier + 1):
                found |= asked(road, state._replace(asked=left), open_now + again + more)
    return found


def _left(silent: tuple[tuple[str, int], ...], again: int) -> set[tuple[tuple[str, int], ...]]:
    """The answers that stand when so many bodies are asked again."""
    found = {silent}
    for _ in range(again):
        found = {(*rest[:at], *rest[at + 1 :]) for rest in found for at in range(len(rest))}
    return found
