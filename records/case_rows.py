"""What the parts of a notice look like when they are read: plain values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the log about the notice. `personal` is {} when there is none or it was erased."""

    seq: int
    at: datetime
    kind: str
    role: str
    actor_id: int | None
    actor: str
    actor_ru: str
    from_stage: str | None
    to_stage: str | None
    details: dict[str, Any]
    personal: dict[str, Any]
    unit_en: str = ""  # the office or body that the entry names by its code
    unit_ru: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A day with hours in the regime's zone."""

    day: date
    start: str
    end: str
    starts_at: datetime
    ends_at: datetime
    setup_from: str
    cleared_by: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place, or a route when it has points."""

    name: str
    okrug: str
    district: str
    points: tuple[str, ...]
    form: str = ""
    geo: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One immutable state of what is notified; `erased` says that its personal part is gone."""

    id: int
    number: int
    why: str
    made_at: datetime
    made_by: str
    hash: str
    answers: dict[str, Any]
    personal: dict[str, Any]
    erased: bool
    sessions: tuple[SessionRow, ...]
    places: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """A body asked about a version, and its answer."""

    id: int
    unit_id: int
    unit_en: str
    unit_ru: str
    version: int
    asked_at: datetime
    due_at: datetime
    answer: str
    ground: str
    facts: str
    answered_at: datetime | None
    answered_by: str
    closed_at: datetime | None
    reminded: int = 0  # hundredths of its time at which somebody was reminded last
    answered_ru: str = ""
    by_letter: bool = False  # the body has an address and no mailbox
    said: tuple[
        tuple[str, str], ...
    ] = ()  # words and ground of each condition that it gave as data

    def by_in(self, locale: str) -> str:
        """Who answered, by name: an account in this language, as typed where there is none."""
        return (self.answered_ru if locale == "ru" else "") or self.answered_by


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision of the office, drafted, released or replaced."""

    id: int
    version: int
    outcome: str
    ground: str
    facts: str
    reasons: str
    measures: tuple[dict[str, Any], ...]
    items: tuple[dict[str, Any], ...]
    extra: dict[str, Any]  # conditions, meeting, court and what else the letter says
    state: str
    number: str | None
    replaces_id: int | None
    replace_reason: str
    prepared_by: int
    prepared_at: datetime
    signed_by: int | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Another place or time that was proposed, and what the organiser said to it."""

    decision_id: int
    sessions: tuple[dict[str, Any], ...]
    places: tuple[dict[str, Any], ...]
    reply_by: datetime | None
    answer: str
    answer_reason: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A clock of the notice with the steps that explain it."""

    id: int
    clock: str
    side: str
    due_at: datetime
    consequence: str
    steps: tuple[dict[str, Any], ...]
    done_at: datetime | None
    result: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeLetterRow:
    """A letter about the notice, and how it left."""

    id: int
    decision_id: int | None
    kind: str
    locale: str
    number: str
    day: date
    check_code: str
    state: str
    held_reason: str
    sha256: str | None
    pages: int
    released_at: datetime
    printed_at: datetime | None
    sent: tuple["LetterSent", ...]


@dataclass(frozen=True, slots=True)
class LetterSent:
    """One way in which it left, and from which day the law takes it as received, by which rule."""

    way: str
    day: date
    post_id: str
    served_on: date | None
    served_by: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How the organiser is reached: read only on a stated reason, after records.reads.note."""

    name: str
    kind: str
    address: str
    postcode: str
    phone: str
    email: str
