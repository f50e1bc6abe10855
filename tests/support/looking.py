"""What a story looks at afterwards: log, clocks, letters, promised mails; and time that passes by itself."""

import json
from typing import Any

from sqlmodel import col, select

from records import rows
from records.tables import Decision, LogEntry, Notice, Outbox
from tests.support.city import City
from workflow import ticking


def log_of(city: City, reference: str) -> list[str]:
    """Kinds of the entries about the notice, in order."""
    return [entry.kind for entry in entries(city, reference)]


def entries(city: City, reference: str) -> list[LogEntry]:
    """Entries about the notice, in order."""
    with city.reading() as work:
        found = select(LogEntry).where(LogEntry.subject_kind == "notice")
        mine = found.where(LogEntry.subject_id == work.notice(reference).id)
        return list(work.session.exec(mine.order_by(col(LogEntry.seq))))


def clocks_of(city: City, reference: str) -> dict[str, str]:
    """Each clock's newest result, '' while it is pending."""
    with city.reading() as work:
        return {due.clock: due.result for due in rows.dues(work, work.notice(reference))}


def due_of(city: City, reference: str) -> tuple[str, str]:
    """The nearest clock that counts at the stage: its instant in Moscow, and whose it is."""
    with city.reading() as work:
        notice: Notice = work.notice(reference)
        at = (
            notice.due_at.astimezone(city.rulebook[notice.regime_pin].zone)
            if notice.due_at
            else None
        )
        return (f"{at:%d.%m %H:%M}" if at else "", notice.due_side)


def drafts_of(city: City, reference: str) -> list[str]:
    """States of the notice's decisions, in order."""
    with city.reading() as work:
        mine = select(Decision.state).where(Decision.notice_id == work.notice(reference).id)
        return list(work.session.exec(mine.order_by(col(Decision.id))))


def letters_of(city: City, reference: str) -> list[str]:
    """Kinds of the notice's letters, in order of release."""
    with city.reading() as work:
        return [letter.kind for letter in rows.letters(work, work.notice(reference))]


def promised(city: City, mail: str = "") -> list[dict[str, Any]]:
    """Payloads of the promised mails, all or of one kind, in order of promise."""
    with city.reading() as work:
        found = work.session.exec(
            select(Outbox).where(Outbox.kind == "mail").order_by(col(Outbox.id))
        )
        return [row.payload for row in found if mail in ("", row.payload["mail"])]


def open_questions(city: City, reference: str) -> list[str]:
    """Codes of the bodies that are waited for."""
    with city.reading() as work:
        codes = {unit.id: unit.code for unit in rows.units(work, "body")}
        found = rows.consultations(work, work.notice(reference))
        return [codes[row.unit_id] for row in found if not row.answered_at and not row.closed_at]


def time_passes(city: City) -> list[str]:
    """What the worker's tick applies now; the stages that notices came to."""
    with city.reading() as work:
        late = ticking.overdue(work)
    found = []
    for due in late:
        with city.unit() as work:
            found.append(ticking.lapse(work, city.rulebook, due))
    return found


def everything_logged(city: City) -> str:
    """What can never be erased: the log's details, and the promises, as one text."""
    with city.reading() as work:
        details = [entry.details for entry in work.session.exec(select(LogEntry))]
        payloads = [row.payload for row in work.session.exec(select(Outbox))]
    return json.dumps([details, payloads], ensure_ascii=False)
