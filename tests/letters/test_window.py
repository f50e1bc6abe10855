"""The envelope's window: ordinary long names keep their letter, and a receipt always goes out."""

from dataclasses import replace

import pytest

from letters import press, window
from letters.letter import Receipt
from letters.specimens import specimen

CASES = {
    "a representative": (
        "Межрегиональная общественная организация ветеранов",
        "Представитель: Ольга Игоревна Кравцова",
        "Москва, улица Академика Королёва, дом 8, корпус 2, квартира 131",
    ),
    "an association": (
        (
            "Региональная общественная организация содействия сохранению памяти о строителях "
            "московского метрополитена и поддержки их семей «Подземные дворцы столицы»"
        ),
        "",
        (
            "127427, город Москва, внутригородская территория муниципальный округ Останкинский, "
            "улица Академика Королёва, дом 8, корпус 2, квартира 131"
        ),
    ),
    "one word": ("W" * 200, "", "Ж" * 300),
    "signs of no face": ("Вера 😀漢 " * 20, "", "日本語住所" * 20),
    "other scripts": ("عبد الرحمن " * 19, "שלום עולם", "Nguyễn Thị Phương " * 16),
}


@pytest.mark.parametrize("case", CASES)
def test_a_receipt_goes_out_whoever_files(case: str) -> None:
    name, by, address = CASES[case]
    letter = specimen("receipt", "ru")
    assert isinstance(letter, Receipt)
    lines = window.abridged(name, by, address, "129515", "ru")
    long = replace(
        letter,
        head=replace(letter.head, addressee=lines),
        notified=replace(letter.notified, organiser=f"{name}. {by}"),
    )
    assert press.pdf(long).pages == 1
    assert lines[-1] == "129515"


def test_what_fits_stays_and_what_does_not_is_cut_in_its_order() -> None:
    name, by, address = "Вера Сокольникова", "c/o Ольга Кравцова", "Москва, улица Мира, дом 8"
    assert window.abridged(name, by, address, "129515", "ru") == (name, by, address, "129515")
    assert window.abridged(name, by * 9, address, "", "ru") == (name, address)
    cut = window.abridged(f"{name} " * 20, "", f"{address} " * 20, "129515", "ru")
    assert [window.lines_of(line, "ru") for line in cut] == [2, 3, 1]
    assert cut[0].startswith(name)
    assert cut[0].endswith("…")


@pytest.mark.parametrize(
    "name", ["\ufb01ona o\ufb00ice", "שִׁמְעוֹן בֶּן־דָּוִד", "e\u0301ric a\u030angstro\u0308m", "ﷺ علي"]
)
def test_what_a_reader_misreads_holds_no_letter(name: str) -> None:
    """Marks, ligatures and words of one sign: the window shows them, and reading them back is another matter."""
    letter = specimen("agreed", "ru")
    lines = window.abridged(name, "", "Москва, улица Мира, дом 8", "129515", "ru")
    assert press.pdf(replace(letter, head=replace(letter.head, addressee=lines))).pages >= 1
