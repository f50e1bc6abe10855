"""An objection or a complaint that was not answered within the law's term stands in the register of incidents."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from records import incident_rows
from records.errors import Missing
from records.incident_rows import IncidentFilters, IncidentRow
from records.tables import Plea
from tests.support.everywhere import Everywhere
from tests.support.pleading import Pleading
from tests.workflow.test_objecting import refused
from workflow import incidents, plea_time, plea_views, policy
from workflow.errors import NotAllowed, NotPossible


@pytest.fixture
def people(at: Everywhere) -> Pleading:
    """The usual city, with a head of the whole office and an auditor."""
    return Pleading(at).people()


def register(people: Pleading, who: str) -> list[IncidentRow]:
    """What somebody reads in the register."""
    actor = people.at.actor(who)
    with people.at.city.reading() as work:
        page = incident_rows.incidents(
            work, policy.scope_of(actor), reader=plea_views.reader_of(actor)
        )
        counted = incident_rows.incident_count(
            work,
            policy.scope_of(actor),
            reader=plea_views.reader_of(actor),
            filters=IncidentFilters(),
        )
    assert counted == len(page.rows)
    return list(page.rows)


def term_ends(people: Pleading, plea: Plea) -> None:
    """The clock passes the law's term, and the worker looks, twice."""
    assert plea.due_at is not None
    people.at.city.clock.set(plea.due_at + timedelta(seconds=1))
    for _look in range(2):
        with people.at.city.unit() as work:
            for one in plea_time.run_out(work):
                plea_time.missed(work, people.at.city.rulebook, one)


def mails(people: Pleading, name: str) -> set[int]:
    """Accounts that a mail of this name was promised to."""
    with people.at.city.reading() as work:
        rows = work.select(text("SELECT key FROM outbox"))
    return {int(str(row.key).rsplit(":", 1)[1]) for row in rows if f"mail:{name}:" in str(row.key)}


def test_a_missed_objection_is_an_incident_that_its_head_explains(people: Pleading) -> None:
    plea = people.objects(refused(people))
    at = people.at
    at.city.clock.set(plea.aim_at)
    with at.city.unit() as work:
        assert plea_time.remind(work, at.city.rulebook, plea.id or 0) == 100
    assert mails(people, "desk-plea-due") >= {at.account("zuev")}  # heads know while the term runs
    assert register(people, "zuev") == []

    term_ends(people, plea)

    (row,) = register(people, "zuev")
    assert (row.what, row.clock, row.plea_number) == ("unanswered", "objection", plea.number)
    assert (row.due_at, row.climbed, row.explained_at) == (plea.due_at, 2, None)
    assert mails(people, "desk-plea-incident") == {at.account("zuev")}
    with at.city.reading() as work:
        scope = policy.scope_of(at.actor("zuev"))
        assert incident_rows.open_for(work, scope, None) == 1
    with pytest.raises(NotAllowed), at.city.unit() as work:
        incidents.explain(work, actor=at.actor("orlova"), incident_id=row.id, text="Not mine")
    with at.city.unit() as work:
        incidents.explain(work, actor=at.actor("zuev"), incident_id=row.id, text="Two were ill.")
    with pytest.raises(NotPossible), at.city.unit() as work:
        incidents.explain(work, actor=at.actor("zuev"), incident_id=row.id, text="Again")
    assert register(people, "zuev")[0].explanation == "Two were ill."


def test_the_database_keeps_one_incident_of_one_term(people: Pleading) -> None:
    plea = people.objects(refused(people))
    term_ends(people, plea)
    sql = ("UPDATE incidents SET plea_id = NULL", "DELETE FROM incidents",
           "UPDATE incidents SET due_id = 1")  # fmt: skip
    for one in sql:
        with pytest.raises(DBAPIError), people.at.city.engine.begin() as connection:
            connection.execute(text(one))


def test_an_answer_after_the_term_is_an_incident_even_if_no_worker_looked(people: Pleading) -> None:
    plea = people.objects(refused(people))
    people.does("assign", plea, "hasanov", to=people.at.account("hasanov"))
    people.does("draft", plea, "hasanov", outcome="rejected", answer="The gate is open.")
    people.does("submit", plea, "hasanov")
    assert plea.due_at is not None
    people.at.city.clock.set(plea.due_at + timedelta(seconds=1))

    people.does("sign", plea, "belov")

    assert [row.what for row in register(people, "zuev")] == ["late"]
    term_ends(people, plea)
    assert len(register(people, "zuev")) == 1


def test_an_answer_within_the_term_is_no_incident(people: Pleading) -> None:
    plea = people.objects(refused(people))
    assert plea.due_at is not None
    people.at.city.clock.set(plea.due_at)

    people.answered(plea, "rejected")

    term_ends(people, plea)
    assert register(people, "zuev") == []


def test_who_handles_the_notice_reads_of_a_missed_complaint_only_once_it_was_answered(
    people: Pleading,
) -> None:
    at = people.at
    reference = at.asked("asked")
    at.moves(reference, "back-to-registered", who="zuev")  # the head of the unit has a part in it
    plea = people.complains(reference)
    assert plea.owner_id == at.account("gromova")

    term_ends(people, plea)

    (row,) = register(people, "gromova")
    assert (row.plea_kind, row.what) == ("complaint", "unanswered")
    assert len(register(people, "auditor")) == 1
    assert register(people, "zuev") == []
    head = at.actor("zuev")
    scope, reader = policy.scope_of(head), plea_views.reader_of(head)
    with pytest.raises(Missing), at.city.reading() as work:
        incident_rows.incident(work, scope, row.id, reader=reader)
    with pytest.raises(NotAllowed), at.city.unit() as work:
        incidents.explain(work, actor=at.actor("zuev"), incident_id=row.id, text="Who complains?")
    assert at.account("zuev") not in mails(people, "desk-plea-incident")
    with at.city.unit() as work:
        incidents.explain(work, actor=at.actor("gromova"), incident_id=row.id, text="I was away.")
    with at.city.reading() as work:
        said = work.select(
            text("SELECT subject_kind FROM log_entries WHERE kind = 'incident.explained'")
        )
    assert [one[0] for one in said] == ["complaint"]  # no line of the notice's history tells it

    people.answers(plea, "gromova")

    assert [one.plea_number for one in register(people, "zuev")] == [plea.number]
