"""`python -m bench.doors [PEOPLE]`: whether the time of an answer tells who has an account.

So many known and as many unknown people ask for a sign-in link, and a fifth of them type a wrong password,
in a random order; only the sending of the form is timed, on the clock and in time of the processor, which a busy
machine does not lengthen. Printed are the medians and their ratios.
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from records import accounts
from records.engine import make_engine
from records.migrate import upgrade
from records.unit_of_work import unit_of_work
from web import factors
from web.settings import load, prepare
from web.work import SystemClock
from wsgi import create_app

PASSWORD = "correct horse battery"
Took = tuple[float, float]
TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]{64})"')


def city(home: Path, people: int) -> Flask:
    """A city in which so many organisers and so many officers are known."""
    settings = load(home=home, mode="test", database_url=f"sqlite:///{home}/doors.db")
    prepare(settings)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    hashed = factors.hash_password(PASSWORD)
    with unit_of_work(engine, SystemClock()) as work:
        for number in range(people):
            accounts.create(work, email=f"known{number}@example.org", name="N")
            officer = accounts.create(
                work, email=f"known{number}@office.example", name="N", password=hashed
            )
            accounts.give_post(work, officer, "auditor", from_day=date(2020, 1, 1))
    engine.dispose()
    return create_app(settings)


def sent(app: Flask, number: int, path: str, **fields: str) -> Took:
    """Milliseconds from sending the form to its answer (clock, processor), by a browser that was never here."""
    browser: FlaskClient = app.test_client()
    place = {"REMOTE_ADDR": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
    page = browser.get(path, environ_overrides=place)
    found = TOKEN.search(page.text)
    assert found is not None, page.status
    began, worked = time.perf_counter(), time.process_time()
    answer = browser.post(path, data=fields | {"csrf_token": found[1]}, environ_overrides=place)
    took = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    assert answer.status_code in {303, 422}, answer.status
    return took


def compared(name: str, deeds: list[tuple[bool, Callable[[], Took]]]) -> None:
    """Do them all in a random order; print the medians of both kinds."""
    random.Random(1).shuffle(deeds)
    times: dict[bool, list[Took]] = {True: [], False: []}
    for known, deed in deeds:
        times[known].append(deed())
    for which, said in enumerate(("clock", "processor")):
        mine, others = (median(one[which] for one in times[known]) for known in (True, False))
        print(
            f"{name}, {said}: {len(times[True])} known {mine:.2f} ms, {len(times[False])} unknown "
            f"{others:.2f} ms, ratio {mine / others:.3f}"
        )


def main(people: int) -> None:
    """Measure both doors."""
    with tempfile.TemporaryDirectory() as home:
        app, few = city(Path(home), people), max(people // 5, 1)

        def link(number: int, who: str) -> Callable[[], Took]:
            at = number * 2 + (who == "known")
            return lambda: sent(app, at, "/sign-in", email=f"{who}{number}@example.org")

        def password(number: int, who: str) -> Callable[[], Took]:
            at = 100_000 + number * 2 + (who == "known")
            email = f"{who}{number}@office.example"
            return lambda: sent(app, at, "/sign-in/password", email=email, password=PASSWORD + "x")

        kinds = ("known", "other")
        compared("a link is asked for", [(who == "known", link(number, who)) for number in range(people) for who in kinds])  # fmt: skip
        compared("a wrong password", [(who == "known", password(number, who)) for number in range(few) for who in kinds])  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
