"""W2 to W4: the form with every question of a notice, read and sent, against Flask's hello on the same server.

It is the form for paper notices: one page, all questions, a token, a durable commit and a redirect. Filing online
is held back to some notices an hour from one address, so it can't be put under load from one machine.
"""

import secrets
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from urllib.parse import urlencode

from bench.city import City
from bench.load import Flow, flow, posts
from bench.pages import CONNECTIONS, SECONDS, server, sign_in
from bench.result import Case, Result
from bench.timing import Pace, in_turn
from web.sessions import hashed

HELLO = "Flask's hello"
WHY_POST = (
    "Every notice is written by one writer at a time, and on these cores the writers share the interpreter with the"
    " pages: what D1 takes, and the reading of thirty fields, is the whole of it."
)
WHY_FORM = "The empty form is kept and only its key and token are put in; what is left is the session, the person and the bar of the desk."
WHY_LATE = "Sixteen senders share one writer and one interpreter: the line is as long as what stands in it."


def body_of(city: City, cookie: str) -> Callable[[], str]:
    """Makes the form of a rally on paper as a browser sends it, each time with another key."""
    day = city.clock.at.date()
    fields = {
        "csrf_token": hashed("csrf " + cookie.partition("=")[2]),
        "received_day": f"{day - timedelta(days=1):%d.%m.%Y}", "received_hour": "11:30",
        "signed": "V. A. Sokolnikova", "locale": "ru", "kind": "rally", "purpose": "A library in our quarter",
        "sessions-0-day": f"{day + timedelta(days=12):%d.%m.%Y}", "sessions-0-start": "14:00",
        "sessions-0-end": "16:00", "places-0-name": "Melnichnaya Square", "places-0-okrug": "SVAO",
        "places-0-district": "ostankinsky", "attendance": "200", "organiser": "Sokolnikova Vera",
        "organiser_kind": "citizen", "phone": "+7 495 000-14-20", "authorised": "Ganeev Ilya, +7 495 000-14-21",
    }  # fmt: skip
    return lambda: urlencode(fields | {"key": secrets.token_urlsafe(24)})


def measure(city: City, pace: Pace) -> list[Result]:
    """Requests a second of each, in turn, on 16 connections."""
    cookie = sign_in(city)
    seconds = max(0.3, SECONDS * pace.share)
    with ExitStack() as stack:
        hello, veche = (stack.enter_context(server(city, name)) for name in ("hello", "web"))
        rounds = in_turn(
            {
                "hello": lambda: flow(f"{hello}/", cookie, CONNECTIONS, seconds),
                "form": lambda: flow(f"{veche}/desk/paper", cookie, CONNECTIONS, seconds),
                "post": lambda: posts(
                    f"{veche}/desk/paper", cookie, body_of(city, cookie), CONNECTIONS, seconds
                ),
            },
            pace,
        )
    counted = {
        f"answers {name}": sum(one.answers for one in taken) for name, taken in rounds.items()
    }
    counted |= {
        f"faults {name}": sum(one.faults for one in taken) for name, taken in rounds.items()
    }
    return [
        _rate("W2", "POST of a notice, requests a second: Veche / " + HELLO, "0.079 (sync 0.153)", 0.12, "post", rounds, counted, WHY_POST),
        _rate("W3", "GET of the form, requests a second: Veche / " + HELLO, "WTForms 0.055", 0.15, "form", rounds, counted, WHY_FORM),
        _late(rounds, counted),
    ]  # fmt: skip


def _median(rounds: tuple[Flow, ...], what: str) -> float:
    return float(statistics.median(getattr(one, what) for one in rounds))


def _rate(
    id_: str, what: str, anchor: str, target: float, side: str,
    rounds: dict[str, tuple[Flow, ...]], counted: dict[str, int], why: str,
) -> Result:  # fmt: skip
    rate = {name: _median(taken, "rate") for name, taken in rounds.items()}
    cases = (Case("hello", rate["hello"], "req/s"), Case("veche", rate[side], "req/s"))
    return Result(
        id_, what, anchor, ">=", target, rate[side] / rate["hello"], cases, counted, why=why
    )


def _late(rounds: dict[str, tuple[Flow, ...]], counted: dict[str, int]) -> Result:
    p50, p99 = _median(rounds["post"], "p50"), _median(rounds["post"], "p99")
    return Result(
        "W4", "POST of a notice at 16 connections: 99th of 100 / the middle one", "threads 5.2, sync 1.6",
        "<=", 2.5, p99 / p50, (Case("p50", p50, "ms"), Case("p99", p99, "ms")), counted, why=WHY_LATE,
    )  # fmt: skip
