"""Cases made up from a seed: the same seed and number give the same case on every machine."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.walking import ONE_DAY, ONE_SECOND, dawn, month_before

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
PEOPLE = (0, 1, 2, 49, 50, 51, 499, 500, 501, 4999, 5000, 5001, 20_000)
OKRUGS = ("CAO", "SAO", "SVAO", "VAO", "YuVAO", "YuAO", "YuZAO", "ZAO", "SZAO", "ZelAO")
HOURS = (
    time(0), time(0, 30), time(1), time(1, 30), time(2), time(2, 30), time(3), time(6, 59, 59), time(7), time(8), time(12),
    time(17, 45), time(21, 59), time(22), time(22, 0, 1), time(23), time(23, 0, 1), time(23, 59, 59),
)  # fmt: skip
ELSEWHERE = (UTC, *(timezone(timedelta(minutes=m)) for m in (330, -480, 765, -570, 180)))
# Around these days calendars and clocks do odd things.
ODD = (
    (1, 1), (1, 9), (1, 11), (1, 13), (1, 16), (1, 18), (1, 19), (2, 23), (2, 28), (3, 1), (3, 8), (3, 29),
    (3, 31), (4, 5), (5, 1), (5, 9), (6, 12), (10, 4), (10, 25), (11, 4), (12, 30), (12, 31),
)  # fmt: skip


@dataclass(frozen=True)
class Land:
    """What a maker must know of a regime: its kinds, its zone and the leads at which its law turns."""

    regime: str
    zone: ZoneInfo
    kinds: tuple[str, ...]
    leads: tuple[int, ...]


LANDS = {
    land.regime: land
    for land in (
        Land(
            "ru-moscow-assembly",
            ZoneInfo("Europe/Moscow"),
            (
                "rally", "demonstration", "march", "deputy_meeting", "picket_group", "picket_single_structure",
                "assembly", "picket_single",
            ),
            (2, 3, 4, 5, 6, 9, 10, 11, 15, 16),
        ),
        Land(
            "ru-moscow-mass",
            ZoneInfo("Europe/Moscow"),
            ("cultural_event", "theatrical_event", "sports_event", "promotional_event"),
            (28, 29, 30, 31, 32),
        ),
        Land(
            "uk-procession",
            ZoneInfo("Europe/London"),
            ("procession", "procession", "procession", "static_assembly", "funeral_procession"),
            (6, 7, 8),
        ),
        Land(
            "uk-scotland-procession",
            ZoneInfo("Europe/London"),
            ("procession", "procession", "procession", "funeral_procession"),
            (27, 28, 29),
        ),
        Land(
            "de-berlin",
            ZoneInfo("Europe/Berlin"),
            ("open_air_assembly", "procession", "urgent_assembly", "spontaneous_assembly", "indoor_assembly"),
            (2, 3),
        ),
        Land("au-nsw", ZoneInfo("Australia/Sydney"), ("procession", "static_assembly"), (6, 7, 8)),
        Land(
            "intl-model",
            ZoneInfo("UTC"),
            ("static_assembly", "procession", "spontaneous_assembly"),
            (0, 1, 2, 3),
        ),
    )
}  # fmt: skip


def cases(land: Land, seed: str, count: int) -> Iterator[dict[str, Any]]:
    """So many cases of a land."""
    rng = random.Random(f"{land.regime}:{seed}")
    for number in range(count):
        yield _case(rng, land, f"{land.regime}:{seed}:{number}")


def _case(rng: random.Random, land: Land, name: str) -> dict[str, Any]:
    day = _day(rng)
    start = datetime.combine(day, rng.choice(HOURS), land.zone)
    inputs = _inputs(rng)
    turning = start
    if land.regime == "de-berlin" and rng.random() < 0.98:
        turning = _second(rng, start, land.zone, rng.randint(0, 20))
        inputs["announced_at"] = _written(rng, turning)
    end = _end(rng, start, land.zone)
    return {
        "id": name,
        "regime": land.regime,
        "event_kind": rng.choice(land.kinds),
        "event_start": _written(rng, start),
        **({} if end is None else {"event_end": _written(rng, end)}),
        "filed_at": _written(rng, _filed(rng, turning, land)),
        "inputs": inputs,
    }


def _day(rng: random.Random) -> date:
    if rng.random() < 0.5:
        return FIRST + rng.randrange((LAST - FIRST).days + 1) * ONE_DAY
    day = date(rng.randint(FIRST.year, LAST.year), *rng.choice(ODD))
    return day + rng.randint(-3, 24) * ONE_DAY


def _end(rng: random.Random, start: datetime, zone: ZoneInfo) -> datetime | None:
    """None, the same day, past midnight, or some days later; at an hour of its own."""
    if rng.random() < 0.35:
        return None
    ahead = rng.choice((0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9))
    hour = start.time() if rng.random() < 0.05 else rng.choice(HOURS)
    end = datetime.combine(start.date() + ahead * ONE_DAY, hour, zone)
    if rng.random() < 0.05:
        end = end.replace(fold=1)
    if end.astimezone(UTC) < start.astimezone(UTC) and rng.random() < 0.97:
        return start
    return end


def _filed(rng: random.Random, turning: datetime, land: Land) -> datetime:
    """Mostly about the leads at which the law turns, to the second; sometimes anywhere near."""
    dice = rng.random()
    if dice < 0.25:
        return _second(rng, turning, land.zone, rng.choice(land.leads))
    if dice < 0.5:
        exact = turning.astimezone(UTC) - rng.choice(land.leads) * ONE_DAY
        return exact + rng.choice((-1, 0, 1)) * ONE_SECOND
    if dice < 0.55 and land.regime == "ru-moscow-mass":
        edge = dawn(month_before(turning.date()) + ONE_DAY, land.zone)
        return edge + rng.choice((-1, 0, 1)) * ONE_SECOND
    if dice < 0.95:
        return _second(rng, turning, land.zone, rng.randint(-1, max(land.leads) + 4))
    return turning.astimezone(UTC) - timedelta(seconds=rng.randint(-90_000, 5_000_000))


def _second(rng: random.Random, about: datetime, zone: ZoneInfo, lead: int) -> datetime:
    """A moment of the day that lies `lead` days before: often a second before, at, or after its midnight."""
    midnight = dawn(about.date() - lead * ONE_DAY, zone)
    dice = rng.random()
    if dice < 0.4:
        return midnight + rng.choice((-1, 0, 1)) * ONE_SECOND
    if dice < 0.45:
        return midnight - timedelta(microseconds=rng.choice((1, 500_000, 999_999)))
    return midnight + timedelta(seconds=rng.randrange(86_400))


def _written(rng: random.Random, moment: datetime) -> str:
    """The moment with an offset: its own zone's, or one from elsewhere; a Z for some of the latter."""
    if rng.random() < 0.6:
        return moment.isoformat()
    text = moment.astimezone(rng.choice(ELSEWHERE)).isoformat()
    return text.replace("+00:00", "Z") if rng.random() < 0.5 else text


def _inputs(rng: random.Random) -> dict[str, Any]:
    """Every input that any law of the box looks at, each present now and then."""
    inputs: dict[str, Any] = {}
    if rng.random() < 0.9:
        inputs["participants"] = rng.choice(PEOPLE)
    inputs["okrugs"] = [rng.choice(OKRUGS) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
    chances: tuple[tuple[str, float, tuple[Any, ...]], ...] = (
        ("special_place", 0.1, ("Sokolniki", "")),
        ("memorial_date", 0.1, (True, False)),
        ("method", 0.7, ("hand", "hand", "recorded_delivery")),
        ("customarily_held", 0.1, (True, False)),
        ("no_notice_practicable", 0.1, (True, False)),
        ("earlier_not_practicable", 0.2, (True, False)),
        ("starts_in", 0.2, ("Scotland", "England")),
        ("restriction_declaration_in_force", 0.1, (True, False)),
        ("uses_carriageway", 0.3, (True, False)),
        ("waiver", 0.1, (True, False)),
    )
    for key, chance, values in chances:
        if rng.random() < chance:
            inputs[key] = rng.choice(values)
    return inputs
