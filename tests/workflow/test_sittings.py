"""A commission votes on drafts for large events: quorum, interests, one deed for all, minutes that are printed."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import text

from letters.letter import from_json
from letters.sitting import SittingMinutes
from records import commission_rows
from records.tables import CommissionSitting
from tests.support.everywhere import Everywhere
from tests.support.looking import promised
from tests.support.sitting import MEMBERS, Sitting
from workflow import commissions, interests, sitting_ends, sitting_minutes, sittings
from workflow.errors import Invalid, NotAllowed, NotPossible


@pytest.fixture
def sitting(at: Everywhere) -> Sitting:
    return Sitting(at).founded()


def test_a_large_event_goes_before_the_commission_and_a_small_one_does_not(
    sitting: Sitting,
) -> None:
    at = sitting.at
    large = sitting.large("large", submit=False)
    with pytest.raises(NotPossible, match="goes before the commission first"):
        at.moves(large, "submit")
    at.moves(large, "to-commission")
    small = sitting.large("small", attendance=100, submit=False)
    with pytest.raises(NotPossible, match="votes only on events of more than 100"):
        at.moves(small, "to-commission")
    at.moves(small, "submit")
    assert (at.city.stage(large), at.city.stage(small)) == ("commission", "for-signature")
    for who in ("orlova", "zuev", "secretary"):  # nobody goes round the vote
        with pytest.raises((NotPossible, NotAllowed)):
            at.moves(large, "resolve", who)
    with pytest.raises(NotPossible, match="written while the notice is being prepared"):
        sitting.writes(large)


def test_a_sitting_opens_on_its_day_and_one_called_by_mistake_is_called_off(
    sitting: Sitting,
) -> None:
    at = sitting.at
    sitting.large("draft")
    sitting.called("draft")
    with at.city.unit() as work:
        work.get(CommissionSitting, sitting.number).starts_at += timedelta(days=3)
    with pytest.raises(Invalid, match="it is called for"):
        sitting.opened("zuev")
    secretary = at.actor("secretary")
    with at.city.unit() as work, pytest.raises(Invalid, match="Say why"):
        sittings.drop(work, actor=secretary, sitting_id=sitting.number, reason=" ")
    with at.city.unit() as work, pytest.raises(NotAllowed):
        sittings.drop(work, actor=at.actor("orlova"), sitting_id=sitting.number, reason="Mine")
    with at.city.unit() as work:
        sittings.drop(work, actor=secretary, sitting_id=sitting.number, reason="The hall is shut")
    with at.city.unit() as work, pytest.raises(NotPossible):
        sittings.open_(work, actor=secretary, sitting_id=sitting.number)

    told = promised(at.city, "desk-sitting")
    assert {one["change"] for one in told} == {"called", "dropped"}
    assert len(told) == 2 * len(MEMBERS)  # each member, of both
    sitting.called("draft").opened("zuev", "hasanov", "police")  # the draft waited for another
    with at.city.unit() as work, pytest.raises(NotPossible):
        sittings.drop(work, actor=secretary, sitting_id=sitting.number, reason="Too late")


def test_votes_write_all_decisions_of_the_sitting_at_once(sitting: Sitting) -> None:
    at = sitting.at
    for name in ("yes", "no", "tie"):
        sitting.large(name)
    sitting.called("yes", "no", "tie").opened("zuev", "hasanov", "police", remote=("medical",))
    with at.city.reading() as work:
        row, board = commission_rows.sitting(work, sitting.number) or (None, None)
        assert row is not None
        assert board is not None
        shown = sitting_ends.items(work, at.city.rulebook, row, board, frozenset(), work.now.date())
    assert shown[0].typed.conditions[0]["what"] == "Двести распорядителей"  # read before one votes
    sitting.votes("yes", zuev="for", hasanov="for", medical="abstain")
    sitting.votes("yes", by="secretary", police="against")
    sitting.votes("no", zuev="against", hasanov="for", police="against")
    sitting.votes("tie", zuev="for", hasanov="against")
    sitting.votes("tie", hasanov="abstain")
    sitting.votes("tie", hasanov="against")  # a vote is changed until the end

    assert sitting.closes() == {
        "yes": "carried",
        "no": "rejected",
        "tie": "carried",
    }  # by the chair

    assert [at.city.stage(at.refs[name]) for name in ("yes", "no", "tie")] == [
        "for-signature", "preparing", "for-signature",
    ]  # fmt: skip
    assert at.signs(at.refs["yes"], submit=False)
    paper = from_json(sitting.minutes().data)
    assert isinstance(paper, SittingMinutes)
    first = paper.items[0]
    assert (first.voting, first.ayes, first.noes, first.abstained) == (4, 2, 1, 1)
    assert first.dissent == ("П. П. Полицейский: Слишком тесно",)
    assert (paper.remote, paper.away) == (("М. М. Медик",), ("Т. Т. Транспорт",))
    assert paper.chair == "Н. П. Зуев"


def test_without_a_quorum_nothing_is_written(sitting: Sitting) -> None:
    at = sitting.at
    sitting.large("one")
    sitting.called("one").opened("zuev", "hasanov")
    sitting.votes("one", zuev="for", hasanov="for")
    assert sitting.closes() == {"one": "no-quorum"}
    assert at.city.stage(at.refs["one"]) == "commission"
    sitting.called("one").opened("zuev", "hasanov", "police")  # it waits for the next sitting
    sitting.votes("one", zuev="for")
    assert sitting.closes() == {"one": "carried"}


def test_who_has_an_interest_is_no_member_for_that_item(sitting: Sitting) -> None:
    """They don't vote on it, and aren't counted for its quorum; on the other item they are."""
    at = sitting.at
    sitting.large("mine")
    sitting.large("other")
    sitting.called("mine", "other").opened("zuev", "hasanov", "police")
    with at.city.unit() as work:
        interests.recuse(
            work, at.city.rulebook, actor=at.actor("hasanov"), reference=at.refs["mine"],
            account_id=at.account("hasanov"), reason="Брат среди организаторов",
        )  # fmt: skip
    with pytest.raises(NotAllowed, match="no interest in the notice"):
        sitting.votes("mine", hasanov="for")
    sitting.votes("mine", zuev="for", police="for")
    sitting.votes("other", zuev="for", hasanov="for", police="for")
    assert sitting.closes() == {"mine": "no-quorum", "other": "carried"}
    paper = from_json(sitting.minutes("en").data)
    assert isinstance(paper, SittingMinutes)
    assert paper.items[0].without == ("R. I. Khasanov",)


def test_an_interest_told_after_the_vote_takes_the_vote_away(sitting: Sitting) -> None:
    at = sitting.at
    sitting.large("one")
    sitting.called("one").opened("zuev", "hasanov", "police", "transport")
    sitting.votes("one", zuev="against", hasanov="for", police="for", transport="against")
    with at.city.unit() as work:
        interests.recuse(
            work, at.city.rulebook, actor=at.actor("hasanov"), reference=at.refs["one"],
            account_id=at.account("hasanov"), reason="Брат",
        )  # fmt: skip
    assert sitting.closes() == {"one": "rejected"}


def test_a_draft_that_was_taken_back_or_written_anew_is_off_the_agenda(sitting: Sitting) -> None:
    at = sitting.at
    sitting.large("back")
    sitting.large("anew")
    sitting.called("back", "anew").opened("zuev", "hasanov", "police")
    for name in ("back", "anew"):
        sitting.votes(name, zuev="for", hasanov="for", police="for")
        at.moves(at.refs[name], "back-from-commission")
    sitting.writes(at.refs["anew"], "hasanov")
    at.city.clock.advance(minutes=1)
    sitting.writes(at.refs["anew"])
    at.moves(at.refs["anew"], "to-commission")
    assert sitting.closes() == {"back": "taken-off", "anew": "taken-off"}
    assert at.city.stage(at.refs["anew"]) == "commission"
    sitting.called("anew")  # the new draft is voted on at another sitting


def test_a_vote_binds_the_draft_that_was_voted_on(sitting: Sitting) -> None:
    """Sent back by who signs and written anew, it goes before the commission once more."""
    at = sitting.at
    sitting.large("one")
    sitting.called("one").opened("zuev", "hasanov", "police")
    sitting.votes("one", zuev="for", hasanov="for", police="for")
    sitting.closes()
    at.moves(at.refs["one"], "back-to-preparing", "morozova")
    with pytest.raises(NotPossible, match="goes before the commission first"):
        at.moves(at.refs["one"], "submit")


def test_all_or_nothing(sitting: Sitting) -> None:
    """A step that is refused while results are written undoes the whole closing."""
    at = sitting.at
    sitting.large("fine")
    sitting.large("shut")
    sitting.called("fine", "shut").opened("zuev", "hasanov", "police")
    for name in ("fine", "shut"):
        sitting.votes(name, zuev="for", hasanov="for", police="for")
    with at.city.unit() as work:
        interests.recuse(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["shut"],
            account_id=at.account("secretary"), reason="Сестра секретаря",
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        sitting.closes()
    assert {at.city.stage(at.refs[name]) for name in ("fine", "shut")} == {"commission"}
    sitting.votes("fine", zuev="against")  # the sitting is open as before


def test_who_keeps_sittings_and_who_votes(sitting: Sitting) -> None:
    sitting.large("one")
    for who in ("orlova", "zuev", "stranger", "auditor", "owner"):
        with pytest.raises(NotAllowed):
            sitting.called("one", who=who)
    number = sitting.called("one").number
    with pytest.raises(NotPossible, match="stands on an agenda already"):
        sitting.called("one")
    sitting.notices["nowhere"] = 2_000_000_001
    with pytest.raises(NotPossible, match="does not lie before the commission"):
        sitting.called("nowhere")  # told as a notice of another office is: its number tells nothing
    sitting.number = number  # the others were never called
    sitting.opened("zuev", "hasanov", "police")
    for who in ("orlova", "morozova", "transport"):  # no seat; no seat; not there
        with pytest.raises(NotAllowed):
            sitting.votes("one", **{who: "for"})
    with pytest.raises(NotAllowed):
        sitting.votes("one", by="zuev", hasanov="for")
    with pytest.raises(NotAllowed):
        sitting.marks("hasanov", "transport", "remote")
    with pytest.raises(NotPossible, match="no seat"):
        sitting.marks("secretary", "orlova", "here")
    with pytest.raises(Invalid):
        sitting.votes("one", zuev="maybe")
    for who in ("zuev", "orlova", "admin"):
        with pytest.raises(NotAllowed):
            sitting.closes(who)
    sitting.closes()
    with pytest.raises(NotPossible, match="not open"):
        sitting.votes("one", zuev="for")


def test_seats_are_given_by_others_and_end_with_a_day(sitting: Sitting) -> None:
    at = sitting.at
    for who, field in (("admin", "account"), ("zuev", "account")):
        given = commissions.MemberIn(at.account(who), sitting.today)
        with pytest.raises(Invalid) as refused, at.city.unit() as work:
            commissions.seat(
                work,
                actor=at.actor("admin"),
                commission_id=sitting.commission,
                given=given,
                today=sitting.today,
            )
        assert refused.value.field == field
    given = commissions.MemberIn(at.account("orlova"), sitting.today)
    for by in ("orlova", "secretary", "auditor", "stranger"):
        with pytest.raises(NotAllowed), at.city.unit() as work:
            commissions.seat(
                work,
                actor=at.actor(by),
                commission_id=sitting.commission,
                given=given,
                today=sitting.today,
            )
    with pytest.raises(Invalid), at.city.unit() as work:
        commissions.make(
            work,
            actor=at.actor("zuev"),
            unit_id=at.actor("zuev").posts[0].unit_id or 0,
            name_en="C",
            name_ru="К",
            quorum=1,
        )


def test_the_minutes_wait_for_the_press_in_both_languages(sitting: Sitting) -> None:
    at = sitting.at
    sitting.large("one")
    sitting.called("one").opened("zuev", "hasanov", "police")
    sitting.votes("one", zuev="for", hasanov="against", police="for")
    sitting.closes()
    for locale in ("ru", "en"):
        kept = sitting.minutes(locale)
        with at.city.reading() as work:
            paper = sitting_minutes.waiting(work, kept.id)
        assert paper is not None
        assert paper.musts() == ()
        with at.city.unit() as work:
            sitting_minutes.keep(work, kept.id, pdf=b"%PDF-1.7", sha256="0" * 64, pages=2)
            assert sitting_minutes.waiting(work, kept.id) is None
    assert sitting.minutes().number.endswith("/27")


def test_the_database_itself_keeps_votes_and_results(sitting: Sitting) -> None:
    at = sitting.at
    sitting.large("one")
    sitting.called("one").opened("zuev", "hasanov", "police")
    item, orlova = sitting.item("one"), at.account("orlova")
    insert = (
        "INSERT INTO commission_votes (item_id, account_id, vote, dissent, voted_at, entered_by) "
        f"VALUES ({item}, {{who}}, 'for', '', '2027-03-01 09:00:00.000000', 1)"
    )
    statements = [
        (insert.format(who=orlova), "of who is there"),
        (insert.format(who=at.account("transport")), "of who is there"),
        (
            f"UPDATE agenda_items SET result = 'carried', voting = 2, ayes = 2 WHERE id = {item}",
            "without a quorum",
        ),
        (f"DELETE FROM agenda_items WHERE id = {item}", "never removed"),
    ]
    sitting.votes("one", zuev="for")
    for statement, said in statements:
        with pytest.raises(DBAPIError, match=said), at.city.unit() as work:
            work.session.execute(text(statement))
    sitting.closes()
    for statement, said in (
        ("UPDATE commission_votes SET vote = 'against'", "never changed"),
        ("DELETE FROM commission_votes", "never removed"),
        (f"UPDATE agenda_items SET result = 'rejected' WHERE id = {item}", "written once"),
        (
            f"UPDATE commission_sittings SET state = 'open' WHERE id = {sitting.number}",
            "never changed",
        ),
        ("UPDATE sitting_minutes SET number = 'x'", "written once"),
    ):
        with pytest.raises(DBAPIError, match=said), at.city.unit() as work:
            work.session.execute(text(statement))
    assert sittings.VOTES == ("for", "against", "abstain")
