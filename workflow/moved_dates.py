"""What a recount moved, in words of the law: for its page, the preview before it, and the mails after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from records import calendar_rows, moved_rows
from records.calendar_rows import OpenNotice
from records.moved_rows import MovedRow
from records.scope import Scope
from records.tables import Unit
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from workflow import calendar_moves, calendars, clocks, law
from workflow.calendar_moves import Moves, WindowMove

MAILED = 50
"""Lines that a unit's mail names; the page has them all."""
LOOKED_AT = 2000
"""Notices that one page of a preview looks through, so that it comes in a second or two."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One date of one notice. `clock` is None for the window, which has days instead of instants."""

    reference: str
    kind: Text
    unit_id: int
    clock: Text | None
    side: str
    old_at: datetime | None
    new_at: datetime | None
    outcome: str  # moved | held | shown | uncounted
    zone: str
    opens: tuple[datetime | None, datetime | None] = (None, None)
    extra: tuple[date | None, date | None] = (None, None)
    verdict: tuple[Text, Text] | None = None  # where it turns
    id: int = 0
    settled: bool = False
    open: bool = True


def of_rows(work: UnitOfWork, rulebook: Rulebook, rows: Iterable[MovedRow]) -> list[MovedLine]:
    """Lines as they were kept."""
    return [_kept(law.regime_by_pin(work, rulebook, row.regime_pin), row) for row in rows]


def _kept(regime: Regime, row: MovedRow) -> MovedLine:
    clock = regime.clocks.get(row.clock)
    opens = [datetime.fromisoformat(one) if one else None for one in row.details.get("opens", ())]
    extra = [date.fromisoformat(one) if one else None for one in row.details.get("extra", ())]
    return MovedLine(
        reference=row.reference,
        kind=_kind(regime, row.kind),
        unit_id=row.unit_id,
        clock=clock.title if clock else None,
        side=row.side,
        old_at=row.old_at,
        new_at=row.new_at,
        outcome=row.outcome,
        zone=regime.zone.key,
        opens=(opens[0], opens[1]) if opens else (None, None),
        extra=(extra[0], extra[1]) if extra else (None, None),
        verdict=_verdict(regime, row.details.get("verdict", ())),
        id=row.id,
        settled=row.settled_at is not None,
        open=not regime.stages[row.stage].final,
    )


def _kind(regime: Regime, kind: str) -> Text:
    return regime.kinds[kind].name if kind in regime.kinds else Text(kind, kind)


def _verdict(regime: Regime, pair: Iterable[str]) -> tuple[Text, Text] | None:
    names = list(pair)
    if len(names) != 2 or names[0] == names[1]:
        return None
    first, second = (regime.verdicts[name].text for name in names)
    return first, second


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of what a correction would move; `after` leads on, None at the end."""

    lines: tuple[MovedLine, ...]
    looked_at: int
    to_look_at: int
    after: int | None


def preview(
    work: UnitOfWork,
    rulebook: Rulebook,
    name: str,
    new: Calendar,
    *,
    after: int = 0,
    limit: int = 25,
) -> Preview:
    """What open notices would make of another calendar, in the order of their numbers. Writes nothing.

    It looks through 2,000 notices at most and says so; whether a date moves is decided anew when it is saved.
    """
    regimes = calendars.counting_with(work, rulebook, name)
    old = calendars.named(work, rulebook, name)
    found: list[MovedLine] = []
    looked = 0
    while looked < LOOKED_AT:
        some = calendar_rows.open_notices(work, regimes.keys(), after=after, limit=200)
        for one in some:
            regime = regimes[one.regime_pin]
            moves = calendar_moves.moves_of(regime, new, old, one)
            found += _lines(work, regime, one, moves)
            after, looked = one.id, looked + 1
            if len(found) >= limit:
                break
        if not some or len(found) >= limit:
            break
    total = calendar_rows.open_count(work, regimes.keys())
    more = bool(calendar_rows.open_notices(work, regimes.keys(), after=after, limit=1))
    return Preview(tuple(found), looked, total, after if more else None)


def _lines(work: UnitOfWork, regime: Regime, notice: OpenNotice, moves: Moves) -> list[MovedLine]:
    shared: dict[str, Any] = {
        "reference": notice.reference,
        "kind": _kind(regime, notice.kind),
        "unit_id": notice.unit_id,
        "zone": regime.zone.key,
    }
    found = []
    for move in moves.dues:
        running, end = move.running, move.counted.due_at
        over = _over(work, end)
        if not move.moves or (over and _over(work, running.due_at)):
            continue
        found.append(
            MovedLine(
                clock=regime.clocks[running.clock].title, side=running.side, old_at=running.due_at,
                new_at=end, outcome="held" if over else "moved", **shared,
            )
        )  # fmt: skip
    if moves.window is not None:
        found.append(_window_line(work, regime, moves.window, shared))
    if moves.uncounted:
        found.append(
            MovedLine(clock=None, side="", old_at=None, new_at=None, outcome="uncounted", **shared)
        )
    return found


def _window_line(
    work: UnitOfWork, regime: Regime, move: WindowMove, shared: dict[str, Any]
) -> MovedLine:
    safe = move.in_favour and not any(_over(work, due.due_at) for due in move.starts)
    outcome = ("moved" if safe else "held") if move.turns else "shown"
    return MovedLine(
        clock=None, side="", old_at=move.closes[0], new_at=move.closes[1], outcome=outcome,
        opens=move.opens, extra=move.extra, verdict=_verdict(regime, move.verdict), **shared,
    )  # fmt: skip


def _over(work: UnitOfWork, due_at: datetime) -> bool:
    return work.now >= due_at + clocks.LAST_SECOND


@dataclass(frozen=True, slots=True)
class UnitMail:
    """What a unit is told after a recount."""

    to: str
    locale: str
    office: Text
    lines: tuple[MovedLine, ...]
    more: bool
    reason: str
    calendar: Text


def unit_mail(
    work: UnitOfWork, rulebook: Rulebook, recount_id: int, unit_id: int
) -> UnitMail | None:
    """The mail of one unit; None where it has no address."""
    unit = work.get(Unit, unit_id)
    if not unit.email:
        return None
    row = moved_rows.recount(work, Scope(), recount_id)
    rows = moved_rows.of_unit(work, recount_id, unit_id, MAILED + 1)
    reason = ""
    if row.correction_id is not None:
        one = calendar_rows.correction(work, row.correction_id)
        reason = one.revoke_reason if row.why == "revoked" else one.reason
    return UnitMail(
        to=unit.email,
        locale=str(unit.letterhead.get("language", "ru")),
        office=Text(unit.name_en, unit.name_ru),
        lines=tuple(of_rows(work, rulebook, rows[:MAILED])),
        more=len(rows) > MAILED,
        reason=reason,
        calendar=rulebook.calendars[row.calendar].title,
    )
