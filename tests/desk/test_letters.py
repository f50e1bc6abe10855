"""The print room: letters that wait, the stored bytes, the dispatch list, letters held back."""

import io

import pikepdf
import pytest
from sqlmodel import select

from records import rows
from records.tables import Letter, ReadEntry
from tests.desk.conftest import Desk
from workflow import printing


def blank(pages: int = 1) -> bytes:
    """A PDF that stands for what the press made."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def letter_of(desk: Desk, reference: str, kind: str) -> Letter:
    with desk.city.reading() as work:
        found = rows.letters(work, work.notice(reference))
    return next(one for one in found if one.kind == kind)


@pytest.fixture
def printed(desk: Desk) -> Letter:
    """A letter of agreement that the press has made."""
    letter = letter_of(desk, desk.released(), "agreed")
    with desk.city.unit() as work:
        printing.keep(work, letter.id or 0, pdf=blank(), sha256="0" * 64, pages=1)
    return letter


def test_a_letter_is_printed_marked_and_found_in_the_dispatch_list(
    desk: Desk, printed: Letter
) -> None:
    kravets = desk.at("kravets")
    kravets.get("/desk/letters")
    assert printed.number in kravets.text
    assert "1 letter waits for paper Make a print run" in kravets.text
    assert "Сокольникова Вера Андреевна" in kravets.text

    stored = kravets.get(f"/desk/letters/{printed.id}.pdf")
    assert stored.data == blank()
    assert stored.headers["Content-Disposition"].startswith("attachment")

    path = f"/desk/letters/{printed.id}/sent"
    kravets.get(path)
    assert kravets.post(path, way="", day="").status_code == 422
    early = kravets.post(path, way="registered-post", day="28.02.2027")
    assert early.status_code == 422
    assert "A letter is sent on or after its own date, and not in the future." in kravets.text
    typed = {"way": "registered-post", "day": "1.3.2027", "post_id": "80101 20 419 377 6"}
    assert kravets.post(path, **typed).status_code == 303

    kravets.get("/desk/letters")
    assert "No letter waits for paper" in kravets.text
    kravets.get("/desk/letters?state=sent")
    assert "Sent by registered post, Mon 1 Mar 80101 20 419 377 6 , K. K. Kravets" in kravets.text


def test_a_letter_never_leaves_twice_by_the_same_way(desk: Desk, printed: Letter) -> None:
    kravets = desk.at("kravets")
    path = f"/desk/letters/{printed.id}/sent"
    kravets.get(path)
    typed = {"way": "post", "day": "1.3.2027"}
    assert kravets.post(path, **typed).status_code == 303

    kravets.get(path)
    assert kravets.last is not None
    assert 'value="post"' not in kravets.last.text
    assert kravets.post(path, **typed).status_code == 422


def test_a_held_letter_says_why_and_is_made_again(desk: Desk) -> None:
    letter = letter_of(desk, desk.released(), "agreed")
    with desk.city.unit() as work:
        printing.hold(work, letter.id or 0, "The fonts lack a sign")
    kravets = desk.at("kravets")
    kravets.get("/desk/letters")
    assert "1 letter is held back" in kravets.text
    kravets.get("/desk/letters?state=held")
    assert "Held back. The fonts lack a sign" in kravets.text

    assert kravets.post(f"/desk/letters/{letter.id}/again").status_code == 303

    kravets.get("/desk/letters?state=queued")
    assert letter.number in kravets.text


def test_letters_are_listed_by_kind_and_page_by_page(desk: Desk, printed: Letter) -> None:
    with desk.city.unit() as work:
        for number in range(27):
            work.add(
                Letter(
                    notice_id=printed.notice_id, unit_id=printed.unit_id, kind="warning", locale="ru",
                    number=f"W-{number}", day=printed.day, check_code=f"W{number}", data={},
                    state="ready", released_at=work.now, sha256="1", pages=1, printed_at=work.now,
                )
            )  # fmt: skip
    kravets = desk.at("kravets")

    kravets.get("/desk/letters?kind=agreed")
    assert printed.number in kravets.text
    assert "W-0" not in kravets.text
    kravets.get("/desk/letters?kind=warning")
    assert "W-24" in kravets.text
    assert "W-25" not in kravets.text
    assert "Next 25: after W-24" in kravets.text
    assert kravets.last is not None
    address = kravets.last.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    kravets.get(address.replace("&amp;", "&"))

    assert "W-26" in kravets.text
    assert "W-24" not in kravets.text


def test_an_officer_reads_letters_but_sends_none(desk: Desk, printed: Letter) -> None:
    orlova = desk.at("orlova")
    orlova.get("/desk/letters")
    assert printed.number in orlova.text
    assert "Mark as sent" not in orlova.text

    shut = orlova.get(f"/desk/letters/{printed.id}.pdf")
    assert shut.status_code == 303  # the address on it opens with a reason
    assert shut.headers["Location"].endswith("/open?back=letters")
    opened = orlova.post(shut.headers["Location"], reason="To compare it with the envelope")
    assert opened.headers["Location"].endswith("#letters")
    assert orlova.get(f"/desk/letters/{printed.id}.pdf").status_code == 200
    assert orlova.get(f"/desk/letters/{printed.id}/sent").status_code == 403
    assert desk.at("police").get(f"/desk/letters/{printed.id}.pdf").status_code == 404
    assert desk.at("stranger").get(f"/desk/letters/{printed.id}.pdf").status_code == 404


def test_the_signatory_and_the_clerk_read_a_letter_as_their_work(
    desk: Desk, printed: Letter
) -> None:
    for who in ("morozova", "kravets"):
        assert desk.at(who).get(f"/desk/letters/{printed.id}.pdf").status_code == 200, who
    with desk.city.reading() as work:
        assert [row.fields for row in work.session.exec(select(ReadEntry))] == [
            "organiser,address,postcode"
        ] * 2
