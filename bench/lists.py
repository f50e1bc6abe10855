"""D4: reading 50 rows of the queue, against the raw rows of the same SQL."""

import sqlite3
import time
from dataclasses import replace
from typing import Any

from sqlalchemy import event

from bench.city import City
from bench.result import Case, Result
from bench.timing import Pace, timed, times
from records import queries
from records.engine import PRAGMAS
from records.notice_rows import NoticeRow, Page
from workflow.policy import scope_of

ROWS = 50
WHY = "What is left over the raw rows is the opening of a reading, SQLAlchemy's result, and instants made of text."
CALLS = 50
ROUNDS = 25  # short ones, so that a busy moment hits few


def measure(city: City, pace: Pace) -> list[Result]:
    """Veche opens a reading, asks the named query and gets rows for the page; raw is the driver alone."""
    scope = scope_of(city.actors["officer"])

    def veche() -> Page[NoticeRow]:
        with city.reading() as work:
            return queries.queue(work, scope, limit=ROWS)

    selects = _said(city, veche)
    connection = sqlite3.connect(city.home / "veche.db", isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")

    def raw() -> list[Any]:
        return [connection.execute(*select).fetchall() for select in selects]

    counted = {"rows": len(veche().rows), "selects": len(selects), "raw rows": len(raw()[0][:ROWS])}
    calls = pace.of(CALLS)
    often = replace(pace, rounds=pace.of(ROUNDS))
    took = timed({"raw": times(calls, raw), "veche": times(calls, veche)}, often, time.process_time)
    connection.close()
    cases = [Case(name, took[name] / calls * 1e6, "us") for name in ("raw", "veche")]
    return [
        Result(
            "D4", "reading 50 rows of the queue: Veche / raw sqlite3 rows", "SQLModel 4.4-7.2, Core 1.5",
            "<=", 2.0, took["veche"] / took["raw"], tuple(cases), counted, why=WHY, work=times(CALLS, veche),
        )
    ]  # fmt: skip


def _said(city: City, call: Any) -> list[tuple[str, Any]]:
    """Every SELECT that the call sends, with its values."""
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            heard.append((statement, values))

    event.listen(city.engine, "before_cursor_execute", hear)
    call()
    event.remove(city.engine, "before_cursor_execute", hear)
    return heard
