"""The print file of a run: stored letters as they are, a code on each sheet that a camera reads, copies marked."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
import pytest
import zxingcpp

from letters import press, runfile
from letters.inner import Box, Grid, Inner
from letters.press import Printed
from letters.runfile import Altered, Part
from tests.support.verapdf import PROFILES, verdicts


def part(printed: Printed, place: int, copy_no: int = 1, locale: str = "ru") -> Part:
    return Part(
        printed.pdf, printed.sha256, f"ДПМ-{place}/26", f"R0417-{place:04d}", copy_no, locale
    )


def codes(content: bytes, dpi: int = 100) -> list[set[str]]:
    """What a camera reads on each page."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        image = page.render(scale=dpi / 72).to_pil()
        found.append({one.text for one in zxingcpp.read_barcodes(image)})
    return found


def test_each_letter_begins_on_a_right_hand_page_and_each_sheet_has_its_code(
    printed: Mapping[str, Printed],
) -> None:
    letters = [printed[name] for name in ("ru-receipt", "ru-refused", "en-receipt")]
    assert [letter.pages for letter in letters] == [1, 2, 1]
    parts = [part(letter, place) for place, letter in enumerate(letters, 1)]

    merged = runfile.merged(parts)

    assert runfile.merged(parts) == merged
    pages = list(pypdfium2.PdfDocument(merged))
    empty = [n for n, page in enumerate(pages, 1) if not list(page.get_objects())]
    assert (len(pages), empty) == (6, [2, 6])
    read = codes(merged)
    wanted = ["R0417-0001-1/1", "", "R0417-0002-1/1", "", "R0417-0003-1/1", ""]
    assert [next((c for c in page if c.startswith("R04")), "") for page in read] == wanted
    assert all(len(page) == 2 for page in (read[0], read[2], read[4]))  # beside the letter's own

    one_sided = codes(runfile.merged(parts, sides=1))
    assert [next(c for c in page if c.startswith("R04")) for page in one_sided] == [
        "R0417-0001-1/1", "R0417-0002-1/2", "R0417-0002-2/2", "R0417-0003-1/1",
    ]  # fmt: skip


def test_a_printer_of_one_side_prints_fronts_and_backs_of_the_same_sheets(
    printed: Mapping[str, Printed],
) -> None:
    parts = [
        part(printed[name], place) for place, name in enumerate(("ru-receipt", "ru-refused"), 1)
    ]
    whole = runfile.merged(parts)

    def words(content: bytes) -> list[str]:
        return [
            page.get_textpage().get_text_range()[:200] for page in pypdfium2.PdfDocument(content)
        ]

    fronts, backs = (runfile.one_pass(whole, which) for which in ("fronts", "backs"))
    sheets = list(zip(words(fronts), words(backs), strict=True))
    assert [side for sheet in sheets for side in sheet] == words(whole)
    assert words(runfile.one_pass(whole, "backs-reversed")) == words(backs)[::-1]
    assert runfile.one_pass(whole, "fronts") == fronts
    with pytest.raises(ValueError, match="no backs"):
        runfile.one_pass(runfile.merged(parts, sides=1), "backs")


def test_marks_lie_over_the_page_and_change_nothing_of_its_words(
    printed: Mapping[str, Printed],
) -> None:
    letter = printed["ru-refused"]
    plain = pypdfium2.PdfDocument(letter.pdf)
    merged = pypdfium2.PdfDocument(runfile.merged([part(letter, 1), part(letter, 2, copy_no=2)]))
    for number, page in enumerate((0, 1, 0, 1)):
        words = plain[page].get_textpage().get_text_range()
        assert merged[number].get_textpage().get_text_range() == words

    first, copy = (merged[number].render(scale=2).to_pil().convert("L") for number in (0, 2))
    corner = tuple(round(mm * 144 / 25.4) for mm in (29, 10, 60, 17))
    assert first.crop(corner).getextrema() == (255, 255)
    assert copy.crop(corner).getextrema()[0] < 60  # КОПИЯ 2
    original = plain[0].render(scale=2).to_pil().convert("L")
    beside = tuple(round(mm * 144 / 25.4) for mm in (29, 0, 210, 297))
    assert first.crop(beside).tobytes() == original.crop(beside).tobytes()


def test_a_changed_byte_and_an_empty_run_are_refused(printed: Mapping[str, Printed]) -> None:
    letter = printed["ru-receipt"]
    changed = Part(letter.pdf + b" ", letter.sha256, "ДПМ-1/26", "R0417-0001", 1, "ru")
    with pytest.raises(Altered, match="are not those that were released"):
        runfile.merged([changed])
    with pytest.raises(ValueError, match="nothing to print"):
        runfile.merged([])


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    runfile.write(tmp_path / "R0001.pdf", b"one")
    runfile.write(tmp_path / "R0001.pdf", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["R0001.pdf"]
    assert (tmp_path / "R0001.pdf").read_bytes() == b"two"


def test_papers_of_the_print_room_obey_the_standard_too(tmp_path: Path) -> None:
    paper = Inner(
        locale="ru", title="Журнал исходящих писем", foot="01.03.2027", day=date(2027, 3, 1), lead="Лист <b>",
        grids=(Grid(head=("№", "Кому"), rows=(("1", "Nguyễn Thị 𝄞"), ("2", "כהן")), widths=(12, 0)),),
        steps_title="Порядок", steps=("Раз",), square="R0001", square_words="Код: R0001", wide=True,
    )  # fmt: skip
    plate = Inner(
        locale="en", title="Labels", foot="", day=date(2027, 3, 1),
        boxes=((Box(left="5", top="5.5", width="70", height="37", lines=("Ms A", "London"), line="dashed"),),),
    )  # fmt: skip
    printed = press.inner(paper)
    assert press.inner(paper).sha256 == printed.sha256
    (tmp_path / "paper.pdf").write_bytes(printed.pdf)
    (tmp_path / "plate.pdf").write_bytes(press.inner(plate).pdf)
    found = verdicts(sorted(tmp_path.iterdir()))
    for name in ("paper", "plate"):
        assert [found[name, profile].failed for profile in PROFILES] == ["", ""]
    text = pypdfium2.PdfDocument(printed.pdf)[0].get_textpage().get_text_range()
    assert "Лист <b>" in text
    assert "[U+1D11E]" in text


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    """Planted: a file that is as open as the machine's habit makes it."""
    runfile.write(tmp_path / "run.pdf", b"names and addresses")
    assert (tmp_path / "run.pdf").stat().st_mode & 0o077 == 0
