"""Stories about the calendar: a day is corrected by the head, and the worker counts open notices anew."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from records.tables import CalendarDay, Due, MovedDate, Recount
from regimes.reading import read_regime
from regimes.shelf import Rulebook
from tests.regimes.lands import WORKING
from tests.support.city import RULEBOOK, City, content
from workflow import filing, keeping_days, recounts
from workflow.actor import VISITOR
from workflow.content import SessionIn
from workflow.filing import Filed, Sheet

_working = read_regime("working days", WORKING)
LAND = Rulebook({**RULEBOOK.by_pin, _working.pin: _working}, RULEBOOK.calendars)
"""The shelf with a land whose clocks count working days, which no shipped regime does."""
WHY = "Постановление № 1"


def corrects(city: City, day: str, what: str, *, by: str = "zuev", reason: str = WHY) -> int:
    """Somebody corrects a day; the recount waits for the worker."""
    with city.unit() as work:
        return keeping_days.correct(
            work, city.rulebook, actor=city.actor(by), calendar="ru", day=date.fromisoformat(day),
            what=what, reason=reason,
        )  # fmt: skip


def enters(city: City, year: int, **lists: list[str]) -> int:
    """Somebody enters a year; days are written MM-DD."""
    made = {
        name: [date.fromisoformat(f"{year}-{day}") for day in lists.get(name, ())]
        for name in ("holidays", "days_off", "workdays")
    }
    with city.unit() as work:
        return keeping_days.enter_year(
            work,
            city.rulebook,
            actor=city.actor("zuev"),
            calendar="ru",
            year=year,
            decree=WHY,
            **made,
        )


def revokes(city: City, correction: int, *, by: str = "zuev", reason: str = "Ошибка") -> int:
    """Somebody revokes a correction."""
    with city.unit() as work:
        return keeping_days.revoke(
            work, city.rulebook, actor=city.actor(by), correction_id=correction, reason=reason
        )


def counts_anew(city: City, number: int, *, size: int = recounts.CHUNK) -> recounts.Progress:
    """The worker carries a recount to its end."""
    while True:
        with city.reading() as work:
            part = recounts.look(work, city.rulebook, number, size)
        assert part is not None, "this recount is done already"
        with city.unit() as work:
            progress = recounts.write(work, city.rulebook, part)
        if progress.done:
            return progress


def fair(city: City, *days: str, key: str = "fair") -> Filed:
    """A fair is notified in the land of working days."""
    sessions = tuple(SessionIn(date.fromisoformat(day), "12:00", "14:00") for day in days)
    said = content(kind="fair", sessions=sessions)
    with city.unit() as work:
        return filing.file(
            work, city.rulebook, actor=VISITOR, key=key, sender="browser",
            sheet=Sheet("working-days", said, "ru", "Вера Сокольникова", declared=True),
        )  # fmt: skip


def moved(city: City, number: int) -> list[tuple[str, str, str, str]]:
    """What a recount kept: clock, outcome, and the instants in Moscow."""
    with city.reading() as work:
        rows = select(MovedDate).where(MovedDate.recount_id == number).order_by(col(MovedDate.id))
        return [
            (row.clock, row.outcome, _moscow(row.old_at), _moscow(row.new_at))
            for row in work.session.exec(rows)
        ]


def _moscow(at: Any) -> str:
    zone = LAND[_working.pin].zone
    return f"{at.astimezone(zone):%d.%m %H:%M}" if at else ""


def correction_of(city: City, number: int) -> int:
    """The correction behind a recount."""
    with city.reading() as work:
        return work.get(Recount, number).correction_id or 0


def row_of(city: City, correction: int) -> CalendarDay:
    """The row of a correction."""
    with city.reading() as work:
        found: CalendarDay = work.get(CalendarDay, correction)
        return found


def dues_of(city: City, reference: str) -> list[Due]:
    """Every clock of a notice, in the order of setting."""
    with city.reading() as work:
        notice = work.notice(reference)
        rows = select(Due).where(Due.notice_id == notice.id).order_by(col(Due.id))
        return list(work.session.exec(rows))
