"""A postcode that is none never holds an answer back: the letter leaves by other ways."""

import pytest

from records import rows
from tests.support.everywhere import Everywhere
from workflow import drafted, postal


def ready(at: Everywhere, reference: str) -> dict[str, tuple[str, str]]:
    """What the officer's list says."""
    with at.city.reading() as work:
        view = drafted.look(work, at.city.rulebook, actor=at.actor("orlova"), reference=reference)
    return {one.part: (one.text, one.state) for one in view.ready}


@pytest.mark.parametrize(("typed", "noted"), [("Some words", True), ("129515", False), ("", False)])
def test_words_in_place_of_a_postcode_are_noted_and_hold_nothing(
    at: Everywhere, typed: str, noted: bool
) -> None:
    reference = at.files("n", answers={"postcode": typed})
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    at.writes_draft(reference, "agreed")
    note = ("Postcode: letters by post need six digits", "open")
    assert ready(at, reference).get("postcode") == (note if noted else None)

    at.signs(reference)

    with at.city.reading() as work:
        letter = rows.letters(work, work.notice(reference))[-1]
        assert letter.kind == "agreed"
        assert letter.data["head"]["by_post"] is (typed == "129515")


@pytest.mark.parametrize(
    ("typed", "language", "fits"),
    [
        ("", "ru", True), ("129515", "ru", True), (" 129515 ", "ru", True), ("12951", "ru", False),
        ("Some words", "ru", False), ("1295155", "ru", False), ("SW1A 1AA", "ru", False),
        ("", "en", True), ("sw1a 1aa", "en", True), ("10178", "de", True), ("2010", "en", True),
        ("Some words", "en", False), ("12", "de", False),
    ],
)  # fmt: skip
def test_a_postcode_is_blank_or_one_by_the_rule_of_letters(
    typed: str, language: str, fits: bool
) -> None:
    assert postal.fits(typed, language) is fits
