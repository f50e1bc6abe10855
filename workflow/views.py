"""What pages are made of: plain frozen values, already filtered for the person who looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from records.case_rows import (
    ConsultationRow,
    DecisionRow,
    HistoryRow,
    NoticeLetterRow,
    PlaceRow,
    ProposalRow,
    SessionRow,
)
from records.queries import NoticeCard
from regimes.regime import Regime, Text
from regimes.steps import Step
from workflow.attached import PaperView
from workflow.printable import Unprintable


@dataclass(frozen=True, slots=True)
class DueView:
    """A clock with everything that explains it. `running`: it counts at this stage."""

    clock: str
    title: Text
    side: str  # authority | organiser
    due_at: datetime
    steps: tuple[Step, ...]
    rule: Text
    silence: Text
    article: str
    running: bool
    done_at: datetime | None = None
    result: str = ""
    set_at: datetime | None = None  # since when it ran
    own: str = ""  # aim | begins: a date that no law sets; empty for a term of the law

    @property
    def statutory(self) -> bool:
        """Whether the law sets it."""
        return not self.own


@dataclass(frozen=True, slots=True)
class MoveView:
    """One move that leaves the stage. `open`: the law allows it now; `allowed`: this person may make it."""

    name: str
    verb: str
    title: Text
    effect: Text
    forward: bool
    open: bool
    allowed: bool
    why_not: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StageView:
    """One point of the stage line: done, now or next; `at` when it was reached, `by` whom.

    `answer`: what lies ahead is the released answer; which one, nobody knows before it is signed.
    """

    name: str
    title: Text
    state: str
    at: datetime | None = None
    by: str = ""
    answer: bool = False


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answered question: `value` is a plain value as it was filed."""

    question: str
    title: Text
    value: Any
    personal: bool


def counting(dues: Sequence[DueView], side: str) -> DueView | None:
    """The clock of a side that counts now, else the newest that is known."""
    of_side = [due for due in dues if due.side == side and due.result != "dropped"]
    running = [due for due in of_side if due.running and due.done_at is None]
    return next(iter(running or of_side), None)


@dataclass(frozen=True, slots=True)
class StepView:
    """What the page of one step shows of a notice."""

    card: NoticeCard
    regime: Regime
    kind_name: Text
    dues: tuple[DueView, ...]
    moves: tuple[MoveView, ...]

    def due(self, side: str) -> DueView | None:
        """The clock of a side that counts now, else the newest that is known."""
        return counting(self.dues, side)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What the desk's page and the organiser's page share."""

    card: NoticeCard
    regime: Regime
    stage_title: Text
    public: Text
    awaits: str  # authority | organiser | nobody
    kind_name: Text
    stages: tuple[StageView, ...]
    dues: tuple[DueView, ...]
    version: int
    version_hash: str
    made_at: datetime
    sessions: tuple[SessionRow, ...]
    places: tuple[PlaceRow, ...]
    answers: tuple[AnswerView, ...]
    hidden: tuple[Text, ...]  # titles of what is not shown at this stage
    consultations: tuple[ConsultationRow, ...]
    decisions: tuple[DecisionRow, ...]
    proposals: tuple[ProposalRow, ...]
    letters: tuple[NoticeLetterRow, ...]
    history: tuple[HistoryRow, ...]
    moves: tuple[MoveView, ...]
    personal_shown: bool
    read_noted: bool
    papers: tuple[PaperView, ...] = ()
    papers_hidden: int = 0  # how many more there are that this person does not see
    unprintable: tuple[Unprintable, ...] = ()  # for the office: signs that letters can't print

    def due(self, side: str) -> DueView | None:
        """The clock of a side that counts now, else the newest that is known."""
        return counting(self.dues, side)

    def answer(self, question: str) -> Any:
        """The value of one answer, None if it is not shown or not given."""
        return next((row.value for row in self.answers if row.question == question), None)
