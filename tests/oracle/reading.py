"""A case of `veche clock` as the second opinion reads it, and what it answers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.walking import ONE_DAY, civil, from_to


class Unanswerable(Exception):
    """The law can't be applied to this case; the command must answer {id, error}."""


@dataclass(frozen=True)
class Asked:
    """One case on the wall of its zone."""

    kind: str
    zone: ZoneInfo
    start: datetime
    filed: datetime
    days: tuple[date, ...]  # on which a session begins
    opens: time  # of every session
    closes: time
    over_midnight: bool
    inputs: dict[str, Any]

    @property
    def filed_on(self) -> date:
        """The civil day of the filing."""
        return civil(self.filed, self.zone)

    @property
    def people(self) -> int | None:
        """The expected number; None where nobody said one, and then no rule of size applies."""
        said = self.inputs.get("participants")
        return None if said is None else int(said)


def read(case: dict[str, Any], zone: ZoneInfo) -> Asked:
    """The case with its days: a session that ends past midnight belongs to its first day (decisions 2)."""
    start = datetime.fromisoformat(case["event_start"])
    end = datetime.fromisoformat(case.get("event_end") or case["event_start"])
    if end.astimezone(UTC) < start.astimezone(UTC):
        raise Unanswerable("ends before it starts")
    first, last = start.astimezone(zone), end.astimezone(zone)
    days = list(from_to(first.date(), last.date()))
    over = len(days) > 1 and last.time() <= first.time()
    if over:
        days.pop()  # the last civil day only ends a session that the day before began
    return Asked(
        kind=case["event_kind"],
        zone=zone,
        start=start,
        filed=datetime.fromisoformat(case["filed_at"]),
        days=tuple(days),
        opens=first.time(),
        closes=last.time(),
        over_midnight=over,
        inputs=case["inputs"],
    )


def said(expected: str, addressee: str, **more: Any) -> dict[str, Any]:
    """An answer in the words of the cases; what is not named is empty."""
    empty: dict[str, Any] = {
        "window_opens": None,
        "window_closes": None,
        "authority_due_at": None,
        "organiser_reply_due_at": None,
        "extra_filing_day": None,
        "warnings": [],
    }
    return {"expected": expected, "addressee": addressee, **empty, **more}


def outside(asked: Asked, earliest: time, latest: time) -> list[str]:
    """The warning where any session begins before or ends after the hours of the same local day."""
    inside = earliest <= asked.opens <= latest and asked.closes <= latest
    return [] if inside and not asked.over_midnight else ["outside_permitted_hours"]


def day_after(day: date) -> date:
    """The next civil day."""
    return day + ONE_DAY
