"""Named reads of the print room: what waits for paper, runs with their counts, printings, sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, or_, select, update

from records import addressed
from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import (
    Dispatch,
    Letter,
    LetterBytes,
    Notice,
    Organiser,
    Printing,
    PrintRun,
    Sheet,
    Unit,
)
from records.unit_of_work import UnitOfWork

R: Any = PrintRun
P: Any = Printing
S: Any = Sheet
D: Any = Dispatch
T: Any = Letter
N: Any = Notice
A: Any = Account
U: Any = Unit
B: Any = LetterBytes
O: Any = Organiser  # noqa: E741 - one letter a table, as everywhere here


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for paper: its first printing, or a copy that was asked for (`printing_id`)."""

    letter_id: int
    printing_id: int | None
    kind: str
    way: str
    pages: int


@dataclass(frozen=True, slots=True)
class Group:
    """What waits in one office, by post class and kind."""

    unit_id: int
    unit_en: str
    unit_ru: str
    way: str
    kind: str
    letters: int
    pages: int


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run with its counts; `open` = sheets that nobody has seen again."""

    id: int
    number: int
    unit_id: int
    kind: str
    way: str
    sides: int
    made_at: datetime
    maker: str
    maker_ru: str
    taken_at: datetime | None
    closed_at: datetime | None
    voided_at: datetime | None
    void_reason: str
    letters: int = 0
    sheets: int = 0
    enveloped: int = 0
    spoiled: int = 0

    @property
    def open(self) -> int:
        return self.sheets - self.enveloped - self.spoiled

    @property
    def state(self) -> str:
        """`closed`, `void` or `open`."""
        return "closed" if self.closed_at else "void" if self.voided_at else "open"


@dataclass(frozen=True, slots=True)
class Piece:
    """One printing in its place of a run."""

    id: int
    place: int
    letter_id: int
    notice_id: int
    reference: str
    number: str
    kind: str
    locale: str
    way: str
    organiser: str
    copy_no: int
    reason: str
    pages: int
    sheets: int
    state: str
    sha256: str
    letter_state: str
    post_id: str = ""
    enveloped: tuple[int, ...] = ()
    spoiled: tuple[tuple[int, str], ...] = ()

    @property
    def open(self) -> tuple[int, ...]:
        """The sheets that nobody has seen again."""
        seen = {*self.enveloped, *(sheet for sheet, _ in self.spoiled)}
        return tuple(one for one in range(1, self.sheets + 1) if one not in seen)


def _mine(scope: Scope) -> list[Any]:
    within = units_within(scope, frozenset())
    return [reach(scope), *([T.unit_id.in_(within)] if within is not None else [])]


def _waits(scope: Scope) -> Any:
    """Letters with, if a copy was asked for, that copy: what the next run takes."""
    printed = exists().where(P.letter_id == T.id).correlate(Letter)
    first = and_(T.state == "ready", T.paper, ~printed)
    rows: Any = select(T.id, P.id, T.kind, T.way, T.pages)
    rows = rows.join(N, N.id == T.notice_id)
    rows = rows.outerjoin(Printing, and_(P.letter_id == T.id, P.state == "asked"))
    return rows.where(or_(first, P.id.is_not(None)), T.state != "not-sent", *_mine(scope))


def waiting(
    work: UnitOfWork, scope: Scope, unit_id: int, *, kind: str = "", way: str = "", limit: int
) -> list[Waiting]:
    """What the next run of an office takes: by post class, kind, and order of release."""
    rows = _waits(scope).where(T.unit_id == unit_id)
    rows = rows.where(T.kind == kind) if kind else rows
    rows = rows.where(T.way == way) if way else rows
    found = work.session.execute(rows.order_by(T.way, T.kind, T.id).limit(limit))
    return [Waiting(*row) for row in found]


def groups(work: UnitOfWork, scope: Scope) -> list[Group]:
    """What waits, counted by office, post class and kind."""
    some: Any = _waits(scope).add_columns(T.unit_id).subquery()
    c = some.c
    rows: Any = select(
        U.id, U.name_en, U.name_ru, c.way, c.kind, func.count(), func.coalesce(func.sum(c.pages), 0)
    ).join(Unit, U.id == c.unit_id)
    rows = rows.group_by(U.id, U.name_en, U.name_ru, c.way, c.kind)
    found: Any = work.session.execute(rows.order_by(U.id, c.way, c.kind)).all()
    return [Group(*list(row)) for row in found]


def runs(work: UnitOfWork, scope: Scope, *, before: int = 0, limit: int = 25) -> list[RunLine]:
    """Runs of the reader's offices, newest first; none with a letter of a notice in which they have no part."""
    rows = _runs(scope)
    rows = rows.where(R.id < before) if before else rows
    found = work.session.execute(rows.order_by(R.id.desc()).limit(limit)).all()
    return _counted(work, found)


def run(work: UnitOfWork, scope: Scope, run_id: int) -> RunLine | None:
    """One run with its counts; None out of reach."""
    found = work.session.execute(_runs(scope).where(R.id == run_id)).all()
    return _counted(work, found)[0] if found else None


def _runs(scope: Scope) -> Any:
    rows: Any = select(
        R.id, R.number, R.unit_id, R.kind, R.way, R.sides, R.made_at, A.name, A.name_ru, R.taken_at,
        R.closed_at, R.voided_at, R.void_reason,
    )  # fmt: skip
    rows = rows.join(Account, A.id == R.made_by)
    if scope.recused:
        letters = exists().where(P.run_id == R.id, T.id == P.letter_id)
        rows = rows.where(~letters.where(T.notice_id.in_(scope.recused)).correlate(PrintRun))
    within = units_within(scope, frozenset())
    return rows.where(R.unit_id.in_(within)) if within is not None else rows


def _counted(work: UnitOfWork, found: Sequence[Any]) -> list[RunLine]:
    ids = [row[0] for row in found]
    sums: Any = select(P.run_id, func.count(), func.sum(P.sheets)).where(P.run_id.in_(ids))
    printed = {row[0]: row[1:] for row in work.session.execute(sums.group_by(P.run_id))}
    states: Any = select(
        P.run_id,
        func.sum(case((S.state == "enveloped", 1), else_=0)),
        func.sum(case((S.state == "spoiled", 1), else_=0)),
    ).join(Printing, P.id == S.printing_id)
    seen = work.session.execute(states.where(P.run_id.in_(ids)).group_by(P.run_id))
    counted = {row[0]: row[1:] for row in seen}
    lines = []
    for row in found:
        letters, sheets = printed.get(row[0], (0, 0))
        enveloped, spoiled = counted.get(row[0], (0, 0))
        counts: list[Any] = [letters, sheets or 0, enveloped, spoiled]
        lines.append(RunLine(*[*row, *map(int, counts)]))
    return lines


def pieces(
    work: UnitOfWork,
    scope: Scope,
    run_id: int,
    *,
    places: tuple[int, int] = (1, 2**31 - 1),
    still_open: bool = False,
    limit: int = 1000,
) -> list[Piece]:
    """The printings of a run in their places, from the first place to the last, with what became of the sheets."""
    rows: Any = select(
        P.id, P.place, T.id, N.id, N.reference, T.number, T.kind, T.locale, T.way, O.name, P.copy_no, P.reason,
        T.pages, P.sheets, P.state, T.sha256, T.state, P.post_id, addressed.TO_BODY,
    ).join(Letter, T.id == P.letter_id)  # fmt: skip
    rows = rows.join(Notice, N.id == T.notice_id).join(Organiser, O.id == N.organiser_id)
    rows = rows.where(P.run_id == run_id, P.place.between(*places))
    rows = rows.where(P.state == "printed") if still_open else rows
    found = work.session.execute(rows.order_by(P.place).limit(limit)).all()
    sheets: Any = select(S.printing_id, S.sheet, S.state, S.reason).join(
        Printing, P.id == S.printing_id
    )
    sheets = sheets.where(P.run_id == run_id, P.place.between(*places)).order_by(S.sheet)
    enveloped: dict[int, list[int]] = {}
    spoiled: dict[int, list[tuple[int, str]]] = {}
    for printing, sheet, state, reason in work.session.execute(sheets):
        if state == "enveloped":
            enveloped.setdefault(printing, []).append(sheet)
        else:
            spoiled.setdefault(printing, []).append((sheet, reason))
    shut = "organiser" in scope.hidden
    whole = []
    for row in found:
        *columns, asked = list(row)
        if asked:
            columns[9] = addressed.body(asked)
        elif shut or row[3] in scope.recused:
            columns[9] = ""
        columns += [tuple(enveloped.get(row[0], ())), tuple(spoiled.get(row[0], ()))]
        whole.append(Piece(*columns))
    return whole


def last_sheet(work: UnitOfWork, run_id: int) -> tuple[int, int, int, str, datetime] | None:
    """Place, sheet, of how many, what became of it, when: of the sheet that was counted last. Without scope."""
    rows: Any = select(P.place, S.sheet, P.sheets, S.state, S.marked_at)
    rows = rows.join(Printing, P.id == S.printing_id).where(P.run_id == run_id)
    found = work.session.execute(rows.order_by(S.id.desc()).limit(1)).first()
    return None if found is None else (found[0], found[1], found[2], found[3], found[4])


def left_since(work: UnitOfWork, run_id: int, made_at: datetime) -> bool:
    """Whether a letter of the run left on paper after the run was made. Without scope: asked with the run in hand."""
    rows: Any = select(D.id).join(Printing, P.letter_id == D.letter_id)
    rows = rows.where(P.run_id == run_id, D.marked_at >= made_at, D.way != "e-mail")
    return work.session.execute(rows.limit(1)).first() is not None


def printings_of(work: UnitOfWork, letter_id: int) -> Sequence[Printing]:
    """Every printing of a letter, the first one first. Without scope: asked with the letter in hand."""
    rows: Any = select(Printing).where(P.letter_id == letter_id).order_by(P.copy_no)
    found: Sequence[Printing] = work.session.execute(rows).scalars().all()
    return found


def sheets_of(work: UnitOfWork, printing_id: int) -> dict[int, Sheet]:
    """What became of the sheets of one printing, by number. Without scope: asked with the run in hand."""
    rows: Any = select(Sheet).where(S.printing_id == printing_id)
    return {sheet.sheet: sheet for sheet in work.session.execute(rows).scalars()}


def undo(work: UnitOfWork, run_id: int) -> None:
    """Take the printings out of a run of which nobody ever had the file: no paper is there, copies wait again."""
    work.session.execute(delete(Printing).where(P.run_id == run_id, P.copy_no == 1))
    back = update(Printing).where(P.run_id == run_id)
    work.session.execute(back.values(run_id=None, place=0, sheets=0, state="asked", post_id=""))


def forget_asked(work: UnitOfWork, letter_id: int) -> None:
    """Nobody waits for this copy any longer."""
    gone = delete(Printing).where(P.letter_id == letter_id, P.state == "asked")
    work.session.execute(gone)


def bytes_of(work: UnitOfWork, run_id: int, first: int, last: int) -> dict[int, bytes]:
    """The stored bytes of the letters in these places, by place. Without scope: asked with the run in hand."""
    rows: Any = select(P.place, B.pdf).join(LetterBytes, B.letter_id == P.letter_id)
    found = work.session.execute(rows.where(P.run_id == run_id, P.place.between(first, last)))
    return {row[0]: row[1] for row in found}
