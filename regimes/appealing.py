"""Who decides together, where a decision can be fought, how long a complaint may take: frozen values of one law."""

from dataclasses import dataclass

from regimes.asked import Source, Text


@dataclass(frozen=True, slots=True)
class Appeal:
    """Where a decision can be fought. Numbers are None where the law or the file gives none."""

    id: str
    title: Text
    text: Text
    outcomes: tuple[str, ...]
    source: Source
    within_days: int | None = None
    within_months: int | None = None
    counted_from: str = ""  # words.APPEAL_FROM
    decides_days: int | None = None
    letter: Text | None = (
        None  # as a letter says it; may name {court} and {higher_body} of the office
    )
    to: str = "court"  # words.APPEAL_TO; what goes to the office is filed with Veche
    until_event: bool = False  # open until the event begins, whatever the days say
    aim_days: int | None = None  # the office's own target for its answer
    papers: Text | None = None  # what to bring
    fee: Text | None = None
    where: Text | None = None  # the address, where the office's own letterhead does not name it


@dataclass(frozen=True, slots=True)
class TieRule:
    """What equal votes mean: `chair`, the vote of who takes the chair decides; `next-sitting`, nothing is decided."""

    rule: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class CommissionRule:
    """Which events a commission votes on: those with more people than `above`. `tie`: what equal votes mean."""

    above: int
    title: Text
    text: Text
    source: Source
    tie: TieRule | None = None  # None: the file says nothing, so equal votes decide nothing


@dataclass(frozen=True, slots=True)
class Handling:
    """How long the law gives for an answer to a complaint about how a notice was handled."""

    decides_days: int
    text: Text
    source: Source
