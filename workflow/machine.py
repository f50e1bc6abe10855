"""The machine of a regime: says where a move leads, and holds no row. The only importer of transitions."""

from dataclasses import dataclass
from typing import Any

from regimes.regime import Move, Regime, Text
from workflow.guards import Facts


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A marked message and its values: why a move is not open."""

    text: str
    values: dict[str, Any]


class NotOpen(Exception):
    """The move does not leave this stage, or a guard says no. `why` is the sentence."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.text % why.values)
        self.why = why


def destination(regime: Regime, stage: str, move: str, facts: Facts) -> str:
    """Where `move` leads from `stage` under these facts. NotOpen with the sentence if it does not."""
    raise NotImplementedError


def why_not(regime: Regime, stage: str, move: str, facts: Facts) -> WhyNot | None:
    """None if the move is open, else why not."""
    raise NotImplementedError


def open_moves(regime: Regime, stage: str, facts: Facts) -> tuple[tuple[Move, WhyNot | None], ...]:
    """Every move that leaves the stage, in the regime's order, each with None or why not."""
    raise NotImplementedError


__all__ = ["Facts", "Move", "NotOpen", "Regime", "Text", "WhyNot", "destination", "open_moves", "why_not"]
