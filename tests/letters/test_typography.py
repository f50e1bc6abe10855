"""Glue, faces, dates and numbers, each rule of letters.md 5 once."""

from datetime import date, datetime, timedelta, timezone

import pytest

from letters import dates, typography

MOSCOW = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("plain", "glued"),
    [
        ("№ 5, ст. 12, п. 2, д. 4, кв. 1", "№~5, ст.~12, п.~2, д.~4, кв.~1"),
        ("пункта 2 части 3 статьи 12", "пункта~2 части~3 статьи~12"),
        ("в доме и к реке, не раньше", "в~доме и~к~реке, не~раньше"),
        ("М. Р. Воскресенская", "М.~Р.~Воскресенская"),
        ("12 декабря 2026 г.", "12~декабря 2026~г."),
        ("от 5 октября", "от 5~октября"),
        ("25 человек, 60 м", "25~человек, 60~м"),
        ("№ 54-ФЗ", "№~54\u2011ФЗ"),
        ("слово – слово", "слово~– слово"),
        ("тел. +7 (495) 000-00-00", "тел.~+7~(495)~000-00-00"),
        ("12:00–15:00", "12:00–\ufeff15:00"),
        ("книжная ярмарка", "книжная ярмарка"),
    ],
)
def test_russian_glue(plain: str, glued: str) -> None:
    assert typography.glue(plain, "ru") == glued.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("plain", "glued"),
    [
        ("article 12 (1) item 2", "article~12~(1) item~2"),
        ("No. 5 and Mr Smith", "No.~5 and Mr~Smith"),
        ("12 December 2026", "12~December 2026"),
        ("3,400 people", "3,400~people"),
        ("M. R. Voskresenskaya", "M.~R.~Voskresenskaya"),
    ],
)
def test_english_glue(plain: str, glued: str) -> None:
    assert typography.glue(plain, "en") == glued.replace("~", "\u00a0")


def test_glue_can_be_undone_to_compare() -> None:
    plain = "Закон № 54-ФЗ от 19 июня 2004 г., 12:00–15:00"
    assert typography.fold(typography.glue(plain, "ru")) == typography.fold(plain)


def test_the_faces_cover_the_names_of_the_city() -> None:
    assert typography.missing_glyphs("Ёлкина Қазыбек Żółć Nguyễn שלום محمد № § ₽ «»„“–—…") == ()
    assert typography.missing_glyphs("🎵 и 漢 и 🎵") == ("🎵", "漢")
    assert typography.show_missing("песня 🎵") == "песня [U+1F3B5]"


def test_a_run_that_the_main_face_lacks_is_set_whole_in_another() -> None:
    assert [run for run in typography.runs("Имя Nguyễn Thị и שלום עולם, да") if run[1].strip()] == [
        ("", "Имя"),
        ("vi", "Nguyễn Thị"),
        ("", "и"),
        ("he", "שלום עולם,"),
        ("", "да"),
    ]


@pytest.mark.parametrize(
    ("words", "locale", "marked"),
    [
        ("Aim: Сохранить двор, now", "en", 'Aim: <span lang="ru">Сохранить двор</span>, now'),
        ("Группа Keep the Yard", "ru", 'Группа <span lang="en">Keep the Yard</span>'),
        ("адрес dpm@veche.example", "ru", "адрес dpm@veche.example"),
        ("עולם, да", "ru", '<span class="he" lang="he" dir="rtl">עולם</span>, да'),
        ("a < b & c", "en", "a &lt; b &amp; c"),
    ],
)
def test_words_of_another_language_are_marked(words: str, locale: str, marked: str) -> None:
    assert typography.set_text(words, locale) == marked


def test_markup_of_the_template_is_left_alone() -> None:
    page = '<head>x</head><body class="a"><p>№ 5<b> &lt;i&gt;</b></p><svg><title>№ 5</title></svg>'
    assert typography.set_page(page, "ru") == page.replace("<p>№ 5", "<p>№\u00a05")


DAY = date(2026, 12, 12)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (dates.long(DAY, "ru"), "12 декабря 2026 г."),
        (dates.long(DAY, "en"), "12 December 2026"),
        (dates.full(DAY, "ru"), "12 декабря 2026 г., суббота"),
        (dates.full(DAY, "en"), "Saturday 12 December 2026"),
        (dates.short(DAY), "12.12.2026"),
        (dates.clock(datetime(2026, 12, 12, 23, 59, 59, tzinfo=MOSCOW)), "24:00"),
        (dates.clock(datetime(2026, 12, 12, 23, 59, tzinfo=MOSCOW)), "23:59"),
        (dates.due(datetime(2026, 12, 12, 23, 59, 59, tzinfo=MOSCOW), "ru"), "24:00 12 декабря 2026 г."),
        (dates.due(datetime(2026, 12, 12, 9, 5, tzinfo=MOSCOW), "en"), "09:05 on 12 December 2026"),
        (dates.sitting(DAY, "12:00", "15:00", "ru"), "12 декабря 2026 г., суббота, 12:00–15:00"),
        (dates.sitting(DAY, "22:00", "02:00", "ru"), "12 декабря 2026 г., суббота, 22:00 – 02:00 13.12.2026"),
        (dates.number(3400, "ru"), "3\u00a0400"),
        (dates.number(3400, "en"), "3,400"),
        (dates.people(21, "ru"), "до 21 человека"),
        (dates.people(11, "ru"), "до 11 человек"),
        (dates.people(1, "en"), "up to 1 person"),
    ],
)  # fmt: skip
def test_dates_and_numbers(shown: str, expected: str) -> None:
    assert shown == expected
