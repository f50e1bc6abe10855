"""The worker: keeps what the outbox promised and applies what time brings. The only importer of huey.

huey is the wake-up, the outbox with its leases is the truth: a lost call, or a killed worker, costs a
minute and nothing else. On PostgreSQL the database itself calls the workers of every machine. Of
several workers one at a time looks at the clocks: it holds a lease, and a dead one's ends.
"""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from huey import MemoryHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from letters import press
from letters.layout import BadLayout
from letters.layout_parts import Layout
from letters.letter import Letter
from records import outbox
from records.unit_of_work import reading, unit_of_work
from web import (
    backups,
    bulk_runs,
    checkpoints,
    letter_layouts,
    mail,
    mail_rooms,
    recount_runs,
    scanning,
    sealing,
    ticks,
    turns,
    watching,
)
from web.by_itself import unit_of
from web.settings import Settings
from web.work import House, look_anew, rulebook
from workflow import laying, printing, reminding_on_paper, sitting_minutes

LEASE = timedelta(minutes=3)
FRESH = timedelta(seconds=30)
"""So long after a batch was taken its promises are surely still ours; then the rest of it is taken longer."""
SOON = timedelta(seconds=15)
NO_SERVER = timedelta(minutes=5)
"""Between two looks whether the city has a mail server by now."""
AT_ONCE = 10
SLICE = 20
"""Parts of a recount that are done before other promises have their turn: some seconds."""
ROUNDS = 500
"""Passes over the outbox in one call; a bound, so that a call always ends."""

log = logging.getLogger("veche.worker")


def wakeups(settings: Settings, *, threads: bool = False) -> Any:
    """The queue that wakes the worker: in memory within one process, else a file in VECHE_HOME.

    With PostgreSQL it is in memory always: calls of other processes come through the database.
    """
    if threads or not settings.database_url.startswith("sqlite"):
        return MemoryHuey("veche", immediate=False)
    return SqliteHuey("veche", filename=str(settings.home / "wakeups.db"), fsync=False)


def join(app: Flask, queue: Any) -> Callable[[], None]:
    """Give the app its worker's tasks on this queue; returns what wakes it."""
    called, within = threading.Event(), isinstance(queue, MemoryHuey)

    @queue.task()  # type: ignore[untyped-decorator]  # huey has no types
    def deliver() -> None:
        called.clear()
        with app.app_context():
            deliver_all(app.extensions["veche"])

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # the same
    def minute() -> None:
        with app.app_context():
            here: House = app.extensions["veche"]
            backups.keep_safe(here)
            with turns.turn(here) as still_mine:
                if still_mine is not None:
                    tick(here, still_mine)
                    watching.minute(here)
            deliver_all(here)

    def wake() -> None:
        if within and called.is_set():
            return  # a thousand calls are one look
        called.set()
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
    since, kept = here.clock.now(), 0
    taken = outbox.take(here.engine, since, LEASE, AT_ONCE)
    if not taken:
        return None
    while taken:
        kept += _keep(here, taken.pop(0))
        now = here.clock.now()
        if (
            taken and now - since > FRESH
        ):  # what waits behind slow ones stays ours, where it still is
            taken, since = outbox.renew(here.engine, taken, now, LEASE), now
    return kept


def _keep(here: House, promise: outbox.Work) -> bool:
    look_anew()
    tried: Any = {"attempts": promise.attempts}
    try:
        HANDLERS[promise.kind](here, promise)
    except mail.NotYet:
        outbox.postpone(here.engine, promise.id, here.clock.now() + SOON, **tried)
        return False
    except mail.NoServer:
        later = here.clock.now() + NO_SERVER
        outbox.postpone(here.engine, promise.id, later, why="no mail server is set", **tried)
        return False
    except MoreToDo:
        outbox.postpone(here.engine, promise.id, here.clock.now(), **tried)
        return False
    except Exception as error:  # noqa: BLE001 - one bad promise must not stop the others; it is tried again
        log.warning("outbox %s failed: %s", promise.kind, type(error).__name__)
        outbox.failed(here.engine, promise.id, here.clock.now(), type(error).__name__, **tried)
        return False
    outbox.done(here.engine, promise.id, here.clock.now())
    return True


def _letter(here: House, promise: outbox.Work) -> None:
    """Print a released letter and store its bytes; what can't be printed is held for a person."""
    letter_id = promise.payload["letter"]
    with reading(here.engine, here.clock) as work:
        letter = printing.waiting(work, letter_id)
        named = laying.named_for(work, letter_id)
    if letter is None:
        return
    try:
        printed, signed_with, sheet = _made(here, letter, named)
    except (press.Unprintable, BadLayout) as error:
        with unit_of_work(here.engine, here.clock) as work:
            printing.hold(work, letter_id, str(error))
        return
    with unit_of_work(here.engine, here.clock) as work:
        printing.keep(
            work,
            letter_id,
            pdf=printed.pdf,
            sha256=printed.sha256,
            pages=printed.pages,
            sheet=sheet,
            signed_with=signed_with,
        )


def _made(here: House, paper: Letter, named: str) -> tuple[press.Printed, str, Layout]:
    """Set and signed: the file, the certificate (PEM, empty where the city signs nothing), the layout that was taken."""
    sheet = letter_layouts.of_office(here.settings, here.layout, named)
    printed, signed_with = sealing.sealed(here, press.pdf(paper, layout=sheet))
    return printed, signed_with, sheet


def _minutes(here: House, promise: outbox.Work) -> None:
    """Print the minutes of a sitting, as a letter is: in the office's layout, signed; what can't be made is said on its page."""
    number = promise.payload["minutes"]
    with reading(here.engine, here.clock) as work:
        paper = sitting_minutes.waiting(work, number)
        named = sitting_minutes.named_for(work, number)
    if paper is None:
        return
    try:
        made, signed_with, sheet = _made(here, paper, named)
    except (press.Unprintable, BadLayout) as error:
        with unit_of_work(here.engine, here.clock) as work:
            sitting_minutes.hold(work, number, str(error))
        return
    with unit_of_work(here.engine, here.clock) as work:
        sitting_minutes.keep(
            work, number, pdf=made.pdf, sha256=made.sha256, pages=made.pages, sheet=sheet, signed_with=signed_with
        )  # fmt: skip


class MoreToDo(Exception):
    """A long promise did a part of its work: the next ones have their turn, then it goes on."""


def _reminder(here: House, promise: outbox.Work) -> None:
    """Release the letter that reminds of duties, to whoever gave no mailbox."""
    with unit_of(here) as work:
        reminding_on_paper.release(work, rulebook(), promise.payload)


def _recount(here: House, promise: outbox.Work) -> None:
    """Count open notices anew, a slice at a time, so that mails and letters do not wait for it."""
    if not recount_runs.run(here, promise.payload["recount"], parts=SLICE):
        raise MoreToDo


def _bulk(here: House, promise: outbox.Work) -> None:
    """Do a step to each notice of a list that a person confirmed."""
    bulk_runs.run(here, promise.payload["run"])


def _scan(here: House, promise: outbox.Work) -> None:
    """Ask the virus scanner about a paper."""
    scanning.look(here, promise.payload["file"])


def _mail(here: House, promise: outbox.Work) -> None:
    if not here.settings.demo and not here.settings.smtp.host:
        raise mail.NoServer
    mail_rooms.deliver(promise.key, promise.payload)


def _checkpoint(here: House, promise: outbox.Work) -> None:
    """Sign the log as it is now, or lay what was signed into the folder."""
    if "copy" in promise.payload:
        checkpoints.copy(here.engine, here.clock, here.settings)
    else:
        checkpoints.make(here.engine, here.clock, here.settings)


HANDLERS: dict[str, Callable[[House, outbox.Work], None]] = {
    "bulk": _bulk,
    "checkpoint": _checkpoint,
    "letter": _letter,
    "mail": _mail,
    "minutes": _minutes,
    "recount": _recount,
    "reminder": _reminder,
    "scan": _scan,
}


tick = ticks.tick


class _Inside(Consumer):  # type: ignore[misc]  # huey has no types
    """A worker inside another process leaves that process its signals: Ctrl+C and TERM end both."""

    def _set_signal_handlers(self) -> None:
        """Set none."""


class _Alone(Consumer):  # type: ignore[misc]  # the same
    """A worker that is a process of its own: whoever ends it, it finishes what it holds."""

    def __init__(self, queue: Any, **options: Any) -> None:
        super().__init__(queue, graceful_signal="TERM", **options)
        self._signal_actions[signal.SIGINT] = self._signal_actions[signal.SIGTERM]


def start(queue: Any) -> Consumer:
    """Start the worker's threads inside this process."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = _Inside(queue, workers=2, periodic=True, backoff=1.1, max_delay=2.0)
    consumer.start()
    return consumer


def run(queue: Any, *, ticks: bool) -> None:
    """Be a worker process until told to stop: TERM and Ctrl+C let it finish what it holds."""
    _Alone(queue, workers=2, periodic=ticks).run()
