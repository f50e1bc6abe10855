"""Papers of filings in the receipt journal: there before the answer, back after a restore, gone with the erased."""

import shutil
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest

from records import erasing_age, files, stores
from records.backups import state
from records.backups.refusal import Changed
from records.erasure_journal import Journal, Line
from records.stores import DiskStore
from records.tables import Draft, File
from records.verify import verify
from tests.support.city import City
from tests.support.filer import acknowledged, draft_with
from tests.support.saved import Elsewhere, Saved
from tests.web.restoring.conftest import Filing
from web import journalling, restored_words
from web.erasing_runs import erasing
from web.restores import Report
from workflow import refiling

PLAN, SCHEME = b"%PDF-1.7 plan " * 9000, b"%PDF-1.7 scheme"


def sealed(office: Filing) -> list[Path]:
    """The papers in the journal's folder."""
    return [path for path in (office.folder / "papers").rglob("*") if path.is_file()]


def papers(city: City, reference: str) -> list[tuple[str | None, str, int]]:
    """What the first version holds: name, hash, size."""
    with city.reading() as work:
        notice = work.notice(reference)
        found = [work.get(File, id_) for id_ in files.in_a_version(work, notice.id or 0)]
        return [(one.name, one.sha256, one.size) for one in found]


def put_back(elsewhere: Elsewhere, office: Filing, saved: Saved, file: Path) -> tuple[City, Report]:
    """The restored city, and what the restore says of it."""
    elsewhere.journal = office.folder
    report = elsewhere.restore(file, saved.keys)
    return elsewhere.city(), report


def words(report: Report) -> str:
    """The report as the person at the machine reads it."""
    return restored_words.told(report, None, report.at.tzinfo)  # type: ignore[union-attr, arg-type]


def test_papers_come_back_with_a_filing_that_the_backup_lacks(
    office: Filing, saved: Saved, elsewhere: Elsewhere
) -> None:
    made = saved.back_up()
    office.house.clock.advance(minutes=5)
    receipt = acknowledged(office.app, "lost", PLAN, SCHEME)
    keys = receipt["papers"].split()
    before = papers(saved.city, receipt["reference"])
    assert len(sealed(office)) == 4, "each as it came, and its copy, before the answer left"
    assert not any(b"plan" in path.read_bytes() for path in sealed(office))
    assert all(path.stat().st_mode & 0o077 == 0 for path in sealed(office))
    shutil.rmtree(saved.home)

    city, report = put_back(elsewhere, office, saved, made.path)

    assert (report.refiled, report.papers, report.lacking) == ([receipt["reference"]], 2, [])
    assert "each proved by its hash: 2." in words(report)
    assert papers(city, receipt["reference"]) == before
    store = DiskStore(elsewhere.home / "uploads")
    assert [stores.true(store, key) for key in keys] == [True] * 4
    assert verify(city.engine).ok
    city.engine.dispose()


def test_a_draft_that_the_backup_has_is_filed_and_no_second_time(
    office: Filing, saved: Saved, elsewhere: Elsewhere
) -> None:
    """Its papers were uploaded before the backup: their rows and bytes are there, and become the notice's."""
    secret, keys = draft_with(office.house, PLAN)
    made = saved.back_up()
    filed = office.files("lost", secret)
    before = papers(saved.city, filed.reference)
    for path in sealed(office):
        path.unlink()  # also without the journal's papers: the backup has them

    city, report = put_back(elsewhere, office, saved, made.path)

    assert (report.papers, report.lacking) == (1, [])
    assert papers(city, filed.reference) == before
    with city.reading() as work:
        draft = work.get(Draft, 1)
        assert draft.filed_notice_id == work.notice(filed.reference).id
    assert stores.true(DiskStore(elsewhere.home / "uploads"), keys[0])
    city.engine.dispose()


def test_a_paper_that_is_not_what_it_was_is_left_out_and_told(
    office: Filing, saved: Saved, elsewhere: Elsewhere
) -> None:
    made = saved.back_up()
    spoilt, torn, whole = (acknowledged(office.app, name, PLAN) for name in "abc")
    for receipt, deed in ((spoilt, "change"), (torn, "lose")):
        entry = next(
            one
            for one in office.house.journal.entries()
            if one["reference"] == receipt["reference"]
        )
        path = office.folder / next(iter(entry["papers"][0]["kept"].values()))
        content = path.read_bytes()
        path.write_bytes(content[:900] + bytes([content[900] ^ 1]) + content[901:])
        if deed == "lose":
            path.unlink()

    city, report = put_back(elsewhere, office, saved, made.path)

    lacking = [spoilt["reference"], torn["reference"]]
    assert (len(report.refiled), report.papers, report.lacking) == (3, 1, lacking)
    assert all(f"asked for again from its organiser: {one}" in words(report) for one in lacking)
    assert [len(papers(city, one["reference"])) for one in (spoilt, torn, whole)] == [0, 0, 1]
    city.engine.dispose()


def test_a_paper_that_cannot_be_written_is_caught_up(office: Filing) -> None:
    """The filing counts, its line is written without the paper, and the alarm rings until both are there."""
    (office.folder / "papers").write_text("in the way", "ascii")
    receipt = acknowledged(office.app, "one", PLAN)
    assert office.references() == [receipt["reference"]]
    assert receipt["reference"] in state.journal_trouble(office.house.engine)
    office.house.clock.advance(minutes=2)
    assert journalling.catch_up(office.house) == 0, "still in the way"

    (office.folder / "papers").unlink()
    assert journalling.catch_up(office.house) == 1
    assert state.journal_trouble(office.house.engine) == ""
    assert len(sealed(office)) == 2
    entries = refiling.each_once(office.house.journal.entries())
    found = {one["reference"]: one for one in entries}[receipt["reference"]]
    assert sorted(found["papers"][0]["kept"]) == sorted(receipt["papers"].split())
    assert journalling.catch_up(office.house) == 0


def test_what_the_store_spoilt_is_not_kept_as_if_it_were_good(office: Filing) -> None:
    secret, keys = draft_with(office.house, PLAN)
    path = office.house.store.folder / keys[0]
    path.write_bytes(b"something else")
    office.files("one", secret)
    assert sealed(office) == []
    with pytest.raises(Changed):
        office.house.journal.papers.keep(
            keys[0], lambda: office.house.store.chunks(keys[0]), office.house.clock.now()
        )
    office.house.clock.advance(minutes=2)
    journalling.catch_up(office.house)
    assert journalling.catch_up(office.house) == 0, "nobody asks for it without end"


def test_papers_of_the_erased_leave_the_journal(
    office: Filing, saved: Saved, elsewhere: Elsewhere
) -> None:
    """At once, or by the restore where its disk was away at the erasure; they never come back."""
    made = saved.back_up()
    gone, away, stays = (acknowledged(office.app, name, PLAN) for name in "abc")
    with erasing(office.house) as work:
        erasing_age.gone(work).extend(gone["papers"].split())
    assert len(sealed(office)) == 4
    assert [(office.house.store.folder / key).exists() for key in gone["papers"].split()] == [
        False
    ] * 2
    erasures = Journal(elsewhere.home / "erasures.jsonl")
    for number, receipt in enumerate((gone, away), start=2):
        erasures.append(
            Line("2027-03-02T00:00:00+00:00", "notice", number, receipt["reference"], "notice")
        )

    city, report = put_back(elsewhere, office, saved, made.path)

    assert report.refiled == [stays["reference"]]
    assert len(sealed(office)) == 2
    found = [kept.key for kept in DiskStore(elsewhere.home / "uploads").walk()]
    assert set(stays["papers"].split()) < set(found)
    assert not set((gone["papers"] + " " + away["papers"]).split()) & set(found)
    city.engine.dispose()


def test_papers_go_with_their_day(office: Filing) -> None:
    acknowledged(office.app, "one", PLAN)
    office.house.clock.advance(days=40)
    acknowledged(office.app, "two", PLAN)
    office.house.journal.thin((office.house.clock.now() - timedelta(days=30)).date())
    assert len(sealed(office)) == 2
    assert len(list((office.folder / "papers").iterdir())) == 1


def test_ten_megabytes_of_papers_take_little_memory(office: Filing) -> None:
    """The largest paper there may be: it goes from the store into the journal piece by piece."""
    secret, _ = draft_with(office.house, bytes(10 * 1024 * 1024 - 1))
    tracemalloc.start()
    office.files("one", secret)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(path.stat().st_size for path in sealed(office)) > 20 * 1024 * 1024
    assert peak < 8 * 1024 * 1024
