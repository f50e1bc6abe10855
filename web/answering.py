"""How many answers of this process were failures of ours, told to the database about once a minute.

Counted in memory; written after an answer has left, so that nobody waits for it. With each goes how far
the clock of this process is from the database's (AD-15: at the start, then again and again).
"""

import secrets
import threading
import time
from dataclasses import dataclass, field

from flask import Flask, Response, request

from records import alarm_rows, vitals
from records.unit_of_work import unit_of_work
from web.work import House

EVERY = 60.0  # seconds between two reports
SOON = 10.0  # the same where one of the answers was a failure
FIRST_FAULT = 500
UNCOUNTED = frozenset({"public.ready", "public.live"})


@dataclass(slots=True)
class Tally:
    """What was answered since the last report. `every` None: nothing is written, as in tests."""

    every: float | None = EVERY
    soon: float = SOON
    process: str = field(default_factory=lambda: secrets.token_hex(4))
    total: int = 0
    failed: int = 0
    reported: float = -EVERY
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, status: int) -> bool:
        """Count one answer; whether it is time for a report."""
        with self.lock:
            self.total += 1
            self.failed += status >= FIRST_FAULT
            if self.every is None:
                return False
            rest = self.soon if self.failed else self.every
            if time.monotonic() - self.reported < rest:
                return False
            self.reported = time.monotonic()
            return True

    def taken(self) -> tuple[int, int]:
        """What is reported now; it counts from zero again."""
        with self.lock:
            taken = (self.total, self.failed)
            self.total = self.failed = 0
            return taken

    def back(self, total: int, failed: int) -> None:
        """The report did not arrive: it goes with the next one."""
        with self.lock:
            self.total += total
            self.failed += failed


def report(here: House, tally: Tally) -> None:
    """Write down what was answered; where that can't be done, it goes with the next report."""
    total, failed = tally.taken()
    try:
        with unit_of_work(here.engine, here.clock) as work:
            there = vitals.database_now(work.session.connection())
            off = (here.clock.now() - there).total_seconds()
            alarm_rows.answered(work, tally.process, total=total, failed=failed, off=off)
    except Exception:  # noqa: BLE001 - the answer has left; whatever it is, the next report says it too
        tally.back(total, failed)


def init_app(app: Flask) -> None:
    """Count every answer but those to monitors."""
    tally = app.extensions["veche_answers"] = Tally(None if app.testing else EVERY)

    def count(answer: Response) -> Response:
        if request.endpoint not in UNCOUNTED and tally.count(answer.status_code):
            here: House = app.extensions["veche"]
            answer.call_on_close(lambda: report(here, tally))
        return answer

    app.after_request(count)
