"""Races over one notice, round after round: exactly one wins, the others keep their text, the log says it once.

The suite runs a few rounds of each through pages and fifty of eight officers through the service;
`make deep` runs fifty of each through pages.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from records.errors import Overtaken
from records.tables import Letter, LogEntry
from tests.stories.conftest import Town, filled
from tests.support.everywhere import SPOKESMAN, Everywhere
from workflow import moves
from workflow.errors import Refused

DEEP = 50
EIGHT = 8


def rounds(few: int) -> pytest.MarkDecorator:
    """So many in the suite, fifty before a release."""
    more = pytest.param(DEEP, marks=pytest.mark.deep)
    return pytest.mark.parametrize("times", [few, more], ids=["suite", "deep"])


def came_to(at: Everywhere, *stages: str) -> int:
    """How many moves to these stages stand in the log."""
    with at.city.reading() as work:
        found = select(func.count()).where(col(LogEntry.to_stage).in_(stages))
        return int(work.session.exec(found).one())


def told(at: Everywhere, since: int = 0) -> list[str]:
    """What the log says after this entry, in its order: the clock stands still, so only this tells who was first."""
    with at.city.reading() as work:
        found = select(LogEntry.kind).where(col(LogEntry.seq) > since).order_by(col(LogEntry.seq))
        return list(work.session.exec(found).all())


def comes_first(kinds: list[str], first: str, then: str) -> bool:
    """Whether the one entry stands before the other, or the other not at all."""
    starts = [
        next((n for n, kind in enumerate(kinds) if kind.startswith(one)), None)
        for one in (first, then)
    ]
    return starts[0] is not None and (starts[1] is None or starts[0] < starts[1])


@pytest.fixture
def at(town: Town) -> Everywhere:
    """The city with its people, for races that need no pages."""
    return town.at


def test_eight_officers_take_one_notice_along_at_once(at: Everywhere) -> None:
    """Fifty rounds. Found by: a unit that reads without the write lock (deferred BEGIN)."""
    people = [at.actor(("orlova", "hasanov")[number % 2]) for number in range(EIGHT)]
    for turn in range(DEEP):
        reference = at.files(f"round {turn}")
        seen, start = at.city.revision(reference), Barrier(EIGHT)

        def take(
            number: int, reference: str = reference, seen: int = seen, start: Barrier = start
        ) -> bool:
            name = ("register", "void")[number % 2]
            start.wait(timeout=30)
            try:
                with at.city.unit() as work:
                    moves.move(
                        work, at.city.rulebook, actor=people[number], reference=reference,
                        name=name, seen=seen, note="Так записано.",
                    )  # fmt: skip
            except (Overtaken, Refused):
                return False
            return True

        with ThreadPoolExecutor(EIGHT) as pool:
            won = list(pool.map(take, range(EIGHT)))

        assert sum(won) == 1, turn
        assert at.city.stage(reference) == ("registered", "void")[won.index(True) % 2]
    assert came_to(at, "registered", "void") == DEEP


@pytest.mark.parametrize("people", [2, 4, EIGHT])
@rounds(3)
def test_so_many_write_the_decision_at_once(town: Town, people: int, times: int) -> None:
    reference = town.at.preparing("written")
    path = f"/desk/notices/{reference}/decision"
    browsers = [town.person(("orlova", "hasanov")[one % 2]) for one in range(people)]
    for turn in range(times):
        facts = [f"Round {turn}: {number} hundred fit here." for number in range(people)]

        answers = town.together(
            *(
                filled(who, path, outcome="agreed", facts=text, **SPOKESMAN)
                for who, text in zip(browsers, facts, strict=True)
            )
        )

        codes = [answer.status_code for answer in answers]
        assert sorted(codes) == [303] + [409] * (people - 1)
        for answer, text in zip(answers, facts, strict=True):
            assert (text in answer.text) == (answer.status_code == 409)
        assert town.logged("decision.saved") == turn + 1


@pytest.mark.parametrize("people", [2, 4, EIGHT])
@rounds(2)
def test_so_many_sign_at_once(town: Town, people: int, times: int) -> None:
    browsers = [town.person("morozova") for _ in range(people)]
    for turn in range(times):
        reference = town.at.to_sign(f"round {turn}", "agreed")
        page, letters = f"/desk/notices/{reference}/decision", town.count(Letter)

        answers = town.together(*(filled(who, f"{page}/release", page) for who in browsers))

        codes = sorted(answer.status_code for answer in answers)
        assert codes == [303] + [409] * (people - 1)
        assert town.count(Letter) == letters + 1
        assert came_to(town.at, "agreed") == turn + 1


@rounds(2)
def test_the_signature_against_the_withdrawal(town: Town, times: int) -> None:
    vera, morozova = town.person("owner"), town.person("morozova")
    for turn in range(times):
        reference = town.at.to_sign(f"round {turn}", "agreed")
        page, letters = f"/desk/notices/{reference}/decision", town.count(Letter)

        signed, withdrawn = town.together(
            filled(morozova, f"{page}/release", page),
            filled(vera, f"/notices/{reference}/withdraw", note="It will rain, we move it."),
        )

        assert sorted((signed.status_code, withdrawn.status_code)) == [303, 409]
        won = signed.status_code == 303
        assert town.city.stage(reference) == ("agreed" if won else "withdrawn")
        assert won == (town.count(Letter) == letters + 1)
        assert won == ("It will rain, we move it." in withdrawn.text)
        assert came_to(town.at, "agreed", "withdrawn") == turn + 1


@rounds(2)
def test_the_signature_against_a_correction(town: Town, times: int) -> None:
    """A letter that leaves says what the notice says: one of the two comes too late."""
    zuev, morozova = town.person("zuev"), town.person("morozova")
    for turn in range(times):
        reference = town.at.to_sign(f"round {turn}", "agreed")
        page, path = f"/desk/notices/{reference}/decision", f"/desk/notices/{reference}/correct"

        signed, corrected = town.together(
            filled(morozova, f"{page}/release", page),
            filled(zuev, path, attendance="300", reason="The paper says three hundred"),
        )

        assert sorted((signed.status_code, corrected.status_code)) == [303, 409]
        if corrected.status_code == 409:
            assert "The paper says three hundred" in corrected.text
        assert came_to(town.at, "agreed") + town.logged("notice.corrected") == turn + 1


@rounds(2)
def test_a_body_answers_while_the_office_stops_waiting(town: Town, times: int) -> None:
    """An answer is never lost: it wins, or it is kept as one that came after the waiting."""
    police, orlova = town.person("police"), town.person("orlova")
    for turn in range(times):
        reference = town.at.asked(f"round {turn}")
        path = f"/desk/consultations/{town.question(reference, 'police')}"
        typed = {"answer": "objection", "ground": "54-FZ, art. 8", "facts": "A school is near."}
        answered, closed = town.logged("consultation.answered"), town.logged("consultation.closed")

        answer, close = town.together(
            filled(police, path, **typed), filled(orlova, f"{path}/close", reason="By telephone")
        )

        assert answer.status_code == 303
        assert town.logged("consultation.answered") == answered + 1
        assert close.status_code in {303, 409}
        assert town.logged("consultation.closed") == closed + (close.status_code == 303)
        assert (close.status_code == 409) == ("By telephone" in close.text)
