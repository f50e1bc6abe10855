"""C2, C3: open notices counted anew after a corrected holiday: how fast, and in how much memory.

The city is made cheaply: two notices are filed by their service and copied, row by row, by INSERT. The clock of
one crosses the corrected day, that of the other ended before; so half of the city moves. Nothing else is left out.

Run a whole city of 100,000 alone: python -m bench.recounts 100000
"""

import argparse
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import SQLModel

from bench.city import City, Then, content, found
from bench.result import Case, Result
from bench.timing import Pace
from records import calendar_rows
from regimes.counting import judge, recount
from regimes.reading import read_regime
from regimes.regime import Regime
from regimes.shelf import Rulebook, load_all
from workflow import calendar_moves, filing, keeping_days, law, recounts
from workflow.actor import SYSTEM, VISITOR
from workflow.filing import Sheet
from workflow.recounts import Progress

NOTICES = 5000  # of an ordinary run; a whole city has 100,000
HELD = (400, 2000)  # notices whose recount is weighed
AT_ONCE = 2000  # notices of one INSERT
TABLES = ("notices", "versions", "sessions", "places", "dues")
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
CORRECTED = date(2027, 3, 3)
WHY = (
    "Each notice is read with its version, places and clocks and judged twice with every step; half of them move,"
    " and each move is a clock, a notice, a line of the list and a link of the chain."
)


def working(rulebook: Rulebook) -> tuple[Rulebook, Regime]:
    """The Moscow law with the city's answer in working days: then a day off moves it."""
    body = rulebook.current("ru-moscow-assembly", NOW.date()).body
    head, clock, tail = body.partition("[clocks.proposal]\n")
    tail = tail.replace('"calendar_day"', '"working_day"', 1)
    head = head.replace('"ru-moscow-assembly"', '"bench-working-days"', 1)
    regime = read_regime("working days", head + clock + tail)
    return Rulebook({**rulebook.by_pin, regime.pin: regime}, rulebook.calendars), regime


def make(home: Path, notices: int) -> tuple[City, Regime]:
    """A city of so many open notices, its clock at 1 March 2027."""
    city = found(home, NOW)
    city.rulebook, regime = working(load_all())
    first = _files(city, regime, NOW - timedelta(days=10), date(2027, 3, 5))
    second = _files(city, regime, NOW, date(2027, 3, 14))
    assert (first, second) == (1, 2)
    with city.reading() as work:
        rows = {name: _rows(work, name) for name in TABLES}
    for start in range(3, notices + 1, AT_ONCE):
        _copy(city, rows, range(start, min(start + AT_ONCE, notices + 1)))
    return city, regime


def _rows(work: Any, name: str) -> list[dict[str, Any]]:
    """The rows of both notices in one table."""
    found_here = work.session.execute(select(SQLModel.metadata.tables[name])).mappings()
    return [dict(row) for row in found_here]


def _files(city: City, regime: Regime, at: datetime, day: date) -> int:
    city.clock = Then(at)
    sheet = Sheet(regime.id, content(0, day), "ru", "В. Сокольникова", declared=True)
    with city.unit() as work:
        return filing.file(
            work, city.rulebook, actor=VISITOR, sheet=sheet, key=f"form {day}", sender="bench"
        ).notice_id


def _copy(city: City, rows: dict[str, list[dict[str, Any]]], numbers: range) -> None:
    """The rows of notices 1 and 2 in turn, under other numbers; a version has the number of its notice."""
    with city.unit() as work:
        for name in TABLES:
            made = [
                _renumbered(name, row, number)
                for number in numbers
                for row in rows[name]
                if _notice(name, row) == 2 - number % 2
            ]
            work.session.execute(insert(SQLModel.metadata.tables[name]), made)


def _notice(name: str, row: dict[str, Any]) -> int:
    own = {"notices": "id", "versions": "notice_id", "dues": "notice_id"}.get(name, "version_id")
    return int(row[own])


def _renumbered(name: str, row: dict[str, Any], number: int) -> dict[str, Any]:
    new = {key: value for key, value in row.items() if key != "id"}
    new |= {key: number for key in ("notice_id", "version_id") if key in new}
    if name in {"notices", "versions"}:
        new["id"] = number
    if name == "notices":
        new |= {"reference": f"27-{number:06}", "check_code": f"{number:012}"}
    return new


def run(city: City, told: Callable[[Progress], None] | None = None) -> Progress:
    """Correct the day and carry the recount to its end, part by part, as the worker does."""
    with city.unit() as work:
        number = keeping_days.correct(
            work, city.rulebook, actor=SYSTEM, calendar="ru", day=CORRECTED, what="day_off",
            reason="Measured",
        )  # fmt: skip
    while True:
        with city.reading() as work:
            part = recounts.look(work, city.rulebook, number)
        assert part is not None  # it ends with `done`
        with city.unit() as work:
            progress = recounts.write(work, city.rulebook, part)
        if told is not None:
            told(progress)
        if progress.done:
            return progress


def bare(city: City, regime: Regime, calls: int) -> int:
    """The counting alone, as often: both judgements of a window, and each clock that runs; nothing read or written."""
    with city.reading() as work:
        notices = calendar_rows.open_notices(work, [regime.pin], limit=2)
    calendar = city.rulebook.calendar_of(regime)
    other = calendar.corrected(CORRECTED, "day_off")
    clocks = 0
    for number in range(calls):
        notice = notices[number % len(notices)]
        filed = law.filing_of(calendar_moves.content_of(notice), regime, notice.clocks_from)
        for days in (calendar, other):
            judge(regime, days, filed)
        for due in notice.dues:
            recount(regime, other, due.clock, notice.clocks_from, filed)
            clocks += 1
    return clocks


def speed(home: Path, notices: int, told: Callable[[Progress], None] | None = None) -> Result:
    """C2: the recount of a city against its counting alone."""
    city, regime = make(home, notices)
    began = time.process_time()
    clocks = bare(city, regime, notices)
    alone = time.process_time() - began
    began, clock = time.process_time(), time.perf_counter()
    end = run(city, told)
    took, waited = time.process_time() - began, time.perf_counter() - clock
    city.engine.dispose()
    counted = {"open": notices, "looked at": end.looked_at, "moved": end.moved, "clocks": clocks}
    cases = (
        Case("counting alone", alone / notices * 1e3, "ms"),
        Case("veche", took / notices * 1e3, "ms"),
    )
    return Result(
        "C2", f"recount of {notices:,} open notices after a holiday, half of them move: Veche / counting alone",
        "none", "<=", 12.0, took / alone, cases, counted,
        more=f"{notices / waited:,.0f} notices a second, {waited:,.0f} s with every commit.", why=WHY,
    )  # fmt: skip


def weight(home: Path, pace: Pace) -> Result:
    """C3: what a recount holds at its peak, of five times as many notices."""
    peaks = [_peak(home / str(size), pace.of(size)) for size in HELD]
    cases = tuple(
        Case(f"{size:,} notices", peak / 1024, "kB") for size, peak in zip(HELD, peaks, strict=True)
    )
    return Result(
        "C3", "peak memory of a recount: five times as many notices / these", "none", "<=", 1.3,
        peaks[1] / peaks[0], cases, {"sizes": len(HELD)},
    )  # fmt: skip


def _peak(home: Path, notices: int) -> float:
    city, _regime = make(home, max(notices, 4))
    run(city)  # what is read and built once: regimes, statements
    with city.unit() as work:
        keeping_days.revoke(
            work, city.rulebook, actor=SYSTEM, correction_id=1, reason="Measured again"
        )
    tracemalloc.start()
    run(city)
    peak = float(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    city.engine.dispose()
    return peak


def measure(city: City, pace: Pace) -> list[Result]:
    """A city of its own beside the measured one: other regimes, other notices."""
    return [
        speed(city.home / "recounts", pace.of(NOTICES)),
        weight(city.home / "weighed", pace),
    ]


def main() -> None:
    """One large city, with its progress."""
    parser = argparse.ArgumentParser(description="Count the open notices of one city anew.")
    parser.add_argument("notices", type=int, nargs="?", default=100_000)
    notices = parser.parse_args().notices

    def told(progress: Progress) -> None:
        if progress.looked_at % 10_000 == 0:
            print(
                f"{progress.looked_at:,} of {progress.to_look_at:,}, {progress.moved:,} moved",
                flush=True,
            )

    with tempfile.TemporaryDirectory(prefix="veche-bench-") as home:
        result = speed(Path(home) / "city", notices, told)
    print(
        f"{result.id}: {result.measured:.3g} x the counting alone. {result.more} {result.counted}"
    )


if __name__ == "__main__":
    main()
