"""What a city words itself: places, both languages, days, versions; what is out keeps the words that it left with."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select, text

from letters import page
from letters.letter import from_json
from records import text_rows
from records.errors import Overtaken
from records.tables import Letter, LogEntry
from tests.support.everywhere import Everywhere
from tests.support.watching import today
from workflow import city_texts
from workflow.city_texts import SAMPLE, TEXTS, TextIn
from workflow.errors import Invalid, NotAllowed

MARCH = date(2027, 3, 1)


def given(**more: Any) -> TextIn:
    said = {
        "text_en": "Dear organiser,",
        "text_ru": "Уважаемый организатор!",
        "from_day": MARCH,
        "why": "Мягче",
    }
    return TextIn(**{**said, **more})


def worded(at: Everywhere, name: str = "letter-salutation", by: str = "admin", **more: Any) -> int:
    """Somebody saves the next version of a text."""
    with at.city.unit() as work:
        seen = more.pop("seen", text_rows.newest(work, name))
        row = city_texts.save(
            work,
            actor=at.actor(by),
            name=name,
            seen=seen,
            given=given(**more),
            today=today(at.city),
        )
        return row.id or 0


def letters(at: Everywhere, name: str) -> dict[str, Any]:
    """Letters of a notice's decision as they are kept, by language."""
    with at.city.reading() as work:
        found = select(Letter).where(Letter.notice_id == at.ids[name], Letter.kind != "receipt")
        return {one.locale: from_json(one.data) for one in work.session.exec(found)}


WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("letter-salutation", {"text_en": ""}, "text_en", "both languages"),
    ("letter-salutation", {"text_ru": " \n "}, "text_ru", "both languages"),
    ("letter-paragraph", {"text_en": ""}, "text_en", "both languages"),  # it may be empty, but in both
    ("letter-salutation", {"text_ru": "Здравствуйте, {organiser}!"}, "text_ru", "no place {organiser}"),
    ("letter-paragraph", {"text_en": "Call {phon}."}, "text_en", "no place {phon}"),
    ("letter-paragraph", {"text_ru": "{{ 7*7 }}"}, "text_ru", "Braces stand only"),
    ("letter-paragraph", {"text_ru": "{% include 'x' %}"}, "text_ru", "Braces stand only"),
    ("letter-paragraph", {"text_ru": "{office.__class__}"}, "text_ru", "Braces stand only"),
    ("letter-paragraph", {"text_ru": "{office"}, "text_ru", "Braces stand only"),
    ("mail-foot", {"text_en": "Write to us.", "text_ru": "{office}"}, "text_en", "{office} may not go"),
    ("letter-closing", {"text_ru": "Ваша\nпрефектура"}, "text_ru", "one line"),
    ("letter-closing", {"text_en": "Yours\u202e"}, "text_en", "can't be seen"),
    ("letter-closing", {"text_en": "Yours\x00"}, "text_en", "can't be seen"),
    ("letter-closing", {"text_en": "Yours \U0001f389"}, "text_en", "can't print: \U0001f389"),
    ("letter-closing", {"text_en": "Y" * 121}, "text_en", "at most 120"),
    ("letter-closing", {"why": " "}, "why", "Say why"),
    ("letter-closing", {"from_day": MARCH - timedelta(days=1)}, "from_day", "day is over"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more", "field", "said"), WRONG)
def test_what_a_text_may_not_be_is_said_at_its_field(
    name: str, more: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        city_texts.check(TEXTS[name], given(**more), MARCH)
    assert refused.value.field == field
    assert said in refused.value.text % refused.value.values


def test_every_own_text_is_one_that_could_be_saved_and_every_place_has_a_sample() -> None:
    for spec in TEXTS.values():
        own = given(text_en=spec.own.en, text_ru=spec.own.ru)
        assert city_texts.check(spec, own, MARCH).text_ru == spec.own.ru
        assert set(spec.required) <= set(spec.places) <= set(SAMPLE)
        for locale in ("en", "ru"):
            assert "{" not in city_texts.preview(spec.own.in_(locale), locale)


def test_a_letter_takes_the_words_of_its_day_and_keeps_them(at: Everywhere) -> None:
    at.released("before", "agreed")
    worded(at)
    worded(at, "letter-closing", text_en="With respect,", text_ru="С почтением,")
    worded(
        at, "letter-paragraph", text_ru="Спросить: {office}, {phone}, о номере {number}.",
        text_en="Ask {office}, {phone}, about {number}.",
    )  # fmt: skip
    worded(
        at,
        text_ru="С завтрашнего дня!",
        text_en="From tomorrow,",
        from_day=MARCH + timedelta(days=1),
    )
    at.released("today", "agreed")
    at.city.clock.advance(days=1)
    at.released("tomorrow", "agreed")

    old, now, next_ = (letters(at, name)["ru"].head for name in ("before", "today", "tomorrow"))
    assert (old.salutation, old.closing, old.paragraph) == ("", "", "")
    assert (now.salutation, now.closing) == ("Уважаемый организатор!", "С почтением,")
    assert now.paragraph.startswith(f"Спросить: {now.office.short}")
    assert now.paragraph.endswith(f"о номере {at.refs['today']}.")
    assert next_.salutation == "С завтрашнего дня!"
    written = page.page(letters(at, "today")["ru"]).replace("\xa0", " ")
    assert "Уважаемый организатор!" in written
    assert "С почтением," in written
    assert "Здравствуйте!" in page.page(letters(at, "before")["ru"])


def test_hostile_words_are_words(at: Everywhere) -> None:
    hostile = "<script>alert(1)</script> & <img src=x onerror=y>"
    worded(at, "letter-paragraph", text_ru=hostile, text_en=hostile)
    at.released("n", "agreed")
    written = page.page(letters(at, "n")["ru"])
    assert "<script" not in written
    assert "<img src=x" not in written
    assert "&lt;script&gt;" in written
    assert (
        city_texts.filled("{office}", office="{phone}<b>", phone="7") == "{phone}<b>"
    )  # filled once


def test_versions_are_dated_kept_and_returned_to(at: Everywhere) -> None:
    first = worded(at, text_ru="Первый", text_en="First")
    worded(at, text_ru="Второй", text_en="Second")
    with pytest.raises(Overtaken):
        worded(at, seen=first)
    back = worded(at, text_ru="Первый", text_en="First", returned_to=first)
    foreign = worded(
        at, "letter-closing", text_ru="С уважением", text_en="Yours", returned_to=first
    )
    with at.city.reading() as work:
        rows = text_rows.versions(work, "letter-salutation")
        now = text_rows.in_force(work, TEXTS, MARCH)["letter-salutation"]
        before = text_rows.in_force(work, TEXTS, MARCH - timedelta(days=1))
        other = text_rows.one(work, "letter-closing", foreign)
        said = work.session.exec(select(LogEntry).where(LogEntry.kind == "text.worded")).all()
        assert city_texts.words(work, ("letter-salutation", "mail-foot"), "en", MARCH) == {
            "letter-salutation": "First", "mail-foot": "",
        }  # fmt: skip
    assert (rows[0].id, rows[0].by, rows[0].why) == (back, "Admin", "Мягче")
    assert [one.returned_to for one in rows] == [first, None, None]
    assert (now.id, before) == (back, {})
    assert other is not None
    assert other.returned_to is None  # another text's version is none to return to
    assert len(said) == 4
    for statement in ("UPDATE city_texts SET text_ru = 'x'", "DELETE FROM city_texts"):
        with pytest.raises(DBAPIError, match="is never"), at.city.unit() as work:
            work.session.execute(text(statement))


def test_the_administrator_words_them_and_nobody_else(at: Everywhere) -> None:
    for who in ("zuev", "orlova", "morozova", "auditor", "stranger", "police", "owner"):
        with pytest.raises(NotAllowed):
            worded(at, by=who)
    with pytest.raises(NotAllowed):
        worded(at, "letter-grounds")  # what is not on the list can't be worded by anybody
