"""What a run can't do once it is over, and what can't be done to letters behind its back: no sheet twice without a word."""

import pytest

from records.tables import PrintRun
from tests.desk.conftest import Desk
from tests.desk.test_runs import file_of, made, printings, run, scan
from tests.support.everywhere import Everywhere
from workflow import runs
from workflow.errors import NotPossible


def test_a_run_that_is_over_gives_no_file_any_more(desk: Desk) -> None:
    """Its letters are in envelopes, or wait as copies: a second sheet of one would bear no word that it is one."""
    made(desk, (1, 2))
    kravets = desk.at("kravets")
    undone = run(kravets)
    file_of(kravets, undone)
    assert kravets.post(f"{undone}/void", reason="Toner ran out").status_code == 303
    closed = run(kravets)
    file_of(kravets, closed)
    assert scan(kravets, closed, "1-2") == 303

    for over in (undone, closed):
        assert "Print file" not in kravets.get(over).text
        for part in ({}, {"part": "fronts"}):
            assert kravets.post(f"{over}.pdf", **part).status_code == 409
            assert "this run is over" in kravets.text


def test_a_run_undone_while_its_file_was_made_is_handed_to_nobody(desk: Desk) -> None:
    (one,) = made(desk, (1,))
    kravets = desk.at("kravets")
    address = run(kravets)
    assert kravets.post(f"{address}/void", reason="Wrong printer").status_code == 303

    with pytest.raises(NotPossible), desk.city.unit() as work:
        runs.taken(
            work,
            actor=Everywhere(desk.city).actor("kravets"),
            run_id=int(address.rsplit("/", 1)[1]),
        )

    run(kravets)
    assert printings(desk) == [(one, 1, "printed")]
    with desk.city.reading() as work:
        assert work.get(PrintRun, int(address.rsplit("/", 1)[1])).taken_at is None


def test_a_run_of_which_a_letter_has_left_is_not_undone(desk: Desk) -> None:
    """Else the letter that left would be asked for once more and leave twice."""
    one, two = made(desk, (1, 1))
    kravets = desk.at("kravets")
    address = run(kravets)
    file_of(kravets, address)
    sent = kravets.post(f"/desk/letters/{one}/sent", way="in-person", day="01.03.2027")
    assert sent.status_code == 303

    assert kravets.post(f"{address}/void", reason="Wrong printer").status_code == 409
    assert "have left already" in kravets.text
    assert printings(desk) == [(one, 1, "printed"), (two, 1, "printed")]

    assert scan(kravets, address, "1-2") == 303
    assert kravets.post(f"/desk/letters/{one}/print-again", reason="Lost").status_code == 303
    desk.city.clock.advance(minutes=1)
    copy = run(kravets)  # what left before a run was made holds it not
    assert kravets.post(f"{copy}/void", reason="Wrong printer").status_code == 303


def test_a_letter_kept_from_leaving_is_not_marked_as_posted(desk: Desk) -> None:
    (one,) = made(desk, (1,))
    kravets = desk.at("kravets")
    kept = kravets.post(f"/desk/letters/{one}/not-sent", reason="The address is wrong")
    assert kept.status_code == 303
    for way in ("post", "registered-post"):
        sent = kravets.post(f"/desk/letters/{one}/sent", way=way, day="01.03.2027")
        assert sent.status_code == 409
        assert "kept from leaving by post" in kravets.text


def test_letters_typed_backwards_are_not_counted(desk: Desk) -> None:
    made(desk, (1, 1, 1))
    kravets = desk.at("kravets")
    address = run(kravets)
    assert scan(kravets, address, "3-1") == 422
    assert "Type the first letter before the last one: 1-3." in kravets.text
    kravets.get(address)
    assert "In envelopes 0" in kravets.text
