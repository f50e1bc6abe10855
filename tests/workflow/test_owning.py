"""Taken, handed over, given up: by whom it may be, when it may not, and what the log and the mail say."""

import pytest

from tests.support.everywhere import Everywhere
from tests.support.looking import entries, log_of, promised
from tests.support.watching import MARCH, is_away, mails_to, owner, takes, tick
from workflow import owning
from workflow.errors import Invalid, NotAllowed, NotPossible


def hands_over(at: Everywhere, reference: str, who: str, to: str, note: str = "") -> None:
    with at.city.unit() as work:
        owning.hand_over(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=work.notice(reference).revision, to=at.account(to), note=note,
        )  # fmt: skip


def gives_up(at: Everywhere, reference: str, who: str) -> None:
    with at.city.unit() as work:
        owning.give_up(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip


def test_taken_handed_over_and_given_up_stand_in_the_log(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)
    hands_over(at, reference, "orlova", "hasanov", "Я завтра в суде.")
    assert owner(at.city, reference) == "hasanov"
    gives_up(at, reference, "hasanov")

    assert owner(at.city, reference) == ""
    assert log_of(at.city, reference)[-3:] == [
        "notice.owned", "notice.handed-over", "notice.given-up",
    ]  # fmt: skip
    handed = entries(at.city, reference)[-2]
    assert handed.details == {"from": at.account("orlova"), "to": at.account("hasanov")}
    assert mails_to(at, promised(at.city, "desk-handed-over")) == ["hasanov"]


def test_a_head_disposes_of_everybody_s_and_a_colleague_of_nobody_s_only(at: Everywhere) -> None:
    reference = at.files("n")
    hands_over(at, reference, "hasanov", "orlova")  # nobody's yet
    with pytest.raises(NotAllowed):
        hands_over(at, reference, "hasanov", "zuev")
    with pytest.raises(NotAllowed):
        gives_up(at, reference, "hasanov")

    hands_over(at, reference, "zuev", "hasanov")

    assert owner(at.city, reference) == "hasanov"


@pytest.mark.parametrize("who", ["morozova", "kravets", "police", "stranger", "auditor", "owner"])
def test_others_own_nothing(at: Everywhere, who: str) -> None:
    reference = at.files("n")
    for deed in (takes, gives_up):
        with pytest.raises(NotAllowed):
            deed(at, reference, who)
    with pytest.raises(NotAllowed):
        hands_over(at, reference, who, "orlova")


@pytest.mark.parametrize("to", ["stranger", "police", "morozova", "gone", "owner", "orlova"])
def test_only_an_officer_of_this_office_at_work_gets_it(at: Everywhere, to: str) -> None:
    reference = at.files("n")
    takes(at, reference)  # so Orlova has it already
    with pytest.raises(Invalid):
        hands_over(at, reference, "orlova", to)
    assert owner(at.city, reference) == "orlova"


def test_who_is_away_gets_nothing(at: Everywhere) -> None:
    reference = at.files("n")
    is_away(at, "hasanov", MARCH, MARCH)
    with pytest.raises(Invalid):
        hands_over(at, reference, "orlova", "hasanov")


def test_near_the_end_a_notice_is_handed_over_but_not_given_up(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)
    at.city.goes_to(2027, 3, 4, 8)
    tick(at.city)

    for who in ("orlova", "zuev"):
        with pytest.raises(NotPossible, match="nearly over"):
            gives_up(at, reference, who)
    hands_over(at, reference, "orlova", "hasanov")

    assert owner(at.city, reference) == "hasanov"


def test_what_has_ended_has_no_owner_to_be(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    for deed in (takes, gives_up):
        with pytest.raises((NotPossible, NotAllowed)):
            deed(at, reference, "orlova")


def test_nobody_s_notice_is_not_given_up(at: Everywhere) -> None:
    with pytest.raises(NotPossible, match="no owner"):
        gives_up(at, at.files("n"), "orlova")
