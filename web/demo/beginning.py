"""How a notice begins in the demo city, and what every road shares."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.demo.town import SPOKESMAN, Town
from workflow.content import Content
from workflow.deciding import DecisionIn

H = timedelta(hours=1)
Road = Iterator[datetime]
"""Yields the moment of its next deed; what follows the yield is done at that moment."""

Told = Generator[datetime, None, str]
"""The beginning of a road; it tells the reference of its notice."""


@dataclass
class Case:
    """One notice to be: what, by whom, filed when; `reference` once it was filed."""

    content: Content
    who: str
    at: datetime
    reference: str = ""


def agreed_draft(case: Case, replace_reason: str = "") -> DecisionIn:
    """An agreement with the two things that only the office knows."""
    room = max(200, case.content.attendance * 2)
    return DecisionIn(outcome="agreed", capacity=room, replace_reason=replace_reason, **SPOKESMAN)


def filed(town: Town, case: Case) -> str:
    """File the notice; its reference."""
    case.reference = town.files(case.content, case.who)
    return case.reference


def asked(town: Town, case: Case) -> Told:
    """Filed, registered, and the services asked."""
    yield case.at
    reference = filed(town, case)
    yield case.at + 2 * H
    town.moves(reference, "register")
    town.takes(reference)
    yield case.at + 3 * H
    town.moves(reference, "ask")
    return reference


def prepared(town: Town, case: Case) -> Told:
    """The services were heard, and the answer is being prepared."""
    reference = yield from asked(town, case)
    yield case.at + 10 * H
    town.answers(reference)
    yield case.at + 12 * H
    town.moves(reference, "prepare")
    return reference


def move_named(town: Town, reference: str, verb: str) -> str:
    """The regime's name of the move that does `verb` from where the notice is."""
    with town.unit() as work:
        regime = town.rulebook[work.notice(reference).regime_pin]
        move = regime.move_for(verb, work.notice(reference).stage)
    if move is None:
        raise LookupError(f"No {verb} from here.")
    return move.name


def registered(town: Town, case: Case) -> Road:
    """Entered in the register."""
    yield case.at
    reference = filed(town, case)
    yield case.at + 2 * H
    town.moves(reference, "register")
