"""Interests and recusals: who has no part in a notice, how it comes about, and who takes their place."""

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select, text

from records import interest_rows, queries, rows
from records.errors import Missing
from records.tables import Mail, Member, Outbox, Recusal
from tests.support.city import City
from tests.support.everywhere import Everywhere
from tests.support.watching import takes, today
from workflow import deciding, interests, owning, policy, roster
from workflow.errors import Invalid, NotAllowed, NotPossible


def says(at: Everywhere, who: str, words: str, kind: str = "organiser") -> int:
    with at.city.unit() as work:
        return interests.add(work, actor=at.actor(who), kind=kind, words=words).id or 0


def recuses(at: Everywhere, who: str, name: str, by: str = "") -> int:
    with at.city.unit() as work:
        row = interests.recuse(
            work, at.city.rulebook, actor=at.actor(by or who), reference=at.refs[name],
            account_id=at.account(who), reason="Моя сестра среди организаторов",
        )  # fmt: skip
        return row.id or 0


def lifts(at: Everywhere, number: int, by: str) -> None:
    with at.city.unit() as work:
        interests.lift(
            work, at.city.rulebook, actor=at.actor(by), recusal_id=number, reason="Ошибка"
        )


def sees(at: Everywhere, who: str, name: str) -> bool:
    with at.city.reading() as work:
        return queries.reaches(work, policy.scope_of(at.actor(who)), at.refs[name])


def owner(city: City, reference: str) -> int | None:
    with city.reading() as work:
        found: int | None = work.notice(reference).owner_id
        return found


def test_a_standing_interest_recuses_when_a_notice_comes_and_those_that_are_there(
    at: Everywhere,
) -> None:
    at.files("before")
    at.files("else", by="other")
    says(at, "orlova", "  Аделаида КАНАРЕЕЧКИНА ")  # as people write names: order, case, letters
    at.files("after")
    assert [sees(at, "orlova", name) for name in ("before", "after", "else")] == [
        False,
        False,
        True,
    ]
    assert sees(at, "hasanov", "after")
    place = says(at, "hasanov", "Липовый бульвар", "place")
    assert [sees(at, "hasanov", name) for name in ("before", "after", "else")] == [False] * 3
    with at.city.unit() as work:
        interests.end(work, actor=at.actor("zuev"), interest_id=place, reason="Съехал")
    at.files("later", by="other")
    assert sees(at, "hasanov", "later")
    assert not sees(at, "hasanov", "else")  # what was closed stays closed


@pytest.mark.parametrize(
    ("kind", "words", "field"),
    [
        ("organiser", "  ", "words"), ("place", "на", "words"), ("friend", "Липа", "kind"),
        ("organiser", "Клуб Липа", "words"),
    ],
)  # fmt: skip
def test_what_is_no_interest_is_refused(at: Everywhere, kind: str, words: str, field: str) -> None:
    says(at, "orlova", "Липа клуб")
    with pytest.raises(Invalid) as refused:
        says(at, "orlova", words, kind)
    assert refused.value.field == field
    with pytest.raises(NotAllowed):
        says(at, "owner", "Липа")


def test_nobody_lifts_their_own_and_the_head_who_is_recused_lifts_none(at: Everywhere) -> None:
    at.files("one")
    number = recuses(at, "zuev", "one")
    other = recuses(at, "orlova", "one")
    for number_, by in ((number, "zuev"), (other, "zuev"), (other, "orlova"), (other, "hasanov"),
                        (other, "auditor"), (other, "admin"), (999, "zuev")):  # fmt: skip
        with pytest.raises(NotAllowed):
            lifts(at, number_, by)
    at.files("two")
    third = recuses(at, "orlova", "two", by="zuev")
    lifts(at, third, "zuev")
    assert sees(at, "orlova", "two")
    with pytest.raises(NotPossible, match="lifted already"):
        lifts(at, third, "zuev")
    recuses(at, "orlova", "two")  # again, as a line of its own
    with at.city.reading() as work:
        assert len(work.session.exec(select(Recusal)).all()) == 4


def test_who_may_recuse_whom_tells_nothing_of_what_is_there(at: Everywhere) -> None:
    at.files("one")
    recuses(at, "orlova", "one")
    for who in ("orlova", "stranger", "police"):  # recused already; another office; not asked
        with pytest.raises(Missing):
            recuses(at, who, "one")
    at.refs["none"] = "27-9999"
    with pytest.raises(Missing):
        recuses(at, "orlova", "none")
    for by in ("hasanov", "morozova"):
        with pytest.raises(NotAllowed):
            recuses(at, "kravets", "one", by=by)


def test_who_is_recused_does_nothing_and_gets_nothing(at: Everywhere) -> None:
    at.preparing("one", "agreed")
    recuses(at, "orlova", "one")
    recuses(at, "morozova", "one")
    with pytest.raises(NotAllowed):
        at.writes(at.refs["one"], "agreed")
    with pytest.raises(NotAllowed):
        takes(at, at.refs["one"], "orlova")
    at.moves(at.refs["one"], "submit", "hasanov")
    with pytest.raises(NotPossible, match="has no part in the notice any more"):
        at.signs(at.refs["one"], "morozova", submit=False)
    with at.city.unit() as work, pytest.raises(Invalid, match="who is at work today"):
        owning.hand_over(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["one"],
            seen=work.notice(at.refs["one"]).revision, to=at.account("orlova"),
        )  # fmt: skip


def test_a_decision_whose_preparer_is_recused_is_looked_at_by_somebody_else(at: Everywhere) -> None:
    at.to_sign("one", "agreed")
    recuses(at, "orlova", "one")
    with pytest.raises(NotPossible, match="has no part in the notice any more"):
        at.signs(at.refs["one"], submit=False)
    at.moves(at.refs["one"], "back-to-preparing", "morozova")
    with at.city.reading() as work:
        draft = deciding.draft_of(work, work.notice(at.refs["one"]))
    assert draft is not None
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("hasanov"), reference=at.refs["one"],
            seen=work.notice(at.refs["one"]).revision, draft=draft,
        )  # fmt: skip
    at.moves(at.refs["one"], "submit", "hasanov")
    assert at.signs(at.refs["one"], submit=False)


def test_the_substitute_is_found_by_the_rule_and_never_among_the_recused(at: Everywhere) -> None:
    at.files("one")
    takes(at, at.refs["one"])
    recuses(at, "orlova", "one")
    assert owner(at.city, at.refs["one"]) == at.account("hasanov")
    recuses(at, "hasanov", "one")
    assert owner(at.city, at.refs["one"]) == at.account("zuev")  # nobody but the head is left
    recuses(at, "zuev", "one")
    assert owner(at.city, at.refs["one"]) is None
    with at.city.reading() as work:
        notice = work.notice(at.refs["one"])
        assert roster.choose(work, notice.unit_id, today(at.city), notice.id) is None
        assert roster.heads(work, notice.unit_id, today(at.city), notice.id) == []


def test_nobody_of_the_office_handles_what_they_filed_themselves(at: Everywhere) -> None:
    at.files("own")
    with at.city.unit() as work:
        theirs = work.notice(at.refs["own"]).organiser_id
        work.add(Member(account_id=at.account("orlova"), organiser_id=theirs))
    with pytest.raises(NotAllowed):
        at.moves(at.refs["own"], "register")
    at.moves(at.refs["own"], "register", "hasanov")
    at.moves(at.refs["own"], "withdraw")  # there she is its organiser


def test_a_declaration_holds_for_a_year(at: Everywhere) -> None:
    with at.city.unit() as work:
        row = interests.declare(work, actor=at.actor("orlova"), today=today(at.city))
        assert (row.until_day - today(at.city)).days == 365
    with at.city.reading() as work:
        assert interest_rows.declared_until(work, at.account("orlova")) == row.until_day
        assert interest_rows.declared_until(work, at.account("hasanov")) is None


def test_no_mail_about_it_goes_to_who_is_recused(at: Everywhere) -> None:
    at.files("one")
    recuses(at, "zuev", "one")
    with at.city.reading() as work:
        waiting = [one.payload for one in work.session.exec(select(Outbox))]
        assert at.account("zuev") not in [one.get("account") for one in waiting]
        assert not work.session.exec(select(Mail).where(Mail.to == "zuev@veche.example")).all()


def test_the_database_itself_holds_it(at: Everywhere) -> None:
    at.to_sign("one", "agreed")
    number = recuses(at, "morozova", "one")
    recuses(at, "orlova", "one")
    with at.city.reading() as work:
        notice = work.notice(at.refs["one"])
        decision = rows.draft_decision(work, notice)
    assert decision is not None
    orlova, morozova = at.account("orlova"), at.account("morozova")
    statements: tuple[tuple[str, str], ...] = (
        (f"UPDATE notices SET owner_id = {orlova} WHERE id = {notice.id}", "does not own it"),
        (
            f"UPDATE decisions SET prepared_by = {morozova} WHERE id = {decision.id}",
            "neither prepares",
        ),
        (f"DELETE FROM recusals WHERE id = {number}", "never removed"),
        (f"UPDATE recusals SET account_id = 1 WHERE id = {number}", "only lifted"),
        (f"UPDATE recusals SET reason = 'x' WHERE id = {number}", "only lifted"),
        (
            f"UPDATE recusals SET lifted_at = made_at, lift_reason = 'x', lifted_by = {morozova} WHERE id = {number}",
            "not_by_oneself",
        ),
    )
    for statement, said in statements:
        with pytest.raises(DBAPIError, match=said), at.city.unit() as work:
            work.session.execute(text(statement))
