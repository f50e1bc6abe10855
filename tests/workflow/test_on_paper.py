"""Letters that go round an answer on paper: a body without a mailbox is asked, an organiser without one reminded."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from letters.letter import Consultation, Reminder, from_json
from places import citymap
from places.locating import Locator
from records import letter_rows, register_rows, rows
from records.errors import Missing
from records.tables import Letter, Outbox
from tests.support.city import City, content
from tests.support.everywhere import Everywhere
from tests.support.looking import promised
from workflow import (
    bundling,
    consulting,
    dispatching,
    issuing,
    law,
    moves,
    picturing,
    policy,
    printing,
    reminding_on_paper,
    seeing,
)
from workflow.errors import Invalid, NotAllowed

CITY_MAP = Locator(citymap.load(Path(), schematic=True))
AMBULANCE = "Станция скорой медицинской помощи города Москвы"
STREET = "Санитарный пр., д. 3, Москва, 101000"


def _answer(at: Everywhere, who: str, number: int, said: str = "no-objection", **more: Any) -> None:
    with at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=at.actor(who), consultation_id=number, answer=said, **more
        )


@pytest.fixture
def asked(at: Everywhere) -> str:
    """A march about which the ambulance, which has no mailbox, was asked; the police have one."""
    with at.city.unit() as work:
        medical = rows.unit_by_code(work, "medical")
        medical.email, medical.address = "", STREET
    reference = at.files("n")
    at.moves(reference, "register")
    at.moves(reference, "ask", bodies=("police", "medical"))
    return reference


def test_a_body_without_a_mailbox_is_asked_by_letter(at: Everywhere, asked: str) -> None:
    number = at.letter("n", "consultation")
    with at.city.reading() as work:
        row = work.get(Letter, number)
        letter = from_json(row.data)
    assert isinstance(letter, Consultation)
    assert letter.musts() == ()
    assert letter.head.addressee == (AMBULANCE, STREET)
    assert letter.head.number == row.number
    assert "предполагаемое количество участников" in letter.looks_at
    told = str(row.data)
    for hidden in ("Сокольникова", "Прудовая", "основател", "+7 495 000-14-20"):
        assert hidden not in told, hidden
    assert len(promised(at.city, "desk-asked")) == 1  # the police; nobody mails an empty address


def test_the_letter_is_the_body_s_and_not_the_organiser_s(at: Everywhere, asked: str) -> None:
    number = at.letter("n", "consultation")
    with at.city.unit() as work:
        printing.keep(work, number, pdf=b"%PDF-1.7", sha256="0" * 64, pages=2)
    with at.city.reading() as work:
        clerk, scope = at.actor("kravets"), policy.scope_of(at.actor("kravets"))
        line = letter_rows.letter_line(work, scope, number)
        assert line is not None
        assert line.organiser == AMBULANCE
        [entry] = [
            one
            for one in register_rows.page(work, scope, register_rows.Wanted(), addresses=True)
            if one.id == number
        ]
        assert (entry.organiser, entry.address) == (AMBULANCE, STREET)
        assert printing.bytes_of(work, actor=clerk, letter_id=number).pdf == b"%PDF-1.7"
        with pytest.raises(Missing):
            printing.bytes_of(work, actor=at.actor("owner"), letter_id=number)
        view = seeing.notice_page(work, at.city.rulebook, actor=at.actor("owner"), reference=asked)
        assert {one.kind for one in view.letters} == {"receipt"}
    with at.city.unit() as work:
        taken = bundling.begin(work, at.city.rulebook, actor=at.actor("owner"), reference=asked)
        assert [one.id for one in taken] == [at.letter("n", "receipt")]
        today = work.get(Letter, number).day
        sent = dispatching.mark_sent(
            work, at.city.rulebook, actor=clerk, letter_id=number, way="post", day=today, post_id="", today=today
        )  # fmt: skip
        assert (sent.served_on, sent.served_by) == (None, "")


def test_the_office_enters_what_came_back_on_paper(at: Everywhere, asked: str) -> None:
    number, police = at.question("n", "medical"), at.question("n", "police")
    with pytest.raises(NotAllowed):  # the police answer for themselves
        _answer(at, "orlova", police, signed="Дежурный")
    with pytest.raises(NotAllowed):
        _answer(at, "transport", number, signed="Врач")
    for changes, field in (({}, "who"), ({"said": "need-information", "signed": "Врач"}, "answer")):
        with pytest.raises(Invalid) as wrong:
            _answer(at, "orlova", number, **changes)
        assert wrong.value.field == field

    _answer(at, "orlova", number, signed="Старший врач М. И. Лукина")
    with at.city.reading() as work:
        view = seeing.notice_page(work, at.city.rulebook, actor=at.actor("orlova"), reference=asked)
    [row] = [one for one in view.consultations if one.id == number]
    assert (row.answer, row.answered_by) == ("no-objection", "Старший врач М. И. Лукина")


def _reminders(city: City) -> list[Outbox]:
    with city.reading() as work:
        found = select(Outbox).where(col(Outbox.kind) == "reminder").order_by(col(Outbox.id))
        return list(work.session.exec(found))


def _released(city: City, row: Outbox) -> list[Reminder]:
    with city.unit() as work:
        reminding_on_paper.release(work, city.rulebook, row.payload)
    with city.reading() as work:
        found = select(Letter.data).where(col(Letter.kind) == "reminder").order_by(col(Letter.id))
        letters = [from_json(data) for data in work.session.exec(found)]
    return [one for one in letters if isinstance(one, Reminder)]


def test_who_gave_no_mailbox_is_reminded_by_letter_in_time_for_the_post(at: Everywhere) -> None:
    at.files("mailed")
    assert _reminders(at.city) == []
    reference = at.city.files(answers={"email": ""}).reference
    before, after = _reminders(at.city)
    assert before.payload["mail"] == "duties-before"
    assert len(promised(at.city, "duties-before")) == 1

    assert _released(at.city, before) == []  # a week before the mail would leave, and not yet
    at.city.goes_to(2027, 3, 5, 11)  # the march is on the 14th, the mail would leave on the 12th
    [letter] = _released(at.city, before)
    assert letter.musts() == ()
    assert letter.head.reply_reference == reference
    assert any("отличительный знак" in one.text and "54-ФЗ" in one.basis for one in letter.before)
    assert not letter.after

    at.city.goes_to(2027, 3, 15, 11)
    both = _released(at.city, after)
    assert [bool(one.after) for one in both] == [False, True]


def test_a_withdrawn_event_is_not_reminded_of(at: Everywhere) -> None:
    filed = at.city.files(answers={"email": ""})
    with at.city.unit() as work:
        moves.move(
            work, at.city.rulebook, actor=at.city.holder(filed), reference=filed.reference, name="withdraw",
            seen=work.notice(filed.reference).revision, note="Передумали", last_seen="",
        )  # fmt: skip
    at.city.goes_to(2027, 3, 5, 11)
    assert _released(at.city, _reminders(at.city)[0]) == []


def test_letters_that_say_where_carry_the_map_as_it_was(at: Everywhere) -> None:
    """Drawn when the letter is released, from the map that the door knows; without one the words stand alone."""
    way = CITY_MAP.locate(
        "line",
        "Липовый бульвар",
        ("Липовый бульвар", "Садовников улица", "Мельничная площадь"),
        "ru",
    ).geo
    assert way is not None
    place = replace(content().places[0], geo=way.text())
    with at.city.unit() as work:
        work.city_map = lambda: CITY_MAP
        known = picturing.of_places(work, [place], "ru")
        both = picturing.of_places(work, [place], "en", was=[place])
        assert picturing.of_places(work, [replace(place, geo="")], "ru") is None
        work.city_map = None
        assert picturing.of_places(work, [place], "ru") is None
    assert known is not None
    assert both is not None
    assert "Север вверху" in known.svg
    assert "as proposed" in both.caption
    assert known.caption.startswith("Схема")

    for name, places, drawn in (("m", (place,), True), ("w", (replace(place, geo=""),), False)):
        reference = at.files(name, places=places)
        at.moves(reference, "register")
        at.moves(reference, "ask", bodies=("police",))
        at.answers(reference, "police")
        at.moves(reference, "prepare")
        at.writes(reference, "agreed")
        with at.city.unit() as work:
            work.city_map = lambda: CITY_MAP
            notice = work.notice(reference)
            row = rows.draft_decision(work, notice)
            assert row is not None
            regime = law.regime_of(work, at.city.rulebook, notice)
            letter = issuing.sketch(work, at.city.rulebook, regime, notice, row, "ru")
        assert (letter.map is not None) == drawn
