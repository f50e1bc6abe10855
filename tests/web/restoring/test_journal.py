"""The receipt journal: written before the answer, alarmed about, caught up, and filed again from after a restore."""

import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from records.backups import state
from records.backups.journal import Journal
from records.backups.refusal import WrongKey
from records.tables import Counter, Due, LogEntry
from records.verify import verify
from tests.support.city import City, sheet
from tests.support.clock import FakeClock
from tests.support.saved import Elsewhere, Saved
from tests.web.restoring.conftest import Filing
from web import journalling
from web.work import unit_of_work
from workflow import filing
from workflow.actor import VISITOR


def test_it_has_the_filing_when_the_answer_leaves(office: Filing) -> None:
    filed = office.files("one")
    assert office.references() == [filed.reference]
    content = b"".join(path.read_bytes() for path in office.folder.iterdir())
    assert b"Vera" not in content
    assert filed.reference.encode() not in content
    assert all(path.stat().st_mode & 0o077 == 0 for path in office.folder.iterdir())


def test_a_filing_that_was_not_saved_is_not_in_it(office: Filing) -> None:
    def cut_off() -> None:
        with office.app.test_request_context(), unit_of_work() as work:
            shelf = office.house.shelf
            filing.file(work, shelf, actor=VISITOR, sheet=sheet(), key="x", sender="b")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert office.references() == []


def test_the_same_form_again_makes_sure_of_it(office: Filing) -> None:
    """The first answer was cut off between the commit and the journal; the second try is acknowledged."""
    filed = office.files("one")
    for path in office.folder.iterdir():
        path.unlink()
    office.house.journal = journalling.of(office.house.settings)
    again = office.files("one")
    assert (again.reference, again.again) == (filed.reference, True)
    assert office.references() == [filed.reference]


def test_without_the_disk_the_filing_counts_and_an_alarm_is_written(office: Filing) -> None:
    engine = office.house.engine
    shutil.rmtree(office.folder)
    first = office.files("one")
    second = office.files("two")
    assert first.reference != second.reference
    assert "No such file" in state.journal_trouble(engine)
    with engine.connect() as connection:
        kinds = connection.execute(
            select(LogEntry.kind).where(LogEntry.kind.like("journal.%"))  # type: ignore[attr-defined, call-overload]
        ).scalars()
        assert list(kinds) == ["journal.failed"], "once, not for each filing"

    office.folder.mkdir()
    office.house.clock.advance(minutes=2)
    assert journalling.catch_up(office.house) == 3, "the one from before the journal was set up too"
    assert {first.reference, second.reference} < set(office.references())
    assert state.journal_trouble(engine) == ""
    assert journalling.catch_up(office.house) == 0
    assert verify(engine).ok


def test_what_a_kill_left_out_is_caught_up(office: Filing, saved: Saved) -> None:
    """Killed after the commit, before the journal: nobody was answered; the worker writes it a minute later."""
    filed = saved.city.files(key="killed")
    assert journalling.catch_up(office.house) == 0
    office.house.clock.advance(minutes=1)
    journalling.catch_up(office.house)
    assert filed.reference in office.references()


def test_a_torn_line_hides_no_other(office: Filing) -> None:
    one = office.files("one")
    path = next(office.folder.iterdir())
    with path.open("ab") as file:
        file.write(path.read_bytes()[:100])
    office.house.journal._whole = False
    two = office.files("two")
    assert office.references() == [one.reference, two.reference]


def test_every_changed_byte_loses_one_line_and_no_more(office: Filing) -> None:
    first, second = office.files("one"), office.files("two")
    path = next(office.folder.iterdir())
    whole = path.read_bytes()
    middle = whole.index(b"\n") // 2
    for place in (middle, middle + 1, middle + 20):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert office.references() == [second.reference]
    path.write_bytes(whole)
    assert office.references() == [first.reference, second.reference]


def test_another_key_is_told(office: Filing) -> None:
    office.files("one")
    with pytest.raises(WrongKey):
        list(Journal(office.folder, ["0" * 64]).entries())


def test_each_process_has_a_file_of_its_own(office: Filing) -> None:
    office.files("one")
    child = os.fork()
    if child == 0:
        office.house.journal.append({"reference": "child"}, office.house.clock.now())
        os._exit(0)
    os.waitpid(child, 0)
    office.files("two")
    assert len(list(office.folder.iterdir())) == 2
    assert "child" in office.references()


def test_old_days_go(office: Filing, clock: FakeClock) -> None:
    office.files("one")
    clock.advance(days=40)
    office.files("two")
    assert office.house.journal.thin((clock.now() - timedelta(days=30)).date()) == 1
    assert len(office.references()) == 1


def _rows(city: City, reference: str) -> tuple[Any, ...]:
    with city.reading() as work:
        notice = work.notice(reference)
        dues = work.session.execute(
            select(Due).where(Due.notice_id == notice.id).order_by(Due.clock)
        ).scalars()
        return (
            notice.check_code, notice.received_at, notice.stage, notice.window, notice.title,
            notice.place_line, notice.starts_at, notice.regime_pin, notice.channel, notice.locale,
            [(due.clock, due.due_at) for due in dues],
        )  # fmt: skip


def test_a_restore_files_again_what_the_backup_lacks(
    office: Filing, saved: Saved, elsewhere: Elsewhere
) -> None:
    made = saved.back_up()
    office.house.clock.advance(minutes=7)
    lost = [office.files(f"lost {n}") for n in range(3)]
    before = [_rows(saved.city, filed.reference) for filed in lost]
    office.house.clock.advance(hours=3)
    elsewhere.journal = office.folder

    report = elsewhere.restore(made.path, saved.keys)

    city = elsewhere.city()
    assert report.refiled == [filed.reference for filed in lost]
    assert report.failed == []
    assert report.newest > made.manifest.chain["size"]
    assert [_rows(city, filed.reference) for filed in lost] == before
    assert verify(city.engine).ok
    with city.reading() as work:
        value = work.session.get(Counter, "notices:2027")
        assert value is not None
        assert value.value == 1001
    city.engine.dispose()


def test_a_second_restore_files_nothing_twice(
    office: Filing, saved: Saved, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    made = saved.back_up()
    filed = office.files("lost")
    elsewhere.journal = office.folder
    assert elsewhere.restore(made.path, saved.keys).refiled == [filed.reference]
    there = Saved.__new__(Saved)
    there.city, there.folder, there.keys = elsewhere.city(), tmp_path / "second", saved.keys
    again = there.back_up()
    third = Elsewhere(f"sqlite:///{tmp_path}/third.db", tmp_path / "third", elsewhere.clock)
    third.journal = office.folder
    assert third.restore(again.path, saved.keys).refiled == []
    there.city.engine.dispose()
