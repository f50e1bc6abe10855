"""A complaint about the handling: to somebody who had no part in it, hidden from who handles it, beside the road."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from records.errors import Missing
from records.plea_rows import PleaFilters
from tests.support.everywhere import Everywhere
from tests.support.pleading import Pleading
from workflow import plea_time, plea_views
from workflow.errors import Invalid, NotAllowed, NotPossible


@pytest.fixture
def people(at: Everywhere) -> Pleading:
    """The usual city, with a head of the whole office and an auditor."""
    return Pleading(at).people()


def readers(people: Pleading, number: int) -> set[str]:
    """Who can open the page of a complaint."""
    found = set()
    for who in ("orlova", "hasanov", "zuev", "gromova", "kravets", "auditor", "stranger", "police"):
        with people.at.city.reading() as work:
            try:
                plea_views.at_desk(
                    work, people.at.city.rulebook, people.at.actor(who), "complaint", number
                )
            except Missing:
                continue
            found.add(who)
    return found


def test_it_goes_to_the_head_who_had_no_part_and_leaves_the_road_alone(people: Pleading) -> None:
    reference = people.at.asked("asked")
    before = people.at.city.revision(reference)

    plea = people.complains(reference)

    assert (plea.number, plea.chosen) == (f"{reference}/C1", "head-of-unit")
    assert plea.owner_id == people.at.account("zuev")
    assert plea.due_at is not None
    assert plea.due_at - plea.aim_at == timedelta(days=20)
    assert people.at.city.revision(reference) == before


def test_a_head_who_had_a_part_is_passed_over_up_to_the_auditor(people: Pleading) -> None:
    at = people.at
    reference = at.asked("asked")
    at.moves(reference, "back-to-registered", who="zuev")
    plea = people.complains(reference)
    assert (plea.owner_id, plea.chosen) == (at.account("gromova"), "head-of-office")

    at.moves(reference, "ask", who="gromova", bodies=("police",))
    with at.city.unit() as work:
        assert plea_time.misplaced(work, at.city.rulebook) == [plea.id]
        plea_time.pass_on(work, at.city.rulebook, plea.id or 0)
    passed = people.now(plea)
    assert (passed.owner_id, passed.chosen) == (at.account("auditor"), "auditor")
    with at.city.reading() as work:
        said = work.select(
            text("SELECT details FROM log_entries WHERE kind = 'complaint.passed-on'")
        )
    assert "passed_over" in str(said[0][0])
    with pytest.raises(NotAllowed):
        people.answers(plea, "gromova")


def test_where_everybody_had_a_part_it_waits_and_administrators_are_told(people: Pleading) -> None:
    at = people.at
    with at.city.engine.begin() as connection:
        connection.execute(
            text("UPDATE posts SET to_day = '2021-01-01' WHERE role IN ('head', 'auditor')")
        )
    plea = people.complains(at.asked("asked"))

    assert (plea.owner_id, plea.chosen) == (None, "nobody")
    with at.city.reading() as work:
        kept = [row.key for row in work.select(text("SELECT key FROM outbox"))]
    assert any("desk-complaint-nobody" in key for key in kept)


def test_who_handles_the_notice_reads_it_only_when_it_was_answered(people: Pleading) -> None:
    plea = people.complains(people.at.asked("asked"))
    assert readers(people, plea.id or 0) == {"zuev", "auditor"}

    people.answers(plea, "zuev")

    assert readers(people, plea.id or 0) == {"zuev", "auditor", "orlova", "hasanov", "kravets"}


def test_a_list_shows_nobody_what_they_may_not_read(people: Pleading) -> None:
    people.complains(people.at.asked("asked"))
    for who, count in (("orlova", 0), ("zuev", 1), ("auditor", 1), ("stranger", 0)):
        with people.at.city.reading() as work:
            page = plea_views.listed(
                work, people.at.actor(who), "complaint", filters=PleaFilters(state="open"), after=None, limit=5
            )  # fmt: skip
        assert len(page.rows) == count, who


def test_the_answer_is_a_letter_signed_by_who_answers_and_given_once(people: Pleading) -> None:
    plea = people.complains(people.at.asked("asked"))
    with pytest.raises(Invalid):
        people.answers(plea, "zuev", " ")
    for who in ("orlova", "gromova", "auditor"):
        with pytest.raises(NotAllowed):
            people.answers(plea, who)

    done = people.answers(plea, "zuev")

    assert (done.stage, done.outcome) == ("answered", "answered")
    assert done.letter_number
    with pytest.raises(NotPossible):
        people.answers(done, "zuev")


def test_only_who_holds_the_notice_complains_and_not_without_end(people: Pleading) -> None:
    reference = people.at.asked("asked")
    with pytest.raises(NotAllowed):
        people.complains(reference, who="other")
    with pytest.raises(Invalid):
        people.complains(reference, about="weather")
    for number in range(5):
        people.complains(reference, text=f"Call {number}")
    assert people.complains(reference, text="Call 4").number == f"{reference}/C5"
    with pytest.raises(NotPossible, match="five"):
        people.complains(reference)


def test_the_database_refuses_an_answer_by_the_owner_of_the_notice(people: Pleading) -> None:
    reference = people.at.asked("asked")
    plea = people.complains(reference)
    owner = people.at.account("orlova")
    with people.at.city.engine.begin() as connection:
        connection.execute(text(f"UPDATE notices SET owner_id = {owner}"))
    with pytest.raises(DBAPIError, match="had a part"), people.at.city.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE pleas SET signed_by = {owner}, answered_at = filed_at, answer = 'x' WHERE id = {plea.id}")
        )  # fmt: skip
