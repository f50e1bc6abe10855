"""How a measure is taken: cases in turn (A B C A B C), a warm-up, the median of what follows.

Other work on the same machine then hits all cases alike, so that a ratio of two medians holds where
an absolute time does not. A ratio nearer to its target than a tenth is noise.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Taken = TypeVar("Taken")


@dataclass(frozen=True)
class Pace:
    """How often a case is repeated, and how much work one repetition is."""

    rounds: int = 7
    warm: int = 1
    share: float = 1.0  # of the full work of one repetition; a test asks for a small one

    def of(self, full: int) -> int:
        """How many steps one repetition takes where the full one takes `full`; one at least."""
        return max(1, round(full * self.share))


SMALLEST = Pace(rounds=1, warm=0, share=0.02)
"""What the tests run: every case once, so that no measure rots unseen."""


def in_turn(cases: Mapping[str, Callable[[], Taken]], pace: Pace) -> dict[str, tuple[Taken, ...]]:
    """Run every case once a round, in order, after collecting garbage; the warm-up is thrown away."""
    kept: dict[str, list[Taken]] = {name: [] for name in cases}
    for number in range(pace.warm + pace.rounds):
        for name, case in cases.items():
            gc.collect()
            taken = case()
            if number >= pace.warm:
                kept[name].append(taken)
    return {name: tuple(all_) for name, all_ in kept.items()}


def timed(
    cases: Mapping[str, Callable[[], object]],
    pace: Pace,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Median seconds of each case.

    What never waits for a disk or another process is read from `time.process_time`, which stands
    still while other work has the core.
    """

    def clocked(case: Callable[[], object]) -> Callable[[], float]:
        def once() -> float:
            began = clock()
            case()
            return clock() - began

        return once

    rounds = in_turn({name: clocked(case) for name, case in cases.items()}, pace)
    return {name: statistics.median(seconds) for name, seconds in rounds.items()}


def times(count: int, step: Callable[[], object]) -> Callable[[], None]:
    """The step, `count` times: for work too short to be clocked alone."""

    def many() -> None:
        for _ in range(count):
            step()

    return many
