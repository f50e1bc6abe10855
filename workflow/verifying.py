"""Anyone who holds a letter can ask whether it is genuine and whether its decision is in force."""

from dataclasses import dataclass
from datetime import date, datetime

from letters import check_code
from records import rows
from records.tables import Decision, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import law


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter's own facts, to compare with the paper; no person is named."""

    number: str
    day: date
    pages: int
    sha256: str
    kind: str
    office: Text
    reference: str
    event_kind: Text
    place: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    state: str  # plain | in-force | replaced
    outcome: Text | None
    replaced_by: str = ""
    replaced_on: datetime | None = None


def check(work: UnitOfWork, rulebook: Rulebook, typed: str) -> Checked | None:
    """The letter behind a check code; None if no letter of this city has it.

    `state` tells of the decision: `plain` for letters that carry none.
    """
    code = check_code.read(typed)
    letter = rows.letter_by_code(work, code) if code else None
    if letter is None:
        return None
    notice = work.get(Notice, letter.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    unit = work.get(Unit, letter.unit_id)
    decision = work.get(Decision, letter.decision_id) if letter.decision_id else None
    newer = (
        rows.replacement_of(work, decision) if decision and decision.state == "replaced" else None
    )
    return Checked(
        number=letter.number,
        day=letter.day,
        pages=letter.pages,
        sha256=letter.sha256 or "",
        kind=letter.kind,
        office=Text(unit.name_en, unit.name_ru),
        reference=notice.reference,
        event_kind=regime.kinds[notice.kind].name,
        place=notice.place_line,
        starts_at=notice.starts_at,
        ends_at=notice.ends_at,
        zone=regime.zone.key,
        state="plain" if decision is None else "replaced" if newer else "in-force",
        outcome=regime.outcomes[decision.outcome].title if decision else None,
        replaced_by=(newer.number or "") if newer else "",
        replaced_on=newer.released_at if newer else None,
    )
