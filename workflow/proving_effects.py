"""What follows from a step, without a database: the same as arcs, recounting and consulting write.

tests/workflow/test_proving_replay.py walks random paths on a real database and compares.
"""

from collections.abc import Iterator

from regimes.regime import Move
from workflow.proving_layout import runs
from workflow.proving_road import Road
from workflow.proving_state import (
    ABSENT,
    DECISION,
    DROPPED,
    MET,
    OPEN,
    PENDING,
    SIDES,
    State,
    given,
    neat,
    places_for_body,
    spread,
    with_clock,
)

UNDONE = frozenset({"cancel", "restore"})
"""Verbs after which what led to the road's end is kept: to restore leads there again."""


def has_pending(road: Road, state: State, side: str) -> bool:
    return any(
        row[0] == PENDING and clock.side == side
        for clock, row in zip(road.clocks, state.clocks, strict=True)
    )


def arrived(road: Road, state: State, move: Move, there: str) -> State:
    """arcs.arrive: clocks end, questions close, a draft that nobody signed is dropped."""
    to = state._replace(
        stage=there,
        by=DECISION if move.verb == "release" else state.by if move.verb in UNDONE else "",
        stood=state.stage if move.verb == "cancel" else "",
        recorded=state.recorded or move.verb == "record",
    )
    if move.verb == "release":
        told = state.invited or move.outcome in road.inviting
        to = _stop(road, to, MET, "authority", road.running[there])
        to = to._replace(draft=None, invited=told)
    if move.verb in {"return", "decline", "adopt"}:
        to = _stop(road, to, MET, "organiser", frozenset())
        for number, (result, _) in enumerate(to.clocks):
            if result == PENDING and road.clocks[number].starts == "counter":
                to = with_clock(to, number, MET)
    for number, (result, _) in enumerate(to.clocks):
        begun = result == PENDING and road.clocks[number].starts == "request"
        if begun and number not in road.running[there]:
            to = with_clock(to, number, DROPPED)
    if state.stage in road.asking and (move.verb == "prepare" or there not in road.asking):
        to = to._replace(asked=())
    if there in road.finals:
        to = _stop(road, to, DROPPED, "", frozenset())._replace(draft=None)
    return to


def _stop(road: Road, state: State, result: str, side: str, but: frozenset[int]) -> State:
    rows = tuple(
        (result, row[1])
        if row[0] == PENDING and side in {"", clock.side} and number not in but
        else row
        for number, (clock, row) in enumerate(zip(road.clocks, state.clocks, strict=True))
    )
    return state._replace(clocks=rows)


After = tuple[State, str, int]  # a state, what a trace says of it, a clock that was begun twice


def asked(road: Road, state: State, number: int) -> set[State]:
    """consulting.ask_all: so many bodies, each with its own time before the office's."""
    found = {neat(state)}
    for _ in range(number):
        found = {to for one in found for to in places_for_body(one, _authority_rank(road, one))}
    return found


def _authority_rank(road: Road, state: State) -> int | None:
    """The nearest pending clock of the authority (consulting._ask)."""
    ranks = [
        row[1]
        for clock, row in zip(road.clocks, state.clocks, strict=True)
        if row[0] == PENDING and clock.side == "authority"
    ]
    return min(ranks, default=None)


def ledger_of(road: Road, state: State) -> list[int]:
    """The clocks that the notice ever had; those of the receipt stand first."""
    mine = [number for number, row in enumerate(state.clocks) if row[0] != ABSENT]
    return sorted(mine, key=lambda number: (road.clocks[number].starts != "receipt", number))


def _again(road: Road, state: State, number: int) -> State:
    """The clock runs on to the same instant as before, as a new row."""
    return _given(road, with_clock(state, number, PENDING), number)


def _given(road: Road, state: State, number: int) -> State:
    """The clock is the newest of its side, if it is one of the law (gathering.newest_due)."""
    clock = road.clocks[number]
    return given(state, number, clock.side) if clock.statutory else state


def running(road: Road, state: State, numbers: list[int]) -> list[int]:
    """recounting._running: what the law lets run for a notice in, before or after its window."""
    return [
        number
        for number in numbers
        if runs(road.clocks[number], state.window)
        and (road.clocks[number].starts != "request" or number in road.running[state.stage])
    ]


def went_on(road: Road, state: State) -> set[State]:
    """recounting.went_on: what the end of the road stopped runs on; the organiser's stands ready again."""
    found = {state}
    for number in running(road, state, ledger_of(road, state)):
        result = state.clocks[number][0]
        if result == DROPPED:
            found = {_again(road, one, number) for one in found}
        elif result == MET and road.clocks[number].side == "organiser":  # its rank is forgotten
            found = {to for one in found for to in placed(road, one, number)}
    return found


def resumed(road: Road, state: State) -> State:
    """recounting.corrected where no instant moves: what was let go runs on, to be let go again."""
    for number in running(road, state, ledger_of(road, state)):
        if state.clocks[number][0] == DROPPED:
            state = _again(road, state, number)
    return state


def taken_back(road: Road, state: State) -> State:
    """recounting.taken_back: the office's newest clock was not kept by a letter that it takes back."""
    newest = state.newest[SIDES.index("authority")]
    if newest >= 0 and state.clocks[newest][0] in {DROPPED, MET}:
        return _again(road, state, newest)
    return state


def answered(road: Road, state: State) -> Iterator[After]:
    """recounting.answered, after a new version: clocks of the answer begin, the organiser's stand ready."""
    for mine in road.answers:
        yield from _answered(road, state, running(road, state, list(mine)))


def countered(road: Road, state: State) -> Iterator[After]:
    """recounting.countered: the office's clock for the counter-offer begins, a second one anew."""
    for mine in road.counters:
        found = {state}
        for number in running(road, state, list(mine)):
            found = {to for one in found for to in placed(road, one, number, past=False)}
        for one in found:
            yield one, "", -1


def requested(road: Road, state: State) -> Iterator[After]:
    """asking_back.begin: the clocks that the letter begins. None where their time would be over at once."""
    for mine in road.requests[state.stage]:
        found = {state}
        for number in running(road, state, list(mine)):
            found = {to for one in found for to in placed(road, one, number, past=False)}
        for one in found:
            yield one, "", -1


def _answered(road: Road, state: State, begin: list[int]) -> Iterator[After]:
    twice = next((number for number in begin if state.clocks[number][0] == PENDING), -1)
    found = {neat(one) for one in with_start(road, stale(road, state))}
    for number in begin:
        found = {to for one in found for to in placed(road, one, number, past=False)}
    for number in ledger_of(road, state):
        again = state.clocks[number][0] in {DROPPED, MET}
        ready = again and road.clocks[number].starts == "receipt"
        if road.clocks[number].side == "organiser" and ready:
            found = {to for one in found for to in placed(road, one, number)}
    for one in found:
        yield one, "", twice


def _anywhere(state: State, number: int, result: str) -> Iterator[State]:
    """The clock with a result, its instant past or anywhere among the others."""
    room, last = spread(state)
    for rank in range(last + 1):
        yield neat(with_clock(room, number, result, rank))


def placed(
    road: Road, state: State, number: int, *, past: bool = True, kept: bool = False
) -> Iterator[State]:
    """A clock runs, as far as its own rule allows. `kept`: perhaps as the same row as before."""
    room, last = spread(state)
    for rank in range(0 if past else 1, last + 1):
        kept_row = with_clock(room, number, PENDING, rank)
        to = neat(_given(road, kept_row, number))
        if road.fits(to, number):
            yield to
            if kept and to.newest != state.newest:
                yield neat(kept_row)


def with_start(road: Road, state: State) -> Iterator[State]:
    """The event begins anywhere among the instants; where no rule asks for that, nowhere."""
    if not road.counts_the_start:
        yield state
        return
    room, last = spread(state._replace(start=-1))
    for rank in range(last + 1):
        yield neat(room._replace(start=rank))


def rest_of(road: Road, state: State) -> State:
    """In a stage that nothing leaves, nothing else can be told apart; drafts only where they count."""
    if state.stage in road.sinks:
        blank = tuple((ABSENT, 0) for _ in road.clocks)
        return State(state.stage, state.window, state.mine, blank, (-1, -1), -1)
    draft = state.draft if state.stage in road.with_draft else None
    by = state.by if state.stage in road.with_origin else ""
    return neat(state._replace(draft=draft, by=by))


def stale(road: Road, state: State) -> State:
    """There is a new version, so the draft is of an old one."""
    if state.draft is None:
        return state
    return state._replace(draft=road.kept_draft(state.draft._replace(whole=False)))


def fit(road: Road, state: State, ledger: list[int], wanted: list[int]) -> set[State]:
    """recounting._fit, and open questions asked anew (consulting.ask_anew)."""
    found = set(with_start(road, state))
    for number in ledger:
        if state.clocks[number][0] == PENDING and number not in wanted:
            found = {to for one in found for to in _anywhere(one, number, DROPPED)}
    for number in wanted:
        result = state.clocks[number][0]
        if result in {PENDING, ABSENT, DROPPED}:
            kept = result == PENDING  # its row stays where the instant stays
            found = {to for one in found for to in placed(road, one, number, kept=kept)}
    waiting = sum(what == OPEN for what, _ in state.asked)
    silent = tuple(row for row in state.asked if row[0] != OPEN)
    return {to for one in found for to in asked(road, one._replace(asked=silent), waiting)}
