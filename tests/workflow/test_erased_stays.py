"""Nothing brings a person back into a notice that was erased: not a late answer, not a paper, not a remark."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlmodel import select

from records import datamap, rows
from records.erasure_journal import Journal
from records.tables import Incident
from records.unit_of_work import UnitOfWork
from tests.support.erased import WORD, traces, years_pass
from tests.support.everywhere import Everywhere
from tests.support.papers import looked
from workflow import (
    attaching,
    consulting,
    dispatching,
    erasing,
    holding,
    incidents,
    minuting,
    seeing,
)
from workflow.actor import SYSTEM
from workflow.erasing import Way
from workflow.errors import NotPossible

Deed = Callable[[Everywhere, UnitOfWork], object]


@pytest.fixture
def way(at: Everywhere, tmp_path: Path) -> Way:
    """The box's map, and a journal of this test."""
    return Way(datamap.load(), at.city.rulebook, Journal(tmp_path / "erasures.jsonl"))


def writes_minutes(at: Everywhere, work: UnitOfWork, name: str = "n") -> None:
    minuting.write(
        work, at.city.rulebook, actor=at.actor("orlova"), reference=at.refs[name],
        held_on=work.now.date(), people=WORD, said=WORD,
    )  # fmt: skip


def withdrawn(at: Everywhere, name: str = "n") -> None:
    """The police did not answer yet when the organiser took it back; years later it is due to be erased."""
    reference = at.asked(name)
    with at.city.unit() as work:
        writes_minutes(at, work, name)
    at.moves(reference, "withdraw", "owner")
    at.prints(at.letter(name, "receipt"))
    with at.city.unit() as work:
        for row in rows.letters(work, work.notice(reference)):
            row.state = "held" if row.state == "queued" else row.state
        notice = work.notice(reference)
        due = rows.dues(work, notice)[0]
        work.add(Incident(
            notice_id=at.ids[name], due_id=due.id or 0, unit_id=notice.unit_id, clock=due.clock,
            due_at=due.due_at, at=work.now, what="unanswered", stage="review",
        ))  # fmt: skip


def police(at: Everywhere, work: UnitOfWork, name: str = "n") -> int:
    unit = rows.unit_by_code(work, "police")
    asked = rows.consultations(work, work.notice(at.refs[name]))
    return next(row.id or 0 for row in asked if row.unit_id == unit.id)


def answers(at: Everywhere, work: UnitOfWork, name: str = "n") -> None:
    consulting.answer(
        work, at.city.rulebook, actor=at.actor("police"), consultation_id=police(at, work, name),
        answer="objection", ground="54-FZ", facts=WORD,
    )  # fmt: skip


def stops_waiting(at: Everywhere, work: UnitOfWork) -> None:
    number = police(at, work)
    consulting.close(
        work, at.city.rulebook, actor=at.actor("orlova"), consultation_id=number, reason=WORD
    )


def adds_a_paper(at: Everywhere, work: UnitOfWork) -> None:
    actor = at.actor("kravets")
    owner = attaching.of_office(work, at.city.rulebook, actor, at.refs["n"])
    paper = looked(f"{WORD}.pdf")
    attaching.keep(work, actor=actor, owner=owner, paper="scan", looked=paper, scan=False)


def marks_as_sent(at: Everywhere, work: UnitOfWork) -> None:
    dispatching.mark_sent(
        work, at.city.rulebook, actor=at.actor("kravets"), letter_id=at.letter("n", "receipt"), way="post",
        day=work.now.date(), post_id=WORD, today=work.now.date(),
    )  # fmt: skip


def explains(at: Everywhere, work: UnitOfWork) -> None:
    [incident] = work.session.exec(select(Incident)).all()
    incidents.explain(work, actor=at.actor("zuev"), incident_id=incident.id or 0, text=WORD)


def opens_its_person(at: Everywhere, work: UnitOfWork) -> None:
    rulebook, actor = at.city.rulebook, at.actor("orlova")
    seeing.open_personal(work, rulebook, actor=actor, reference=at.refs["n"], reason=WORD)


def holds(at: Everywhere, work: UnitOfWork) -> None:
    rulebook, actor = at.city.rulebook, at.actor("zuev")
    holding.place(work, rulebook, actor=actor, reference=at.refs["n"], reason=WORD)


@pytest.mark.parametrize(
    "deed",
    [
        answers, stops_waiting, adds_a_paper, marks_as_sent, explains, opens_its_person, holds,
        writes_minutes,
    ],
)  # fmt: skip
def test_no_deed_writes_a_name_into_an_erased_notice(at: Everywhere, way: Way, deed: Deed) -> None:
    """What comes after the erasure is never erased: the job looks at each notice once."""
    withdrawn(at)
    years_pass(at)
    with at.city.unit() as work:
        erasing.notice(work, way, actor=SYSTEM, notice_id=at.ids["n"], rule="notice")
    assert traces(at.city.engine) == {}

    with pytest.raises(NotPossible), at.city.unit() as work:
        deed(at, work)

    assert traces(at.city.engine) == {}


def test_erased_and_answered_in_one_instant(at: Everywhere, way: Way) -> None:
    """Whoever is first: the answer goes with the notice, or is refused; never does it outlive it."""
    names = [f"n{number}" for number in range(6)]
    for name in names:
        withdrawn(at, name)
    years_pass(at)
    for name in names:
        start = Barrier(2)

        def erases(name: str = name, start: Barrier = start) -> None:
            start.wait(timeout=30)
            with at.city.unit() as work:
                erasing.notice(work, way, actor=SYSTEM, notice_id=at.ids[name], rule="notice")

        def late(name: str = name, start: Barrier = start) -> None:
            start.wait(timeout=30)
            try:
                with at.city.unit() as work:
                    answers(at, work, name)
            except NotPossible:
                return

        with ThreadPoolExecutor(2) as pool:
            for done in (pool.submit(erases), pool.submit(late)):
                done.result()
    assert traces(at.city.engine) == {}
