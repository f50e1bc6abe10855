"""Mails are promised with the fact: each fact once, no text and no address in the promise, none sent stale."""

from typing import Any

import pytest

from records import rows
from tests.support.city import content
from tests.support.everywhere import Everywhere
from tests.support.looking import promised
from workflow import mailroom
from workflow.mailroom import Envelope

ALLOWED = {"mail", "notice", "unit", "letter", "to", "due", "consultation", "days", "at"}


def envelope(at: Everywhere, payload: dict[str, Any]) -> Envelope | None:
    with at.city.reading() as work:
        return mailroom.address(work, at.city.rulebook, payload)


def test_a_promise_names_rows_and_nothing_else(at: Everywhere) -> None:
    at.released("agreed", "agreed")
    at.released("proposed", "proposal")
    at.moves(at.asked("withdrawn"), "withdraw")

    for payload in promised(at.city):
        assert payload.keys() <= ALLOWED
        assert all(
            isinstance(value, int | None)
            for name, value in payload.items()
            if name not in {"mail", "to", "at"}  # `at` is the moment of a reminder
        )


def test_each_step_tells_whose_turn_it_is(at: Everywhere) -> None:
    at.released("n", "agreed")

    told = [(mail["mail"], mail["to"]) for mail in promised(at.city)]
    assert told == [
        ("receipt", "organiser"), ("duties-before", "organiser"), ("duties-after", "organiser"), ("desk-landed", "unit"), ("desk-asked", "unit"), ("desk-asked", "unit"),
        ("desk-answers-in", "unit"), ("desk-prepare", "unit"), ("desk-submit", "unit"), ("decided", "organiser"),
    ]  # fmt: skip


def test_a_step_that_is_made_again_tells_again(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    for _ in range(2):
        at.moves(reference, "submit")
        at.moves(reference, "back-to-preparing", "morozova")

    assert len(promised(at.city, "desk-submit")) == 2
    assert len(promised(at.city, "desk-send-back")) == 2


def test_the_mail_tells_the_notice_as_it_is_when_it_leaves(at: Everywhere) -> None:
    reference = at.files("n")
    receipt = promised(at.city, "receipt")[0]
    at.moves(reference, "register")

    found = envelope(at, receipt)

    assert found is not None
    assert (found.to, found.locale, found.notice.stage.en) == (
        "canary@example.org",
        "ru",
        "Registered",
    )


def test_nobody_without_an_address_is_written_to(at: Everywhere) -> None:
    at.city.files(key="n", answers={**content().answers, "email": ""})
    at.files("m", by="other", answers={**content().answers, "email": ""})

    nowhere, own = (envelope(at, mail) for mail in promised(at.city, "receipt"))
    assert nowhere is None
    assert own is not None
    assert own.to == "other@veche.example"


def test_a_reminder_of_what_was_done_meanwhile_is_not_sent(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    with at.city.reading() as work:
        done = {due.side: due.id for due in rows.dues(work, work.notice(reference))}
    mail = {"mail": "reminder", "notice": at.ids["n"], "to": "unit"}

    assert envelope(at, {**mail, "due": done["authority"]}) is None
    assert envelope(at, {**mail, "due": done["organiser"]}) is not None


def test_a_question_that_was_answered_meanwhile_is_not_sent(at: Everywhere) -> None:
    at.asked("n")
    mails = promised(at.city, "desk-asked")

    waiting = [envelope(at, mail) for mail in mails]

    assert [found.unit_name.en if found else None for found in waiting][1:] == [None]
    assert waiting[0] is not None


@pytest.mark.parametrize(
    ("state", "waits", "attached"),
    [("queued", True, False), ("held", False, False), ("ready", False, True)],
)
def test_a_decision_waits_for_its_letter_but_not_for_one_that_is_held(
    at: Everywhere, state: str, waits: bool, attached: bool
) -> None:
    at.released("n", "agreed")
    if state == "held":
        at.holds(at.letter("n", "agreed"))
    if state == "ready":
        at.prints(at.letter("n", "agreed"))

    found = envelope(at, promised(at.city, "decided")[0])

    assert found is not None
    assert (found.letter_waits, found.attached) == (waits, attached)
