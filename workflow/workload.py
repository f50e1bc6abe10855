"""Who has how much, by when it is due: for who shares the work out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from records import section_rows, workload_rows
from records.section_rows import SectionRow
from records.unit_of_work import UnitOfWork
from records.workload_rows import Away, Person
from workflow import policy, when
from workflow.actor import Actor

TIMES = ("over", "today", "next", "week", "later", "none", "theirs")
"""Over; today; tomorrow and the day after; within seven days; later; without a clock; with the organiser."""


@dataclass(frozen=True, slots=True)
class Load:
    """One person's open notices by when they are due. `person` None: those that nobody owns."""

    person: Person | None
    counts: Mapping[str, int]
    away: Away | None
    away_now: bool

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class SectionLoad:
    """The open notices of one section by when they are due. `section` None: those that lie with the office as a whole."""

    section: SectionRow | None
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Workload:
    """Everybody of the reader's offices. `capped`: the offices have more, the nearest were counted."""

    loads: tuple[Load, ...]
    capped: bool
    sections: tuple[SectionLoad, ...] = ()


def look(work: UnitOfWork, *, actor: Actor, zone: ZoneInfo) -> Workload:
    """The open notices of the reader's offices, shared out: nobody's first, then by name."""
    scope, today = policy.scope_of(actor), when.local(work.now, zone).date()
    rows = workload_rows.open_notices(work, scope)
    people = workload_rows.people(work, scope, today)
    away = workload_rows.away(work, [one.id for one in people], today)
    counts: dict[int | None, Counter[str]] = {None: Counter()}
    lying: dict[int | None, Counter[str]] = {}
    for row in rows:
        mine = counts.setdefault(row.owner_id, Counter())
        time = "theirs" if row.due_side == "organiser" else _time(row.due_at, work.now, zone)
        mine[time] += 1
        lying.setdefault(row.section_id, Counter())[time] += 1
    loads = [Load(None, counts[None], None, away_now=False)]
    loads += [
        Load(
            one,
            counts.get(one.id, Counter()),
            away.get(one.id),
            away_now=one.id in away and away[one.id].first_day <= today,
        )
        for one in people
    ]
    sections = _sections(section_rows.of_reader(work, scope), lying)
    return Workload(tuple(loads), len(rows) == workload_rows.MOST, sections)


def _sections(
    sections: tuple[SectionRow, ...], lying: Mapping[int | None, Counter[str]]
) -> tuple[SectionLoad, ...]:
    """Every section, and then what lies with none; nothing at all where there are no sections."""
    if not sections:
        return ()
    known = [SectionLoad(one, lying.get(one.id, Counter())) for one in sections]
    rest: Counter[str] = Counter()
    for number in lying.keys() - {one.id for one in sections}:
        rest += lying[number]
    return (*known, SectionLoad(None, rest))


def _time(due_at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    if due_at is None:
        return "none"
    if due_at < now:
        return "over"
    days = (when.local(due_at, zone).date() - when.local(now, zone).date()) // timedelta(days=1)
    return "today" if days <= 0 else "next" if days <= 2 else "week" if days <= 7 else "later"
