"""What the office does with a notice while its organiser waits: the same services as its pages call."""

from datetime import date
from typing import Any

from records import rows
from tests.support.city import City
from workflow import consulting, deciding, lastsafe, moves
from workflow.content import SessionIn
from workflow.deciding import DecisionIn

LATER = SessionIn(date(2027, 3, 14), "15:30", "17:00")


def step(city: City, reference: str, name: str) -> None:
    """An officer of the addressee makes one move."""
    with city.unit() as work:
        moves.move(
            work,
            city.rulebook,
            actor=city.actor("orlova"),
            reference=reference,
            name=name,
            seen=city.revision(reference),
            last_seen=lastsafe.mark(work, city.rulebook, reference),
        )


def asks(city: City, reference: str) -> None:
    """The notice is registered, and the bodies are asked."""
    step(city, reference, "register")
    step(city, reference, "ask")


def answers(city: City, reference: str) -> None:
    """Every body that was asked answers: no objection."""
    with city.reading() as work:
        asked = [(row.id, row.unit_id) for row in rows.consultations(work, work.notice(reference))]
        codes = {unit.id: unit.code for unit in rows.units(work, "body")}
    for row_id, unit_id in asked:
        with city.unit() as work:
            consulting.answer(
                work,
                city.rulebook,
                actor=city.actor(codes[unit_id]),
                consultation_id=row_id or 0,
                answer="no-objection",
            )


def decides(city: City, reference: str, **typed: Any) -> None:
    """From received to a released answer."""
    asks(city, reference)
    answers(city, reference)
    writes(city, reference, **typed)


def writes(city: City, reference: str, **typed: Any) -> None:
    """From the end of the review to a released answer."""
    step(city, reference, "prepare")
    with city.unit() as work:
        deciding.save(
            work,
            city.rulebook,
            actor=city.actor("orlova"),
            reference=reference,
            seen=city.revision(reference),
            draft=DecisionIn(**typed),
        )
    step(city, reference, "submit")
    with city.unit() as work:
        deciding.release(
            work,
            city.rulebook,
            actor=city.actor("morozova"),
            reference=reference,
            seen=city.revision(reference),
            last_seen=lastsafe.mark(work, city.rulebook, reference),
        )


def proposes(city: City, reference: str) -> None:
    """The city proposes a later hour."""
    decides(
        city,
        reference,
        outcome="proposal",
        facts="A book fair takes down its stalls until 15:15.",
        reasons="Both crowds fit the boulevard after that.",
        proposal_sessions=(LATER,),
        representative_name="N. P. Zuev",
        representative_phone="+7 495 000-03-11",
    )


def asks_to_mend(city: City, reference: str) -> None:
    """The city asks for more stewards."""
    item = {"field": "order", "reason": "Twelve stewards are too few.", "article": "5(4)"}
    decides(city, reference, outcome="cure", items=(item,))
