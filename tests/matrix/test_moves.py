"""Every (stage, move, person) of the Moscow regime: written in the table and works, or refused without a trace."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func
from sqlmodel import select

from records import rows
from records.engine import make_engine
from records.tables import LogEntry, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Move
from tests.matrix import moves as table
from tests.matrix.conftest import Crowd, doors
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.everywhere import Everywhere
from workflow import (
    amending,
    answering,
    arcs,
    countering,
    deciding,
    lastsafe,
    moves,
    ticking,
    versions,
)
from workflow.actor import SYSTEM, VISITOR, Actor
from workflow.content import SessionIn
from workflow.countering import OfferIn
from workflow.errors import Refused

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

WHO = {
    "own": "owner", "oth": "other", "off": "orlova", "far": "stranger", "ask": "police",
    "not": "medical", "head": "zuev", "sign": "morozova", "clrk": "kravets", "fsgn": "farsigner",
    "fclk": "farclerk", "aud": "auditor", "adm": "admin",
}  # fmt: skip
OUTCOMES = ("agreed", "proposal", "cure", "warning", "refused")
OFFER = OfferIn(sessions=(SessionIn(date(2027, 3, 14), "16:00", "18:00"),), reason="Гости")
OF_THEIR_STAGE = frozenset({"amend", "return", "counter", "adopt"})
"""Verbs whose service finds the move of the stage by itself."""
Whole = tuple[Everywhere, dict[str, Actor], dict[str, str]]


class Undo(Exception):
    """Leaves a unit of work so that nothing of it is kept."""


@pytest.fixture(scope="module")
def city(databases: Databases) -> Iterator[Everywhere]:
    """Monday 1 March 2027, noon in Moscow; the march is on the 14th, so every clock is running."""
    url = databases.fresh()
    engine = make_engine(url)
    yield Everywhere(City(engine, FakeClock()).found()).people()
    engine.dispose()
    databases.drop(url)


@pytest.fixture(scope="module")
def in_time(city: Everywhere) -> Whole:
    """A notice at every place of the road."""
    at = city
    at.files("twin")
    at.files("received")
    at.moves(at.files("registered"), "register")
    at.asked("review")
    at.answers(at.asked("review answered"), "police")
    at.preparing("preparing")
    at.preparing("preparing drafted", "agreed")
    for outcome in OUTCOMES:
        at.to_sign(f"for-signature {outcome}", outcome)
    for stage, outcome in {
        "agreed": "agreed", "refused": "refused", "proposed": "proposal", "cure-asked": "cure",
        "not-agreed": "proposal",
    }.items():  # fmt: skip
        at.released(stage, outcome)
    reference = at.released("countered", "proposal")
    with at.city.unit() as work:
        countering.offer(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision, offered=OFFER,
        )  # fmt: skip
    for stage, verb in (("withdrawn", moves.withdraw), ("not-agreed", None)):
        reference = at.refs.get(stage) or at.files(stage)
        seen = at.city.revision(reference)
        with at.city.unit() as work:
            if verb:
                verb(
                    work,
                    at.city.rulebook,
                    actor=at.actor("owner"),
                    reference=reference,
                    seen=seen,
                    note="Дождь",
                )
            else:
                answering.decline(
                    work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
                    seen=seen, reason="Вечером темно",
                )  # fmt: skip
    at.moves(at.released("cancelled", "agreed"), "cancel", "kravets")
    at.moves(at.files("void"), "void", "zuev")
    at.moves(at.files("duplicate"), "duplicate", duplicate_of=at.refs["twin"])
    return at, _people(at), _stands(at)


def _people(at: Everywhere) -> dict[str, Actor]:
    people = {role: at.actor(key) for role, key in WHO.items()}
    opened = frozenset(at.ids.values())
    return people | {"vis": VISITOR, "hold": replace(VISITOR, notices=opened), "sys": SYSTEM}


def _stands(at: Everywhere) -> dict[str, str]:
    """What a place is called in the table -> the notice there; twins are only pointed at."""
    return {name: ref for name, ref in at.refs.items() if not name.startswith("twin")}


def _amends(
    work: UnitOfWork, book: Any, actor: Actor, reference: str, seen: int, content: Any
) -> object:
    """Another number of people, as it was weighed a moment before."""
    plan = amending.look(work, book, actor=actor, reference=reference, content=content)
    return amending.amend(
        work, book, actor=actor, reference=reference, seen=seen, content=content,
        reason="Иначе", mark=plan.mark,
    )  # fmt: skip


def _of_the_deal(
    work: UnitOfWork, book: Any, move: Move, notice: Notice, *, mine: bool, common: dict[str, Any]
) -> Callable[[], object]:
    """Services that find the move of the stage by themselves; another one is asked of the arc."""
    if not mine:
        regime, actor = book[notice.regime_pin], common["actor"]
        return lambda: arcs.check(work, regime, notice, actor=actor, name=move.name)
    content = versions.content_of(work, notice)
    cured = replace(content, answers={**content.answers, "medical": "Три поста"})
    deeds: dict[str, Callable[[], object]] = {
        "amend": lambda: _amends(work, book, content=replace(content, attendance=340), **common),
        "counter": lambda: countering.offer(work, book, offered=OFFER, **common),
        "adopt": lambda: countering.take(work, book, **common),
        "return": lambda: answering.accept(work, book, **common),
    }
    if move.name == "answer-cure":
        return lambda: answering.cure(work, book, content=cured, **common)
    return deeds[move.verb]


def _calls(
    at: Everywhere, work: UnitOfWork, stands: str, move: Move, actor: Actor
) -> Callable[[], object]:
    """The service that this person would call for this move."""
    reference, book = at.refs[stands], at.city.rulebook
    notice = work.notice(reference)
    seen, regime = notice.revision, book[notice.regime_pin]
    if move.verb in OF_THEIR_STAGE:
        here = regime.move_for(move.verb, notice.stage)
        common = {"actor": actor, "reference": reference, "seen": seen}
        return _of_the_deal(work, book, move, notice, mine=here is move, common=common)
    if move.lapses and actor is SYSTEM:
        return lambda: _lapse(at, work, reference, move)
    ready = {"for-signature late": "not-examined"}.get(stands, stands.rpartition(" ")[2])
    if move.verb == "release" and move.outcome == ready:
        last = lastsafe.mark(work, book, reference)
        return lambda: deciding.release(
            work, book, actor=actor, reference=reference, seen=seen, last_seen=last
        )
    if move.verb == "decline":
        return lambda: answering.decline(
            work, book, actor=actor, reference=reference, seen=seen, reason="Нет"
        )
    if move.verb == "withdraw":
        return lambda: moves.withdraw(
            work, book, actor=actor, reference=reference, seen=seen, note="Дождь"
        )
    return lambda: moves.move(
        work, book, actor=actor, reference=reference, name=move.name, seen=seen,
        note="Так записано.", duplicate_of=at.refs["twin"],
    )  # fmt: skip


def _lapse(at: Everywhere, work: UnitOfWork, reference: str, move: Move) -> None:
    """What the worker calls; where no clock has run out it is the arc itself that is asked."""
    notice = work.notice(reference)
    overdue = ticking.overdue(work)
    for due in rows.pending_dues(work, notice):
        if due.id in overdue and due.consequence == move.verb:
            ticking.lapse(work, at.city.rulebook, due.id or 0)
            return
    arcs.take(work, at.city.rulebook[notice.regime_pin], notice, actor=SYSTEM, name=move.name)


def _everybody_tries(
    at: Everywhere, stands: str, move: Move, people: dict[str, Actor]
) -> dict[str, str]:
    """Role -> `done` if the move was made and written down, `refused` if not; whatever was done is undone.

    Those who are refused without touching a row share one unit of work: that is ten times as fast.
    """
    found: dict[str, str] = {}
    waiting = list(people)
    while waiting:
        with suppress(Undo), at.city.unit() as work:
            while waiting:
                role = waiting.pop(0)
                found[role] = _tried(at, work, stands, move, people[role])
                if found[role] != "refused" or work.session.dirty or work.session.new:
                    raise Undo
            raise Undo
    return found


def _tried(at: Everywhere, work: UnitOfWork, stands: str, move: Move, actor: Actor) -> str:
    before, entries = work.notice(at.refs[stands]).revision, _entries(work)
    try:
        _calls(at, work, stands, move, actor)()
    except Refused:
        return "refused"
    work.flush()
    notice = work.notice(at.refs[stands])
    written = notice.stage == move.to and notice.revision > before and _entries(work) > entries
    return "done" if written else "half done"


def _entries(work: UnitOfWork) -> int:
    return int(work.session.exec(select(func.count()).select_from(LogEntry)).one())


def _picture(at: Everywhere) -> object:
    """Revision and stage of every notice, and the length of the log."""
    with at.city.reading() as work:
        notices = work.session.exec(select(Notice.id, Notice.revision, Notice.stage)).all()
        return sorted(map(tuple, notices)), _entries(work)


def _wrong(whole: Whole, written: str) -> Iterator[str]:
    at, people, stands = whole
    allowed = table.rows(written)
    for place in stands:
        before = _picture(at)
        with at.city.reading() as work:
            regime = at.city.rulebook[work.notice(at.refs[place]).regime_pin]
        for move in regime.moves.values():
            makers = allowed.get((place, move.name), frozenset())
            for role, found in _everybody_tries(at, place, move, people).items():
                expected = "done" if role in makers else "refused"
                if found != expected:
                    yield f"{place}, {move.name} by {role}: {found}, the table says {expected}"
        if _picture(at) != before:
            yield f"{place}: something that was refused has left a trace"


def test_each_move_is_made_by_whom_the_table_names_and_nobody_else(in_time: Whole) -> None:
    wrong = list(_wrong(in_time, table.TABLE))

    assert not wrong, "\n".join(wrong)


def test_the_table_names_every_stage_and_every_move(in_time: Whole, late: Whole) -> None:
    at, _, stands = in_time
    regime = at.city.rulebook.current("ru-moscow-assembly", at.city.clock.now().date())
    places = {name.split()[0] for name in {**stands, **late[2]}}
    named = {move for _, move in {**table.rows(table.TABLE), **table.rows(table.LATE)}}

    assert places == set(regime.stages)
    # the clock of the one needs a month: tests/workflow; the other is made with the answer to an objection
    assert set(regime.moves) - named == {"lapse-declined", "uphold"}


@pytest.fixture(scope="module")
def late(databases: Databases) -> Iterator[Whole]:
    """Tuesday 9 March 2027: too late to file for the 14th, and the city's clocks have run out."""
    url = databases.fresh()
    engine = make_engine(url)
    at = Everywhere(City(engine, FakeClock()).found()).people()
    at.files("received overdue")
    at.to_sign("for-signature overdue", "agreed")
    silent = ("deemed-agreed", "cancelled silence")
    for name in silent:
        at.files(name)
    at.city.goes_to(2027, 3, 9)
    for name in silent:
        with at.city.unit() as work:
            due = rows.pending_dues(work, work.notice(at.refs[name]))
            number = next(one.id or 0 for one in due if one.consequence)
            ticking.lapse(work, at.city.rulebook, number)
    at.moves(at.refs["cancelled silence"], "cancel")
    at.files("twin")
    at.files("received late")
    for name in ("for-signature late", "not-examined"):
        reference = at.files(name)
        at.moves(reference, "prepare-not-examined")
        at.writes(reference, "not-examined")
        at.moves(reference, "submit")
    with at.city.unit() as work:
        seen = work.notice(at.refs["not-examined"]).revision
        deciding.release(
            work, at.city.rulebook, actor=at.actor("morozova"),
            reference=at.refs["not-examined"], seen=seen,
        )  # fmt: skip
    yield at, _people(at), _stands(at)
    engine.dispose()
    databases.drop(url)


def test_late_and_overdue_notices_keep_to_the_table_too(late: Whole) -> None:
    wrong = list(_wrong(late, table.LATE))

    assert not wrong, "\n".join(wrong)


def test_the_pages_keep_to_the_table(in_time: Whole, tmp_path: Path) -> None:
    """Each move once through the desk: a maker makes it; a colleague, a stranger and a body do not."""
    at, _, _ = in_time
    crowd = doors(at, tmp_path, {})
    sample = {move: (place, makers) for (place, move), makers in table.rows(table.TABLE).items()}
    wrong = [
        line
        for move, (place, makers) in sample.items()
        for line in _clicked(crowd, place, move, makers)
    ]

    assert not wrong, "\n".join(wrong)


def _stamped(crowd: Any) -> dict[str, str]:
    """What came on paper came just now."""
    here = crowd.at.city.clock.now().astimezone(ZoneInfo("Europe/Moscow"))
    return {"came_day": f"{here:%d.%m.%Y}", "came_hour": f"{here:%H:%M}"}


def _mark(crowd: Any, reference: str) -> str:
    with crowd.at.city.reading() as work:
        return lastsafe.mark(work, crowd.at.city.rulebook, reference)


def _other_entries(crowd: Any) -> int:
    """How many entries of the log tell of anything but a refusal."""
    others = select(func.count()).select_from(LogEntry).where(LogEntry.kind != "access.refused")
    with crowd.at.city.reading() as work:
        return int(work.session.exec(others).one())


def _clicked(crowd: Crowd, place: str, name: str, makers: frozenset[str]) -> Iterator[str]:
    reference = crowd.at.refs[place]
    move = crowd.at.city.rulebook.current(
        "ru-moscow-assembly", crowd.at.city.clock.now().date()
    ).moves[name]
    if name == "answer-cure" or move.verb == "amend":  # pages of their own: the whole content
        return
    path = f"/desk/notices/{reference}/moves/{name}"
    if move.verb == "release":
        path = f"/desk/notices/{reference}/decision/release"
    if move.verb == "counter":
        path = f"/desk/notices/{reference}/counter-offer"
    typed = {
        "seen": str(crowd.at.city.revision(reference)), "note": "Так записано.",
        "bodies": "police", "of": crowd.at.refs["twin"], "last_seen": _mark(crowd, reference),
        "conditions": "Уберём площадь", **_stamped(crowd),
    }  # fmt: skip
    for role in ("off", "head", "sign", "clrk", "far", "ask", "aud", "adm", "own", "vis"):
        before = _other_entries(crowd)
        answer = crowd.ask(role, "POST", path, typed)
        stage = crowd.at.city.stage(reference)
        told = _other_entries(crowd) == before  # the refusal itself may stand in the log
        changed = [one for one in crowd.keeping.settle() if one != "log_entries" or not told]
        if role in makers & {"off", "head", "sign", "clrk"}:
            if answer.status_code != 303 or stage != move.to:
                yield f"{place}, {name} by {role}: {answer.status_code}, the notice is at {stage}"
        elif answer.status_code not in {403, 404, 409} or changed:
            yield f"{place}, {name} by {role}: {answer.status_code}, changed: {changed}"
