"""The alarms (reliability section 8): what is asked of the machine, which of them ring, who is told.

`veche doctor`, `veche watch`, the worker, `/health/ready` and the page of alarms all ask here. An alarm is
told once, and once more when it is over: when it was not seen for five minutes.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from records import alarm_rows, vitals
from records.alarm_rows import Rung
from records.unit_of_work import Clock, UnitOfWork, reading, unit_of_work
from records.vitals import Vitals
from web import sealing
from web.room import free_mb
from web.settings import Settings
from web.turns import TICKS
from workflow import unowned

CALM = timedelta(minutes=5)
NAMES = (
    "database", "disk", "worker", "outbox", "certificate", "backup", "journal", "checkpoint", "log", "clock", "unowned", "refusals",
    "scanner", "failures",
)  # fmt: skip
"""Every alarm, the gravest first; its words stand in web/alarm_words.py."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An alarm that should ring now; `said` is its number, for the words: minutes, megabytes, seconds, a count."""

    name: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at once; `vitals` is None where the database did not answer."""

    free_mb: int
    vitals: Vitals | None
    unowned: int = 0
    unsealed: str = ""
    """Why letters can't be signed, as the city wants them to be."""


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told: alarms that began, alarms that are over."""

    begun: tuple[Rung, ...] = ()
    over: tuple[Rung, ...] = ()


def look(settings: Settings, engine: Any, clock: Clock) -> Seen:
    """Look at disk and database. Never raises: a database that does not answer is what was seen."""
    try:
        found = vitals.read(engine, clock.now(), TICKS)
        with reading(engine, clock) as work:
            within = timedelta(hours=settings.watch.unowned_hours)
            nobody = unowned.count(work, within, _today(settings, clock))
        return Seen(free_mb(settings), found, nobody, sealing.ailing(settings, clock.now()))
    except Exception:  # noqa: BLE001 - whatever keeps it from answering is the finding
        return Seen(free_mb(settings), None)


def _today(settings: Settings, clock: Clock) -> date:
    return clock.now().astimezone(ZoneInfo(settings.timezone)).date()


def should_ring(settings: Settings, seen: Seen, now: datetime) -> list[Ring]:
    """Every alarm whose threshold is passed, in the order of NAMES."""
    given = settings.watch
    found: dict[str, str] = {}
    if seen.free_mb < given.disk_mb:
        found["disk"] = str(seen.free_mb)
    if seen.unsealed:
        found["certificate"] = seen.unsealed
    if seen.vitals is None:
        found["database"] = ""
    else:
        found |= _late(settings, seen.vitals, now) | _wrong(settings, seen, seen.vitals, now)
    return [Ring(name, found[name]) for name in NAMES if name in found]


def _late(settings: Settings, seen: Vitals, now: datetime) -> dict[str, str]:
    """What should have happened by now; the said number is minutes."""
    given = settings.watch
    begun = seen.begun_at
    since: dict[str, tuple[datetime | None, timedelta]] = {
        "worker": (seen.ticked_at or begun, timedelta(seconds=given.worker_seconds)),
        "outbox": (seen.waits_since, timedelta(minutes=given.outbox_minutes)),
        "checkpoint": (seen.uncovered_since, timedelta(minutes=given.checkpoint_minutes)),
    }
    if not settings.demo:  # nobody keeps what a demo city invents
        since["backup"] = (seen.backup_at or begun, timedelta(minutes=given.backup_minutes))
    if settings.scanner:
        since["scanner"] = (seen.unscanned_since, timedelta(minutes=given.scanner_minutes))
    minute = timedelta(minutes=1)
    return {
        name: str((now - moment) // minute)
        for name, (moment, most) in since.items()
        if moment is not None and now - moment > most
    }


def _wrong(settings: Settings, whole: Seen, seen: Vitals, now: datetime) -> dict[str, str]:
    """What should not be at all."""
    given = settings.watch
    found = {}
    if off := clock_off(settings, seen, now):
        found["clock"] = f"{off:.0f}"
    if seen.journal:
        found["journal"] = ""
    if seen.untrue:
        found["log"] = seen.untrue[:100]
    if whole.unowned:
        found["unowned"] = str(whole.unowned)
    if seen.refused >= given.refusals_a_minute:
        found["refusals"] = str(seen.refused)
    total, failed = sum(one.total for one in seen.answers), sum(one.failed for one in seen.answers)
    if failed and failed * 100 > given.failures_percent * total:
        found["failures"] = f"{failed}/{total}"
    return found


def clock_off(settings: Settings, seen: Vitals, now: datetime) -> float:
    """Seconds that the clock is wrong by, 0 if it is right (AD-15).

    Behind the last entry of the log by more than 2 s, or away from the database's clock by more than 60 s,
    here or in a web process of the last minutes. It is told, and stops nothing.
    """
    behind = (seen.last_at - now).total_seconds() if seen.last_at else 0.0
    offs = [(now - seen.database_at).total_seconds(), *(one.off for one in seen.answers)]
    worst = max(offs, key=abs)
    if behind > settings.watch.clock_back_seconds:
        return -behind
    return worst if abs(worst) > settings.watch.clock_off_seconds else 0.0


def news(work: UnitOfWork, rings: list[Ring]) -> tuple[News, list[Rung]]:
    """Compare what should ring with what rings: what to tell, and what rings from now on."""
    known = {one.name: one for one in alarm_rows.ringing(work)}
    now = work.now
    kept = [
        replace(known[one.name], seen=now, said=one.said)
        if one.name in known
        else Rung(one.name, now, now, one.said)
        for one in rings
    ]
    rung = {one.name for one in rings}
    begun = tuple(one for one in kept if one.name not in known)
    over = tuple(one for one in known.values() if one.name not in rung and now - one.seen >= CALM)
    return News(begun, over), kept


def settle(work: UnitOfWork, told: News, kept: list[Rung]) -> None:
    """Write down what rings and what is over."""
    for one in kept:
        alarm_rows.keep(work, one)
    for one in told.over:
        alarm_rows.over(work, one.name)
    alarm_rows.sweep(work)


def pass_round(settings: Settings, engine: Any, clock: Clock) -> News:
    """Look, write down, and promise a mail to each address for what is new; the worker does so every minute."""
    rings = should_ring(settings, look(settings, engine, clock), clock.now())
    with unit_of_work(engine, clock) as work:
        told, kept = news(work, rings)
        settle(work, told, kept)
        for over, ones in ((False, told.begun), (True, told.over)):
            for one in ones:
                promise(work, settings, one, over=over)
    return told


def promise(work: UnitOfWork, settings: Settings, one: Rung, *, over: bool) -> None:
    """Promise the mails about one alarm."""
    word = "over" if over else "begun"
    for number, address in enumerate(settings.watch.addresses, start=1):
        work.promise(
            "mail", f"mail:alarm:{one.name}:{one.since:%Y%m%dT%H%M%S}:{word}:{number}",
            {"to": "alarm", "name": one.name, "said": one.said, "over": over,
             "since": one.since.isoformat(), "address": address},
        )  # fmt: skip
