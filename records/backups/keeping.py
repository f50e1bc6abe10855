"""The whole deed: a backup is made, read back, copied to every place, and only then counted; old ones go."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from records.backups import checking, places, state
from records.backups.files import Store
from records.backups.making import City, Made, Tell, make
from records.backups.places import Thinning
from records.backups.refusal import BrokenLog, NoSpace, Refusal
from records.unit_of_work import Clock, unit_of_work


@dataclass(frozen=True, slots=True)
class Plan:
    """Where backups of a city go, with which keys, and how long they stay."""

    city: City
    places: Sequence[Path]
    keys: Sequence[str]  # newest first
    thinning: Thinning
    scratch: Path  # a folder of VECHE_HOME: as well guarded as the database


class Underway(Refusal):
    """Another process of this machine makes a backup just now."""


def back_up(plan: Plan, clock: Clock, tell: Tell) -> Made:
    """Make one backup that a machine has read back, in every place. Refusal where that is not reached.

    A place that fails does not keep the others from theirs; the backup counts as good when all have it.
    The newest good one of each place stays whatever happens.
    """
    with _alone(plan.scratch):
        now = clock.now()
        try:
            _say(plan, clock, state.TRIED, now.isoformat())
            made = _everywhere(plan, now, tell)
        except Refusal as refusal:
            _say(plan, clock, state.FAILED, f"{now.isoformat()} {refusal}")
            raise
        _say(plan, clock, state.GOOD, now.isoformat())
        _say(plan, clock, state.FAILED, "")
        return made


def _everywhere(plan: Plan, now: datetime, tell: Tell) -> Made:
    troubles: list[str] = []
    made: Made | None = None
    for place in plan.places:
        try:
            if made is None:
                made = _first(plan, place, now, tell)
            else:
                tell(f"It is copied to {place}.")
                places.copy(made, Store(made.path.parent, plan.keys), place)
            places.thin(place, now, plan.thinning, made.kept)
        except BrokenLog:
            raise
        except Refusal as refusal:
            troubles.append(str(refusal))
    if made is None or troubles:
        raise NoSpace(" ".join(troubles))
    return made


def _first(plan: Plan, place: Path, now: datetime, tell: Tell) -> Made:
    """Make it and read it back; what does not stand that is taken away, so that no name promises too much."""
    made = make(plan.city, place, plan.keys, now, tell)
    store = Store(place, plan.keys)
    try:
        checking.check(made.path, store, plan.scratch, tell, every_byte=_full_round(plan, now))
        places.describe(made)
    except BrokenLog as broken:
        aside = places.set_aside(made)
        raise BrokenLog(
            f"{broken} It is kept as {aside.name} and counts as no good backup."
        ) from broken
    except Refusal:
        made.path.unlink(missing_ok=True)
        raise
    return made


def _full_round(plan: Plan, now: datetime) -> bool:
    """Once a day every kept file is read again, not only looked for."""
    last = state.last_good(plan.city.engine)
    return last is None or last.date() != now.date()


def _say(plan: Plan, clock: Clock, name: str, value: str) -> None:
    with unit_of_work(plan.city.engine, clock) as work:
        state.say(work, name, value)


def is_due(plan: Plan, now: datetime, every: timedelta) -> bool:
    """Whether a backup is to be begun: none was tried in this time."""
    tried = state.last_tried(plan.city.engine)
    return tried is None or now - tried >= every or tried > now


@contextmanager
def _alone(scratch: Path) -> Iterator[None]:
    """One backup at a time on a machine; the lock goes with the process."""
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (scratch / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Underway(
                "Another backup is being made just now: wait until it is done."
            ) from error
        os.utime(scratch / "backup.lock")
        yield


def only(plan: Plan, place: Path) -> Plan:
    """The same plan for one place, named by hand."""
    return replace(plan, places=(place,))
