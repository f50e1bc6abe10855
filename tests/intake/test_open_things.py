"""What waits for the organiser beside the letters stands where the page says what to do, with its dates."""

from datetime import date
from typing import Any

import pytest

from records import rows
from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from workflow import consulting, messaging, minuting, resources

NUMBER = "27-0001"
MARK = 'id="open-things"'


@pytest.fixture
def asked(olga: Grumbler, fill: Fill, door: Door) -> Grumbler:
    """Olga's browser; a service, the office's posts, a message and minutes wait for her."""
    fill(olga)
    olga.follow(sign(olga))
    office.asks(door.city, NUMBER)
    assert MARK not in olga.get(f"/notices/{NUMBER}").text
    city = door.city
    common: dict[str, Any] = {"reference": NUMBER}
    with city.reading() as work:
        police = rows.unit_by_code(work, "police").id
        found = rows.consultations(work, work.notice(NUMBER))
    question = next(row.id or 0 for row in found if row.unit_id == police)
    with city.unit() as work:
        consulting.answer(
            work, city.rulebook, actor=city.actor("police"), consultation_id=question,
            answer="need-information", facts="Where does the stage stand?", whom="organiser",
        )  # fmt: skip
        resources.ask(
            work, city.rulebook, actor=city.actor("orlova"), kind="stewards", wanted=20, why="Narrow", **common
        )  # fmt: skip
        minuting.write(
            work, city.rulebook, actor=city.actor("orlova"), held_on=date(2027, 3, 1), people="A, B",
            said="Twenty stewards.", **common,
        )  # fmt: skip
        said = messaging.begin(
            work,
            city.rulebook,
            actor=city.actor("orlova"),
            to="organiser",
            text="Call us",
            **common,
        )
        work.flush()
        messaging.send(
            work, city.rulebook, actor=city.actor("orlova"), message_id=said, seen=1, **common
        )
    return olga


def things(browser: Grumbler) -> list[str]:
    """The lines of the list; none where there is no list."""
    text = browser.get(f"/notices/{NUMBER}").text
    if MARK not in text:
        return []
    part = text.split(MARK, 1)[1].split("</ul>", 1)[0]
    return [line.split('href="', 1)[1] for line in part.split("<li>")[1:]]


def test_each_thing_is_named_with_its_dates_until_it_is_done(asked: Grumbler, door: Door) -> None:
    question, posts, message, minutes = things(asked)
    assert question.startswith(f"/notices/{NUMBER}/questions")
    assert "the service itself has to answer the city by" in question
    assert "Say what you can provide: Stewards (20)" in posts
    assert "until the event begins, " in posts
    assert "Read what the office wrote to you" in message
    assert "The talk was on Mon" in minutes
    assert "an early answer helps your notice" in asked.text
    assert "Nothing by law" not in asked.text

    for path, typed in (
        ("questions", {"answer": "Before the library"}),
        ("messages", {"text": "I did"}),
        ("minutes", {"do": "confirm", "remark": ""}),
    ):
        asked.get(f"/notices/{NUMBER}/{path}")
        names = {"questions": "question", "messages": "message", "minutes": "minutes"}
        number = asked.hidden(names[path])
        assert asked.post(f"/notices/{NUMBER}/{path}", **typed, **{names[path]: number}).status_code == 303  # fmt: skip
    assert [line.split("?")[0] for line in things(asked)] == [f"/notices/{NUMBER}/resources"]


def test_what_nobody_can_use_any_more_is_not_asked_for(asked: Grumbler, door: Door) -> None:
    office.answers(door.city, NUMBER)  # the police answered without waiting
    assert len(things(asked)) == 3
    office.step(door.city, NUMBER, "prepare")

    asked.get(f"/notices/{NUMBER}/withdraw")
    asked.post(f"/notices/{NUMBER}/withdraw", seen=asked.hidden("seen"), note="")

    assert things(asked) == []
    assert "Nothing more. The road of this notice has ended." in asked.text
