"""The person goes, the fact stays: every place where a name could be, and every reason why one is kept."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from records import datamap, erasing_rows, rows, verify
from records.erasure_journal import Journal
from records.tables import Decision, Letter, Notice, Organiser
from tests.support.city import content
from tests.support.erased import admin, closed, said_everywhere, traces, years_pass
from tests.support.everywhere import Everywhere
from tests.support.looking import log_of
from workflow import erasing, holding, receiving, seeing, versions
from workflow.actor import SYSTEM, VISITOR, Actor
from workflow.erasing import Way
from workflow.errors import NotAllowed, NotPossible


@pytest.fixture
def way(at: Everywhere, tmp_path: Path) -> Way:
    """The box's map, and a journal of this test."""
    return Way(datamap.load(), at.city.rulebook, Journal(tmp_path / "outside" / "erasures.jsonl"))


def erase(at: Everywhere, way: Way, notice_id: int, actor: Actor = SYSTEM) -> None:
    with at.city.unit() as work:
        erasing.notice(work, way, actor=actor, notice_id=notice_id, rule="notice")


def test_no_table_names_the_person_after_it(at: Everywhere, way: Way) -> None:
    number = said_everywhere(at)
    before = traces(at.city.engine)
    assert set(before) >= {
        "consultations", "decisions", "dispatches", "holds", "letters", "log_details", "mails",
        "organisers", "person_grounds", "read_entries", "search_keys", "versions",
    }  # fmt: skip
    years_pass(at)

    erase(at, way, number)

    assert traces(at.city.engine) == {}
    with at.city.reading() as work:
        assert rows.letter_bytes(work, work.get(Letter, at.letter("n", "refused"))) is None


def test_what_must_stay_stays(at: Everywhere, way: Way) -> None:
    number = said_everywhere(at)
    with at.city.reading() as work:
        notice = work.get(Notice, number)
        letter = work.get(Letter, at.letter("n", "refused"))
        decision = work.get(Decision, letter.decision_id)
    years_pass(at)
    erase(at, way, number)

    with at.city.reading() as work:
        now = work.get(Notice, number)
        assert (now.reference, now.stage, now.regime_pin, now.place_line, now.starts_at) == (
            notice.reference, notice.stage, notice.regime_pin, notice.place_line, notice.starts_at,
        )  # fmt: skip
        assert now.attendance == 350
        kept, left = work.get(Letter, letter.id), work.get(Decision, decision.id)
        assert (kept.number, kept.day, kept.sha256) == (letter.number, letter.day, letter.sha256)
        assert kept.sha256
        assert (left.outcome, left.ground, left.number, left.released_at) == (
            decision.outcome, decision.ground, decision.number, decision.released_at,
        )  # fmt: skip
        assert rows.version(work, now).answers["kind"] == "march"


def test_the_tombstone_says_what_when_which_rule_and_who(at: Everywhere, way: Way) -> None:
    number = closed(at, "n")
    years_pass(at)
    erase(at, way, number)

    assert log_of(at.city, at.refs["n"])[-1] == "notice.erased"
    with at.city.reading() as work:
        stone = rows.stage_entries(work, work.get(Notice, number))
        assert stone  # the stages are still told
    with at.city.engine.connect() as connection:
        _seq, role, details, commit = connection.execute(
            text(
                "SELECT seq, role, details, personal_commit FROM log_entries ORDER BY seq DESC LIMIT 1"
            )
        ).one()
    assert (role, commit) == ("system", "")
    assert "notice" in str(details)
    assert "versions" in str(details)
    assert verify.verify(at.city.engine).ok
    lines = list(way.journal.lines()) if way.journal else []
    assert [(one.kind, one.id, one.mark, one.rule) for one in lines] == [
        ("notice", number, at.refs["n"], "notice")
    ]


def test_the_page_of_an_erased_notice_still_opens(at: Everywhere, way: Way) -> None:
    number = said_everywhere(at)
    years_pass(at)
    erase(at, way, number)

    with at.city.reading() as work:
        view = seeing.notice_page(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["n"]
        )
    assert view.card.row.title == ""
    assert [row.outcome for row in view.decisions] == ["refused"]


def test_an_organiser_of_two_notices_goes_from_one_and_stays_in_the_other(
    at: Everywhere, way: Way
) -> None:
    first = closed(at, "a")
    at.files("b")
    with at.city.reading() as work:
        assert work.get(Notice, first).organiser_id == work.get(Notice, at.ids["b"]).organiser_id
    at.city.clock.advance(days=200)

    erase(at, way, first, admin(at))

    with at.city.reading() as work:
        gone = work.get(Organiser, work.get(Notice, first).organiser_id)
        there = work.get(Organiser, work.get(Notice, at.ids["b"]).organiser_id)
        assert (gone.name, gone.phone) == ("", "")
        assert there.name.startswith("Канареечкина")
    assert first not in erasing_rows.kept_notices_of(work, frozenset({there.id or 0}))


def test_an_open_notice_is_never_erased(at: Everywhere, way: Way) -> None:
    at.files("n")
    years_pass(at)
    with pytest.raises(NotPossible, match="still open"):
        erase(at, way, at.ids["n"])


def test_a_held_notice_is_never_erased_until_the_hold_is_lifted(at: Everywhere, way: Way) -> None:
    number = closed(at, "n")
    head = at.actor("zuev")
    with at.city.unit() as work:
        holding.place(
            work, at.city.rulebook, actor=head, reference=at.refs["n"], reason="Дело 2а-17/2027"
        )
    years_pass(at)
    with pytest.raises(NotPossible, match="held"):
        erase(at, way, number)

    with at.city.unit() as work:
        holding.lift(
            work,
            at.city.rulebook,
            actor=head,
            reference=at.refs["n"],
            reason="Решение вступило в силу",
        )
    erase(at, way, number)
    assert "notice.erased" in log_of(at.city, at.refs["n"])


def test_while_it_may_be_fought_nothing_is_erased(at: Everywhere, way: Way) -> None:
    number = said_everywhere(at)
    at.city.clock.advance(days=80)
    with pytest.raises(NotPossible, match="court"):
        erase(at, way, number)

    at.city.clock.advance(days=20)
    erase(at, way, number)


def test_nobody_is_erased_twice(at: Everywhere, way: Way) -> None:
    number = closed(at, "n")
    years_pass(at)
    erase(at, way, number)
    with pytest.raises(NotPossible, match="before"):
        erase(at, way, number)


@pytest.mark.parametrize("who", ["orlova", "morozova", "kravets", "stranger", "auditor", "police"])
def test_only_the_head_or_the_administrator_may_order_it(
    at: Everywhere, way: Way, who: str
) -> None:
    number = closed(at, "n")
    years_pass(at)
    with pytest.raises(NotAllowed):
        erase(at, way, number, at.actor(who))


def test_where_the_journal_cannot_be_written_nobody_is_erased(
    at: Everywhere, tmp_path: Path
) -> None:
    number = closed(at, "n")
    years_pass(at)
    blocked = tmp_path / "a-file"
    blocked.write_text("no folder")
    way = Way(datamap.load(), at.city.rulebook, Journal(blocked / "erasures.jsonl"))
    with pytest.raises(OSError, match="a-file"):
        erase(at, way, number)
    with at.city.reading() as work:
        assert not erasing_rows.is_erased(work, "notice", number)
    assert traces(at.city.engine)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letters SET data = '{}'",
        "UPDATE versions SET answers = '{}'",
        "UPDATE decisions SET facts = 'x'",
        "UPDATE read_entries SET reason = ''",
        "UPDATE holds SET reason = 'x'",
        "DELETE FROM holds",
        "INSERT INTO erasures (id, subject_kind, subject_id, rule, at) SELECT 99, 'notice', id, 'x', '2027-01-01 00:00:00' FROM notices WHERE closed_at IS NULL",
    ],
)
def test_the_database_lets_no_written_text_go_before_it_is_erased(
    at: Everywhere, statement: str
) -> None:
    said_everywhere(at)
    at.files("open")
    with pytest.raises(Exception, match=r"never|once|only|released|held"):  # noqa: SIM117
        with at.city.engine.execution_options(write=True).begin() as connection:
            connection.execute(text(statement))


def test_staff_who_left_go_and_what_they_did_stays_under_a_number(at: Everywhere, way: Way) -> None:
    gone = at.account("gone")
    with at.city.unit() as work:
        erasing.account(work, way, actor=SYSTEM, account_id=gone, rule="staff")
    assert "Gone" not in str(_accounts(at))
    assert "gone@" not in str(_accounts(at))
    with pytest.raises(NotPossible, match="still works"), at.city.unit() as work:
        erasing.account(work, way, actor=admin(at), account_id=at.account("orlova"), rule="request")
    with pytest.raises(NotAllowed), at.city.unit() as work:
        erasing.account(work, way, actor=at.actor("zuev"), account_id=gone, rule="request")


def _accounts(at: Everywhere) -> list[object]:
    with at.city.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT email, name FROM accounts"))]


def test_an_organisers_account_waits_for_its_notices(at: Everywhere, way: Way) -> None:
    number = closed(at, "n")
    owner = at.account("owner")
    years_pass(at)
    with pytest.raises(NotPossible, match="still has notices"), at.city.unit() as work:
        erasing.account(work, way, actor=admin(at), account_id=owner, rule="request")
    erase(at, way, number)
    with at.city.unit() as work:
        erasing.account(work, way, actor=admin(at), account_id=owner, rule="request")
    assert "owner@" not in str(_accounts(at))


def test_nothing_brings_a_person_back_into_an_erased_notice(at: Everywhere, way: Way) -> None:
    number = closed(at, "n")
    years_pass(at)
    erase(at, way, number)
    with at.city.reading() as work:
        view = seeing.notice_page(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["n"]
        )
    assert [move.name for move in view.moves if move.open] == []
    with pytest.raises(NotPossible, match="erased"), at.city.unit() as work:
        receiving.mend_address(
            work,
            at.city.rulebook,
            actor=replace(VISITOR, notices=frozenset({number})),
            reference=at.refs["n"],
            email="a@b.example",
        )
    with pytest.raises(NotPossible, match="erased"), at.city.unit() as work:
        versions.write(
            work, work.notice(at.refs["n"]), content(), zone=ZoneInfo("Europe/Moscow"),
            why="corrected", actor=at.actor("zuev"),
        )  # fmt: skip
    assert traces(at.city.engine) == {}
