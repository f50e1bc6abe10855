"""R1: last year's notices under another law, reading included, against the bare judgement of the same notices."""

import time

from bench.city import City
from bench.result import Case, Result
from bench.timing import Pace, timed, times
from records.replay_rows import Asked
from records.scope import Scope
from regimes.changing import with_numbers
from regimes.counting import judge
from regimes.shelf import load_all
from workflow import law, replaying, versions
from workflow.replaying import Portion

CALLS = 4
NOTICES = 200
WHY = (
    "Two judgements are made of each notice, under its own law and the other; the rest is rows read in five queries "
    "a portion, the questions that each law requires, and what would have followed."
)


def measure(city: City, pace: Pace) -> list[Result]:
    """One portion as the command reads it; bare is `judge` alone, once a notice, all its inputs at hand."""
    book = load_all()
    own = law.in_force(book, "ru-moscow-assembly", city.clock.at)
    other = with_numbers(own, {"windows.ordinary.latest": 12, "clocks.proposal.span.amount": 2})
    since, until = replaying.period(other, city.clock.at.date())
    asked, scope = Asked(own.id, since, until), Scope(everything=True)
    box = replaying.sandbox(book, other)

    def veche() -> Portion:
        with replaying.unchanged(city.reading()) as work:
            return replaying.portion(work, box, scope, asked, after=0, limit=NOTICES)

    calendar = book.calendar_of(own)
    found = veche()
    with city.reading() as work:
        filings = [
            law.filing_of(
                versions.content_of(work, work.notice(one.reference)), own, one.received_at
            )
            for one in found.notices
        ]

    def bare() -> list[str]:
        return [judge(own, calendar, filing).verdict for filing in filings]

    calls = pace.of(CALLS)
    took = timed(
        {"bare": times(calls, bare), "veche": times(calls, veche)}, pace, time.process_time
    )
    each = {
        "bare": took["bare"] / calls / len(filings),
        "veche": took["veche"] / calls / found.read,
    }
    cases = tuple(Case(name, each[name] * 1e6, "us a notice") for name in ("bare", "veche"))
    counted = {"read": found.read, "differ": len(found.notices), "judged": len(bare())}
    return [
        Result(
            "R1", "replaying one notice under another law, reading included: Veche / one bare judgement", "none",
            "<=", 8.0, each["veche"] / each["bare"], cases, counted, why=WHY,
            more=f"{1 / each['veche']:,.0f} notices a second.", work=times(CALLS, veche),
        )
    ]  # fmt: skip
