"""A body's answer against what the office and the organiser do in the same moment (C-2): nothing is lost, nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from records import rates, rows
from records.errors import Overtaken
from records.tables import Consultation
from tests.stories.conftest import Town, filled
from tests.stories.test_power_races import both
from tests.stories.test_races import comes_first, rounds, told
from tests.support.client import Grumbler
from tests.support.everywhere import Everywhere
from workflow import asked, bodies, consulting, correcting, deciding, lastsafe, settling, versions
from workflow.content import Content
from workflow.errors import Refused
from workflow.limiting import Limit
from workflow.sentences import ConditionIn

ANSWER = {"answer": "objection", "ground": "54-FZ, art. 8", "facts": "A school is near."}


@pytest.fixture
def at(town: Town) -> Everywhere:
    """The city with its people, for races that need no pages."""
    return town.at


@rounds(2)
def test_an_answer_by_link_against_the_withdrawal(town: Town, times: int) -> None:
    """The answer is kept with the notice, or it comes too late and its text stays on the page."""
    vera = town.person("owner")
    for turn in range(times):
        reference = town.at.asked(f"round {turn}")
        number = town.question(reference, "police")
        with town.city.unit() as work:
            link = f"/asked/{asked.make_link(work, number)}"
        body, since = _opens(town, link), len(told(town.at))
        question, before = f"/asked/question/{number}", town.logged("consultation.answered")

        answer, withdrawn = town.together(
            filled(body, question, **ANSWER, who="A. Nikitin"),
            filled(vera, f"/notices/{reference}/withdraw", note="It will rain."),
        )

        assert withdrawn.status_code == 303
        assert answer.status_code in {303, 409}
        assert town.logged("consultation.answered") == before + (answer.status_code == 303)
        assert (answer.status_code == 409) == ("A school is near." in answer.text)
        with town.city.reading() as work:
            row = work.get(Consultation, number)
        assert (row.answer == "objection") == (answer.status_code == 303)
        assert row.closed_at is not None or comes_first(
            told(town.at, since), "consultation.answered", "notice.withdraw"
        )  # what comes after the withdrawal is kept, and counts for nothing


@rounds(2)
def test_one_question_answered_twice_at_once_by_link_and_by_account(town: Town, times: int) -> None:
    police = town.person("police")
    for turn in range(times):
        reference = town.at.asked(f"round {turn}")
        number = town.question(reference, "police")
        with town.city.unit() as work:
            link = f"/asked/{asked.make_link(work, number)}"
        body = _opens(town, link)

        answers = town.together(
            filled(body, f"/asked/question/{number}", **ANSWER, who="A. Nikitin"),
            filled(police, f"/desk/consultations/{number}", **ANSWER),
        )

        assert sorted(one.status_code for one in answers) == [303, 409]
        assert all(("A school is near." in one.text) == (one.status_code == 409) for one in answers)


@rounds(2)
def test_an_answer_against_an_amendment_that_asks_anew(town: Town, times: int) -> None:
    """The answer says what it was given about: the version that the body saw, never the newer one."""
    for turn in range(times):
        reference = town.at.asked(f"round {turn}")
        number = town.question(reference, "police")
        with town.city.unit() as work:
            link = f"/asked/{asked.make_link(work, number)}"
        body, zuev = _opens(town, link), town.person("zuev")
        path = f"/desk/notices/{reference}/correct"

        answer, corrected = town.together(
            filled(body, f"/asked/question/{number}", **ANSWER, who="A. Nikitin"),
            filled(zuev, path, attendance="300", reason="The paper says three hundred"),
        )

        assert (answer.status_code, corrected.status_code) == (303, 303)
        with town.city.reading() as work:
            row = work.get(Consultation, number)
            first = rows.version(work, work.notice(reference), 1)
        assert (row.answer, row.version_id) == ("objection", first.id)


@rounds(6)
def test_an_answer_against_a_change_is_about_what_the_body_saw(at: Everywhere, times: int) -> None:
    """Through the services, so that either comes first; through pages the answer is always the quicker one."""
    police, zuev = at.actor("police"), at.actor("zuev")
    for turn in range(times):
        reference = at.asked(f"round {turn}")
        number, seen = at.question(f"round {turn}"), at.city.revision(reference)
        with at.city.reading() as work:
            first = rows.version(work, work.notice(reference))
            content = replace(versions.content_of(work, work.notice(reference)), attendance=300)

        def answers(number: int = number) -> None:
            with at.city.unit() as work:
                consulting.answer(
                    work, at.city.rulebook, actor=police, consultation_id=number, answer="no-objection"
                )  # fmt: skip

        def corrects(
            reference: str = reference, seen: int = seen, content: Content = content
        ) -> None:
            with at.city.unit() as work:
                correcting.correct(
                    work, at.city.rulebook, actor=zuev, reference=reference, seen=seen, content=content, reason="x"
                )  # fmt: skip

        deeds = (answers, corrects) if turn % 2 else (corrects, answers)
        assert both(*deeds) == [True, True]
        with at.city.reading() as work:
            row = work.get(Consultation, number)
        assert (row.answer, row.version_id) == ("no-objection", first.id)


@rounds(6)
def test_an_answer_that_contradicts_against_the_signature(at: Everywhere, times: int) -> None:
    """Either it comes first and holds the release, or the letter has left and the answer is kept as late."""
    for turn in range(times):
        reference = at.files(f"round {turn}")
        at.moves(reference, "register")
        at.moves(reference, "ask", bodies=("police", "transport"))
        _asks(at, reference, "police", "at-most", 500)
        with at.city.unit() as work:  # the office waits no longer; an answer is taken all the same
            consulting.close(
                work, at.city.rulebook, actor=at.actor("orlova"), reason="By telephone",
                consultation_id=at.question(f"round {turn}", "transport"),
            )  # fmt: skip
        at.moves(reference, "prepare")
        at.writes(reference, "agreed")
        at.moves(reference, "submit")
        seen, start, since = at.city.revision(reference), Barrier(2), len(told(at))

        def signs(reference: str = reference, seen: int = seen, start: Barrier = start) -> bool:
            start.wait(timeout=30)
            try:
                with at.city.unit() as work:
                    deciding.release(
                        work, at.city.rulebook, actor=at.actor("morozova"), reference=reference,
                        seen=seen, last_seen=lastsafe.mark(work, at.city.rulebook, reference),
                    )  # fmt: skip
            except (Overtaken, Refused):
                return False
            return True

        def says(reference: str = reference, start: Barrier = start) -> None:
            start.wait(timeout=30)
            _asks(at, reference, "transport", "at-least", 800)

        with ThreadPoolExecutor(2) as pool:
            signed, said = pool.submit(signs), pool.submit(says)
            released = signed.result()
            said.result()

        with at.city.reading() as work:
            notice = work.notice(reference)
            against = settling.open_of(work, notice.id or 0)
            decision = rows.released_decision(work, notice)
        assert len(against) == 1
        assert released == (decision is not None)
        assert released == comes_first(told(at, since), "notice.release", "consultation.answered")


def _opens(town: Town, link: str) -> Grumbler:
    """A browser at which the button of the link was pressed; fifty rounds are not held up by the limit of tries."""
    with town.city.unit() as work:
        rates.sweep(work, work.now + timedelta(hours=1))
    body = town.visitor()
    assert town.sends(body, link).status_code == 303
    return body


def _asks(at: Everywhere, reference: str, body: str, does: str, number: int) -> None:
    with at.city.unit() as work:
        unit = rows.unit_by_code(work, body).id
        asked_ = next(
            row for row in rows.consultations(work, work.notice(reference)) if row.unit_id == unit
        )
        consulting.answer(
            work, at.city.rulebook, actor=bodies.actor_of(work, unit or 0, "Nikitin"),
            consultation_id=asked_.id or 0, answer="conditions", ground="Order",
            conditions=(ConditionIn(text=f"{does} {number}", limit=Limit("attendance", does, number)),),
        )  # fmt: skip
