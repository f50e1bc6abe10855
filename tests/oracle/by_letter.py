"""The organiser's time that counts from a letter, walked day by day: the made-up law and the example of the how-to."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.walking import after, before, civil, last_second, worked

SECOND = timedelta(seconds=1)


def working_days(signed: datetime, event: date, zone: ZoneInfo) -> str:
    """Three working days after the day of the letter, two days before the event at the latest."""
    day, left = civil(signed, zone), 3
    while left:
        day = after(day, 1)
        if worked(day):
            left -= 1
    latest = before(event, 2)
    return last_second(min(day, latest), zone)


def calendar_days(signed: datetime, event: date, zone: ZoneInfo) -> str:
    """Five days after the day of the letter, seven days before the event at the latest."""
    day = after(civil(signed, zone), 5)
    latest = before(event, 7)
    return last_second(min(day, latest), zone)


def letters(zone: ZoneInfo, seed: str, count: int) -> Iterator[tuple[datetime, datetime, date]]:
    """Receipt, signature and day of the event: any second of 2024 to 2030, often near midnight."""
    chance = random.Random(f"{zone.key} {seed}")
    first = datetime(2024, 1, 1, tzinfo=UTC)
    for _ in range(count):
        received = first + timedelta(seconds=chance.randrange(7 * 365 * 86_400))
        signed = received + timedelta(seconds=chance.randrange(12 * 86_400))
        if chance.random() < 0.3:  # a second around local midnight
            wall = signed.astimezone(zone).replace(hour=0, minute=0, second=0)
            signed = wall.astimezone(UTC) + SECOND * chance.choice((-1, 0, 1))
        ahead = chance.choice((*range(2, 20), 60))
        yield received, signed, civil(signed, zone) + timedelta(days=ahead)
