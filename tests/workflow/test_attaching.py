"""Papers come with a draft, become part of what is filed, and are never taken out of it again."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from records import files, outbox, rows
from records.errors import Missing
from records.tables import File, LogEntry
from tests.support.city import REGIME, City, sheet
from tests.support.everywhere import Everywhere
from tests.support.papers import looked
from workflow import answering, attaching, drafting, filing, versions
from workflow.actor import VISITOR, Actor
from workflow.attaching import MOST
from workflow.errors import Invalid, NotAllowed, NotPossible


@pytest.fixture
def secret(city: City) -> str:
    with city.unit() as work:
        return drafting.begin(work, actor=VISITOR, regime_id=REGIME, kind="march", locale="ru")


def adds(
    city: City, secret: str, paper: str = "route_map", *, scan: bool = False, **more: Any
) -> str:
    with city.unit() as work:
        owner = attaching.of_draft(work, secret)
        file = attaching.keep(
            work, actor=VISITOR, owner=owner, paper=paper, looked=looked(**more), scan=scan
        )
        return file.code if file else ""


def removes(city: City, secret: str, code: str) -> tuple[str, ...]:
    with city.unit() as work:
        return attaching.remove(
            work, actor=VISITOR, owner=attaching.of_draft(work, secret), code=code
        )


def files_a_notice(city: City, secret: str) -> str:
    with city.unit() as work:
        return filing.file(
            work, city.rulebook, actor=VISITOR, sheet=sheet(), key="k", sender="browser",
            draft_secret=secret,
        ).reference  # fmt: skip


def of_notice(city: City, reference: str, version: int) -> list[str | None]:
    with city.reading() as work:
        notice = work.notice(reference)
        return [one.name for one in files.of_version(work, rows.version(work, notice, version))]


def entries(city: City, kind: str) -> list[LogEntry]:
    with city.reading() as work:
        return list(work.session.exec(select(LogEntry).where(LogEntry.kind == kind)).all())


def test_the_first_version_holds_the_papers_of_the_draft(city: City, secret: str) -> None:
    adds(city, secret, name="план.pdf")
    adds(city, secret, "vehicles", name="list.pdf", content=b"a list")
    reference = files_a_notice(city, secret)
    assert of_notice(city, reference, 1) == ["план.pdf", "list.pdf"]


def test_the_hash_of_a_version_covers_its_papers(city: City, secret: str) -> None:
    adds(city, secret)
    reference = files_a_notice(city, secret)
    with city.reading() as work:
        notice = work.notice(reference)
        version = rows.version(work, notice)
        content, papers = versions.content_of(work, notice), files.of_version(work, version)
        assert version.hash == versions.fingerprint(content, version.personal_commit, papers)
        assert version.hash != versions.fingerprint(content, version.personal_commit)
        other = [File(**{**papers[0].model_dump(), "sha256": "0" * 64})]
        assert version.hash != versions.fingerprint(content, version.personal_commit, other)


def test_a_paper_is_written_down_without_its_name(city: City, secret: str) -> None:
    adds(city, secret, name="Доверенность Ивановой.pdf")
    [entry] = entries(city, "paper.added")
    assert entry.details["sha256"] == looked().sha256
    assert "Иванов" not in repr(entry.details)
    assert entry.personal_commit == ""


def test_nothing_comes_twice(city: City, secret: str) -> None:
    assert adds(city, secret)
    assert adds(city, secret) == ""
    assert adds(city, secret, "vehicles")  # the same pages can serve as another paper
    with city.reading() as work:
        draft = attaching.of_draft(work, secret).draft
        assert draft is not None
        assert len(files.of_draft(work, draft.id or 0)) == 2


def test_an_eleventh_paper_is_too_many(city: City, secret: str) -> None:
    for number in range(MOST):
        adds(city, secret, content=str(number).encode())
    with pytest.raises(Invalid, match="10 papers") as error:
        adds(city, secret, content=b"one more")
    assert error.value.field == "files"


def test_all_papers_together_have_a_size(city: City, secret: str) -> None:
    adds(city, secret, content=b"a", size=10 * 1024 * 1024)
    adds(city, secret, content=b"b", size=10 * 1024 * 1024)
    with pytest.raises(Invalid, match="25 MB"):
        adds(city, secret, content=b"c", size=5 * 1024 * 1024 + 1)
    adds(city, secret, content=b"d", size=5 * 1024 * 1024)


def test_a_paper_of_a_draft_is_taken_away(city: City, secret: str) -> None:
    code = adds(city, secret)
    keys = removes(city, secret, code)
    assert [key.split("/")[0] for key in keys] == ["originals", "copies"]
    with city.reading() as work:
        assert files.by_code(work, code) is None
    assert len(entries(city, "paper.removed")) == 1
    with pytest.raises(Missing):
        removes(city, secret, code)


def test_nobody_takes_away_a_paper_of_another_draft(city: City, secret: str) -> None:
    code = adds(city, secret)
    with city.unit() as work:
        other = drafting.begin(work, actor=VISITOR, regime_id=REGIME, kind="march", locale="ru")
    with pytest.raises(Missing):
        removes(city, other, code)


def test_a_filed_draft_takes_no_more_and_gives_none_back(city: City, secret: str) -> None:
    code = adds(city, secret)
    files_a_notice(city, secret)
    with pytest.raises(NotPossible, match="filed already"):
        adds(city, secret, content=b"later")
    with pytest.raises(NotPossible, match="filed already"):
        removes(city, secret, code)


# --- with an answer ------------------------------------------------------------------------


def adds_to_notice(
    at: Everywhere, reference: str, who: str = "owner", paper: str = "", **more: Any
) -> str:
    with at.city.unit() as work:
        owner = attaching.of_answer(work, at.city.rulebook, at.actor(who), reference)
        file = attaching.keep(
            work, actor=at.actor(who), owner=owner, paper=paper, looked=looked(**more), scan=False
        )
        return file.code if file else ""


def test_a_cure_takes_new_papers_and_keeps_the_old(at: Everywhere) -> None:
    reference = at.released("n", "cure")
    adds_to_notice(at, reference, name="ambulance.pdf")
    assert of_notice(at.city, reference, 1) == []
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        content = versions.content_of(work, work.notice(reference))
        answering.cure(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=seen,
            content=content,
        )  # fmt: skip
    assert of_notice(at.city, reference, 2) == ["ambulance.pdf"]
    with at.city.reading() as work:
        assert attaching.pending(work, work.notice(reference)) == ()


def test_what_waits_for_the_answer_can_be_taken_back(at: Everywhere) -> None:
    reference = at.released("n", "cure")
    code = adds_to_notice(at, reference)
    with at.city.unit() as work:
        owner = attaching.of_answer(work, at.city.rulebook, at.actor("owner"), reference)
        attaching.remove(work, actor=at.actor("owner"), owner=owner, code=code)
    with at.city.reading() as work:
        assert attaching.pending(work, work.notice(reference)) == ()


def test_no_paper_is_added_while_the_office_answers(at: Everywhere) -> None:
    filed = at.city.files()
    holder = at.city.holder(filed)
    with pytest.raises(NotPossible, match="awaited"), at.city.unit() as work:
        attaching.of_answer(work, at.city.rulebook, holder, filed.reference)


# --- of the office -------------------------------------------------------------------------


def scans(city: City, reference: str, actor: Actor, **more: Any) -> str:
    with city.unit() as work:
        owner = attaching.of_office(work, city.rulebook, actor, reference)
        file = attaching.keep(
            work, actor=actor, owner=owner, paper=attaching.SCAN, looked=looked(**more), scan=False
        )
        return file.code if file else ""


def test_the_office_adds_a_scan_and_nobody_removes_it(city: City) -> None:
    filed = city.files()
    code = scans(city, filed.reference, city.actor("kravets"))
    assert of_notice(city, filed.reference, 1) == []
    with city.unit() as work:
        owner = attaching.of_office(work, city.rulebook, city.actor("kravets"), filed.reference)
        with pytest.raises(NotPossible):
            attaching.remove(work, actor=city.actor("kravets"), owner=owner, code=code)


@pytest.mark.parametrize("who", ["police", "stranger"])
def test_only_the_addressee_adds_to_a_notice(city: City, who: str) -> None:
    filed = city.files()
    with pytest.raises(NotAllowed):
        scans(city, filed.reference, city.actor(who))


# --- scanner and erasure -------------------------------------------------------------------


def test_a_paper_waits_for_the_scanner_where_there_is_one(city: City, secret: str) -> None:
    code = adds(city, secret, scan=True)
    [promise] = outbox.take(city.engine, city.clock.now(), timedelta(minutes=3))
    assert promise.kind == "scan"
    with city.reading() as work:
        assert files.waiting_since(work) == city.clock.now()
    with city.unit() as work:
        attaching.scanned(work, promise.payload["file"])
        attaching.scanned(work, promise.payload["file"], found="said too late")
    with city.reading() as work:
        file = files.by_code(work, code)
        assert file is not None
        assert (file.state, file.found) == ("accepted", "")
        assert files.waiting_since(work) is None


def test_what_the_scanner_finds_is_kept_with_the_paper(city: City, secret: str) -> None:
    code = adds(city, secret, scan=True)
    with city.unit() as work:
        file = files.by_code(work, code)
        assert file is not None
        attaching.scanned(work, file.id or 0, found="Eicar-Test-Signature")
    [entry] = entries(city, "paper.scanned")
    assert entry.details["found"] == "Eicar-Test-Signature"


def test_an_erased_paper_leaves_its_hash_and_the_version_true(city: City, secret: str) -> None:
    code = adds(city, secret, name="Иванова.pdf")
    reference = files_a_notice(city, secret)
    with city.unit() as work:
        file = files.by_code(work, code)
        assert file is not None
        keys = attaching.erase(work, actor=VISITOR, file=file)
        assert attaching.erase(work, actor=VISITOR, file=file) == ()
    assert len(keys) == 2
    assert of_notice(city, reference, 1) == [None]
    with city.reading() as work:
        version = rows.version(work, work.notice(reference))
        content = versions.content_of(work, work.notice(reference))
        papers = files.of_version(work, version)
        assert version.hash == versions.fingerprint(content, version.personal_commit, papers)
        assert files.known(work, [code]) == set()


def test_a_draft_without_a_row_is_missing(city: City) -> None:
    with pytest.raises(Missing), city.unit() as work:
        attaching.of_draft(work, "no such secret")


@pytest.mark.parametrize("sent", ["Ivan Petrov, +7 900", "x" * 41, "a\0b", "Route", "\n"])
def test_what_a_form_sends_as_id_of_a_paper_is_no_way_into_the_log(
    city: City, secret: str, sent: str
) -> None:
    """The field's name is the sender's to choose; the log is for ever and names no one."""
    code = adds(city, secret, sent)
    with city.reading() as work:
        file = files.by_code(work, code)
        assert file is not None
        assert file.paper == ""
    (entry,) = entries(city, "paper.added")
    assert entry.details["paper"] == ""
