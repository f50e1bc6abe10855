"""The register of outgoing letters: each letter once, with every way in which it left, its copies, what came back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, func, or_, select

from records import addressed
from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Dispatch, Letter, Notice, NotSent, Organiser, Printing, PrintRun, Return
from records.unit_of_work import UnitOfWork

T: Any = Letter
N: Any = Notice
D: Any = Dispatch
P: Any = Printing
R: Any = PrintRun
X: Any = NotSent
B: Any = Return
A: Any = Account
WHO: Any = Organiser


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register: between two days, of a kind, by a way, with words of the number; `state` of the letter."""

    first: date | None = None
    last: date | None = None
    kind: str = ""
    way: str = ""
    number: str = ""
    state: str = ""  # '' | sent | waits | not-sent | returned


@dataclass(frozen=True, slots=True)
class Left:
    """One way in which a letter left; `back` is the day on which it came back, with what was noted."""

    id: int
    way: str
    day: date
    post_id: str
    clerk: str
    clerk_ru: str
    back: date | None
    note: str
    outcome: str
    served: date | None = None  # from this day it counts as received
    served_by: str = ""  # by this rule of its law
    delivered: date | None = None  # as the post confirmed it


@dataclass(frozen=True, slots=True)
class Print:
    """One printing: which copy, in which run, and why there is a copy."""

    copy_no: int
    run: int | None
    reason: str
    state: str


@dataclass(slots=True)
class Entry:
    """A letter in the register. `organiser` and `address` are '' where the reader does not see them."""

    id: int
    notice_id: int
    reference: str
    number: str
    locale: str
    kind: str
    day: date
    state: str
    way: str
    organiser: str
    address: str
    not_sent: str
    left: list[Left] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)


def page(
    work: UnitOfWork,
    scope: Scope,
    wanted: Wanted,
    *,
    before: int = 0,
    limit: int = 25,
    addresses: bool,
) -> list[Entry]:
    """Letters for paper, newest first; `addresses` only for who sends them."""
    rows: Any = select(
        T.id, N.id, N.reference, T.number, T.locale, T.kind, T.day, T.state, T.way, WHO.name, WHO.address, X.reason,
        addressed.TO_BODY,
    )  # fmt: skip
    rows = rows.join(Notice, N.id == T.notice_id).join(Organiser, WHO.id == N.organiser_id)
    rows = rows.outerjoin(NotSent, X.letter_id == T.id).where(*_conditions(scope, wanted))
    rows = rows.where(T.id < before) if before else rows
    found = work.session.execute(rows.order_by(T.id.desc()).limit(limit)).all()
    shut = "organiser" in scope.hidden
    entries = []
    for row in found:
        columns: list[Any] = list(row[:12])
        there = (row[10] or "") if addresses and not shut else ""
        columns[9:12] = [
            addressed.body(row[12]) or ("" if shut else row[9] or ""),
            addressed.lines(row[12]) if row[12] else there,
            row[11] or "",
        ]
        entries.append(Entry(*columns))
    _fill(work, entries)
    return entries


def series(work: UnitOfWork, scope: Scope, wanted: Wanted) -> tuple[int, int]:
    """How many letters the register has in these days, and how many of them have neither left nor a reason."""
    rows: Any = select(
        func.count(), func.count(T.id).filter(T.state.in_(("ready", "held", "queued")))
    )
    rows = rows.select_from(Letter).join(Notice, N.id == T.notice_id)
    found = work.session.execute(rows.where(*_conditions(scope, wanted))).one()
    return int(found[0]), int(found[1])


Back = tuple[int, Entry, Left]
"""The return's own id, the letter that came back, and the way by which it had left."""


def returns(work: UnitOfWork, scope: Scope, *, after: int = 0, limit: int = 25) -> list[Back]:
    """What came back and waits for somebody: the oldest first; `after`: the return that the last page ended with."""
    return _backs(work, scope, B.id > after, limit)


def open_return(work: UnitOfWork, scope: Scope, number: int) -> Back | None:
    """One return that waits; None where it is settled or out of reach."""
    return next(iter(_backs(work, scope, B.id == number, 1)), None)


def _backs(work: UnitOfWork, scope: Scope, which: Any, limit: int) -> list[Back]:
    rows: Any = select(B.id, T.id, D.id).join(Dispatch, D.id == B.dispatch_id)
    rows = rows.join(Letter, T.id == D.letter_id).join(Notice, N.id == T.notice_id)
    rows = rows.where(B.settled_at.is_(None), which, *_reach(scope))
    found = work.session.execute(rows.order_by(B.id).limit(limit)).all()
    entries = {
        one.id: one for one in _by_ids(work, scope, list({letter for _, letter, _ in found}))
    }
    ways = {one.id: one for entry in entries.values() for one in entry.left}
    return [(number, entries[letter], ways[left]) for number, letter, left in found]


def open_returns(work: UnitOfWork, scope: Scope) -> int:
    """How many came back and wait."""
    rows: Any = select(func.count()).select_from(Return).join(Dispatch, D.id == B.dispatch_id)
    rows = rows.join(Letter, T.id == D.letter_id).join(Notice, N.id == T.notice_id)
    return int(
        work.session.execute(rows.where(B.settled_at.is_(None), *_reach(scope))).scalar_one()
    )


def came_back(work: UnitOfWork, dispatch_id: int) -> bool:
    """Whether what left this way came back. Without scope: asked with the letter in hand."""
    rows: Any = select(B.id).where(B.dispatch_id == dispatch_id)
    return work.session.execute(rows).first() is not None


def take_back(work: UnitOfWork, dispatch_id: int) -> bool:
    """What the machine wrote of a refusal, while nobody settled it, goes: a later try went through. Whether there was one."""
    mine = select(B.id).where(
        B.dispatch_id == dispatch_id, B.marked_by.is_(None), B.settled_at.is_(None)
    )
    rows = work.session.execute(mine).scalars().all()
    work.session.execute(delete(Return).where(B.id.in_(rows)))
    return bool(rows)


def number_is_given(work: UnitOfWork, number: str) -> bool:
    """Whether a letter bears this number. Without scope: asked by who allots the next one."""
    rows: Any = select(T.id).where(T.number == number).limit(1)
    return work.session.execute(rows).first() is not None


def of(work: UnitOfWork, scope: Scope, letter_id: int) -> Entry | None:
    """One letter of the register, without its address; None out of reach."""
    found = _by_ids(work, scope, [letter_id])
    return found[0] if found else None


def _by_ids(work: UnitOfWork, scope: Scope, ids: list[int]) -> list[Entry]:
    rows: Any = select(
        T.id, N.id, N.reference, T.number, T.locale, T.kind, T.day, T.state, T.way, WHO.name
    ).join(Notice, N.id == T.notice_id)
    rows = rows.join(Organiser, WHO.id == N.organiser_id).where(T.id.in_(ids), *_reach(scope))
    shut = "organiser" in scope.hidden
    entries = []
    for row in work.session.execute(rows).all():
        columns: list[Any] = [*row[:9], "" if shut else row[9] or "", "", ""]
        entries.append(Entry(*columns))
    _fill(work, entries)
    return entries


def _reach(scope: Scope) -> list[Any]:
    within = units_within(scope, frozenset())
    return [reach(scope), *([T.unit_id.in_(within)] if within is not None else [])]


def _conditions(scope: Scope, wanted: Wanted) -> list[Any]:
    sent = select(D.id).where(D.letter_id == T.id).correlate(Letter)
    conditions = [or_(T.paper, exists(sent)), *_reach(scope)]
    if wanted.first:
        conditions.append(T.day >= wanted.first)
    if wanted.last:
        conditions.append(T.day <= wanted.last)
    if wanted.kind:
        conditions.append(T.kind == wanted.kind)
    if wanted.number:
        conditions.append(T.number.contains(wanted.number, autoescape=True))
    if wanted.way:
        conditions.append(exists(sent.where(D.way == wanted.way)))
    if wanted.state == "returned":
        back = select(B.id).join(Dispatch, D.id == B.dispatch_id).where(D.letter_id == T.id)
        conditions.append(exists(back.correlate(Letter)))
    elif wanted.state == "waits":
        conditions.append(T.state.in_(("ready", "held", "queued")))
    elif wanted.state:
        conditions.append(T.state == wanted.state)
    return conditions


def _fill(work: UnitOfWork, entries: Sequence[Entry]) -> None:
    known = {entry.id: entry for entry in entries}
    left: Any = select(
        D.letter_id, D.id, D.way, D.day, D.post_id, func.coalesce(A.name, ""), func.coalesce(A.name_ru, ""),
        B.day, B.note, B.outcome, D.served_on, D.served_by, D.delivered_on,
    ).outerjoin(Account, A.id == D.clerk_id)  # fmt: skip
    left = (
        left.outerjoin(Return, B.dispatch_id == D.id).where(D.letter_id.in_(known)).order_by(D.id)
    )
    for letter, *one in work.session.execute(left):
        columns: list[Any] = [*one[:7], one[7] or "", one[8] or "", *one[9:]]
        known[letter].left.append(Left(*columns))
    prints: Any = select(P.letter_id, P.copy_no, R.number, P.reason, P.state)
    prints = prints.outerjoin(PrintRun, R.id == P.run_id).where(P.letter_id.in_(known))
    for letter, *one in work.session.execute(prints.order_by(P.copy_no)):
        columns = list(one)
        known[letter].prints.append(Print(*columns))
