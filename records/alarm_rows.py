"""Alarms that ring: since when, and when they were last seen; and what web processes say of their answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from records.tables import Mark
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into
from records.vitals import ANSWERS, RED, WINDOW

PREFIX = "alarm:"
M: Any = Mark


@dataclass(frozen=True, slots=True)
class Rung:
    """An alarm that rang and is not over: since when, seen last when, its numbers in words."""

    name: str
    since: datetime
    seen: datetime
    said: str


def ringing(work: UnitOfWork) -> list[Rung]:
    """Every alarm that is not over, the oldest first."""
    rows: Any = select(M.name, M.value).where(M.name.like(f"{PREFIX}%"))
    found = []
    for name, value in work.session.execute(rows):
        since, seen, said = value.split("|", 2)
        found.append(
            Rung(name.removeprefix(PREFIX), datetime.fromisoformat(since),
                 datetime.fromisoformat(seen), said)
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.since, one.name))


def keep(work: UnitOfWork, rung: Rung) -> None:
    """Write an alarm down, or that it still rings."""
    value = f"{rung.since.isoformat()}|{rung.seen.isoformat()}|{rung.said}"
    say(work, PREFIX + rung.name, value)


def over(work: UnitOfWork, name: str) -> None:
    """Forget an alarm that is over."""
    work.session.execute(delete(Mark).where(M.name == PREFIX + name))


def answered(work: UnitOfWork, process: str, *, total: int, failed: int, off: float) -> None:
    """What a web process answered since it said so last; `off` seconds its clock is ahead of the database's."""
    stamp = work.now.replace(second=0, microsecond=0)
    name = f"{ANSWERS}{process}:{int(stamp.timestamp() // 60) % 60:02d}"
    found = work.session.execute(select(M.value).where(M.name == name)).scalar()
    if found and found.startswith(stamp.isoformat()):
        _, before, wrong, _ = found.split("|")
        total, failed = total + int(before), failed + int(wrong)
    say(work, name, f"{stamp.isoformat()}|{total}|{failed}|{off:.1f}")


def sweep(work: UnitOfWork) -> None:
    """Forget what processes said long ago."""
    rows: Any = select(M.name, M.value).where(M.name.like(f"{ANSWERS}%"))
    old = [
        name for name, value in work.session.execute(rows)
        if datetime.fromisoformat(value.split("|", 1)[0]) < work.now - 2 * WINDOW
    ]  # fmt: skip
    if old:
        work.session.execute(delete(Mark).where(M.name.in_(old)))


def verified(work: UnitOfWork, why: str) -> None:
    """The log was walked: empty where it holds, else what is wrong with it."""
    if why:
        say(work, RED, why)
    else:
        work.session.execute(delete(Mark).where(M.name == RED))


def say(work: UnitOfWork, name: str, value: str) -> None:
    """Keep a mark, in place of an older one of that name."""
    row = insert_into(work.session, Mark).values(name=name, value=value[:200])
    work.session.execute(
        row.on_conflict_do_update(index_elements=["name"], set_={"value": value[:200]})
    )
