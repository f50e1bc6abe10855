"""Print runs at the desk: one file, every sheet accounted for, copies with a reason, nothing twice."""

import hashlib
import io
import re
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
import pytest
from sqlalchemy import update
from sqlmodel import select

from records import rows, run_rows
from records.tables import Letter, Organiser, Printing, PrintRun, ReadEntry
from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere
from tests.support.visitor import Visitor
from workflow import policy, printing, run_parts


def blank(pages: int, mark: str) -> bytes:
    """A PDF that stands for what the press made; `mark` makes its bytes its own."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(595.276, 841.89))
        pdf.docinfo["/Title"] = mark
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def made(desk: Desk, pages: tuple[int, ...], **changes: Any) -> list[int]:
    """Letters of these numbers of pages that the press has made and that wait for paper."""
    more = {name: value for name, value in changes.items() if name != "sha256"}
    ids: list[int] = []
    reference = desk.files().reference
    with desk.city.unit() as work:
        notice = work.notice(reference)
        for count in pages:
            which = f"{reference}-{len(ids)}"
            content = blank(count, which)
            letter = Letter(
                notice_id=notice.id or 0, unit_id=notice.unit_id, kind="agreed", locale="ru", number=f"N-{which}",
                day=work.now.date(), check_code=f"C{len(ids)}{reference[-4:]}"[:12], data={}, released_at=work.now,
            )  # fmt: skip
            for name, value in more.items():
                setattr(letter, name, value)
            work.add(letter)
            work.flush()
            printing.keep(
                work,
                letter.id or 0,
                pdf=content,
                sha256=changes.get("sha256", hashlib.sha256(content).hexdigest()),
                pages=count,
            )
            ids.append(letter.id or 0)
    return ids


def run(visitor: Visitor, **fields: Any) -> str:
    """The clerk makes a run of what waits; its address."""
    visitor.get("/desk/letters/runs")
    answer = visitor.post(
        "/desk/letters/runs", unit=visitor.hidden("unit"), **{"sides": "2"} | fields
    )
    assert answer.status_code == 303, visitor.text
    return str(answer.headers["Location"])


def file_of(visitor: Visitor, address: str) -> bytes:
    answer = visitor.post(f"{address}.pdf")
    assert answer.status_code == 200, visitor.text
    return bytes(answer.data)


def pages_of(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def words_of(content: bytes, page: int) -> str:
    text = pypdfium2.PdfDocument(content)[page].get_textpage().get_text_range()
    return " ".join(text.split())


def scan(visitor: Visitor, address: str, code: str) -> int:
    return int(visitor.post(f"{address}/sheets", sheet=code).status_code)


def printings(desk: Desk) -> list[tuple[int, int, str]]:
    with desk.city.reading() as work:
        found = work.session.exec(select(Printing).order_by(Printing.id)).all()  # type: ignore[arg-type]
    return [(one.letter_id, one.copy_no, one.state) for one in found]


def test_a_run_closes_when_printed_is_enveloped_and_spoiled(desk: Desk) -> None:
    one, two, three = made(desk, (1, 3, 2))
    kravets = desk.at("kravets")
    kravets.get("/desk/letters")
    assert "3 letters wait for paper Make a print run" in kravets.text
    address = run(kravets)
    kravets.get(address)
    assert kravets.title.startswith("Print run R0001")
    assert (
        "Letters 3 Sheets printed 4 In envelopes 0 Spoiled 0 Not seen again yet 4" in kravets.text
    )

    printed = file_of(kravets, address)
    assert (
        pages_of(printed) == 2 + 2 + 2 + 4 + 2
    )  # cover, proof page and each letter begin on a right-hand page
    told = words_of(printed, 2)  # these letters are blank: no window shows an address
    assert "proof page Letterhead across the page. GOST R 7.0.97-2016" in told
    assert "3 letters were made for another envelope and go by hand" in told
    assert file_of(kravets, address) == printed

    assert scan(kravets, address, "R0001-0001-1/1") == 303
    assert scan(kravets, address, "К0001-0002-1.2") == 303  # a scanner on a Russian keyboard
    assert scan(kravets, address, "r0001-0002-1/2") == 303  # read twice, counted once
    kravets.get(f"{address}?known=1")
    assert "Counted before; nothing changed. Last: R0001-0002-1/2, in its envelope" in kravets.text
    for code, why in (
        ("R0002-0001-1/1", "This sheet belongs to run R0002. Open that run."),
        ("R0001-0009-1/1", "This run has no such sheet: R0001-0009-1/1."),
        ("R0001-0001-1/2", "This run has no such sheet"),
        ("1-9", "This run has no such sheet: 1-9."),
        ("hello", "This is no code of a sheet. Scan it, or type it like R0001-0001-1/1."),
        ("", "Scan a code, or type it"),
    ):  # fmt: skip
        assert scan(kravets, address, code) == 422
        assert why in kravets.text
    assert "In envelopes 2 Spoiled 0 Not seen again yet 2" in kravets.text

    assert kravets.post(f"{address}/spoiled", spoiled="R0001-0002-2/2").status_code == 422
    page = (
        kravets.last.text if kravets.last else ""
    )  # scanned, Enter: the cursor stands in the reason
    assert re.search(
        r'<input[^>]*name="reason"[^>]*autofocus|<input[^>]*autofocus[^>]*name="reason"', page
    )
    assert page.count("autofocus") == 1
    assert 'value="R0001-0002-2/2"' in page
    torn = kravets.post(
        f"{address}/spoiled", spoiled="R0001-0002-2/2", reason="Torn in the printer"
    )
    assert torn.status_code == 303  # both sheets of the letter leave the run
    assert scan(kravets, address, "2/1") == 422
    assert "Sheet R0001-0002-1/2 is marked as spoiled." in kravets.text
    kravets.get(address)
    assert "In envelopes 1 Spoiled 2 Not seen again yet 1" in kravets.text
    assert scan(kravets, address, "3") == 303
    kravets.get(address)
    assert (
        "Closed: every sheet is accounted for 4 printed = 2 in envelopes + 2 spoiled."
        in kravets.text
    )
    assert scan(kravets, address, "3") == 409

    again = run(kravets)
    kravets.get(again)
    assert "copy 2" in kravets.text
    assert "Torn in the printer" in kravets.text
    file_of(kravets, again)
    assert scan(kravets, again, "1") == 303
    assert printings(desk) == [
        (one, 1, "enveloped"), (two, 1, "spoiled"), (three, 1, "enveloped"), (two, 2, "enveloped"),
    ]  # fmt: skip
    with desk.city.reading() as work:
        assert len(work.session.exec(select(ReadEntry)).all()) == 1  # one notice, one hour


def test_stored_letters_stay_as_they_are_and_a_changed_byte_stops_the_run(desk: Desk) -> None:
    (one,) = made(desk, (1,))
    kravets = desk.at("kravets")
    address = run(kravets)
    file_of(kravets, address)
    with desk.city.reading() as work:
        letter = work.get(Letter, one)
        stored = rows.letter_bytes(work, letter)
    assert stored is not None
    assert hashlib.sha256(stored).hexdigest() == letter.sha256

    made(desk, (1,), sha256="0" * 64)  # what is stored is not what was kept as released
    address = run(kravets)
    answer = kravets.post(f"{address}.pdf")
    assert answer.status_code == 409
    assert "are not those that were released" in kravets.text


def test_one_side_takes_a_sheet_a_page_and_no_empty_one(desk: Desk) -> None:
    made(desk, (1, 3))
    kravets = desk.at("kravets")
    address = run(kravets, sides="1")
    kravets.get(address)
    assert "Sheets printed 4" in kravets.text
    assert pages_of(file_of(kravets, address)) == 1 + 1 + 1 + 3
    assert scan(kravets, address, "1-2") == 303
    kravets.get(address)
    assert "4 printed = 4 in envelopes + 0 spoiled" in kravets.text


def test_a_run_takes_one_class_in_a_stable_order_and_leaves_the_rest(desk: Desk) -> None:
    late = made(desk, (1,), kind="refused")
    early = made(desk, (1, 1), kind="agreed")
    registered = made(desk, (1,), way="registered-post")
    kravets = desk.at("kravets")
    address = run(kravets, way="post")
    assert [letter for letter, _, _ in printings(desk)] == early + late  # kind, then release
    run(kravets)
    assert [letter for letter, _, _ in printings(desk)][3:] == registered
    kravets.get("/desk/letters/runs")
    assert "No letter waits for paper" in kravets.text
    assert kravets.post("/desk/letters/runs", unit="1", sides="2").status_code in (409, 422)
    kravets.get(f"{address}?show=all")
    assert "0003" in kravets.text


def test_a_run_is_undone_with_a_reason_while_nothing_is_in_an_envelope(desk: Desk) -> None:
    one, two = made(desk, (1, 1))
    kravets = desk.at("kravets")
    unseen = run(kravets)
    assert kravets.post(f"{unseen}/void", reason="").status_code == 422
    assert kravets.post(f"{unseen}/void", reason="Wrong printer").status_code == 303
    kravets.get(unseen)
    assert "This run was undone Wrong printer" in kravets.text
    assert printings(desk) == []  # nobody had the file: the letters are no copies

    taken = run(kravets)
    file_of(kravets, taken)
    assert kravets.post(f"{taken}/void", reason="Toner ran out").status_code == 303
    assert printings(desk) == [
        (one, 1, "void"),
        (two, 1, "void"),
        (one, 2, "asked"),
        (two, 2, "asked"),
    ]
    third = run(kravets)
    assert scan(kravets, third, "1") == 303
    assert kravets.post(f"{third}/void", reason="Too late").status_code == 409
    with desk.city.reading() as work:
        found = work.session.exec(select(PrintRun)).all()
    assert sorted(run.number for run in found) == [1, 2, 3]  # no number is missing


def test_a_letter_is_printed_again_with_a_reason_or_not_sent(desk: Desk) -> None:
    one, two = made(desk, (1, 1))
    kravets = desk.at("kravets")
    again = f"/desk/letters/{one}/print-again"
    assert kravets.post(again, reason="Lost").status_code == 409  # it waits for its first printing
    address = run(kravets)
    assert kravets.post(again, reason="Lost").status_code == 409  # it lies in an open run
    assert kravets.post(f"/desk/letters/{two}/not-sent", reason="Twice").status_code == 409
    scan(kravets, address, "1-2")
    assert kravets.post(again, reason=" ").status_code == 422
    assert kravets.post(again, reason="The post lost it").status_code == 303
    run(kravets)
    assert printings(desk)[2] == (one, 2, "printed")

    (three,) = made(desk, (1,))
    path = f"/desk/letters/{three}/not-sent"
    assert kravets.post(path, reason="").status_code == 422
    assert kravets.post(path, reason="Handed over in the sitting").status_code == 303
    kravets.get("/desk/letters?state=not-sent")
    assert "Not sent. Handed over in the sitting" in kravets.text
    kravets.get("/desk/letters/runs")
    assert "No letter waits for paper" in kravets.text


def test_other_people_and_other_offices_have_no_part_in_a_run(desk: Desk) -> None:
    made(desk, (1,))
    kravets = desk.at("kravets")
    address = run(kravets)
    for who in ("orlova", "morozova", "stranger"):
        other = desk.at(who)
        assert other.get(address).status_code == 403, who
        assert other.post(f"{address}.pdf").status_code == 403, who
    with desk.city.unit() as work:
        far = rows.unit_by_code(work, "prefecture-zao").id
        made_there = PrintRun(unit_id=far or 0, number=1, sides=2, made_at=work.now, made_by=1)
        work.add(made_there)
        work.flush()
        number = made_there.id
    assert kravets.get(f"/desk/letters/runs/{number}").status_code == 404
    assert kravets.post(f"/desk/letters/runs/{number}/sheets", sheet="1").status_code == 404
    assert kravets.get("/desk/letters/runs/999").status_code == 404


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_cover_counts_and_carries_the_code_of_the_run(desk: Desk, language: str) -> None:
    made(desk, (1, 2))
    kravets = desk.at("kravets", language)
    address = run(kravets)
    printed = file_of(kravets, address)
    text = pypdfium2.PdfDocument(printed)[0].get_textpage().get_text_range()
    assert {"en": "cover sheet", "ru": "лист-обложка"}[language] in text
    assert "R0001" in text
    envelope = {"en": "DL or E65, sheet folded twice 2", "ru": "E65 или DL, лист сложен втрое 2"}
    assert envelope[language] in " ".join(text.split())
    fronts, backs = (
        kravets.post(f"{address}.pdf", part=one) for one in ("fronts", "backs-reversed")
    )
    assert [pages_of(one.data) for one in (fronts, backs)] == [pages_of(printed) // 2] * 2
    assert kravets.post(f"{address}.pdf", part="middles").status_code == 409


def test_twenty_letters_are_read_and_reprinted_as_they_were_released(desk: Desk) -> None:
    """Stored are bytes that no template makes, so a second rendering anywhere would show (P-4)."""
    ids = made(desk, (1, 2) * 10)
    with desk.city.unit() as work:
        unit = rows.unit_by_code(work, "prefecture-svao")
        unit.name_ru, unit.letterhead = "Другое название", {"ru": {"name": "Другое"}, "en": {}}
        work.session.execute(update(Organiser).values(name="Another name", address="Moved"))
    kravets = desk.at("kravets")
    address = run(kravets)
    scan(kravets, address, "1-20")
    for number in ids:
        with desk.city.reading() as work:
            kept = work.get(Letter, number).sha256
        for _again in range(2):
            assert (
                hashlib.sha256(kravets.get(f"/desk/letters/{number}.pdf").data).hexdigest() == kept
            )
        assert kravets.post(f"/desk/letters/{number}/print-again", reason="Lost").status_code == 303
    again, actor = run(kravets), Everywhere(desk.city).actor("kravets")
    with desk.city.reading() as work:
        line = run_rows.run(work, policy.scope_of(actor), int(again.split("/")[-1]))
        assert line is not None
        parts = list(run_parts.parts(work, actor=actor, run=line))
        kept_all = [work.get(Letter, number).sha256 for number in ids]
    assert [hashlib.sha256(one.pdf).hexdigest() for one in parts] == kept_all
    assert {one.copy_no for one in parts} == {2}
