"""A sign that no font of the letters has: told from the moment of filing, never refused, never silently replaced."""

import io

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own

from records import rows
from records.tables import Letter
from tests.desk.conftest import Desk
from web import worker

MARK = "Our letters can't print this:"
STRANGE = {"organiser": "Сокольникова 🎵 Вера"}


def works(desk: Desk) -> None:
    """The worker presses for real."""
    with desk.app.app_context():
        worker.deliver_all(desk.app.extensions["veche"])


def receipt(desk: Desk, reference: str) -> tuple[Letter, bytes]:
    with desk.city.reading() as work:
        found = [one for one in rows.letters(work, work.notice(reference)) if one.kind == "receipt"]
        return found[0], rows.letter_bytes(work, found[0]) or b""


def test_the_office_sees_from_filing_on_which_sign_letters_can_not_print(desk: Desk) -> None:
    plain, strange = desk.files().reference, desk.files(answers=STRANGE).reference
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{plain}")
    assert MARK not in orlova.text

    orlova.get(f"/desk/notices/{strange}")

    assert f"{MARK} 🎵 (U+1F3B5)" in orlova.text


def test_a_body_is_not_told_of_it(desk: Desk) -> None:
    reference = desk.files(answers=STRANGE).reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=["police"])
    police = desk.at("police")
    police.get(f"/desk/notices/{reference}")
    assert MARK not in police.text
    assert "🎵" not in police.text


def test_a_receipt_goes_out_with_a_shown_substitute(desk: Desk) -> None:
    """Nobody has to be asked about a receipt; of a decision the signatory is (tests/workflow/test_printing.py)."""
    reference = desk.files(answers=STRANGE).reference
    works(desk)

    letter, pdf = receipt(desk, reference)
    assert letter.state == "ready"
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range()
    assert "[U+1F3B5]" in page
