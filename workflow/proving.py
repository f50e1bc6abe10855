"""The model check: every path of a regime is walked, and each claim is held against every step of it.

Time is taken down to the order of the instants (decisions 38). What is abstracted, and what the claims
mean, is on docs/model-check.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regimes.regime import Regime
from workflow import proving_claims as claims
from workflow.proving_ends import Ends, ends_of
from workflow.proving_road import Road
from workflow.proving_state import State
from workflow.proving_steps import Step
from workflow.proving_walk import Seen, Walk, explore
from workflow.proving_words import VERDICTS, told

BODIES = 2
"""How many bodies are asked at most; a third finds nothing that two don't, and takes five times as long."""
PER_CLAIM = 3  # traces told of one claim; one mistake breaks it in many places


@dataclass(frozen=True)
class Violation:
    """A claim that does not hold: what happened, and a shortest way to it, one line a step."""

    claim: str
    what: str
    trace: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What the check of one regime found."""

    regime: Regime
    states: int
    transitions: int
    violations: tuple[Violation, ...]
    ends: Ends
    stages: Mapping[str, int]  # states by stage

    @property
    def holds(self) -> bool:
        """Whether every claim holds."""
        return not self.violations


def prove(
    regime: Regime, *, bodies: int = BODIES, seen: Seen = lambda entered, left: None
) -> Report:
    """Walk every reachable state of the regime and hold every claim against it.

    `seen` is told now and then how many states were entered and how many wait.
    """
    walk, found = Walk(Road(regime, bodies)), _Found()
    for problem, steps in breaches(walk, seen):
        found.add(walk.road, problem, steps)
    ends = ends_of(walk)
    for state in ends.stuck:
        found.add(walk.road, ("ends", _stuck(regime, state)), walk.path(state))
    return Report(
        regime,
        len(walk.states),
        walk.transitions,
        tuple(found.violations),
        ends,
        Counter(state.stage for state in walk.states),
    )


def breaches(
    walk: Walk, seen: Seen = lambda entered, left: None
) -> Iterator[tuple[claims.Problem, list[Step]]]:
    """Walk, and tell each breach of a claim as it is met, with a shortest way to it.

    Whether the road ends is known after the walk only (`ends_of`).
    """
    road = walk.road
    for problem in claims.of_regime(road):
        yield problem, []
    for before, step in explore(walk, seen):
        is_new = walk.is_new
        for problem in claims.of_step(road, before, step):
            yield problem, _path(walk, before, step)
        if is_new:
            for problem in claims.of_state(road, step.to):
                yield problem, _path(walk, before, step)


def _stuck(regime: Regime, state: State) -> str:
    """Why a road does not end, in the words of the file."""
    name = state.stage
    return (
        f"from «{regime.stages[name].title.en}» no final stage is reached any more: stages[{name}] is not "
        f"final, and no move that leads on stays open to a notice filed {VERDICTS[state.window]}. "
        "If the road ends there, write final = true; else give it a move, or take off a guard that can't hold"
    )


def _path(walk: Walk, before: State | None, step: Step) -> list[Step]:
    return [*(walk.path(before) if before else ()), step]


class _Found:
    """Violations, each said once and the first few of a claim with their traces."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []
        self._said: set[claims.Problem] = set()
        self._count = Counter[str]()

    def add(self, road: Road, problem: claims.Problem, steps: list[Step]) -> None:
        claim, what = problem
        if problem in self._said or self._count[claim] >= PER_CLAIM:
            return
        self._said.add(problem)
        self._count[claim] += 1
        self.violations.append(Violation(claim, what, tuple(told(road, steps))))
