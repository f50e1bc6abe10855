"""Who is away, entered by whom; and an office without a signatory is told days ahead, once."""

from datetime import date

import pytest
from sqlmodel import select

from records import accounts
from records.tables import Post, SigningPower
from tests.support.everywhere import Everywhere
from tests.support.looking import promised
from tests.support.watching import MARCH, is_away, mails_to, today
from workflow import absences, signing_gap
from workflow.errors import Invalid, NotAllowed, NotPossible


def gaps(at: Everywhere, ahead: int = 7) -> list[tuple[str, date, str]]:
    with at.city.reading() as work:
        found = signing_gap.without_signatory(work, today(at.city), ahead)
    return [(one.unit_code, one.day, one.why) for one in found]


def ends(at: Everywhere, who: str, day: date | None) -> None:
    """Somebody's post ends with a day."""
    with at.city.unit() as work:
        row = work.session.exec(select(Post).where(Post.account_id == at.account(who))).one()
        row.to_day = day
        power = select(SigningPower).where(SigningPower.account_id == at.account(who))
        work.session.exec(power).one().to_day = day


def warn(at: Everywhere) -> int:
    """What the tick promises; how many gaps had not been told."""
    with at.city.reading() as work:
        new = signing_gap.untold(work, today(at.city), 7)
    with at.city.unit() as work:
        signing_gap.warn(work, today(at.city), 7)
    return len(new)


def test_people_enter_their_own_days_and_the_head_everybody_s(at: Everywhere) -> None:
    is_away(at, "orlova", MARCH, MARCH, by="orlova")
    is_away(at, "morozova", MARCH, MARCH, by="zuev")
    for by in ("hasanov", "stranger", "police", "kravets"):
        with pytest.raises(NotAllowed):
            is_away(at, "orlova", date(2027, 3, 5), date(2027, 3, 5), by=by)
    with pytest.raises(NotAllowed):
        is_away(at, "stranger", MARCH, MARCH, by="zuev")
    for by in ("auditor", "admin", "owner"):
        with pytest.raises(NotAllowed):
            is_away(at, by, MARCH, MARCH, by=by)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 3, 5), date(2027, 3, 4)), (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2029, 3, 1)), (date(2027, 3, 11), date(2027, 3, 11)),
    ],
)  # fmt: skip
def test_days_that_can_t_be_are_refused(at: Everywhere, first: date, last: date) -> None:
    is_away(at, "orlova", date(2027, 3, 10), date(2027, 3, 12))
    with pytest.raises(Invalid):
        is_away(at, "orlova", first, last)


def test_an_absence_ends_when_the_person_is_back(at: Everywhere) -> None:
    number = is_away(at, "morozova", MARCH, date(2027, 3, 20))
    coming = is_away(at, "morozova", date(2027, 4, 1), date(2027, 4, 2))
    at.city.clock.advance(days=2)
    assert gaps(at) == [("prefecture-svao", date(2027, 3, 3), "absence")]

    for one in (number, coming):
        with at.city.unit() as work:
            absences.end(work, actor=at.actor("zuev"), absence_id=one, today=today(at.city))

    assert gaps(at) == []
    with pytest.raises(NotPossible), at.city.unit() as work:
        absences.end(work, actor=at.actor("zuev"), absence_id=number, today=today(at.city))


def test_the_only_signatory_away_is_told_a_week_ahead_to_the_day(at: Everywhere) -> None:
    is_away(at, "morozova", date(2027, 3, 9), date(2027, 3, 9))
    assert gaps(at) == []

    at.city.clock.advance(days=1)

    assert gaps(at) == [("prefecture-svao", date(2027, 3, 9), "absence")]


def test_a_second_signatory_is_enough_unless_both_are_away(at: Everywhere) -> None:
    with at.city.unit() as work:
        accounts.give_post(
            work, at.account("zuev"), "signatory", unit_code="prefecture-svao", from_day=MARCH
        )
    is_away(at, "morozova", date(2027, 3, 2), date(2027, 3, 5))
    assert gaps(at) == []

    is_away(at, "zuev", date(2027, 3, 4), date(2027, 3, 9))

    assert gaps(at) == [("prefecture-svao", date(2027, 3, 4), "absence")]


def test_a_power_that_ends_is_told_of(at: Everywhere) -> None:
    ends(at, "morozova", date(2027, 3, 5))
    assert gaps(at) == [("prefecture-svao", date(2027, 3, 6), "power")]
    at.city.clock.advance(days=30)
    assert gaps(at) == [("prefecture-svao", today(at.city), "power")]


def test_who_was_switched_off_signs_nothing(at: Everywhere) -> None:
    with at.city.unit() as work:
        accounts.disable(work, at.account("morozova"))
    assert gaps(at) == [("prefecture-svao", MARCH, "power")]


def test_offices_that_never_had_a_signatory_are_not_named(at: Everywhere) -> None:
    assert gaps(at, 90) == []


def test_the_head_and_the_administrator_are_told_once(at: Everywhere) -> None:
    is_away(at, "morozova", date(2027, 3, 5), date(2027, 3, 6))

    assert [warn(at), warn(at)] == [1, 0]
    at.city.clock.advance(days=1)
    assert warn(at) == 0

    assert mails_to(at, promised(at.city, "desk-nobody-signs")) == ["zuev", "admin"]


def test_another_first_day_is_another_warning(at: Everywhere) -> None:
    is_away(at, "morozova", date(2027, 3, 5), date(2027, 3, 6))
    warn(at)
    is_away(at, "morozova", date(2027, 3, 4), date(2027, 3, 4))

    warn(at)

    days = [mail["day"] for mail in promised(at.city, "desk-nobody-signs")]
    assert days == ["2027-03-05", "2027-03-05", "2027-03-04", "2027-03-04"]
