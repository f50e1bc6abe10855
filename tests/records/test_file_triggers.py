"""What the database refuses about papers: what one is never changes, what was filed is never removed."""

from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from records import rows
from records.tables import File, VersionFile
from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock
from tests.support.rows import make_city, make_notice

NOW = "'2027-03-01 09:00:00'"
ONCE = {
    "code": "'other'", "paper": "'other'", "source": "'office'", "kind": "'png'", "size": "9",
    "sha256": "'0'", "copy_size": "9", "copy_sha256": "'0'", "kept_at": NOW.replace("09", "10"), "kept_by": "1",
    "draft_id": "1", "notice_id": "2", "name": "'another.pdf'", "id": "99",
}  # fmt: skip
REFUSED = [
    *((f"UPDATE files SET {name} = {value} WHERE id = 1", "written once") for name, value in ONCE.items()),
    ("UPDATE files SET state = 'waiting' WHERE id = 1", "scanned once"),
    ("UPDATE files SET state = 'refused' WHERE id = 1", "scanned once"),
    ("UPDATE files SET state = 'accepted', erased_at = NULL, name = 'x' WHERE id = 3", "erased whole"),
    ("UPDATE files SET state = 'erased', name = NULL WHERE id = 1", "erased_has"),
    (f"UPDATE files SET state = 'erased', erased_at = {NOW} WHERE id = 1", "erased_has_no_name"),
    ("DELETE FROM files WHERE id = 1", "never removed"),
    ("DELETE FROM files WHERE id = 4", "never removed"),
    ("UPDATE version_files SET ordinal = 2", "never changed"),
    ("DELETE FROM version_files", "never removed"),
    ("INSERT INTO version_files (version_id, file_id, ordinal) VALUES (1, 2, 1)", "(?i)unique|never changed"),
]  # fmt: skip
ALLOWED = [
    "UPDATE files SET state = 'accepted' WHERE id = 2",
    "UPDATE files SET state = 'refused', found = 'Eicar' WHERE id = 2",
    f"UPDATE files SET state = 'erased', name = NULL, erased_at = {NOW} WHERE id = 1",
    "DELETE FROM files WHERE id = 2",  # the organiser takes back what no version holds
]


@pytest.fixture
def kept(engine: Engine, clock: FakeClock) -> Engine:
    """1 is filed, 2 waits for an answer, 3 was erased, 4 is a scan of the office."""
    with unit_of_work(engine, clock) as work:
        notice = make_notice(work, make_city(work))
        work.flush()
        some: dict[str, dict[str, Any]] = {
            "a": {},
            "b": {"state": "waiting"},
            "c": {"state": "erased", "name": None, "erased_at": work.now},
            "d": {"source": "office"},
        }
        for code, more in some.items():
            values = {"state": "accepted", "name": "plan.pdf", "source": "organiser", **more}
            work.add(
                File(code=code, notice_id=notice.id, kind="pdf", size=3, sha256=code * 64,
                     copy_size=2, copy_sha256=code * 64, kept_at=work.now, **values)
            )  # fmt: skip
            work.flush()
        work.add(VersionFile(version_id=rows.version(work, notice).id or 0, file_id=1, ordinal=1))
    return engine


def run(engine: Engine, statement: str) -> None:
    with engine.execution_options(write=True).begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(("statement", "words"), REFUSED)
def test_refused(kept: Engine, statement: str, words: str) -> None:
    with pytest.raises(DBAPIError, match=words):
        run(kept, statement)


@pytest.mark.parametrize("statement", ALLOWED)
def test_allowed(kept: Engine, statement: str) -> None:
    run(kept, statement)


def test_a_paper_belongs_to_something(kept: Engine) -> None:
    values = "'x', '', 'organiser', 'n', 'pdf', 1, 'x', 1, 'x', 'accepted', '', " + NOW
    columns = "code, paper, source, name, kind, size, sha256, copy_size, copy_sha256, state, found, kept_at"
    with pytest.raises(DBAPIError, match="belongs_to_something"):
        run(kept, f"INSERT INTO files ({columns}) VALUES ({values})")
