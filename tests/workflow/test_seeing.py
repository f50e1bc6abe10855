"""Who sees what of a notice: the organiser all of it, a body no person, the office what its stage shows."""

from typing import Any

import pytest
from sqlmodel import select

from records import reads
from records.errors import Missing
from records.tables import ReadEntry
from tests.support.everywhere import SIGNS_OF_THE_CANARY, WAYS_TO_REACH_IT, Everywhere
from workflow import answering, moves, policy, restating, seeing
from workflow.content import Content
from workflow.errors import Invalid, NotAllowed
from workflow.views import NoticeView


def look(at: Everywhere, reference: str, who: str) -> NoticeView:
    with at.city.reading() as work:
        return seeing.notice_page(work, at.city.rulebook, actor=at.actor(who), reference=reference)


def opens(at: Everywhere, reference: str, who: str, reason: str = "Позвонить о месте") -> None:
    with at.city.unit() as work:
        seeing.open_personal(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, reason=reason
        )


def told(view: NoticeView) -> str:
    """Everything that the page could show, but the law's own texts."""
    parts = (
        view.card, view.answers, view.history, view.stages, view.decisions, view.proposals,
        view.consultations, view.letters, view.sessions, view.places,
    )  # fmt: skip
    return repr(parts).casefold()


def questions(view: NoticeView) -> set[str]:
    return {answer.question for answer in view.answers}


def test_the_organiser_sees_the_whole_of_the_own_notice(at: Everywhere) -> None:
    view = look(at, at.asked("n"), "owner")

    assert {"purpose", "phone", "email", "authorised", "title"} <= questions(view)
    assert view.hidden == ()
    assert view.card.check_code != ""


@pytest.mark.parametrize("where", ["asked", "released", "withdrawn", "declined"])
def test_a_body_reads_no_person_at_any_stage(at: Everywhere, where: str) -> None:
    reference = at.asked("n") if where in {"asked", "withdrawn"} else at.released("n", "proposal")
    common: dict[str, Any] = {
        "actor": at.actor("owner"), "reference": reference, "seen": at.city.revision(reference),
    }  # fmt: skip
    with at.city.unit() as work:
        if where == "withdrawn":
            moves.withdraw(work, at.city.rulebook, **common, note="Канареечкина заболела")
        if where == "declined":
            answering.decline(work, at.city.rulebook, **common, reason="Канареечкина против")

    view = look(at, reference, "police")

    for sign in (*SIGNS_OF_THE_CANARY, "шествие памяти", "мельничного", "'owner'", "сокольников"):
        assert sign not in told(view), sign
    assert {"order", "medical", "sound", "vehicles"} <= questions(view)
    assert view.card.row.attendance == 350
    assert view.card.check_code == ""  # it would open the notice as its organiser


def test_a_body_learns_what_was_decided_and_not_why(at: Everywhere) -> None:
    view = look(at, at.released("n", "refused"), "police")

    assert [(row.outcome, row.facts, row.measures) for row in view.decisions] == [
        ("refused", "", ())
    ]


def test_a_body_that_was_not_asked_finds_nothing(at: Everywhere) -> None:
    reference = at.asked("n")
    for who in ("medical", "stranger", "other", "farclerk", "farsigner"):
        with pytest.raises(Missing):
            look(at, reference, who)


def test_a_recused_officer_finds_nothing(at: Everywhere) -> None:
    reference = at.files("n")
    actor = at.actor("orlova")
    recused = type(actor)(
        actor.account_id, actor.name, actor.role, actor.posts, recused=frozenset({at.ids["n"]})
    )
    with pytest.raises(Missing), at.city.reading() as work:
        seeing.notice_page(work, at.city.rulebook, actor=recused, reference=reference)


def test_the_office_sees_purpose_and_organiser_but_in_the_review(at: Everywhere) -> None:
    reference = at.files("n")
    assert {"purpose", "organiser"} <= questions(look(at, reference, "orlova"))

    at.moves(reference, "register")
    at.moves(reference, "ask")

    view = look(at, reference, "orlova")
    assert not {"purpose", "title", "organiser", "authorised"} & questions(view)
    assert view.card.row.organiser == ""
    for sign in (*SIGNS_OF_THE_CANARY, "сокольников"):
        assert sign not in told(view), sign


def test_the_ways_to_reach_a_person_open_with_a_reason_for_this_hour_and_are_written_down(
    at: Everywhere,
) -> None:
    reference = at.files("n")
    for sign in WAYS_TO_REACH_IT:
        assert sign not in told(look(at, reference, "orlova"))
    with pytest.raises(Invalid):
        opens(at, reference, "orlova", " ")

    opens(at, reference, "orlova")

    assert "phone" in questions(look(at, reference, "orlova"))
    assert "phone" not in questions(look(at, reference, "hasanov"))
    at.city.clock.advance(hours=1)
    assert "phone" not in questions(look(at, reference, "orlova"))
    with at.city.reading() as work:
        scope = policy.scope_of(at.actor("auditor"))
        entry = reads.readers_of(work, scope, at.ids["n"])[0]
    assert (entry.reason, "phone" in entry.fields) == ("Позвонить о месте", True)


@pytest.mark.parametrize(
    ("who", "error"), [("police", NotAllowed), ("auditor", NotAllowed), ("stranger", Missing)]
)
def test_others_open_nothing(at: Everywhere, who: str, error: type[Exception]) -> None:
    reference = at.asked("n")
    with pytest.raises(error):
        opens(at, reference, who)


def test_reading_names_is_noted_once_a_person_and_hour(at: Everywhere) -> None:
    reference = at.files("n")
    for _ in range(2):
        view = look(at, reference, "orlova")
        assert view.personal_shown
        with at.city.unit() as work:
            seeing.note_reading(work, actor=at.actor("orlova"), view=view)

    assert look(at, reference, "orlova").read_noted
    with at.city.reading() as work:
        noted = work.session.exec(select(ReadEntry)).all()
    assert [entry.fields for entry in noted] == ["organiser,organiser_kind,authorised,attorney"]


def test_who_mends_is_shown_what_they_opened_and_that_is_noted(at: Everywhere) -> None:
    reference = at.asked("n")

    def known() -> tuple[Content, frozenset[str]]:
        with at.city.unit() as work:
            return restating.content(
                work, at.city.rulebook, actor=at.actor("orlova"), reference=reference
            )

    content, shut = known()
    assert content.answers["phone"] == "+7 916 765-43-21"  # kept, for a form that does not show it
    assert {"phone", "address", "authorised", "purpose"} <= shut
    with at.city.reading() as work:
        assert work.session.exec(select(ReadEntry)).first() is None
    with at.city.unit() as work:
        seeing.open_personal(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, reason="A slip"
        )
    assert known()[1] == frozenset()
    with at.city.reading() as work:
        assert "phone" in work.session.exec(select(ReadEntry)).one().fields
    with pytest.raises(NotAllowed), at.city.unit() as work:
        restating.content(work, at.city.rulebook, actor=at.actor("police"), reference=reference)


def test_the_auditor_reads_the_deeds_and_reasons_of_the_office_and_no_organiser(
    at: Everywhere,
) -> None:
    reference = at.released("n", "agreed")

    view = look(at, reference, "auditor")

    assert "так записано в журнале" in told(view)
    for sign in (*SIGNS_OF_THE_CANARY, "сокольников"):
        assert sign not in told(view), sign


def test_drafts_are_the_office_s_own(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")

    drafts = {
        who: len(look(at, reference, who).decisions)
        for who in ("orlova", "morozova", "kravets", "police", "owner")
    }

    assert drafts == {"orlova": 1, "morozova": 1, "kravets": 0, "police": 0, "owner": 0}


def test_the_organiser_reads_a_history_without_names_drafts_and_notes(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    view = look(at, reference, "owner")

    public = seeing.public_history(view.history, view.regime)

    assert {row.kind for row in public} == {
        "notice.filed", "letter.released", "notice.register", "notice.ask", "consultation.asked",
        "consultation.answered", "notice.prepare",
    }  # fmt: skip
    for word in ("orlova", "орлова", "журнал", "canary"):
        assert word not in repr(public).casefold()
    assert "orlova" not in repr(view.stages).casefold()


@pytest.mark.parametrize(("name", "who"), [("void", "zuev"), ("duplicate", "orlova")])
def test_the_organiser_reads_why_the_office_ended_the_notice(
    at: Everywhere, name: str, who: str
) -> None:
    at.files("twin")
    reference = at.files("n")
    at.moves(reference, name, who, duplicate_of=at.refs["twin"])

    view = look(at, reference, "owner")

    newest = seeing.public_history(view.history, view.regime)[0]
    assert (newest.kind, newest.personal, newest.actor) == (
        f"notice.{name}", {"note": "Так записано в журнале."}, "",
    )  # fmt: skip


def test_a_move_that_time_has_shut_says_so_beside_its_button(at: Everywhere) -> None:
    reference = at.to_sign("n", "agreed")
    at.city.goes_to(2027, 3, 5, 0, 0)

    release = next(
        move for move in look(at, reference, "morozova").moves if move.name == "release-agreed"
    )

    assert (release.allowed, release.open) == (True, False)
    assert "time ran out" in release.why_not
