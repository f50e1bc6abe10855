"""D1: a notice filed and on the disk, against sqlite3 writing the very same rows with the same durability."""

import shutil
import sqlite3
import statistics
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench.city import City
from bench.result import Case, Result
from bench.timing import Pace, in_turn
from records.engine import PRAGMAS

FILINGS = 20
FIRST = 100_000  # numbers of the notices filed here; the city's own are smaller
WHY = (
    "Raw writes rows that it is handed; in the same time Veche reads the law, judges the window, counts every due"
    " with its steps, hashes two links of the chain and makes the letter's data. Statements that"
    " every filing says are put together once, and what a unit wrote it does not read back; what is left of SQLAlchemy"
    " is the flush of the rows that need ids."
)
COUNT = "SELECT count(*) FROM notices"
WRITES = ("INSERT", "UPDATE", "DELETE")


class Twin:
    """A copy of the city's database to which the rows of each filing are written again, raw."""

    def __init__(self, city: City, path: Path) -> None:
        with city.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(city.home / "veche.db", path)
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")

    def writes(self, statements: list[tuple[str, Any]]) -> None:
        """One durable transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            self.connection.execute(statement, values).fetchall()
        self.connection.execute("COMMIT")


def measure(city: City, pace: Pace) -> list[Result]:
    """File through the workflow (without the press), then replay what it wrote on the twin."""
    filings, number = pace.of(FILINGS), FIRST
    waiting: list[list[tuple[str, Any]]] = []
    twin = Twin(city, city.home / "twin.db")

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith(WRITES):
            each = values if isinstance(values, list) else [values]
            waiting[-1] += [(statement, one) for one in each]

    def veche() -> float:
        nonlocal number
        took = 0.0
        for _ in range(filings):
            number += 1
            waiting.append([])
            began = time.perf_counter()
            city.files(number)
            took += time.perf_counter() - began
        return took / filings

    def raw() -> float:
        began, done = time.perf_counter(), len(waiting)
        for statements in waiting:
            twin.writes(statements)
        waiting.clear()
        return (time.perf_counter() - began) / done

    event.listen(city.engine, "before_cursor_execute", hear)
    rounds = in_turn({"veche": veche, "raw": raw}, pace)
    event.remove(city.engine, "before_cursor_execute", hear)
    with city.engine.connect() as connection:
        filed = connection.exec_driver_sql(COUNT).scalar_one()
    counted = {
        "notices": filed,
        "notices of the twin": twin.connection.execute(COUNT).fetchone()[0],
    }
    twin.connection.close()
    median = {name: statistics.median(took) for name, took in rounds.items()}
    cases = tuple(Case(name, median[name] * 1e3, "ms") for name in ("raw", "veche"))

    def some() -> None:
        nonlocal number
        for _ in range(FILINGS):
            number += 1
            city.files(number)

    return [
        Result(
            "D1", "durable commit of a notice with log, dues, receipt and mails: Veche / raw sqlite3, the same rows",
            "SQLModel 3.5, Core 2.6-2.9 (one row and one log entry, nothing read or decided)", "<=", 3.0,
            median["veche"] / median["raw"], cases, counted, binding=False, work=some, why=WHY,
            )
    ]  # fmt: skip
