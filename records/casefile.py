"""Named reads of one notice, in scope: history, versions, consultations, decisions, clocks, letters.

A notice out of reach reads as an empty list, exactly as one that is not there.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import and_, select
from sqlmodel import col

from records import said_rows
from records.case_rows import (
    ConsultationRow,
    Contact,
    DecisionRow,
    DueRow,
    HistoryRow,
    LetterSent,
    NoticeLetterRow,
    PlaceRow,
    ProposalRow,
    SessionRow,
    VersionRow,
)
from records.once import once
from records.people import Account
from records.scope import Scope
from records.scoped import reach, shown
from records.tables import (
    Consultation,
    Decision,
    Dispatch,
    Due,
    Letter,
    LogDetail,
    LogEntry,
    Notice,
    NoticePlace,
    NoticeSession,
    NoticeVersion,
    Organiser,
    Proposal,
    Unit,
)  # fmt: skip
from records.unit_of_work import UnitOfWork

Item = TypeVar("Item")


def _columns(*columns: Any) -> Any:
    # ten columns and more have no types of their own in SQLAlchemy
    return select(*columns)


def _all(work: UnitOfWork, rows: Any) -> list[Any]:
    return list(work.session.execute(rows).all())


def _made(kind: Callable[..., Item], *values: Any) -> Item:
    return kind(*values)


def _reachable(scope: Scope, notice_id: int) -> Any:
    return _columns(col(Notice.id)).where(col(Notice.id) == notice_id, reach(scope))


def history(
    work: UnitOfWork, scope: Scope, notice_id: int, before: int | None = None, limit: int = 25
) -> tuple[HistoryRow, ...]:
    """The log of the notice, newest first; `before` is the seq of the last row of the page before."""
    e: Any = LogEntry
    rows: Any = _columns(
        e.seq, e.at, e.kind, e.role, e.actor_id, Account.name, Account.name_ru, e.from_stage, e.to_stage,
        e.details, LogDetail.details,
    )  # fmt: skip
    rows = rows.outerjoin(Account, col(Account.id) == e.actor_id)
    rows = rows.outerjoin(LogDetail, col(LogDetail.seq) == e.seq)
    rows = rows.where(e.subject_kind == "notice", e.subject_id.in_(_reachable(scope, notice_id)))
    if before is not None:
        rows = rows.where(e.seq < before)
    found = _all(work, rows.order_by(e.seq.desc()).limit(limit))
    units = _unit_names(work, {str(row[9]["unit"]) for row in found if (row[9] or {}).get("unit")})
    return tuple(
        _made(
            HistoryRow,
            *row[:5],
            row[5] or "",
            row[6] or "",
            row[7],
            row[8],
            row[9],
            shown(scope, row[10] or {}),
            *units.get(str((row[9] or {}).get("unit", "")), ()),
        )
        for row in found
    )


def _unit_names(work: UnitOfWork, codes: set[str]) -> dict[str, tuple[str, str]]:
    if not codes:
        return {}
    u: Any = Unit
    rows = _all(work, _columns(u.code, u.name_en, u.name_ru).where(u.code.in_(codes)))
    return {code: (english, russian) for code, english, russian in rows}


@once
def versions(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[VersionRow, ...]:
    """Every version, the newest first, with its sessions and places."""
    v: Any = NoticeVersion
    rows: Any = (
        _columns(
            v.id, v.number, v.why, v.made_at, Account.name, v.hash, v.answers, v.personal, v.salt
        )
        .outerjoin(Account, col(Account.id) == v.made_by)
        .where(v.notice_id.in_(_reachable(scope, notice_id)))
        .order_by(v.number.desc())
    )
    found = _all(work, rows)
    ids = [row[0] for row in found]
    sessions, places = _sessions(work, ids), _places(work, ids)
    return tuple(
        _made(VersionRow,
            *row[:4], row[4] or "", row[5], shown(scope, row[6]), shown(scope, row[7] or {}), row[8] is None,
            tuple(sessions.get(row[0], ())), tuple(places.get(row[0], ())),
        )
        for row in found
    )  # fmt: skip


def _sessions(work: UnitOfWork, versions: list[int]) -> dict[int, list[SessionRow]]:
    s: Any = NoticeSession
    rows: Any = (
        _columns(
            s.version_id, s.day, s.start, s.end, s.starts_at, s.ends_at, s.setup_from, s.cleared_by
        )
        .where(s.version_id.in_(versions))
        .order_by(s.ordinal)
    )
    found: dict[int, list[SessionRow]] = {}
    for version, *row in _all(work, rows):
        found.setdefault(version, []).append(SessionRow(*row))
    return found


def _places(work: UnitOfWork, versions: list[int]) -> dict[int, list[PlaceRow]]:
    p: Any = NoticePlace
    rows: Any = _columns(p.version_id, p.name, p.okrug, p.district, p.points, p.form, p.geo)
    found: dict[int, list[PlaceRow]] = {}
    for version, name, okrug, district, points, form, geo in _all(
        work, rows.where(p.version_id.in_(versions)).order_by(p.ordinal)
    ):
        row = PlaceRow(name, okrug, district, tuple(points), form, geo)
        found.setdefault(version, []).append(row)
    return found


def consultations_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[ConsultationRow, ...]:
    """Every body asked, in the order of asking."""
    c: Any = Consultation
    rows: Any = (
        _columns(
            c.id, c.unit_id, Unit.name_en, Unit.name_ru, NoticeVersion.number, c.asked_at, c.due_at, c.answer,
            c.ground, c.facts, c.answered_at, Account.name, c.closed_at, c.reminded, c.answered_name, Account.name_ru,
            and_(col(Unit.email) == "", col(Unit.address) != ""),
        )
        .join(Unit, col(Unit.id) == c.unit_id)
        .join(NoticeVersion, col(NoticeVersion.id) == c.version_id)
        .outerjoin(Account, col(Account.id) == c.answered_by)
        .where(c.notice_id.in_(_reachable(scope, notice_id)))
        .order_by(c.id)
    )  # fmt: skip
    found = _all(work, rows)
    gave = any(row[7] == "conditions" for row in found)
    said = said_rows.asked_for(work, notice_id) if gave else {}
    return tuple(
        _made(
            ConsultationRow,
            *row[:11],
            row[14] or row[11],
            *row[12:14],
            "" if row[14] else row[15] or "",
            bool(row[16]),
            said.get(row[0], ()),
        )
        for row in found
    )


def decisions_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[DecisionRow, ...]:
    """Decisions, the newest first; facts about a person stay apart (decisions 40)."""
    return _decisions_of(work, replace(scope, hidden=frozenset()), notice_id)


@once
def _decisions_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[DecisionRow, ...]:
    d: Any = Decision
    rows: Any = (
        _columns(
            d.id, NoticeVersion.number, d.outcome, d.ground, d.facts, d.reasons, d.measures, d.items, d.extra,
            d.state, d.number, d.replaces_id, d.replace_reason, d.prepared_by, d.prepared_at, d.signed_by,
            d.released_at,
        )
        .join(NoticeVersion, col(NoticeVersion.id) == d.version_id)
        .where(d.notice_id.in_(_reachable(scope, notice_id)))
        .order_by(d.id.desc())
    )  # fmt: skip
    return tuple(
        _made(DecisionRow, *row[:6], tuple(row[6]), tuple(row[7]), dict(row[8] or {}), *row[9:])
        for row in _all(work, rows)
    )


def proposals_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[ProposalRow, ...]:
    """Proposals of released decisions, the newest first."""
    return _proposals_of(work, replace(scope, hidden=frozenset()), notice_id)


@once
def _proposals_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[ProposalRow, ...]:
    p: Any = Proposal
    rows: Any = (
        _columns(
            p.decision_id,
            p.sessions,
            p.places,
            p.reply_by,
            p.answer,
            p.answer_reason,
            p.answered_at,
        )
        .join(Decision, col(Decision.id) == p.decision_id)
        .where(
            col(Decision.released_at).is_not(None), p.notice_id.in_(_reachable(scope, notice_id))
        )
        .order_by(p.id.desc())
    )
    return tuple(
        _made(ProposalRow, row[0], tuple(row[1]), tuple(row[2]), *row[3:])
        for row in _all(work, rows)
    )


@once
def dues_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[DueRow, ...]:
    """Clocks, those that still run first, then by instant."""
    d: Any = Due
    rows: Any = _columns(
        d.id, d.clock, d.side, d.due_at, d.consequence, d.steps, d.done_at, d.result, d.set_at
    )
    rows = rows.where(d.notice_id.in_(_reachable(scope, notice_id)))
    found = _all(work, rows.order_by(d.done_at.is_not(None), d.due_at, d.id))
    return tuple(_made(DueRow, *row[:5], tuple(row[5]), *row[6:]) for row in found)


def letters_of(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[NoticeLetterRow, ...]:
    """Letters, the newest first, each with the ways it left."""
    t: Any = Letter
    rows: Any = (
        _columns(
            t.id, t.decision_id, t.kind, t.locale, t.number, t.day, t.check_code, t.state, t.held_reason,
            t.sha256, t.pages, t.released_at, t.printed_at,
        )
        .where(t.notice_id.in_(_reachable(scope, notice_id)))
        .order_by(t.id.desc())
    )  # fmt: skip
    found = _all(work, rows)
    s: Any = Dispatch
    ways: Any = _columns(s.letter_id, s.way, s.day, s.post_id, s.served_on, s.served_by).order_by(
        s.id
    )
    sent: dict[int, list[LetterSent]] = {}
    for letter, *way in _all(work, ways.where(s.letter_id.in_([row[0] for row in found]))):
        sent.setdefault(letter, []).append(LetterSent(*way))
    return tuple(_made(NoticeLetterRow, *row, tuple(sent.get(row[0], ()))) for row in found)


def contact_of(work: UnitOfWork, scope: Scope, notice_id: int) -> Contact | None:
    """How the organiser is reached, without what the scope hides; None out of reach."""
    o: Any = Organiser
    rows: Any = _columns(o.name, o.kind, o.address, o.postcode, o.phone, o.email)
    rows = rows.join(Notice, col(Notice.organiser_id) == o.id)
    found = _all(work, rows.where(col(Notice.id) == notice_id, reach(scope)))
    if not found:
        return None
    names = ("organiser", "kind", "address", "postcode", "phone", "email")
    return Contact(
        *(
            "" if name in scope.hidden else value
            for name, value in zip(names, found[0], strict=True)
        )
    )
