"""The register of signing powers: who may sign what on a day, in whose absence, and what the letter says of it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select, text

from letters.letter import from_json
from records import rows
from records.tables import Decision, Letter, SigningPower
from regimes.regime import Text
from tests.support.everywhere import Everywhere
from tests.support.pleading import Pleading
from tests.support.watching import is_away, today
from workflow import powers
from workflow.actor import SYSTEM
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.powers import PowerIn

MARCH = date(2027, 3, 1)


def gives(at: Everywhere, who: str, by: str = "admin", **more: Any) -> int:
    """Somebody enters a power for the office of the North-East."""
    given = {"order_no": "118-П", "order_day": date(2027, 2, 20), "from_day": MARCH, **more}
    unit = given.pop("unit_id", at.actor("zuev").posts[0].unit_id)
    with at.city.unit() as work:
        row = powers.give(
            work, actor=SYSTEM if by == "system" else at.actor(by), today=today(at.city),
            given=PowerIn(account_id=at.account(who), unit_id=unit, **given),
        )  # fmt: skip
        return row.id or 0


def ends(at: Everywhere, number: int, by: str = "admin", **more: Any) -> None:
    with at.city.unit() as work:
        powers.end(
            work, actor=at.actor(by), number=number, reason="Приказ отменён", today=today(at.city),
            **{"last_day": None, **more},
        )  # fmt: skip


def of(at: Everywhere, who: str) -> int:
    with at.city.reading() as work:
        found = select(SigningPower.id).where(SigningPower.account_id == at.account(who))
        return work.session.exec(found.order_by(SigningPower.id)).first() or 0  # type: ignore[arg-type]


def signed_by(at: Everywhere, name: str) -> tuple[Any, list[Any]]:
    with at.city.reading() as work:
        notice = work.notice(at.refs[name])
        row = rows.released_decision(work, notice)
        assert row is not None
        found = select(Letter).where(Letter.decision_id == row.id).order_by(Letter.locale)
        return row, [from_json(one.data).head.signatory for one in work.session.exec(found)]


def test_a_power_counts_from_its_first_to_its_last_day_in_the_city_s_zone(at: Everywhere) -> None:
    """Both ends whole: the last second before it and the first after it are refused."""
    ends(at, of(at, "morozova"))
    for name in ("early", "first", "last", "late"):
        at.to_sign(name, "agreed")
    gives(at, "morozova", from_day=date(2027, 3, 2), to_day=date(2027, 3, 3))

    at.city.goes_to(2027, 3, 1, 23, 59)
    with pytest.raises(NotPossible, match="register of signing powers"):
        at.signs(at.refs["early"], submit=False)
    at.city.goes_to(2027, 3, 2, 0, 0)  # still 1 March in UTC
    at.signs(at.refs["first"], submit=False)
    assert signed_by(at, "first")[0].signed_day == date(2027, 3, 2)
    at.city.goes_to(2027, 3, 3, 23, 59)
    at.signs(at.refs["last"], submit=False)
    at.city.goes_to(2027, 3, 4, 0, 0)
    with pytest.raises(NotPossible, match="register of signing powers"):
        at.signs(at.refs["late"], submit=False)
    with at.city.reading() as work:
        row = rows.draft_decision(work, work.notice(at.refs["late"]))
        assert row is not None
        assert (row.number, row.signed_by, row.power_id) == (None, None, None)


def test_a_power_for_some_letters_signs_no_other(at: Everywhere) -> None:
    ends(at, of(at, "morozova"))
    number = gives(at, "morozova", kinds=("agreed",))
    at.to_sign("no", "refused")
    with pytest.raises(NotPossible, match="does not cover this letter"):
        at.signs(at.refs["no"], submit=False)
    at.to_sign("yes", "agreed")
    at.signs(at.refs["yes"], submit=False)
    assert signed_by(at, "yes")[0].power_id == number


def test_a_substitute_signs_while_the_other_is_away_and_the_letter_says_so(at: Everywhere) -> None:
    number = gives(
        at, "kravets", absent_id=at.account("morozova"), title_ru="И. о. заместителя префекта",
        title_en="Acting deputy prefect",
    )  # fmt: skip
    at.to_sign("one", "agreed")
    assert "signatory" in at.actor("kravets").roles  # the post came with the power
    with pytest.raises(NotPossible, match="not entered as absent today") as refused:
        at.signs(at.refs["one"], "kravets", submit=False)
    assert refused.value.values["name"] == Text("A. V. Morozova", "А. В. Морозова")

    is_away(at, "morozova", MARCH, MARCH)
    at.signs(at.refs["one"], "kravets", submit=False)

    row, signs = signed_by(at, "one")
    assert (row.power_id, row.signed_by) == (number, at.account("kravets"))
    assert [(one.post, one.acting_for, one.power) for one in signs][-1] == (
        "И. о. заместителя префекта", "А. В. Морозова", "приказ от 20.02.2027 № 118-П",
    )  # fmt: skip
    at.city.clock.advance(days=1)  # she is back
    at.to_sign("two", "agreed")
    with pytest.raises(NotPossible, match="not entered as absent today"):
        at.signs(at.refs["two"], "kravets", submit=False)
    assert len(at.signs(at.refs["two"], submit=False)) > 3


def test_a_substitution_goes_on_when_the_post_is_vacant(at: Everywhere) -> None:
    gives(
        at, "kravets", absent_id=at.account("morozova"), title_ru="И. о. префекта",
        title_en="Acting prefect",
    )  # fmt: skip
    at.to_sign("one", "agreed")
    ends(at, of(at, "morozova"))
    assert at.signs(at.refs["one"], "kravets", submit=False)


def test_a_power_taken_back_ends_at_once_or_with_a_day(at: Everywhere) -> None:
    mine = of(at, "morozova")
    at.to_sign("one", "agreed")
    at.to_sign("two", "agreed")
    ends(at, mine, last_day=date(2027, 3, 2))
    at.signs(at.refs["one"], submit=False)
    ends(at, mine)
    with pytest.raises(NotPossible, match="register of signing powers"):
        at.signs(at.refs["two"], submit=False)
    with pytest.raises(NotPossible, match="is over"):
        ends(at, mine)
    assert signed_by(at, "one")[0].number  # what was signed stays


def test_who_keeps_the_register(at: Everywhere) -> None:
    """The head for the office, the administrator for all; nobody for themselves; the rest not at all."""
    gives(at, "orlova", by="zuev", to_day=date(2027, 3, 9))
    for by in ("orlova", "morozova", "kravets", "stranger", "auditor", "owner", "police"):
        with pytest.raises(NotAllowed):
            gives(at, "hasanov", by=by)
        with pytest.raises(NotAllowed):
            ends(at, of(at, "morozova"), by=by)
    with pytest.raises(NotAllowed):
        gives(at, "hasanov", by="zuev", unit_id=None)
    with pytest.raises(Invalid, match="to themselves"):
        gives(at, "zuev", by="zuev")
    own = gives(at, "zuev")
    with pytest.raises(NotAllowed, match="somebody else than its holder"):
        ends(at, own, by="zuev")
    with pytest.raises(NotAllowed):
        ends(at, 9999)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"order_no": "  "}, "order_no"), ({"to_day": date(2027, 2, 27)}, "to_day"),
        ({"from_day": date(2026, 1, 1), "to_day": date(2027, 2, 28)}, "to_day"),
        ({"kinds": ("receipt",)}, "kinds"), ({"kinds": ("everything",)}, "kinds"),
        ({"absent": "hasanov"}, "absent"), ({"absent": "kravets"}, "absent"),
        ({"absent": "morozova", "title_ru": ""}, "title_ru"),
    ],
)  # fmt: skip
def test_lines_that_can_t_be_are_refused(at: Everywhere, typed: dict[str, Any], field: str) -> None:
    absent = typed.pop("absent", None)
    if absent:
        typed |= {"absent_id": at.account(absent), "title_en": "Acting"}
    with pytest.raises(Invalid) as refused:
        gives(at, "kravets", **typed)
    assert refused.value.field == field


def test_an_objection_is_answered_only_with_a_power_for_answers(at: Everywhere) -> None:
    people = Pleading(at).people()
    at.released("one", "refused")
    plea = people.objects(at.refs["one"])
    ends(at, of(at, "belov"))
    gives(at, "belov", kinds=("agreed", "refused"))
    with pytest.raises(NotPossible, match="does not cover this letter"):
        people.answered(plea, "rejected")
    gives(at, "belov", kinds=("answered",))
    assert people.does("sign", plea, "belov").letter_number


def test_the_database_itself_refuses_a_signature_without_a_power(at: Everywhere) -> None:
    """The same on both databases, whoever writes: another's line, another day, a line that was taken back, none."""
    at.to_sign("one", "agreed")
    mine, other = of(at, "morozova"), of(at, "farsigner")
    taken = gives(at, "morozova")
    ends(at, taken)
    signer = at.account("morozova")
    sign = (
        "UPDATE decisions SET state = 'released', number = 'X-1', released_at = '2027-03-01 09:00:00.000000',"
        " signed_by = {signer}, power_id = {power}, signed_day = '{day}' WHERE id = {id}"
    )
    with at.city.reading() as work:
        row = rows.draft_decision(work, work.notice(at.refs["one"]))
    assert row is not None
    for power, day in (
        ("NULL", MARCH),
        (other, MARCH),
        (mine, "2027-03-09"),
        (taken, MARCH),
        (mine, "2019-01-01"),
    ):
        with pytest.raises(DBAPIError, match="only with a power"), at.city.unit() as work:
            work.session.execute(text(sign.format(signer=signer, power=power, day=day, id=row.id)))
    line = sign.format(signer=row.prepared_by, power=mine, day=MARCH, id=row.id)
    with pytest.raises(DBAPIError), at.city.unit() as work:  # preparer and signer differ there too
        work.session.execute(text(line))
    at.signs(at.refs["one"], submit=False)
    for statement, said in (
        (f"UPDATE decisions SET power_id = {other} WHERE id = {row.id}", "stays"),
        (f"UPDATE signing_powers SET account_id = 1 WHERE id = {mine}", "only ended"),
        (f"UPDATE signing_powers SET kinds = '[\"agreed\"]' WHERE id = {mine}", "only ended"),
        (f"UPDATE signing_powers SET ended_at = NULL WHERE id = {taken}", "only ended"),
        (f"DELETE FROM signing_powers WHERE id = {mine}", "never removed"),
    ):
        with pytest.raises(DBAPIError, match=said), at.city.unit() as work:
            work.session.execute(text(statement))
    with at.city.reading() as work:
        assert work.get(Decision, row.id).power_id == mine
