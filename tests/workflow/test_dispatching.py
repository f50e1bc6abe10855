"""A letter leaves the house: printed first, on a day that was, by one way once, by the office's own clerk."""

from datetime import date

import pytest

from records import rows
from records.tables import Letter
from tests.support.everywhere import Everywhere
from tests.support.looking import entries
from workflow import dispatching, printing
from workflow.errors import Invalid, NotAllowed, NotPossible

TODAY = date(2027, 3, 1)


def printed(at: Everywhere) -> int:
    at.released("n", "agreed")
    number = at.letter("n", "agreed")
    with at.city.unit() as work:
        printing.keep(work, number, pdf=b"%PDF-1.7", sha256="0" * 64, pages=1)
    return number


def send(
    at: Everywhere, number: int, way: str = "post", day: date = TODAY, who: str = "kravets"
) -> None:
    with at.city.unit() as work:
        dispatching.mark_sent(
            work,
            at.city.rulebook,
            actor=at.actor(who),
            letter_id=number,
            way=way,
            day=day,
            post_id="101000",
            today=TODAY,
        )


def test_a_sent_letter_says_how_when_and_by_whom(at: Everywhere) -> None:
    number = printed(at)
    send(at, number)
    send(at, number, "e-mail")

    with at.city.reading() as work:
        letter = work.get(Letter, number)
        assert letter.state == "sent"
        assert [row.way for row in rows.dispatches(work, letter)] == ["post", "e-mail"]
    last = entries(at.city, at.refs["n"])[-1]
    assert (last.kind, last.details["way"]) == ("letter.sent", "e-mail")


def test_the_same_way_is_never_marked_twice(at: Everywhere) -> None:
    number = printed(at)
    send(at, number)
    with pytest.raises(NotPossible, match="already sent this way"):
        send(at, number)


@pytest.mark.parametrize(
    ("way", "day"), [("pigeon", TODAY), ("post", date(2027, 2, 28)), ("post", date(2027, 3, 2))]
)
def test_a_letter_leaves_by_a_known_way_on_a_day_that_was(
    at: Everywhere, way: str, day: date
) -> None:
    with pytest.raises(Invalid):
        send(at, printed(at), way, day)


def test_what_is_not_printed_does_not_leave(at: Everywhere) -> None:
    at.released("n", "agreed")
    with pytest.raises(NotPossible, match="still being made"):
        send(at, at.letter("n", "agreed"))


def test_only_the_office_s_clerk_sends(at: Everywhere) -> None:
    number = printed(at)
    for who in ("orlova", "morozova", "farclerk", "owner"):
        with pytest.raises(NotAllowed):
            send(at, number, who=who)
