"""Anyone who holds a letter can ask whether it is genuine and whether its decision is in force."""

from dataclasses import dataclass
from datetime import date, datetime

from letters import check_code
from records import commission_rows, letter_rows, plea_rows, rows
from records.tables import (
    Commission,
    CommissionSitting,
    Decision,
    Letter,
    Notice,
    SittingMinutes,
    Unit,
)
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import closing, law, when


@dataclass(frozen=True, slots=True)
class About:
    """The notice that a letter speaks of."""

    reference: str
    event_kind: Text
    place: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter's own facts, to compare with the paper; no person is named."""

    code: str
    number: str
    day: date
    pages: int
    sha256: str
    kind: str
    office: Text
    about: About | None  # minutes speak of several notices, and tell none of them here
    zone: str
    state: str  # plain | in-force | objected | set-aside | replaced | cancelled
    outcome: Text | None
    replaced_by: str = ""
    replaced_on: datetime | None = None
    certificate: str = (
        ""  # SHA-256 of the city's certificate that signed it; empty: it bears no signature
    )


def check(work: UnitOfWork, rulebook: Rulebook, typed: str) -> Checked | None:
    """The letter, or the minutes, behind a check code; None if no paper of this city has it."""
    code = check_code.read(typed)
    if not code:
        return None
    letter = rows.letter_by_code(work, code)
    if letter is None:
        return _minutes(work, rulebook, commission_rows.minutes_by_code(work, code))
    return _told(work, rulebook, letter)


def check_bytes(work: UnitOfWork, rulebook: Rulebook, sha256: str) -> Checked | None:
    """The letter, or the minutes, whose one rendering has this SHA-256; None if the city made no such file."""
    if not sha256:
        return None
    letter = letter_rows.by_hash(work, sha256)
    if letter is None:
        return _minutes(work, rulebook, commission_rows.minutes_by_hash(work, sha256))
    return _told(work, rulebook, letter)


def _minutes(work: UnitOfWork, rulebook: Rulebook, kept: SittingMinutes | None) -> Checked | None:
    """Minutes kept before they had a code are told by nothing but their bytes."""
    if kept is None:
        return None
    sitting = work.get(CommissionSitting, kept.sitting_id)
    unit = work.get(Unit, work.get(Commission, sitting.commission_id).unit_id)
    first = commission_rows.items(work, kept.sitting_id)[0]
    zone = law.regime_of(work, rulebook, work.get(Notice, first.notice_id)).zone
    return Checked(
        code=kept.check_code or "",
        number=kept.number,
        day=when.local(sitting.opened_at or sitting.starts_at, zone).date(),
        pages=kept.pages,
        sha256=kept.sha256 or "",
        kind="minutes",
        office=Text(unit.name_en, unit.name_ru),
        about=None,
        zone=zone.key,
        state="plain",
        outcome=None,
        certificate=kept.certificate or "",
    )


def _told(work: UnitOfWork, rulebook: Rulebook, letter: Letter) -> Checked:
    notice = work.get(Notice, letter.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    unit = work.get(Unit, letter.unit_id)
    decision = work.get(Decision, letter.decision_id) if letter.decision_id else None
    newer = (
        rows.replacement_of(work, decision) if decision and decision.state == "replaced" else None
    )
    return Checked(
        code=letter.check_code,
        number=letter.number,
        day=letter.day,
        pages=letter.pages,
        sha256=letter.sha256 or "",
        kind=letter.kind,
        office=Text(unit.name_en, unit.name_ru),
        about=About(
            reference=notice.reference,
            event_kind=regime.kinds[notice.kind].name,
            place=notice.place_line,
            starts_at=notice.starts_at,
            ends_at=notice.ends_at,
        ),
        zone=regime.zone.key,
        state=_state(
            work, decision, replaced=newer is not None, over=closing.gave_up(regime, notice.stage)
        ),
        outcome=regime.outcomes[decision.outcome].title if decision else None,
        replaced_by=(newer.number or "") if newer else "",
        replaced_on=newer.released_at if newer else None,
        certificate=letter.certificate or "",
    )


def _state(work: UnitOfWork, decision: Decision | None, *, replaced: bool, over: bool) -> str:
    """What became of the decision of a letter: `plain` for letters that carry none.

    `objected`: an objection waits for its answer. `set-aside`: it was upheld, and the new decision has not
    left yet. `cancelled`: the organiser gave the event up, so there is nothing left to decide about.
    """
    if decision is None:
        return "plain"
    if replaced:
        return "replaced"
    if over:
        return "cancelled"
    plea = plea_rows.against(work, decision.id or 0)
    if plea is None or plea.closed_at is not None:
        return "in-force"
    return "set-aside" if plea.outcome == "upheld" and plea.answered_at else "objected"
