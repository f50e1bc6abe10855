"""What one measure found, and whether that is enough."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Case:
    """One side of a ratio: what it was, its median, the unit."""

    what: str
    median: float
    unit: str  # ms, us, req/s, bytes, %


@dataclass(frozen=True)
class Result:
    """A ratio with its target. `counted` is the work that was done: tests look at that, never at times."""

    id: str
    what: str
    anchor: str  # what was measured before the first line of Veche
    sign: Literal["<=", ">="]
    target: float
    measured: float
    cases: tuple[Case, ...]
    counted: dict[str, int] = field(default_factory=dict)
    binding: bool = True  # else it is reported only
    more: str = ""  # a sentence beside the figures
    why: str = ""  # what the profile taught, said where the target is missed
    parts: tuple[Case, ...] = ()  # where the time goes, if the measure knows by itself
    work: Callable[[], object] | None = None  # else what to profile where the target is missed

    @property
    def kept(self) -> bool:
        """Whether the target is reached."""
        if self.sign == "<=":
            return self.measured <= self.target
        return self.measured >= self.target

    @property
    def verdict(self) -> str:
        """One word for the table."""
        if self.kept:
            return "kept"
        return "missed" if self.binding else "not reached, reported only"
