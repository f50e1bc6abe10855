"""Letters as the print room lists them: by state and kind, to whom, and the ways in which each left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import col

from records import addressed
from records.notice_rows import NOTICES, After, Page
from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Dispatch, Letter, LogEntry, Notice, NotSent, Organiser
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the print room's list."""

    id: int
    notice_id: int
    reference: str
    kind: str
    number: str
    day: date
    state: str
    held_reason: str
    pages: int
    unit_id: int
    released_at: datetime
    printed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sent:
    """One way in which a letter left."""

    way: str
    day: date
    post_id: str
    clerk: str
    clerk_ru: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the print room. `organiser` is '' where the reader does not see it."""

    id: int
    reference: str
    regime_pin: str
    kind: str
    locale: str
    number: str
    day: date
    state: str
    held_reason: str
    pages: int
    organiser: str
    not_sent: str = ""  # why it will not leave on paper
    sent: tuple[Sent, ...] = ()


N: Any = Notice
T: Any = Letter
D: Any = Dispatch
WHO: Any = Organiser
A: Any = Account
X: Any = NotSent


def letters(
    work: UnitOfWork,
    scope: Scope,
    *,
    state: str,
    kind: str = "",
    after: int = 0,
    limit: int = 25,
) -> Page[LetterLine]:
    """Letters for paper in a state, and every held one: to do in order of release, sent newest first."""
    newest_first = state == "sent"
    rows = _lines().where(*_wanted(scope, state, kind))
    if after:
        rows = rows.where(T.id < after if newest_first else T.id > after)
    order = T.id.desc() if newest_first else T.id
    found = work.session.execute(rows.order_by(order).limit(limit + 1)).all()
    lines = _read(work, scope, found[:limit])
    return Page(lines, After(None, lines[-1].id) if len(found) > limit else None)


def _lines() -> Any:
    rows: Any = select(
        T.id, N.reference, N.regime_pin, T.kind, T.locale, T.number, T.day, T.state, T.held_reason, T.pages,
        WHO.name, X.reason, addressed.TO_BODY,
    )  # fmt: skip
    return (
        rows.join(N, N.id == T.notice_id)
        .join(Organiser, WHO.id == N.organiser_id)
        .outerjoin(NotSent, X.letter_id == T.id)
    )


def _read(work: UnitOfWork, scope: Scope, found: Sequence[Any]) -> tuple[LetterLine, ...]:
    ways = _ways(work, [row[0] for row in found])
    shut = "organiser" in scope.hidden
    lines = []
    for row in found:
        who = addressed.body(row[12]) or ("" if shut else row[10])
        columns: list[Any] = [*row[:10], who, row[11] or ""]
        lines.append(LetterLine(*[*columns, tuple(ways.get(row[0], ()))]))
    return tuple(lines)


def letter_count(work: UnitOfWork, scope: Scope, *, state: str, most: int = 1000) -> int:
    """How many letters that list has, counted up to `most`."""
    some = select(T.id).join(N, N.id == T.notice_id).where(*_wanted(scope, state, "")).limit(most)
    return int(work.session.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def letter_line(work: UnitOfWork, scope: Scope, letter_id: int) -> LetterLine | None:
    """One letter of the print room, None out of reach."""
    rows = _lines().where(T.id == letter_id, reach(scope))
    found = _read(work, scope, work.session.execute(rows).all())
    return found[0] if found else None


def _wanted(scope: Scope, state: str, kind: str) -> list[Any]:
    conditions: list[Any] = [T.state == state, reach(scope)]
    if state != "held":  # a held letter is somebody's task, on paper or not (decisions 35)
        conditions.append(T.paper)
    within = units_within(scope, frozenset())
    conditions += [T.unit_id.in_(within)] if within is not None else []
    return conditions + ([T.kind == kind] if kind else [])


def _ways(work: UnitOfWork, letters: list[int]) -> dict[int, list[Sent]]:
    who = (func.coalesce(A.name, ""), func.coalesce(A.name_ru, ""))
    rows: Any = select(D.letter_id, D.way, D.day, D.post_id, *who, D.marked_at)
    rows = rows.outerjoin(Account, A.id == D.clerk_id)
    found: dict[int, list[Sent]] = {}
    for letter, *way in work.session.execute(rows.where(D.letter_id.in_(letters)).order_by(D.id)):
        found.setdefault(letter, []).append(Sent(*way))
    return found


def letters_to_print(
    work: UnitOfWork, scope: Scope, *, state: str = "ready", after: int = 0, limit: int = 50
) -> Page[LetterRow]:
    """Letters for paper in a state (`ready`: today's pile; `queued`, `held`, `sent`), in order of release."""
    letter: Any = Letter
    rows = select(
        letter.id, letter.notice_id, NOTICES.c.reference, letter.kind, letter.number, letter.day, letter.state,
        letter.held_reason, letter.pages, letter.unit_id, letter.released_at, letter.printed_at,
    ).join(NOTICES, NOTICES.c.id == letter.notice_id)  # fmt: skip
    rows = rows.where(letter.state == state, letter.paper, letter.id > after, reach(scope))
    within = units_within(scope, frozenset())
    if within is not None:
        rows = rows.where(letter.unit_id.in_(within))
    found = work.session.execute(rows.order_by(letter.id).limit(limit + 1)).all()
    letters = tuple(LetterRow(*row) for row in found[:limit])
    return Page(letters, After(None, letters[-1].id) if len(found) > limit else None)


def by_hash(work: UnitOfWork, sha256: str) -> Letter | None:
    """The letter whose bytes, as the press made them, have this SHA-256."""
    found = select(Letter).where(col(Letter.sha256) == sha256).order_by(col(Letter.id)).limit(1)
    return work.session.execute(found).scalars().first()


def held_for(work: UnitOfWork, beginnings: Sequence[str], limit: int) -> Sequence[Letter]:
    """Letters held for a reason that begins so, the oldest first. Without scope: the machine asks."""
    letter: Any = Letter
    reasons = or_(*(letter.held_reason.startswith(one, autoescape=True) for one in beginnings))
    rows = select(Letter).where(letter.state == "held", reasons).order_by(letter.id).limit(limit)
    return work.session.execute(rows).scalars().all()


def was_held(work: UnitOfWork, notice_id: int, letter_id: int) -> bool:
    """Whether the log says that this letter was held once."""
    entry: Any = LogEntry
    rows: Any = select(entry.details).where(
        entry.subject_kind == "notice", entry.subject_id == notice_id, entry.kind == "letter.held"
    )
    return any(row[0].get("letter") == letter_id for row in work.session.execute(rows))
