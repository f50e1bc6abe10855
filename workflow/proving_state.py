"""The state of the model check: a notice with its dates taken away, only their order is left.

Rank 0 of an instant: it is past. Rank 1 is the next one to come; instants of one rank come together.
A rank that no rule asks for any more is forgotten, so that states which can't be told apart are one.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

ABSENT, PENDING, MET, MISSED, DROPPED = "absent", "pending", "met", "missed", "dropped"
OPEN = "open"  # a question to a body; else the word of its answer
ANSWERS = ("no objection", "objection or conditions")  # to ask for more ends no question
SIDES = ("authority", "organiser")
TIME, DECISION = "time", "decision"
MATTERS = frozenset({PENDING, DROPPED})

Row = tuple[str, int]  # of a clock: its newest result, and the rank of its due instant
Asked = tuple[str, int]  # of a body: OPEN or the answer, and the rank of its due instant


class Draft(NamedTuple):
    """The decision that is being written: `whole` when nothing that its outcome needs is lacking."""

    outcome: str
    whole: bool
    preparer: int


class State(NamedTuple):
    """Everything that guards, policy, clocks and the worker can tell apart."""

    stage: str
    window: str
    mine: int  # which of the regime's sets of clocks the kind of this notice has
    clocks: tuple[Row, ...]  # in the regime's order
    newest: tuple[int, int]  # the clock of the law that each side was given last, -1 = none
    start: int  # rank of the event's start; -1 where no rule asks for it
    asked: tuple[Asked, ...] = ()
    draft: Draft | None = None
    by: str = ""  # what led to where it counts: TIME or DECISION
    invited: bool = False  # an invitation to confer has gone out
    recorded: bool = False  # what a court or another authority decided was entered
    large: bool = False  # so many people that a commission votes on the draft
    stood: str = ""  # the stage from which the event was cancelled


def future(state: State) -> list[int]:
    """The ranks in use that lie ahead, in order.

    Those of pending clocks, of questions and the event's start; of clocks that were stopped, which may go
    on (recounting.went_on); and of each side's newest, which guards ask for.
    """
    return _future(state.clocks, state.newest, state.start, state.asked)


@lru_cache(maxsize=200_000)
def _future(
    clocks: tuple[Row, ...], newest: tuple[int, int], start: int, asked: tuple[Asked, ...]
) -> list[int]:
    ranks = {
        rank
        for number, (result, rank) in enumerate(clocks)
        if result in MATTERS or number in newest
    }
    ranks |= {rank for _, rank in asked} | {start}
    return sorted(rank for rank in ranks if rank > 0)


Layout = tuple[tuple[Row, ...], int, tuple[Asked, ...]]


@lru_cache(maxsize=200_000)
def _neat(
    clocks: tuple[Row, ...], newest: tuple[int, int], start: int, asked: tuple[Asked, ...]
) -> Layout:
    rank_of = {rank: new for new, rank in enumerate(_future(clocks, newest, start, asked), 1)}
    rows = tuple(
        (result, rank_of.get(rank, 0) if result in MATTERS or number in newest else 0)
        for number, (result, rank) in enumerate(clocks)
    )
    bodies = tuple(sorted((what, rank_of.get(rank, 0)) for what, rank in asked))
    return rows, rank_of.get(start, min(start, 0)), bodies


def neat(state: State) -> State:
    """The same state in its one spelling: ranks without gaps, what doesn't matter forgotten, bodies sorted."""
    clocks, start, asked = _neat(state.clocks, state.newest, state.start, state.asked)
    return State(
        state.stage, state.window, state.mine, clocks, state.newest, start, asked,
        state.draft, state.by, state.invited, state.recorded, state.large, state.stood,
    )  # fmt: skip


def later(state: State) -> State:
    """A second after the next instants: they are past."""
    first = future(state)[0]
    clocks = tuple((what, 0 if rank <= first else rank) for what, rank in state.clocks)
    asked = tuple((what, 0 if rank <= first else rank) for what, rank in state.asked)
    start = 0 if 0 < state.start <= first else state.start
    return neat(state._replace(clocks=clocks, asked=asked, start=start))


def spread(state: State) -> tuple[State, int]:
    """The same with room between all ranks: 2, 4, 6 ...; and the highest place, so that 1..last are free."""
    clocks = tuple((what, 2 * rank) for what, rank in state.clocks)
    asked = tuple((what, 2 * rank) for what, rank in state.asked)
    start = 2 * state.start if state.start > 0 else state.start
    return state._replace(clocks=clocks, asked=asked, start=start), 2 * len(future(state)) + 1


def with_clock(state: State, number: int, result: str, rank: int | None = None) -> State:
    """One clock with another result, and perhaps another instant."""
    rows = list(state.clocks)
    rows[number] = (result, rows[number][1] if rank is None else rank)
    return state._replace(clocks=tuple(rows))


def given(state: State, number: int, side: str) -> State:
    """The clock is the newest of its side."""
    newest = list(state.newest)
    newest[SIDES.index(side)] = number
    return state._replace(newest=(newest[0], newest[1]))


def places_for_body(state: State, limit: int | None) -> Iterator[State]:
    """One more body is asked: its time ends anywhere up to `limit` (rank of the office's own clock)."""
    room, last = spread(state)
    end = (
        last if limit is None else max(2, 2 * limit)
    )  # the office's is over: now, with others asked now
    for rank in range(1, min(end, last) + 1):
        yield neat(room._replace(asked=(*room.asked, (OPEN, rank))))
