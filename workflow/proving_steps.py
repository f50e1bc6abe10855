"""Every next step of a state: what people may do, and what time does."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from regimes.regime import Move
from regimes.words import TAKES_BACK
from workflow.actor import SYSTEM, Actor
from workflow.proving_effects import (
    After,
    answered,
    arrived,
    asked,
    countered,
    fit,
    has_pending,
    ledger_of,
    placed,
    requested,
    rest_of,
    resumed,
    running,
    stale,
    taken_back,
    went_on,
    with_start,
)
from workflow.proving_people import OFFICER, WRITERS
from workflow.proving_road import Road
from workflow.proving_state import (
    ABSENT,
    ANSWERS,
    DROPPED,
    MISSED,
    OPEN,
    PENDING,
    TIME,
    Draft,
    State,
    future,
    later,
    neat,
    with_clock,
)


class Step(NamedTuple):
    """One step. `kind`: move, time, tick, save, answer, close, another, correct, forward."""

    kind: str
    who: Actor
    name: str  # of the move, the clock, the outcome, the answer
    to: State
    more: str = ""  # what else a trace says of it
    twice: int = -1  # a clock that was begun while it ran


def starts(road: Road) -> Iterator[Step]:
    """Every filing: verdict, kind's clocks, and the order in which they and the event's start lie."""
    blank = (tuple((ABSENT, 0) for _ in road.clocks), (-1, -1))
    for verdict, mine, begun in road.filings():
        found: Iterable[State] = with_start(
            road, State(road.regime.initial, verdict, mine, *blank, start=-1)
        )
        for number in begun:
            found = {new for one in found for new in placed(road, one, number)}
        for state in sorted(found, key=repr):
            for size in road.sizes:
                yield Step("file", SYSTEM, verdict, state._replace(large=size))


def steps(road: Road, state: State) -> Iterator[Step]:
    """Everything that can happen next. A step may lead back to the same state."""
    if state.stage in road.sinks:
        return
    yield from _time(road, state)
    yield from _moves(road, state)
    if state.stage in road.asking:
        yield from _bodies(road, state)
    if in_hand(road, state):
        yield from _forwarded(road, state)


# --- time ------------------------------------------------------------------------------


def _time(road: Road, state: State) -> Iterator[Step]:
    if future(state):
        yield Step("time", SYSTEM, "", later(state))
    for number, (clock, row) in enumerate(zip(road.clocks, state.clocks, strict=True)):
        if row == (PENDING, 0) and clock.on_expiry:
            yield _tick(road, state, number)


def _tick(road: Road, state: State, number: int) -> Step:
    """ticking.lapse: the consequence of one clock that ran out, or the clock is let go."""
    clock = road.clocks[number]
    move = road.regime.move_for(clock.on_expiry, state.stage)
    if move is None or number not in road.running[state.stage]:
        return Step("tick", SYSTEM, clock.name, neat(with_clock(state, number, DROPPED)), DROPPED)
    there = road.lapse(state, move)
    if isinstance(there, Exception):
        return Step("stuck", SYSTEM, clock.name, state, str(there))
    to = with_clock(arrived(road, state, move, there), number, MISSED)
    return Step("tick", SYSTEM, clock.name, rest_of(road, to._replace(by=TIME)), move.name)


# --- moves -----------------------------------------------------------------------------


def _moves(road: Road, state: State) -> Iterator[Step]:
    for who, move, there in road.open(state):
        if move.verb == "amend":  # workflow/proving_amending.py
            continue
        if not _has_its_service(road, state, move) or road.stands_against(state, move):
            continue
        came = arrived(road, state, move, there)
        for to, more, twice in _after(road, state, move, came):
            yield Step("move", who, move.name, rest_of(road, to), more, twice)


def _has_its_service(road: Road, state: State, move: Move) -> bool:
    """Whether a page leads to this very move: of two, deciding.release and answering take the first.

    A letter that asks the organiser for an answer names the day (drawing): it needs their clock.
    """
    if move.verb == "release":
        if state.draft is None or not state.draft.outcome:
            return False
        asks = road.regime.outcomes[state.draft.outcome].letter in {"proposal", "cure"}
        begins = any(
            running(road, state._replace(stage=move.to), list(mine))
            for mine in road.requests[move.to]
        )
        if asks and not begins and not has_pending(road, state, "organiser"):
            return False
        return road.regime.move_for("release", state.stage, state.draft.outcome) is move
    if move.verb in {"return", "decline", "counter", "adopt"}:
        return road.regime.move_for(move.verb, state.stage) is move
    return True


def _after(road: Road, before: State, move: Move, state: State) -> Iterator[After]:
    """What the service does beside the arc (moves.move, answering): ask, go on, count anew."""
    if move.verb == "ask":
        for number in range(road.bodies + 1):
            for to in asked(road, state, number):
                yield to, f"{number} bodies are asked", -1
    elif move.verb == "counter":
        yield from countered(road, state)
    elif move.verb in {"return", "adopt"}:
        yield from answered(road, state)
    elif before.stage in road.finals and state.stage not in road.finals:
        for to in went_on(road, state):
            yield to, "", -1
    elif move.verb == "release":
        yield from requested(road, state)
    elif move.verb in TAKES_BACK:
        yield taken_back(road, state), "", -1
    else:
        yield state, "", -1


# --- what is no move -------------------------------------------------------------------


def writings(road: Road, state: State) -> Iterator[Step]:
    """deciding.save: any outcome, complete or not, by whoever may prepare; the last one is the preparer."""
    if state.stage not in road.writing:
        return
    for who in WRITERS:
        if road.may("notice.prepare", state.stage, who):
            for outcome in road.regime.outcomes:
                for whole in (True, False):
                    draft = road.kept_draft(Draft(outcome, whole, who.account_id or 0))
                    more = "complete" if whole else "incomplete"
                    yield Step("save", who, outcome, state._replace(draft=draft), more)


def _bodies(road: Road, state: State) -> Iterator[Step]:
    """consulting: a body answers, is waited for no longer, or one more is asked."""
    officer = road.allowed("consultation.close", state.stage)
    for row in sorted(set(state.asked)):
        if row[0] != OPEN:
            continue
        rest = list(state.asked)
        rest.remove(row)
        for said in ANSWERS:
            yield Step("answer", OFFICER, said, neat(state._replace(asked=(*rest, (said, 0)))))
        if officer:
            yield Step("close", officer, "", neat(state._replace(asked=tuple(rest))))
    if officer and len(state.asked) < road.bodies:
        for to in asked(road, state, 1):
            yield Step("another", officer, "", to)


def in_hand(road: Road, state: State) -> bool:
    """correcting._in_hand: the office holds the notice and no clock of it has run out."""
    stage = road.regime.stages[state.stage]
    return not stage.final and stage.awaits == "authority" and road.ran_out(state) is None


def _forwarded(road: Road, state: State) -> Iterator[Step]:
    """correcting.forward: the other office writes its own draft; a mended address makes the draft stale."""
    officer = road.allowed("notice.forward", state.stage)
    if officer and state.draft:
        yield Step("forward", officer, "", state._replace(draft=None))
    clerk = road.allowed("notice.correct", state.stage)
    to = neat(resumed(road, stale(road, state)))
    if clerk and to != state:
        yield Step("correct", clerk, "a person's data", to, state.window)


def unsure(road: Road, state: State) -> State:
    """The state as a correction sees it: what is counted anew, and asked anew, has no instant of its own."""
    clocks = tuple((what, 0 if what == PENDING else rank) for what, rank in state.clocks)
    asked = tuple((what, 0) for what, _ in state.asked)
    start = min(state.start, 0)
    return neat(stale(road, state)._replace(clocks=clocks, asked=asked, start=start))


def corrections(road: Road, state: State) -> Iterator[Step]:
    """correcting.correct: a new version; other days or another kind give other clocks and a verdict.

    `state` is `unsure`: each clock that is counted anew may come to lie anywhere.
    """
    clerk = road.allowed("notice.correct", state.stage) if in_hand(road, state) else None
    if clerk is None:
        return
    ledger = ledger_of(road, state)
    others = [(state.window, state.mine, running(road, state, ledger), "an answer")]
    later_ones = [number for number in ledger if road.clocks[number].starts != "receipt"]
    for verdict, mine, begun in road.filings():
        rest = running(road, state._replace(window=verdict), later_ones)
        others.append((verdict, mine, [*begun, *rest], "day or kind"))
    for verdict, mine, wanted, what in others:
        fresh = state._replace(window=verdict, mine=mine)
        for to in fit(road, fresh, ledger, wanted):
            for size in road.sizes:  # fewer or more people are expected
                yield Step("correct", clerk, what, to._replace(large=size), verdict)
