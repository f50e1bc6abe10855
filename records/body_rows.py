"""Bodies that are asked: their links, what they wanted to know, and whose time passes. Named reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from records.tables import (
    BodyLink,
    BodyQuestion,
    Consultation,
    LogDetail,
    LogEntry,
    Notice,
    NoticePlace,
    Unit,
)
from records.unit_of_work import UnitOfWork

C: Any = Consultation
N: Any = Notice


@dataclass(frozen=True, slots=True)
class Waited:
    """A question that a body has not answered, and at which part of its time somebody was reminded last."""

    id: int
    asked_at: datetime
    due_at: datetime
    reminded: int


def link(work: UnitOfWork, secret_hash: str) -> BodyLink | None:
    """The link with this hash, however it stands."""
    return work.session.get(BodyLink, secret_hash)


def revoke(work: UnitOfWork, unit_id: int) -> int:
    """Links of a body open nothing more: its address has changed. How many."""
    mine = select(C.id).where(C.unit_id == unit_id)
    old = update(BodyLink).where(
        col(BodyLink.consultation_id).in_(mine), col(BodyLink.revoked_at).is_(None)
    )
    return int(work.session.execute(old.values(revoked_at=work.now)).rowcount)  # type: ignore[attr-defined]  # a CursorResult


def waited_for(
    work: UnitOfWork, after: tuple[datetime, int], below: int, limit: int
) -> tuple[Waited, ...]:
    """Open questions of notices whose road goes on, due soonest first, of which not everybody was told yet."""
    rows: Any = select(C.id, C.asked_at, C.due_at, C.reminded).join(Notice, N.id == C.notice_id)
    rows = rows.where(C.answered_at.is_(None), C.closed_at.is_(None), C.reminded < below)
    rows = rows.where(N.closed_at.is_(None))
    rows = rows.where((C.due_at > after[0]) | ((C.due_at == after[0]) & (C.id > after[1])))
    found = work.session.execute(rows.order_by(C.due_at, C.id).limit(limit))
    return tuple(Waited(*row) for row in found)


def open_of_unit(work: UnitOfWork, unit_id: int) -> Sequence[Consultation]:
    """Questions that a body has not answered, of notices whose road goes on."""
    rows = select(Consultation).join(Notice, N.id == C.notice_id)
    rows = rows.where(
        C.unit_id == unit_id, C.answered_at.is_(None), C.closed_at.is_(None), N.closed_at.is_(None)
    )
    return work.session.exec(rows.order_by(C.id)).all()


def questions(work: UnitOfWork, notice_id: int) -> Sequence[tuple[BodyQuestion, Unit]]:
    """What bodies wanted to know about a notice, in the order of asking, each with its body."""
    rows = (
        select(BodyQuestion, Unit)
        .join(Consultation, C.id == BodyQuestion.consultation_id)
        .join(Unit, col(Unit.id) == C.unit_id)
        .where(BodyQuestion.notice_id == notice_id)
    )
    return work.session.exec(rows.order_by(col(BodyQuestion.id))).all()


def unit_of(work: UnitOfWork, consultation_id: int) -> Unit:
    """The body that was asked."""
    return work.get(Unit, work.get(Consultation, consultation_id).unit_id)


def where(work: UnitOfWork, version_id: int) -> frozenset[str]:
    """Okrugs and districts of the places of a version."""
    p: Any = NoticePlace
    found = work.session.execute(select(p.okrug, p.district).where(p.version_id == version_id))
    return frozenset(code for row in found for code in row if code)


@dataclass(frozen=True, slots=True)
class BodyChange:
    """One entry of the log about a body of the register."""

    seq: int
    at: datetime
    kind: str
    by: str
    changed: tuple[str, ...]
    was: dict[str, Any]
    now: dict[str, Any]


def changes(work: UnitOfWork, unit_id: int, limit: int = 50) -> tuple[BodyChange, ...]:
    """What was changed in the register about a body, the latest first."""
    e: Any = LogEntry
    d: Any = LogDetail
    columns: Any = select
    rows: Any = columns(e.seq, e.at, e.kind, e.details, d.details).outerjoin(d, d.seq == e.seq)
    rows = rows.where(e.subject_kind == "unit", e.subject_id == unit_id)
    found = work.session.execute(rows.order_by(e.seq.desc()).limit(limit))
    return tuple(_change(*row) for row in found)


def _change(seq: int, at: datetime, kind: str, details: Any, personal: Any) -> BodyChange:
    said = personal or {}
    return BodyChange(
        seq, at, kind, str(said.get("by", "")), tuple(details.get("changed", ())),
        dict(said.get("was", {})), dict(said.get("now", {})),
    )  # fmt: skip
