"""The text policy: what passes, what is taken out, what is refused, and never by surprise."""

import pytest

from web.text import (
    Unfit,
    clean,
    clean_line,
    clean_name,
    form_key,
    row_number,
    search_key,
    spreadsheet_cell,
)

NAMES = [
    "Ян", "O", "Nguyễn Văn An", "محمد بن سلمان", "שרה", "王小明", "김민수", "さくら", "मीरा", "ப்ரியா",
    "สมชาย", "Ζωή", "Շուշանիկ", "თამარ", "Ольга Д'Артаньян-Ёжикова", "Ødegård", "X Æ A-12", "M’bala",
    "Sinéad O’Connor", "བསྟན་འཛིན", "ኃይለ ሥላሴ", "José María de la Cruz y López", "4 Non Blondes", "-",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_real_name_passes_as_it_is(name: str) -> None:
    assert clean_name(name).removed == ()
    assert clean_name(name).text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE notices; --", "../../etc/passwd",
        "$(reboot)", '=HYPERLINK("http://x")', "a\u0301\u0302 é", "👩‍👩‍👧‍👦", "раураl", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "Za̷l̷g̷o̷",
    ],
)  # fmt: skip
def test_strange_text_stays_text(hostile: str) -> None:
    assert clean(hostile).removed == ()


@pytest.mark.parametrize(
    "sign",
    [
        "\0",
        "\x07",
        "\x1b",
        "\x85\x9f"[1],
        "\ue000",
        "\U000f0000",
        "\ufffe",
        "\U0001ffff",
        "\ufdd0",
        "\ud800",
    ],
)
def test_control_private_and_broken_signs_are_refused(sign: str) -> None:
    with pytest.raises(Unfit, match="can't be stored"):
        clean(f"before{sign}after")


def test_what_phones_paste_is_taken_out_and_said() -> None:
    cleaned = clean_line("\u202a+7 495 000-14-20\u202c\u200b\ufeff")
    assert cleaned.text == "+7 495 000-14-20"
    assert cleaned.removed == ("U+200B", "U+202A", "U+202C", "U+FEFF")


def test_tag_letters_can_t_hide_a_message() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "hidden")
    assert clean(f"plain{hidden}").text == "plain"


def test_joiners_of_persian_and_emoji_stay() -> None:
    assert clean("می\u200cروم 👩\u200d🚒").text == "می\u200cروم 👩\u200d🚒"


def test_breaks_become_one_kind_and_space_around_goes() -> None:
    assert clean("  a\r\nb\rc\u2028d\v e\n ").text == "a\nb\nc\nd\n e"


def test_text_is_composed() -> None:
    assert clean("е\u0308лка и\u0306").text == "ёлка й"


def test_one_line_means_one_line() -> None:
    with pytest.raises(Unfit, match="one line"):
        clean_line("Subject: a\r\nBcc: b@example.org")


def test_length_is_counted_in_letters_and_said() -> None:
    assert clean("я" * 20_000).text
    with pytest.raises(Unfit) as refused:
        clean("я" * 20_007)
    assert refused.value.values == {"over": 7, "most": 20_000}


@pytest.mark.parametrize(
    "name", ["\u3164", "\u2800 ", "\u0301\u0301", "a" + "\u0301" * 7 + "b" + "\u030f" * 7]
)
def test_a_name_has_something_to_see_and_few_marks(name: str) -> None:
    with pytest.raises(Unfit):
        clean_name(name)


def test_an_empty_name_is_left_to_the_form() -> None:
    assert clean_name("   ").text == ""


def test_a_key_finds_full_width_and_capitals() -> None:
    assert search_key(" ＡＢＣ Straße ") == "abc strasse"


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-1", "@x", "\t=1", "＝1"])
def test_a_spreadsheet_never_runs_a_cell(text: str) -> None:
    assert spreadsheet_cell(text) == f"'{text}"
    assert spreadsheet_cell("Rally") == "Rally"


@pytest.mark.parametrize(
    "typed", ["", "-1", "+1", "1e3", "１２", "²", "2147483648", "9999999999", "1" * 30, "1\0"]
)
def test_no_database_is_asked_for_a_number_that_no_row_has(typed: str) -> None:
    assert row_number(typed) is None


def test_a_row_has_a_number() -> None:
    assert [row_number(typed) for typed in ("0", "7", "007", "2147483647")] == [0, 7, 7, 2**31 - 1]


def test_a_key_is_what_we_made_or_nothing() -> None:
    assert form_key("Ab_-9") == "Ab_-9"
    assert [form_key(typed) for typed in ("", "a\0", "a" * 81, "ключ", "a b")] == [""] * 5
