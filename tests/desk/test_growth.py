"""Work counted, not timed: a page touches as much of the records after five times as many notices."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bench import bulk
from records import queries
from records.notice_rows import After
from records.scope import Scope
from tests.desk.conftest import Desk
from tests.desk.test_queue import street

FEW, MANY = 1500, 7500  # more than the thousand keys that a search looks at
GROWTH = 1.2  # a tree of keys that is one level deeper
STEP = 10  # instructions of SQLite's machine between two counts
OPEN = queries.Filters(open_only=True)


class Count:
    """Instructions on SQLite, rows that nodes of a plan gave or threw away on PostgreSQL."""

    def __init__(self) -> None:
        self.work = 0

    def tick(self) -> None:
        self.work += STEP

    def rows(self, node: dict[str, Any]) -> None:
        kept = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        self.work += round(kept * node["Actual Loops"])
        for below in node.get("Plans", ()):
            self.rows(below)


@contextmanager
def counted(engine: Engine, *, by_keys: bool = False) -> Iterator[Count]:
    """What the statements of the block touch.

    `by_keys`: PostgreSQL reads a table of some thousand rows whole where that costs less than its keys, and a large
    one by them; so that the small one here tells about the large one, keys come first.
    """
    count = Count()

    def before(connection: Any, _cursor: Any, said: str, values: Any, *_: Any) -> None:
        if engine.dialect.name == "sqlite":
            connection.connection.dbapi_connection.set_progress_handler(count.tick, STEP)
        elif said.startswith("SELECT"):
            cursor = connection.connection.cursor()
            if by_keys:
                cursor.execute("SET LOCAL enable_seqscan = off")
            explain = "EXPLAIN (ANALYZE, FORMAT JSON) " + said
            found = cursor.execute(explain, values).fetchone()[0]
            plan = json.loads(found) if isinstance(found, str) else found
            count.rows(plan[0]["Plan"])

    event.listen(engine, "before_cursor_execute", before)
    yield count
    event.remove(engine, "before_cursor_execute", before)


PATHS = (
    "/desk/", "/desk/?view=nobodys", "/desk/?view=mine", "/desk/?view=organiser", "/desk/?stage=received",
    "/desk/search?q=шествие", "/desk/search?q=20-100111", "/desk/letters", "/desk/due", "/desk/duty",
    "/desk/notices/{reference}", "/desk/notices/{reference}/notes", "/desk/workload",
    "/desk/plan", "/desk/plan?days=31", "/desk/?unread=1", "/desk/bulk", "/desk/bulk?owner=none&days=3", "/desk/?section=1", "/desk/bulk?section=1",
    "/desk/sections", "/desk/assignments", "/desk/absences", "/desk/letters/returns", "/desk/texts",
    "/desk/texts/mail-foot",
)  # fmt: skip
THEIRS = {
    "/desk/letters/returns": "kravets",
    "/desk/texts": "admin",
    "/desk/texts/mail-foot": "admin",
}


@pytest.fixture
def town(desk: Desk) -> tuple[Desk, str]:
    """Thirty open notices and fifteen hundred that are closed."""
    filed = [desk.files(places=street(number)).reference for number in range(1, 5)]
    list(bulk.past(desk.city.engine, FEW, every=50))
    return desk, filed[0]


def test_no_page_touches_more_of_a_longer_past(town: tuple[Desk, str]) -> None:
    desk, reference = town
    people = {"orlova": desk.at("orlova"), "kravets": desk.at("kravets"), "admin": desk.at("admin")}

    def work() -> dict[str, int]:
        found = {}
        for path in PATHS:
            who, address = people[THEIRS.get(path, "orlova")], path.format(reference=reference)
            who.get(address)
            with counted(desk.app.extensions["veche"].engine, by_keys=True) as count:
                assert who.get(address).status_code == 200
            found[path] = count.work
        return found

    few = work()
    for _ in bulk.past(desk.city.engine, MANY, every=bulk.NONE):
        pass
    many = work()

    grown = {path: (few[path], many[path]) for path in PATHS if many[path] > few[path] * GROWTH}
    assert grown == {}


def test_the_count_sees_a_reading_of_the_whole_past(town: tuple[Desk, str]) -> None:
    desk, _ = town

    def whole() -> int:
        with counted(desk.city.engine) as count, desk.city.reading() as work:
            work.session.connection().exec_driver_sql("SELECT count(place_line) FROM notices").all()
        return count.work

    few = whole()
    list(bulk.past(desk.city.engine, MANY, every=bulk.NONE))
    assert whole() > few * 4


def test_the_middle_of_a_long_queue_costs_what_its_beginning_does(desk: Desk) -> None:
    desk.files()
    list(bulk.past(desk.city.engine, FEW, every=1))  # all of them open
    scope = Scope(everything=True)
    with desk.city.reading() as work:
        whole = queries.queue(work, scope, limit=FEW // 2)
    assert whole.after is not None

    def cost(after: After | None) -> int:
        with counted(desk.city.engine) as count, desk.city.reading() as work:
            assert len(queries.queue(work, scope, filters=OPEN, after=after).rows) == 25
        return count.work

    assert cost(whole.after) <= cost(None) * GROWTH
