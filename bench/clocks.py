"""C1: the clocks of one notice with their explanation, against the bare date arithmetic of the same rule."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

from bench.city import City
from bench.result import Case, Result
from bench.timing import Pace, timed, times
from regimes.counting import Filing, Judgement, judge
from regimes.regime import Regime
from regimes.shelf import Rulebook, load_all

CALLS = 400
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
HOLIDAYS = {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
WHY = "Every date stands on its steps, and each step is a sentence with its values, ready to be kept and translated."

Dates = tuple[str, datetime | None, datetime | None, datetime | None, datetime | None]


def at(text: str, zone: ZoneInfo) -> datetime:
    """A moment of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@dataclass(frozen=True)
class Race:
    """One notice under one regime, and the same dates by hand."""

    name: str
    regime: str
    filing: Filing
    bare: Callable[[Filing], Dates]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _verdict(received: datetime, opens: datetime | None, closes: datetime, slack: timedelta) -> str:
    if opens is not None and received < opens:
        return "too_early"
    return "in_window" if received < closes + slack else "too_late"


def bare_rally(filing: Filing) -> Dates:
    """D-15 to D-10, three days to answer, D-3; the extra day is asked about."""
    start = filing.sessions[0][0].astimezone(MOSCOW).date()
    received = filing.received_at.astimezone(MOSCOW)
    first, last = start - 15 * DAY, start - 10 * DAY
    if all(((first + n * DAY).month, (first + n * DAY).day) in HOLIDAYS for n in range(6)):
        raise NotImplementedError("not the notice of this race")
    opens, closes = _midnight(first, MOSCOW), _midnight(last + DAY, MOSCOW) - SECOND
    due = _midnight(received.date() + 4 * DAY, MOSCOW) - SECOND
    reply = _midnight(start - 2 * DAY, MOSCOW) - SECOND
    return _verdict(received, opens, closes, SECOND), opens, closes, due, reply


def bare_picket(filing: Filing) -> Dates:
    """D-15 to D-3 or D-4, the same day or three days to answer, D-3."""
    start = filing.sessions[0][0].astimezone(MOSCOW).date()
    received = filing.received_at.astimezone(MOSCOW)
    ahead = [start - n * DAY for n in (1, 2, 3)]
    moved = any(day.weekday() == 6 or (day.month, day.day) in HOLIDAYS for day in ahead)
    opens = _midnight(start - 15 * DAY, MOSCOW)
    closes = _midnight(start - (3 if moved else 2) * DAY, MOSCOW) - SECOND
    days = 0 if (start - received.date()).days < 5 else 3
    due = _midnight(received.date() + (days + 1) * DAY, MOSCOW) - SECOND
    reply = _midnight(start - 2 * DAY, MOSCOW) - SECOND
    return _verdict(received, opens, closes, SECOND), opens, closes, due, reply


def bare_model(filing: Filing) -> Dates:
    """48 hours before the start; 24 hours to answer, 24 hours before the start at the latest."""
    start, received = filing.sessions[0][0].astimezone(UTC), filing.received_at.astimezone(UTC)
    closes = start - timedelta(hours=48)
    due = max(received, min(received + timedelta(hours=24), start - timedelta(hours=24)))
    return _verdict(received, None, closes, SECOND), None, closes, due, None


def bare_berlin(filing: Filing) -> Dates:
    """48 hours before the invitation."""
    announced = filing.inputs["announced_at"]
    assert isinstance(announced, datetime)
    closes = (announced.astimezone(UTC) - timedelta(hours=48)).astimezone(BERLIN)
    received = filing.received_at.astimezone(UTC)
    return _verdict(received, None, closes, timedelta(microseconds=1)), None, closes, None, None


def _day(start: str, end: str, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    return ((at(start, zone), at(end, zone)),)


RACES = (
    Race(
        "a Moscow rally",
        "ru-moscow-assembly",
        Filing("rally", _day("2027-03-14T14:00", "2027-03-14T16:00", MOSCOW), at("2027-03-02T10:00", MOSCOW),
               5001, ("SAO",)),
        bare_rally,
    ),
    Race(
        "a Moscow picket",
        "ru-moscow-assembly",
        Filing("picket_group", _day("2027-06-21T11:00", "2027-06-21T13:00", MOSCOW), at("2027-06-17T10:00", MOSCOW),
               25, ("YuAO",)),
        bare_picket,
    ),
    Race(
        "the model regime",
        "intl-model",
        Filing("procession", _day("2027-06-10T12:00", "2027-06-10T14:00", ZoneInfo("UTC")),
               at("2027-06-07T09:00", ZoneInfo("UTC")), 200),
        bare_model,
    ),
    Race(
        "Berlin",
        "de-berlin",
        Filing("open_air_assembly", _day("2027-05-16T14:00", "2027-05-16T16:00", BERLIN), at("2027-05-06T17:00", BERLIN),
               inputs={"announced_at": at("2027-05-08T18:00", BERLIN)}),
        bare_berlin,
    ),
)  # fmt: skip


def dates(found: Judgement) -> Dates:
    """The same dates of a judgement."""
    authority, organiser = found.due("authority"), found.due("organiser")
    return (
        found.verdict, found.opens, found.closes,
        authority.due_at if authority else None, organiser.due_at if organiser else None,
    )  # fmt: skip


def measure(_city: City, pace: Pace) -> list[Result]:
    """Each notice judged with all its steps, and its dates by bare arithmetic, in turn."""
    rulebook = load_all()
    return [_race(rulebook, race, pace) for race in RACES]


def _race(rulebook: Rulebook, race: Race, pace: Pace) -> Result:
    regime: Regime = rulebook.current(race.regime, race.filing.received_at.date())
    calendar = rulebook.calendar_of(regime)

    def veche() -> Judgement:
        return judge(regime, calendar, race.filing)

    def bare() -> Dates:
        return race.bare(race.filing)

    calls = pace.of(CALLS)
    took = timed({"bare": times(calls, bare), "veche": times(calls, veche)}, pace, process_time)
    found = veche()
    steps = len(found.steps) + len(found.cautions) + sum(len(due.steps) for due in found.dues)
    counted = {"same dates": int(dates(found) == bare()), "steps": steps}
    cases = tuple(Case(name, took[name] / calls * 1e6, "us") for name in ("bare", "veche"))
    per_second = calls / took["veche"]
    return Result(
        f"C1, {race.name}", "clocks of one notice with every step: Veche / bare date arithmetic", "none", "<=",
        20.0, took["veche"] / took["bare"], cases, counted, more=f"{per_second:,.0f} notices a second.",
        why=WHY, work=times(CALLS, veche),
    )  # fmt: skip
