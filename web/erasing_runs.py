"""The retention job: who is due, one by one, each in a unit of its own; by the worker at night, or by hand.

It computes «due and not done»: a run that was stopped goes on at the next, and nobody is erased twice.
What the journal outside the database says was erased, and what a restore brought back, is erased again.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from records import cleaning, erasing_age, erasing_rows
from records import erasing as erasers
from records.erasure_journal import Journal, Line
from records.errors import Busy
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from web import journalling
from web.work import House, rulebook
from workflow import erasing as service
from workflow.actor import SYSTEM
from workflow.erasing import Way
from workflow.errors import NotPossible

STRETCH = 200
NIGHT = range(2, 6)
"""Hours of the city's clock in which the worker runs it, every ten minutes."""
A_NIGHT_CALL = 200
"""Subjects that one call of the worker erases at most: pages wait for one subject at a time."""
LOG = logging.getLogger("veche.worker")
Find = Callable[[UnitOfWork, datetime, int, int], list[int]]


@dataclass(slots=True)
class Report:
    """What a run did, or would do: subjects by kind, rows that went by age, what stood against it."""

    erased: Counter[str] = field(default_factory=Counter)
    swept: dict[str, int] = field(default_factory=dict)
    kept: Counter[str] = field(default_factory=Counter)
    again: int = 0  # erased anew because the journal says so
    written: int = 0  # lines that the journal lacked
    done: bool = True  # whether nobody is left
    cleaned: bool = False

    @property
    def count(self) -> int:
        """Subjects that were erased."""
        return sum(self.erased.values()) + self.again


@contextmanager
def erasing(here: House) -> Iterator[UnitOfWork]:
    """A unit of work; once it is saved, the bytes of papers that it erased leave the store."""
    with unit_of_work(here.engine, here.clock) as work:
        yield work
    journalling.forget(here, erasing_age.gone(work))
    for key in erasing_age.gone(work):
        here.store.remove(key)


def way_of(here: House) -> Way:
    """The map, the laws and the journal of this house."""
    return Way(here.data_map, rulebook(), Journal(here.settings.journal_path))


def run(
    here: House,
    *,
    most: int | None = None,
    dry: bool = False,
    told: Callable[[Report], None] | None = None,
) -> Report:
    """Erase whoever is due, at most so many, then what is too old, then clean the files.

    `dry` changes nothing and counts what would go. OSError when the journal can't be written: then
    nobody is erased.
    """
    way, report = way_of(here), Report()
    if not dry:
        report.again, report.written = again(here, way), heal(here)
    for kind, id_, rule in _due(here, way):
        if most is not None and report.count >= most:
            report.done = False
            break
        if dry:
            _would(here, way, report, kind, id_)
        else:
            _erase(here, way, report, kind, id_, rule)
        if told is not None:
            told(report)
    report.swept = _sweep(here, way, dry=dry)
    if not dry and report.done:
        report.cleaned = clean_up(here)
    return report


def at_night(here: House, still_mine: Callable[[], None]) -> None:
    """Some of those whose time is over, every ten minutes of the night; the rest at the next call."""
    local = here.clock.now().astimezone(ZoneInfo(here.settings.timezone))
    if local.hour not in NIGHT or local.minute % 10:
        return
    try:
        run(here, most=A_NIGHT_CALL, told=lambda _: still_mine())
    except (Busy, OSError) as error:
        LOG.warning("erasing failed: %s", type(error).__name__)


def _due(here: House, way: Way) -> Iterator[tuple[str, int, str]]:
    """Kind of deed, id and rule of everybody who is due, in order."""
    rules, now = way.data_map.rules, here.clock.now()
    lists: tuple[tuple[str, str, Find], ...] = (
        ("facts", "person-ground", erasing_rows.due_person_grounds),
        ("notice", "notice", erasing_rows.due_notices),
        ("account", "account", erasing_rows.due_organisers),
        ("account", "staff", erasing_rows.due_staff),
    )
    return chain.from_iterable(
        ((kind, id_, rule) for id_ in _each(here, find, rules[rule].before(now)))
        for kind, rule, find in lists
    )


def _each(here: House, find: Find, before: datetime) -> Iterator[int]:
    after = 0
    while True:
        with reading(here.engine, here.clock) as work:
            ids = find(work, before, after, STRETCH)
        yield from ids
        if len(ids) < STRETCH:
            return
        after = ids[-1]


def _erase(here: House, way: Way, report: Report, kind: str, id_: int, rule: str) -> None:
    try:
        with erasing(here) as work:
            if kind == "facts":
                service.person_ground(work, way, actor=SYSTEM, notice_id=id_)
            elif kind == "notice":
                service.notice(work, way, actor=SYSTEM, notice_id=id_, rule=rule)
            else:
                service.account(work, way, actor=SYSTEM, account_id=id_, rule=rule)
    except NotPossible as error:
        report.kept[error.text] += 1
    else:
        report.erased[kind] += 1


def _would(here: House, way: Way, report: Report, kind: str, id_: int) -> None:
    with reading(here.engine, here.clock) as work:
        against = service.why_kept(work, way, id_) if kind != "account" else None
    if against:
        report.kept[against] += 1
    else:
        report.erased[kind] += 1


class _OnlyAsked(Exception):
    """Nothing of this unit is saved: it was only asked what it would do."""


def _sweep(here: House, way: Way, *, dry: bool) -> dict[str, int]:
    counts: dict[str, int] = {}
    with suppress(_OnlyAsked), erasing(here) as work:
        counts = service.sweep(work, way, actor=SYSTEM)
        if dry:
            raise _OnlyAsked
    return counts


def clean_up(here: House, *, thorough: bool = False) -> bool:
    """Clean the files if something was erased since they last were. Busy when others hold them.

    A role that does not own the tables leaves them to PostgreSQL's own vacuum; `thorough` then is NotOwner.
    """
    with reading(here.engine, here.clock) as work:
        newest, waits = cleaning.newest(work), cleaning.pending(work)
    if not waits and not thorough:
        return False
    with unit_of_work(here.engine, here.clock) as work:
        cleaning.cleaned(work, newest)  # before, so that this line is in the clean file too
    try:
        cleaning.clean(here.engine, TOUCHED, thorough=thorough)
    except cleaning.NotOwner:
        if thorough:
            raise
        return False
    except Exception:
        with unit_of_work(here.engine, here.clock) as work:
            cleaning.cleaned(work, 0)  # not done: the next run does it
        raise
    return True


TOUCHED = frozenset(erasers.NOTICE) | frozenset(erasers.ACCOUNT)


def again(here: House, way: Way) -> int:
    """Erase anew what the journal says was erased and a restore brought back; how many.

    What is open or held in the restored database waits: the next night asks again.
    """
    count = 0
    assert way.journal is not None  # a house has one
    plain = Way(way.data_map, way.rulebook, None)
    for line in _brought_back(here, way.journal):
        with suppress(NotPossible), erasing(here) as work:
            more: dict[str, Any] = {"actor": SYSTEM, "rule": line.rule}
            if line.kind == "notice":
                service.notice(work, plain, notice_id=line.id, **more)
            else:
                service.account(work, plain, account_id=line.id, **more)
            count += 1
    return count


def _brought_back(here: House, journal: Journal) -> list[Line]:
    """Lines whose subject is here and is the same one, and stands in no erasure."""
    with reading(here.engine, here.clock) as work:
        erased = erasing_rows.erased_subjects(work)
        lines = [one for one in journal.lines() if one.mark and (one.kind, one.id) not in erased]
        return [one for one in lines if erasing_rows.mark_of(work, one.kind, one.id) == one.mark]


def heal(here: House) -> int:
    """Write the lines that the journal lacks (another disk, a lost file); how many."""
    journal = Journal(here.settings.journal_path)
    known = {(line.kind, line.id, line.mark) for line in journal.lines()}
    with reading(here.engine, here.clock) as work:
        missing = [
            line
            for line in erasing_rows.erasures(work)
            if (line.kind, line.id, line.mark) not in known
        ]
    for line in missing:
        journal.append(line)
    return len(missing)
