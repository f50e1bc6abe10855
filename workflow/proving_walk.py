"""The walk of the model check: every reachable state once, breadth first, so that every trace is a shortest one."""

from collections import deque
from collections.abc import Callable, Iterator

from workflow.proving_amending import amendments
from workflow.proving_claims import ordinary
from workflow.proving_road import Road
from workflow.proving_state import State
from workflow.proving_steps import Step, corrections, in_hand, starts, steps, unsure, writings

EVERY = 200  # states left between two words of progress; whoever hears them tells some
Seen = Callable[[int, int], None]
"""Told how many states were entered, and how many of them wait to be left."""
Node = object  # a state, or the drafts that all states share which differ in their draft alone


class Walk:
    """What was found: states in the order of their finding, and how each was first come to."""

    def __init__(self, road: Road) -> None:
        self.road = road
        self.states: list[State] = []
        self.filed: list[State] = []
        self.transitions = 0
        self.is_new = False  # whether the step at hand led to a new state
        self.onward: dict[Node, list[Node]] = {}  # ordinary steps, backwards
        self.alone: dict[State, list[State]] = {}  # steps of time and worker
        self._first: dict[State, tuple[State | None, Step]] = {}

    def enter(self, before: State | None, step: Step) -> bool:
        """Note a step; whether its state is new."""
        self.transitions += 1
        self.is_new = step.to not in self._first
        if self.is_new:
            self._first[step.to] = (before, step)
            self.states.append(step.to)
        if before is None:
            self.filed.append(step.to)
        elif step.kind in {"time", "tick"}:
            self.alone.setdefault(before, []).append(step.to)
        if before is not None and ordinary(self.road, step):
            source = drafts(before) if step.kind == "save" else before
            self.onward.setdefault(step.to, []).append(source)
        return self.is_new

    def path(self, state: State) -> list[Step]:
        """The steps from a filing to a state."""
        found, at = [], state
        while True:
            before, step = self._first[at]
            found.append(step)
            if before is None:
                return found[::-1]
            at = before


def drafts(state: State) -> Node:
    """What states share that differ in their draft alone: any draft can be written there."""
    return ("drafts", state._replace(draft=None))


def explore(walk: Walk, seen: Seen) -> Iterator[tuple[State | None, Step]]:
    """Walk everything that is reachable; yields each step once, with the state it leaves (None: a filing)."""
    waiting, shared = deque[State](), set[Node]()
    for step in starts(walk.road):
        if walk.enter(None, step):
            waiting.append(step.to)
        yield None, step
    left = 0
    while waiting:
        state, left = waiting.popleft(), left + 1
        if left % EVERY == 0:
            seen(len(walk.states), len(waiting))
        for step in _next(walk, state, shared):
            if walk.enter(state, step):
                waiting.append(step.to)
            yield state, step


def _next(walk: Walk, state: State, shared: set[Node]) -> Iterator[Step]:
    """Drafts and corrections forget what was drafted or counted: states that differ in it alone share them."""
    road = walk.road
    yield from steps(road, state)
    if state.stage in road.writing:
        node = drafts(state)
        walk.onward.setdefault(node, []).append(state)
        if node not in shared:
            shared.add(node)
            yield from writings(road, state)
    if in_hand(road, state):
        seen = unsure(road, state)
        if seen not in shared:
            shared.add(seen)
            yield from corrections(road, seen)
            yield from amendments(road, seen)
