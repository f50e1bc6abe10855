"""«What do you hold on me» and «who looked»: as much as there is, nobody else's, posts in place of names."""

import json
from typing import Any

import pytest
from sqlalchemy import text

from records import datamap, reads
from records.tables import WebSession
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.erased import closed, said_everywhere
from tests.support.everywhere import Everywhere
from workflow import my_data
from workflow.actor import VISITOR, Actor

MAP = datamap.load()
MINE = "SELECT id FROM notices WHERE organiser_id IN (SELECT organiser_id FROM members WHERE account_id = :me)"
COUNTS: dict[str, tuple[str, ...]] = {
    # a table that tells the line apart -> how the same is counted by hand
    "organisers": ("SELECT count(*) FROM organisers WHERE id IN (SELECT organiser_id FROM members WHERE account_id = :me)",),
    "versions": (f"SELECT count(*) FROM versions WHERE notice_id IN ({MINE})", f"SELECT count(*) FROM notices WHERE id IN ({MINE})"),
    "search_keys": (f"SELECT count(*) FROM search_keys WHERE notice_id IN ({MINE})",),
    "members": ("SELECT count(*) FROM members WHERE account_id = :me",),
    "person_grounds": (f"SELECT count(*) FROM person_grounds WHERE decision_id IN (SELECT id FROM decisions WHERE notice_id IN ({MINE}))",),
    "letters": (
        f"SELECT count(*) FROM letters WHERE notice_id IN ({MINE})",
        f"SELECT count(*) FROM letter_bytes WHERE letter_id IN (SELECT id FROM letters WHERE notice_id IN ({MINE}))",
        f"SELECT count(*) FROM dispatches WHERE letter_id IN (SELECT id FROM letters WHERE notice_id IN ({MINE}))",
    ),
    "mails": (f"SELECT count(*) FROM mails WHERE notice_id IN ({MINE})",),
    "files": (f"SELECT count(*) FROM files WHERE notice_id IN ({MINE})",),
    "read_entries": (f"SELECT count(*) FROM read_entries WHERE notice_id IN ({MINE})",),
    "pleas": (f"SELECT count(*) FROM pleas WHERE notice_id IN ({MINE})",),
    "calendar_links": ("SELECT count(*) FROM calendar_links WHERE account_id = :me",),
    "holds": (f"SELECT count(*) FROM holds WHERE notice_id IN ({MINE})",),
    "log_details": (f"SELECT count(*) FROM log_details WHERE seq IN (SELECT seq FROM log_entries WHERE (subject_kind = 'notice' AND subject_id IN ({MINE})) OR (subject_kind IN ('objection', 'complaint') AND subject_id IN (SELECT id FROM pleas WHERE notice_id IN ({MINE}))) OR (subject_kind = 'account' AND subject_id = :me))",),
}  # fmt: skip


@pytest.fixture
def at(engine: Any, clock: FakeClock) -> Everywhere:
    """Monday 1 March 2027, with everybody who may come by."""
    return Everywhere(City(engine, clock).found()).people()


def counted(at: Everywhere, statements: tuple[str, ...], account: int) -> int:
    with at.city.engine.connect() as connection:
        return sum(
            int(connection.execute(text(one), {"me": account}).scalar_one()) for one in statements
        )


def told(at: Everywhere, actor: Actor) -> dict[str, int]:
    """First table of each line -> the count that the page shows."""
    with at.city.reading() as work:
        found = my_data.lines(work, MAP, actor)
    return {one.line.columns[0].split(".")[0]: one.count for one in found}


def test_each_line_counts_what_is_there_and_nobody_elses(at: Everywhere) -> None:
    said_everywhere(at)
    closed(at, "second")
    at.files("theirs", by="other")

    for who in ("owner", "other"):
        shown, account = told(at, at.actor(who)), at.account(who)
        for table, statements in COUNTS.items():
            assert shown[table] == counted(at, statements, account), (who, table)
    assert told(at, at.actor("owner"))["versions"] == 4


def test_fifty_people_each_see_their_own(at: Everywhere) -> None:
    people: list[Actor] = []
    for number in range(50):
        filed = at.city.files(key=f"k{number}", answers={"organiser": f"Человек {number}"})
        people.append(at.city.holder(filed))
    for number, actor in enumerate(people):
        shown = told(at, actor)
        assert (shown["organisers"], shown["versions"], shown["search_keys"] > 0) == (1, 2, True)
        with at.city.reading() as work:
            words = json.dumps(my_data.everything(work, MAP, actor), ensure_ascii=False)
        assert f"Человек {number}" in words
        assert f'Человек {(number + 1) % 50}"' not in words


def test_the_file_has_the_words_and_no_secret(at: Everywhere) -> None:
    said_everywhere(at)
    with at.city.unit() as work:  # a note of the office for itself
        work.session.execute(text("UPDATE letters SET held_reason = 'the press gave up on it'"))
    with at.city.reading() as work:
        found = my_data.everything(work, MAP, at.actor("owner"))
    words = json.dumps(found, ensure_ascii=False)
    assert "Канареечкина Аделаида" in words
    assert "canary@example.org" in words
    with at.city.engine.connect() as connection:
        salts = connection.execute(text("SELECT salt FROM log_details")).scalars().all()
    assert salts
    assert [one for one in salts if one in words] == []
    assert "gave up on it" not in words


def test_who_looked_is_told_by_post_and_hour_page_by_page(at: Everywhere) -> None:
    at.files("n")
    for _ in range(my_data.PAGE + 1):
        with at.city.unit() as work:
            reads.note(work, at.account("orlova"), at.ids["n"], ["organiser"], "Звонок")
        at.city.clock.advance(hours=1)

    with at.city.reading() as work:
        first, more = my_data.looked(work, at.actor("owner"))
        rest, end = my_data.looked(work, at.actor("owner"), before=more)
        nobody, _ = my_data.looked(work, at.actor("other"))
    assert (len(first), len(rest), end, nobody) == (my_data.PAGE, 1, None, [])
    assert {(one.role, one.fields) for one in first} == {("officer", "organiser")}
    assert first[0].hour > first[-1].hour > rest[0].hour
    with at.city.reading() as work:
        words = json.dumps(my_data.everything(work, MAP, at.actor("owner")), ensure_ascii=False)
    assert "Орлова" not in words
    assert "Звонок" not in words


def test_a_visitor_with_nothing_is_shown_nothing(at: Everywhere) -> None:
    said_everywhere(at)
    with at.city.unit() as work:  # refused sign-ins stand under account 0
        work.log("account.refused", actor=VISITOR, subject=("account", 0), personal={"by": "x"})
        work.add(WebSession(id_hash="h" * 64, data={}, made_at=work.now, seen_at=work.now))
    assert set(told(at, VISITOR).values()) == {0}
