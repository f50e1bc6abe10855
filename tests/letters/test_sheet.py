"""The finished sheet, measured by another reader than the one that made it (pdfium): window, margins, words, QR."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
import pytest
import zxingcpp

from letters import press, qr, typography
from letters.letter import Proposal
from letters.press import Printed, Unprintable
from letters.specimens import all_specimens, specimen

NAMES = [name for name, _ in all_specimens()]
SENT = [name for name in NAMES if "minutes" not in name]  # minutes go to nobody by post
MM = 72 / 25.4
Box = tuple[float, float, float, float]  # left, top, right, bottom in mm of the paper


def _characters(pdf: bytes, page: int = 0) -> Iterator[tuple[str, Box]]:
    opened = pypdfium2.PdfDocument(pdf)[page]
    height = opened.get_height()
    text = opened.get_textpage()
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, top = text.get_charbox(index)
            yield character, (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)


def _inside(box: Box, zone: Box) -> bool:
    return box[0] >= zone[0] and box[1] >= zone[1] and box[2] <= zone[2] and box[3] <= zone[3]


def _touches(box: Box, zone: Box) -> bool:
    return box[0] < zone[2] and box[2] > zone[0] and box[1] < zone[3] and box[3] > zone[1]


@pytest.mark.parametrize("name", SENT)
def test_the_window_shows_the_address_and_nothing_else(
    printed: Mapping[str, Printed], name: str
) -> None:
    letter = dict(all_specimens())[name]
    seen = [
        each for each in _characters(printed[name].pdf) if _touches(each[1], (106, 44.9, 194, 80))
    ]
    assert "".join(character for character, _ in seen) == typography.fold(
        "".join(letter.head.addressee)
    )
    assert all(_inside(box, (110, 45, 190, 79)) for _, box in seen)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_outside_the_margins(printed: Mapping[str, Printed], name: str) -> None:
    for page in range(printed[name].pages):
        for _, box in _characters(printed[name].pdf, page):
            assert _inside(box, (29.5, 9, 192.3, 289))
            if page == 0:  # the body ends above the check strip
                assert not _touches(box, (30, 264, 192.3, 265))


@pytest.mark.parametrize("name", NAMES)
def test_the_qr_square_reads_back(printed: Mapping[str, Printed], name: str) -> None:
    head = dict(all_specimens())[name].head
    page = pypdfium2.PdfDocument(printed[name].pdf)[0]
    for dots in (80, 150):
        picture = page.render(scale=dots / 72).to_pil()
        read = [code.text for code in zxingcpp.read_barcodes(picture)]
        assert read == [qr.address(head.check_url, head.check_code)]
    assert read[0].isupper()


@pytest.mark.parametrize("name", NAMES)
def test_the_code_and_the_page_stand_on_every_page(
    printed: Mapping[str, Printed], name: str
) -> None:
    letter = dict(all_specimens())[name]
    of = {"ru": "из", "en": "of"}[letter.head.locale]
    for page in range(printed[name].pages):
        text = "".join(character for character, _ in _characters(printed[name].pdf, page))
        assert letter.head.check_code in text.replace("-", "").replace("‑", "")
        assert f"{page + 1}{of}{printed[name].pages}" in text


def test_receipts_are_one_page_and_decisions_two(printed: Mapping[str, Printed]) -> None:
    for locale in ("ru", "en"):
        pages = {
            kind: printed[f"{locale}-{kind}"].pages for kind in ("receipt", "proposal", "refused")
        }
        assert pages == {"receipt": 1, "proposal": 2, "refused": 2}


def test_an_english_letter_says_that_the_russian_text_decides(
    printed: Mapping[str, Printed],
) -> None:
    sentence = "EnglishversionoftheRussianletterwiththesamenumber;theRussiantextisthedecision"
    assert sentence in "".join(character for character, _ in _characters(printed["en-agreed"].pdf))


def test_a_draft_says_so_and_has_no_code() -> None:
    letter = specimen("refused", "ru")
    draft = replace(letter, head=replace(letter.head, number="", check_code="", signatory=None))
    text = "".join(character for character, _ in _characters(press.pdf(draft, "draft").pdf))
    assert "ПРОЕКТ" in text
    assert "Проект:письмоневыпущено" in text
    with pytest.raises(Unprintable, match="the number of the letter"):
        press.pdf(draft)


@pytest.mark.parametrize(
    "name",
    [
        "Константинопольская-Преображенская Анастасия-Виктория Святославовна",
        "Wolfeschlegelsteinhausenbergerdorff Adolph Blaine Charles",
        "Nguyễn Thị Minh Khai",
        "שלום עולם",
        "محمد بن عبد الله",
        "Қазыбек Әбілқайырұлы, Ğöksu Şahin, Łukasz Żółć",
    ],
)
def test_the_name_of_anyone_is_printed_as_recorded(name: str) -> None:
    letter = specimen("agreed", "ru")
    letter = replace(
        letter,
        head=replace(letter.head, addressee=(name, "Речной пер., д. 4", "Москва", "105001")),
        notified=replace(letter.notified, organiser=name),
    )
    window = [
        character
        for character, box in _characters(press.pdf(letter).pdf)
        if _touches(box, (106, 44.9, 194, 80))
    ]
    # Sorted, because pdfium reads Hebrew and Arabic in the order of the page.
    assert sorted(typography.fold("".join(window))) == sorted(
        typography.fold("".join(letter.head.addressee))
    )


def test_a_receipt_of_a_long_notice_keeps_to_its_page() -> None:
    receipt = specimen("receipt", "ru")
    long = replace(
        receipt.notified,
        aim="Обратить внимание города на состояние дворов. " * 40,
        places=tuple(f"Садовая ул. от д. {number} до д. {number + 9}" for number in range(40)),
    )
    printed = press.pdf(replace(receipt, notified=long))
    text = "".join(character for character, _ in _characters(printed.pdf))
    assert (printed.pages, text.count("(полностью–взаписиуведомления)")) == (1, 2)


def test_a_proposal_says_what_is_proposed() -> None:
    proposal = specimen("proposal", "ru")
    assert isinstance(proposal, Proposal)
    hours_only = replace(proposal, places=())
    text = "".join(character for character, _ in _characters(press.pdf(hours_only).pdf))
    assert "предлагаемизменитьвремя." in text
    assert "Местодетскаяплощадкаводворедомов4и6поРечномупер.безизменений" in typography.fold(text)
