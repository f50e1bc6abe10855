"""An objection to a decision: in time to the second, decided by other eyes, and never an edit of what was released."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from records import plea_rows, rows
from records.errors import Overtaken
from records.tables import Decision
from tests.support.everywhere import Everywhere
from tests.support.pleading import Pleading
from workflow import moves, objecting, plea_time
from workflow.errors import Invalid, NotAllowed, NotPossible

START = datetime(2027, 3, 14, 9, 0, tzinfo=UTC)  # noon in Moscow, 14 March


@pytest.fixture
def people(at: Everywhere) -> Pleading:
    """The usual city, with more people who may sign and answer."""
    return Pleading(at).people()


def refused(people: Pleading, name: str = "refused") -> str:
    """A notice whose decision Orlova prepared and Morozova signed."""
    return people.at.released(name, "refused")


def test_an_objection_has_number_clock_and_steps_and_aims_before_the_event(
    people: Pleading,
) -> None:
    reference = refused(people)

    plea = people.objects(reference, wish="Agree to it as notified.")

    assert (plea.number, plea.stage) == (f"{reference}/O1", "filed")
    assert plea.due_at == plea.filed_at.replace(hour=20, minute=59, second=59) + timedelta(days=30)
    assert plea.aim_at == plea.filed_at.replace(hour=20, minute=59, second=59) + timedelta(days=3)
    assert next(step["part"] for step in plea.steps) == "start"
    with people.at.city.reading() as work:
        kept = {row.key.split(":")[1] for row in work.select(text("SELECT key FROM outbox"))}
    assert {"plea-filed", "desk-plea"} <= kept


def test_near_the_event_it_aims_at_the_day_before(people: Pleading) -> None:
    reference = refused(people)
    people.at.city.clock.set(START - timedelta(days=2))

    plea = people.objects(reference)

    assert plea.aim_at == datetime(2027, 3, 13, 20, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(("second", "open_"), [(-1, True), (0, False), (1, False)])
def test_it_is_open_until_the_last_second_before_the_event(
    people: Pleading, second: int, open_: bool
) -> None:
    reference = refused(people)
    people.at.city.clock.set(START + timedelta(seconds=second))

    if open_:
        assert people.objects(reference).stage == "filed"
    else:
        with pytest.raises(NotPossible, match="the time for an objection ended"):
            people.objects(reference)


def test_what_can_not_be_objected_to_here_says_so(people: Pleading) -> None:
    agreed = people.at.released("agreed", "agreed")
    with pytest.raises(NotPossible, match="knows no objection"):
        people.objects(agreed)
    reference = refused(people)
    with pytest.raises(Invalid):
        people.objects(reference, text="  ")
    with pytest.raises(Invalid):
        people.objects(reference, text="x" * 6001)
    with pytest.raises(NotAllowed):
        people.objects(reference, who="other")
    people.objects(reference)
    with pytest.raises(NotPossible, match="filed already"):
        people.objects(reference)


def test_upheld_the_decision_is_replaced_by_a_new_one_and_never_edited(people: Pleading) -> None:
    at, reference = people.at, refused(people)
    old = people.decision(reference)
    plea = people.answered(people.objects(reference), "upheld")

    assert at.city.stage(reference) == "preparing"
    assert people.now(plea).stage == "upheld"
    assert people.now(plea).closed_at is None  # the new decision is still owed
    people.anew(reference, "agreed", f"Objection {plea.number}")

    done = people.now(plea)
    with at.city.reading() as work:
        first, second = work.get(Decision, old), work.get(Decision, done.replaced_by_id)
    assert (first.state, first.outcome, second.outcome) == ("replaced", "refused", "agreed")
    assert done.closed_at is not None


def test_rejected_it_ends_with_a_reasoned_letter_that_names_the_court(people: Pleading) -> None:
    reference = refused(people)
    plea = people.answered(people.objects(reference), "rejected")

    with people.at.city.reading() as work:
        letter = next(
            row for row in rows.letters(work, work.notice(reference)) if row.kind == "answered"
        )
    assert letter.number == plea.letter_number
    assert letter.data["why"] == ["The gate is open on that day."]
    said = " ".join(letter.data["head"]["wording"]["remedies"])
    assert "суд" in said
    assert "пересмотреть" not in said
    assert people.at.city.stage(reference) == "refused"
    assert people.now(plea).closed_at is not None


@pytest.mark.parametrize("who", ["orlova", "zuev"])
def test_whoever_prepared_the_decision_takes_no_step(people: Pleading, who: str) -> None:
    plea = people.objects(refused(people))
    if who == "orlova":
        with pytest.raises(NotAllowed, match="had a part"):
            people.does("assign", plea, who, to=people.at.account(who))
    with pytest.raises(Invalid, match="no part in the decision"):
        people.does("assign", plea, "zuev", to=people.at.account("orlova"))


def test_signer_of_the_decision_and_preparer_of_the_answer_do_not_sign(people: Pleading) -> None:
    plea = people.objects(refused(people))
    with pytest.raises(NotAllowed, match="had a part"):
        people.answered(plea, "rejected", signer="morozova")
    for who in ("hasanov", "stranger", "farsigner"):
        with pytest.raises(NotAllowed):
            people.does("sign", plea, who)
    assert people.now(plea).stage == "for-signature"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE pleas SET prepared_by = {orlova}", "had a part"),
        ("UPDATE pleas SET signed_by = {morozova}, answered_at = filed_at, answer = 'x'", "had a part"),
        ("UPDATE pleas SET stage = 'upheld'", "its log entry"),
        ("UPDATE pleas SET stage = 'upheld', revision = revision + 1", "its log entry"),
        ("UPDATE pleas SET text = 'x'", "written once"),
        ("UPDATE pleas SET aim_at = filed_at", "written once"),
        ("DELETE FROM pleas", "never removed"),
        ("INSERT INTO erasures (subject_kind, subject_id, rule, at) SELECT 'notice', notice_id, 'x', filed_at FROM pleas", "open"),
    ],
)  # fmt: skip
def test_the_database_says_it_too(people: Pleading, statement: str, words: str) -> None:
    people.objects(refused(people))
    ids = {name: people.at.account(name) for name in ("orlova", "morozova")}
    with pytest.raises(DBAPIError, match=words), people.at.city.engine.begin() as connection:
        connection.execute(text(statement.format(**ids)))


def test_a_draft_goes_back_with_a_reason_and_is_written_anew(people: Pleading) -> None:
    plea = people.objects(refused(people))
    people.does("assign", plea, "zuev", to=people.at.account("hasanov"))
    with pytest.raises(NotPossible, match="no answer"):
        people.does("submit", plea, "hasanov")
    people.does("draft", plea, "hasanov", outcome="rejected", answer="Short.")
    people.does("submit", plea, "hasanov")
    with pytest.raises(Invalid, match="Say why"):
        people.does("send_back", plea, "belov", note=" ")
    people.does("send_back", plea, "belov", note="Say what the plan shows.")

    assert people.now(plea).stage == "preparing"


def test_two_who_answer_at_once_one_is_overtaken(people: Pleading) -> None:
    plea = people.objects(refused(people))
    seen = people.seen(plea)
    people.does("assign", plea, "hasanov", to=people.at.account("hasanov"))
    with pytest.raises(Overtaken), people.at.city.unit() as work:
        objecting.assign(
            work, people.at.city.rulebook, actor=people.at.actor("zuev"), plea_id=plea.id or 0,
            seen=seen, to=people.at.account("zuev"),
        )  # fmt: skip


def test_an_objection_to_a_decision_that_was_replaced_meanwhile_says_so(people: Pleading) -> None:
    at, reference = people.at, refused(people)
    old = people.decision(reference)
    at.moves(reference, "replace")
    with pytest.raises(NotPossible, match="knows no objection"):
        people.objects(reference, decision_id=old)
    people.anew(reference, "refused", "Measured anew")
    with pytest.raises(NotPossible, match="was replaced"):
        people.objects(reference, decision_id=old)

    assert people.objects(reference).number == f"{reference}/O1"


def test_a_decision_replaced_by_the_office_settles_an_open_objection(people: Pleading) -> None:
    at, reference = people.at, refused(people)
    plea = people.objects(reference)
    at.moves(reference, "replace")
    assert people.now(plea).stage == "filed"

    people.anew(reference, "agreed", "Measured anew")

    done = people.now(plea)
    assert (done.stage, done.signed_by) == ("settled", None)
    assert done.closed_at is not None


def test_upheld_while_the_office_replaces_it_already_goes_on(people: Pleading) -> None:
    at, reference = people.at, refused(people)
    plea = people.objects(reference)
    at.moves(reference, "replace")

    people.answered(plea, "upheld")

    assert at.city.stage(reference) == "preparing"
    assert people.now(plea).closed_at is None


def test_the_organiser_takes_it_back_and_may_object_anew(people: Pleading) -> None:
    reference = refused(people)
    plea = people.objects(reference)
    people.does("withdraw", plea, "owner")
    with pytest.raises(NotPossible):
        people.does("withdraw", plea, "owner")

    assert people.objects(reference).number == f"{reference}/O2"


def test_nobody_upholds_beside_an_objection(people: Pleading) -> None:
    reference, city = refused(people), people.at.city
    with pytest.raises(NotPossible, match="on its own page"), city.unit() as work:
        moves.move(
            work, city.rulebook, actor=people.at.actor("belov"), reference=reference,
            name="uphold", seen=city.revision(reference), note="Because",
        )  # fmt: skip


def test_time_reminds_at_its_parts_and_writes_a_miss_down_once(people: Pleading) -> None:
    plea, city = people.objects(refused(people)), people.at.city
    assert plea.due_at is not None

    def ticks() -> tuple[list[int], list[int]]:
        with city.unit() as work:
            near, over = plea_time.to_remind(work), plea_time.run_out(work)
            for one in near:
                plea_time.remind(work, city.rulebook, one)
            for one in over:
                plea_time.missed(work, city.rulebook, one)
        return near, over

    assert ticks() == ([], [])
    city.clock.set(plea.aim_at)
    assert ticks() == ([plea.id], [])
    assert ticks() == ([], [])
    city.clock.set(plea.due_at + timedelta(seconds=0.5))
    assert ticks() == ([], [])
    city.clock.set(plea.due_at + timedelta(seconds=1))
    assert ticks() == ([], [plea.id])
    assert ticks() == ([], [])
    assert people.now(plea).missed_at == plea.due_at + timedelta(seconds=1)
    with city.reading() as work:
        kept = [row.key for row in work.select(text("SELECT key FROM outbox"))]
    assert sum("desk-plea-incident" in key for key in kept) == 1


def test_a_notice_under_objection_is_not_erased(people: Pleading) -> None:
    plea = people.objects(refused(people))
    with people.at.city.reading() as work:
        assert plea_rows.is_open(work, plea.notice_id)
