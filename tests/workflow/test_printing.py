"""One rendering counts: stored once with its hash, held for a person where the press can't, read by whom it concerns."""

import hashlib

import pytest
from sqlmodel import select

from records import rows
from records.errors import Missing
from records.tables import Letter, ReadEntry
from tests.support.everywhere import Everywhere
from tests.support.looking import entries
from workflow import printing, seeing
from workflow.errors import NotAllowed, NotPossible

PDF = b"%PDF-1.7 one"


def keep(at: Everywhere, number: int, pdf: bytes = PDF) -> None:
    with at.city.unit() as work:
        printing.keep(work, number, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), pages=1)


def bytes_for(at: Everywhere, number: int, who: str) -> bytes:
    with at.city.reading() as work:
        return printing.bytes_of(work, actor=at.actor(who), letter_id=number).pdf


def test_the_first_rendering_counts_and_its_hash_enters_the_log(at: Everywhere) -> None:
    reference = at.files("n")
    number = at.letter("n", "receipt")
    keep(at, number)
    keep(at, number, b"%PDF-1.7 another")

    assert bytes_for(at, number, "owner") == PDF
    printed = [entry for entry in entries(at.city, reference) if entry.kind == "letter.printed"]
    assert [entry.details["sha256"] for entry in printed] == [hashlib.sha256(PDF).hexdigest()]
    with at.city.reading() as work:
        assert printing.waiting(work, number) is None


def test_a_letter_is_read_by_its_organiser_and_its_office_only(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    number = at.letter("n", "agreed")
    with pytest.raises(NotPossible, match="still being made"):
        bytes_for(at, number, "owner")
    keep(at, number)

    for who in ("owner", "morozova", "kravets", "auditor"):
        assert bytes_for(at, number, who) == PDF
    for who in ("orlova", "zuev"):  # an address is read for a reason, and for its hour
        with pytest.raises(printing.AddressShut, match="Say first why"):
            bytes_for(at, number, who)
        with at.city.unit() as work:
            seeing.open_personal(
                work,
                at.city.rulebook,
                actor=at.actor(who),
                reference=reference,
                reason="To check it",
            )
        assert bytes_for(at, number, who) == PDF
    for who in ("other", "stranger", "police", "farclerk", "farsigner", "admin"):
        with pytest.raises(Missing):
            bytes_for(at, number, who)


def test_a_held_letter_is_a_task_and_a_substitute_is_the_signatory_s_word(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    number = at.letter("n", "agreed")
    at.holds(number)
    with at.city.reading() as work:
        assert printing.waiting(work, number) is None
    for who in ("orlova", "farsigner", "police"):
        with pytest.raises(NotAllowed), at.city.unit() as work:
            printing.try_again(work, actor=at.actor(who), letter_id=number)
    with pytest.raises(NotAllowed), at.city.unit() as work:
        printing.try_again(work, actor=at.actor("kravets"), letter_id=number, show_missing=True)

    with at.city.unit() as work:
        printing.try_again(work, actor=at.actor("morozova"), letter_id=number, show_missing=True)

    with at.city.reading() as work:
        letter = printing.waiting(work, number)
    assert letter is not None
    assert letter.head.show_missing
    assert entries(at.city, reference)[-1].details["substitute"] is True


def test_only_a_held_letter_is_tried_again(at: Everywhere) -> None:
    at.released("n", "agreed")
    with pytest.raises(NotPossible), at.city.unit() as work:
        printing.try_again(work, actor=at.actor("kravets"), letter_id=at.letter("n", "agreed"))


def test_a_recused_clerk_sends_nothing_to_the_press(at: Everywhere) -> None:
    at.released("n", "agreed")
    number = at.letter("n", "agreed")
    at.holds(number)
    clerk = at.actor("kravets")
    recused = type(clerk)(
        clerk.account_id, clerk.name, clerk.role, clerk.posts, recused=frozenset({at.ids["n"]})
    )
    with pytest.raises(NotAllowed), at.city.unit() as work:
        printing.try_again(work, actor=recused, letter_id=number)


def test_the_receipt_is_given_in_the_reader_s_language_where_there_is_one(at: Everywhere) -> None:
    at.files("n")
    with at.city.reading() as work:
        here = printing.receipt_of(work, at.ids["n"], "ru")
        assert here == printing.receipt_of(work, at.ids["n"], "en")
        assert work.get(Letter, here).locale == "ru"


def test_a_void_notice_gets_no_letter_but_its_receipt(at: Everywhere) -> None:
    reference = at.to_sign("n", "agreed")
    at.moves(reference, "void", "zuev")
    with pytest.raises(NotPossible):
        at.signs(reference, submit=False)
    with at.city.reading() as work:
        assert [letter.kind for letter in rows.letters(work, work.notice(reference))] == ["receipt"]


def test_the_office_s_reading_of_an_addressed_letter_is_written_down(at: Everywhere) -> None:
    at.files("n")
    number = at.letter("n", "receipt")
    for who in ("kravets", "kravets", "owner"):
        with at.city.unit() as work:
            printing.note_reading(work, actor=at.actor(who), letter_ids=[number])

    with at.city.reading() as work:
        noted = work.session.exec(select(ReadEntry)).all()
    assert [(entry.account_id, entry.fields) for entry in noted] == [
        (at.account("kravets"), "organiser,address,postcode")
    ]
