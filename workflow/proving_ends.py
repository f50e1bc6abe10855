"""Where roads end: by time alone, or by what people still have to do."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workflow.proving_road import Road
from workflow.proving_state import ABSENT, SIDES, State
from workflow.proving_walk import Walk


class Waits(NamedTuple):
    """Whose turn it is in a state that time alone does not end, and what became of the office's last clock."""

    verdict: str
    turn: str  # authority | organiser
    clock: str  # absent, pending (with no consequence in law), met, missed, dropped


@dataclass(frozen=True)
class Ends:
    """How open states end. `alone`: by verdict of the filing, where a notice stands if nobody ever acts."""

    open: int  # states that are not final
    by_time: int  # of these: time alone ends the road, however long the worker sleeps
    waiting: Mapping[Waits, int]  # states in which a person has to act
    alone: Mapping[str, frozenset[str]]  # verdict -> stages
    stuck: tuple[State, ...]  # of each stage the first from which no final stage is reached


def ends_of(walk: Walk) -> Ends:
    """Look back from every final state, and forward where only time goes."""
    road = walk.road
    still_open = [state for state in walk.states if state.stage not in road.finals]
    reaching = _reaching(walk)
    stuck: dict[tuple[str, str], State] = {}
    for state in still_open:
        if state not in reaching:
            stuck.setdefault((state.stage, state.window), state)
    alone = _Alone(walk)
    waiting = Counter(_waits(road, state) for state in still_open if not alone.ends(state))
    left: dict[str, set[str]] = {}
    for state in walk.filed:
        left.setdefault(state.window, set()).update(alone.stages(state))
    return Ends(
        open=len(still_open),
        by_time=len(still_open) - waiting.total(),
        waiting=waiting,
        alone={verdict: frozenset(stages) for verdict, stages in left.items()},
        stuck=tuple(stuck.values()),
    )


def _waits(road: Road, state: State) -> Waits:
    newest = state.newest[SIDES.index("authority")]
    clock = state.clocks[newest][0] if newest >= 0 else ABSENT
    return Waits(state.window, road.regime.stages[state.stage].awaits, clock)


def _reaching(walk: Walk) -> set[object]:
    """Everything from which a final stage is reached by ordinary steps."""
    found: set[object] = {state for state in walk.states if state.stage in walk.road.finals}
    waiting = deque(found)
    while waiting:
        for before in walk.onward.get(waiting.popleft(), ()):
            if before not in found:
                found.add(before)
                waiting.append(before)
    return found


class _Alone:
    """What comes of a state if only time and the worker act. Their steps never lead round in a circle."""

    def __init__(self, walk: Walk) -> None:
        self._next = walk.alone
        self._finals = walk.road.finals
        self._stages: dict[State, frozenset[str]] = {}

    def stages(self, state: State) -> frozenset[str]:
        """Stages in which a notice is left when no clock is left."""
        if state.stage in self._finals:
            return frozenset({state.stage})
        found = self._stages.get(state)
        if found is None:
            further = [self.stages(to) for to in self._next.get(state, ())]
            found = frozenset[str]().union(*further) if further else frozenset({state.stage})
            self._stages[state] = found
        return found

    def ends(self, state: State) -> bool:
        """Whether time alone ends the road, in whatever order the worker wakes."""
        return self.stages(state) <= self._finals
