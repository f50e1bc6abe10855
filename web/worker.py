"""The worker: keeps what the outbox promised and applies what time brings. The only importer of huey.

huey is the wake-up, the outbox with its leases is the truth: a lost call, or a killed worker, costs a
minute and nothing else. The tick is a promise with the minute in its key, so that of several
schedulers one wins.
"""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from huey import MemoryHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from letters import press
from records import idempotency, outbox, reads
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from web import (
    checkpoints,
    mail,
    mail_calendar,
    mail_checkpoint,
    mail_drafts,
    mail_office,
    mail_sign_in,
    recount_runs,
    security,
)
from web.filters import today
from web.settings import Settings
from web.work import House, regimes, rulebook, silence_rule
from workflow import checkpointing, climbing, missing_years, printing, signing_gap, ticking
from workflow.actor import SYSTEM
from workflow.roster import SilenceRule

LEASE = timedelta(minutes=3)
SOON = timedelta(seconds=15)
AT_ONCE = 10
SLICE = 20
"""Parts of a recount that are done before other promises have their turn: some seconds."""
ROUNDS = 500
"""Passes over the outbox in one call; a bound, so that a call always ends."""

log = logging.getLogger("veche.worker")


def wakeups(settings: Settings, *, threads: bool = False) -> Any:
    """The queue that wakes the worker: in memory within one process, else a file in VECHE_HOME."""
    if threads:
        return MemoryHuey("veche", immediate=False)
    return SqliteHuey("veche", filename=str(settings.home / "wakeups.db"), fsync=False)


def join(app: Flask, queue: Any) -> Callable[[], None]:
    """Give the app its worker's tasks on this queue; returns what wakes it."""

    @queue.task()  # type: ignore[untyped-decorator]  # huey has no types
    def deliver() -> None:
        with app.app_context():
            deliver_all(app.extensions["veche"])

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # the same
    def minute() -> None:
        with app.app_context():
            here: House = app.extensions["veche"]
            tick(here)
            deliver_all(here)

    def wake() -> None:
        deliver()

    app.extensions["veche"].wake = wake
    return wake


def deliver_all(here: House) -> int:
    """Keep every promise whose time has come. Returns how many were kept."""
    kept = 0
    for _ in range(ROUNDS):
        some = deliver_some(here)
        if some is None:
            break
        kept += some
    return kept


def deliver_some(here: House) -> int | None:
    """Keep up to ten promises; how many were kept, None when no time has come."""
    taken = outbox.take(here.engine, here.clock.now(), LEASE, AT_ONCE)
    return sum(_keep(here, promise) for promise in taken) if taken else None


def _keep(here: House, promise: outbox.Work) -> bool:
    try:
        HANDLERS[promise.kind](here, promise)
    except mail.NotYet:
        outbox.postpone(here.engine, promise.id, here.clock.now() + SOON)
        return False
    except MoreToDo:
        outbox.postpone(here.engine, promise.id, here.clock.now())
        return False
    except Exception as error:  # noqa: BLE001 - one bad promise must not stop the others; it is tried again
        log.warning("outbox %s failed: %s", promise.kind, type(error).__name__)
        outbox.failed(here.engine, promise.id, here.clock.now(), type(error).__name__)
        return False
    outbox.done(here.engine, promise.id, here.clock.now())
    return True


def _letter(here: House, promise: outbox.Work) -> None:
    """Print a released letter and store its bytes; what can't be printed is held for a person."""
    letter_id = promise.payload["letter"]
    with reading(here.engine, here.clock) as work:
        letter = printing.waiting(work, letter_id)
    if letter is None:
        return
    try:
        printed = press.pdf(letter)
    except press.Unprintable as error:
        with unit_of_work(here.engine, here.clock) as work:
            printing.hold(work, letter_id, str(error))
        return
    with unit_of_work(here.engine, here.clock) as work:
        printing.keep(work, letter_id, pdf=printed.pdf, sha256=printed.sha256, pages=printed.pages)


class MoreToDo(Exception):
    """A long promise did a part of its work: the next ones have their turn, then it goes on."""


def _recount(here: House, promise: outbox.Work) -> None:
    """Count open notices anew, a slice at a time, so that mails and letters do not wait for it."""
    if not recount_runs.run(here, promise.payload["recount"], parts=SLICE):
        raise MoreToDo


def _mail(here: House, promise: outbox.Work) -> None:
    rooms = {
        "address": mail_sign_in, "draft": mail_drafts, "calendar": mail_calendar,
        "office": mail_office, "checkpoint": mail_checkpoint,
    }  # fmt: skip
    room: Any = rooms.get(promise.payload["to"], mail)
    room.deliver(promise.key, promise.payload)


def _checkpoint(here: House, promise: outbox.Work) -> None:
    """Sign the log as it is now, or lay what was signed into the folder."""
    if "copy" in promise.payload:
        checkpoints.copy(here.engine, here.clock, here.settings)
    else:
        checkpoints.make(here.engine, here.clock, here.settings)


HANDLERS: dict[str, Callable[[House, outbox.Work], None]] = {
    "checkpoint": _checkpoint,
    "letter": _letter,
    "mail": _mail,
    "recount": _recount,
}


def tick(here: House) -> None:
    """What time brings, each deed in a unit of its own; then the house is swept.

    First what ran out has its consequence and is written down, then what is near its end climbs, then
    people are reminded. It computes «due and not done», so a worker that slept for days catches up, in
    order, once; what ran out while it slept does not climb any more, it is an incident.
    """
    rule = silence_rule(here.settings)
    with reading(here.engine, here.clock) as work:
        late, unanswered = ticking.overdue(work), ticking.unanswered(work, rulebook())
    for due in late:
        if not _alone(here, "lapse", partial(_lapse, due)):
            _alone(here, "incident", partial(_missed, due, "stuck"))
    for due in unanswered:
        _alone(here, "incident", partial(_missed, due, "unanswered"))
    with reading(here.engine, here.clock) as work:
        climbs = climbing.due_for(work, rule, _today(here))
    for due in climbs:
        _alone(here, "threshold", partial(_climb, due, rule))
    with reading(here.engine, here.clock) as work:
        near = ticking.to_remind(work)
        nobody = signing_gap.untold(work, _today(here), rule.ahead)
    for due in near:
        _alone(here, "reminder", partial(_remind, due, rule))
    if nobody:
        _alone(here, "warning", partial(_warn, _today(here), rule))
    with unit_of_work(here.engine, here.clock) as work:
        idempotency.sweep(work)
        reads.seal(work, SYSTEM)
        checkpointing.hourly(work)
    if here.clock.now().minute == 0:
        security.sweep()
        _alone(here, "calendar", _tell_missing_years)


def _tell_missing_years(work: UnitOfWork) -> None:
    """A year without decree data is told of ninety days ahead; each keeper is written to once."""
    years = missing_years.missing(work, rulebook(), regimes(), today())
    missing_years.tell(work, years, today())


def _lapse(due: int, work: UnitOfWork) -> None:
    ticking.lapse(work, rulebook(), due)


def _warn(day: date, rule: SilenceRule, work: UnitOfWork) -> None:
    signing_gap.warn(work, day, rule.ahead)


def _today(here: House) -> date:
    return here.clock.now().astimezone(ZoneInfo(here.settings.timezone)).date()


def _missed(due: int, what: str, work: UnitOfWork) -> None:
    ticking.missed(work, rulebook(), due, what)


def _climb(due: int, rule: SilenceRule, work: UnitOfWork) -> None:
    climbing.climb(work, rulebook(), due, rule)


def _remind(due: int, rule: SilenceRule, work: UnitOfWork) -> None:
    ticking.remind(work, rulebook(), due, rule)


def _alone(here: House, what: str, deed: Callable[[UnitOfWork], object]) -> bool:
    """One deed of time in its own unit; what goes wrong with one notice holds up no other. Whether it was done."""
    try:
        with unit_of_work(here.engine, here.clock) as work:
            deed(work)
    except Exception as error:  # noqa: BLE001 - one bad notice must not stop the others; the next tick tries again
        log.warning("%s failed: %s", what, type(error).__name__)
        return False
    return True


class _Inside(Consumer):  # type: ignore[misc]  # huey has no types
    """A worker inside another process leaves that process its signals: Ctrl+C and TERM end both."""

    def _set_signal_handlers(self) -> None:
        """Set none."""


def start(queue: Any) -> Consumer:
    """Start the worker's threads inside this process."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = _Inside(queue, workers=2, periodic=True, backoff=1.1, max_delay=2.0)
    consumer.start()
    return consumer


def run(queue: Any, *, ticks: bool) -> None:
    """Be a worker process until told to stop."""
    Consumer(queue, workers=2, periodic=ticks).run()
