"""The ways to fight a decision: each from the data of its law, with the instant until which it is open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from records import rows
from records.tables import Decision, Notice, Organiser, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Appeal, Regime, Text
from workflow import clocks, served, versions, when

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Route:
    """One way. `until` is its last whole second, None where neither the law nor the house sets one.

    `told_at`: from when the days count; None where nobody knows yet that the letter reached anybody.
    `where`: names of the court or the body above, from the letterhead of the office; empty where unknown.
    """

    appeal: Appeal
    told_at: datetime | None
    until: datetime | None
    open: bool
    where: Text
    phone: str = ""
    received: bool = False  # `told_at` is the day on which the letter counts as received


def of(work: UnitOfWork, regime: Regime, notice: Notice, decision: Decision) -> tuple[Route, ...]:
    """Every way against this decision, in the order of its law, open ones and those that are over."""
    told, begins = told_at(work, notice, decision), begins_at(work, regime, notice)
    day = served.first_day(work, notice, decision)
    unit = work.get(Unit, notice.unit_id)
    found = []
    for appeal in regime.appeals:
        if decision.outcome in appeal.outcomes:
            received = day is not None and served.counts_from_it(regime, appeal)
            since = _since(regime, appeal, told, day)
            end = until(appeal, since, begins, regime.zone)
            still = end is None or work.now < end + clocks.LAST_SECOND
            found.append(
                Route(appeal, since, end, still, _where(appeal, unit), unit.phone, received)
            )
    return tuple(found)


def told_at(work: UnitOfWork, notice: Notice, decision: Decision) -> datetime | None:
    """From when the time to fight a decision is counted: its release, when it stands on the page and is mailed.

    Who filed on paper and left no address learns of it by the letter: the day on which it was last sent
    counts, and nothing is counted before it left. Late for the office, never early for the organiser.
    """
    address = work.get(Organiser, notice.organiser_id).email
    if notice.channel != "paper" or address:
        return decision.released_at
    letters = [one for one in rows.letters(work, notice) if one.decision_id == decision.id]
    sent = [one for letter in letters for one in rows.dispatches(work, letter)]
    return max((one.marked_at for one in sent), default=None)


def _since(
    regime: Regime, appeal: Appeal, told: datetime | None, day: date | None
) -> datetime | None:
    """From when one way is counted: from the day of service where its law says so, once that is known.

    A law that counts from service alone, and not from learning, does not begin to count before it.
    """
    if not served.counts_from_it(regime, appeal):
        return told
    if day is not None:
        return datetime.combine(day, time(12), tzinfo=regime.zone)
    return told if appeal.counted_from == "learning" else None


def begins_at(work: UnitOfWork, regime: Regime, notice: Notice) -> datetime:
    """The first start of the event."""
    content = versions.content_of(work, notice)
    return min(when.span(one, regime.zone)[0] for one in content.sessions)


def until(
    appeal: Appeal, told: datetime | None, begins: datetime, zone: ZoneInfo
) -> datetime | None:
    """The last whole second of a way: the day that is counted first is the one after `told`.

    Days are counted as calendar days, the earliest reading of every law: who keeps it is in time under any.
    """
    ends = []
    if appeal.until_event:
        ends.append(begins - clocks.LAST_SECOND)
    if told is not None:
        day = when.local(told, zone).date()
        if appeal.within_days is not None:
            ends.append(end_of(day + timedelta(days=appeal.within_days), zone))
        if appeal.within_months is not None:
            ends.append(end_of(months_after(day, appeal.within_months), zone))
    return min(ends, default=None)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last whole second of a day on the clocks of the zone."""
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return following.astimezone(UTC) - clocks.LAST_SECOND


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 29 if month == 1 and leap else LENGTHS[month]
    return date(year, month + 1, min(day.day, longest))


def _where(appeal: Appeal, unit: Unit) -> Text:
    if appeal.where is not None:
        return appeal.where
    if appeal.to == "office":
        return Text(f"{unit.name_en}, {unit.address}", f"{unit.name_ru}, {unit.address}")
    name = "court" if appeal.to == "court" else "higher_body"
    head = unit.letterhead or {}
    said = {locale: str((head.get(locale) or {}).get(name, "")) for locale in ("en", "ru")}
    return Text(said["en"] or said["ru"], said["ru"] or said["en"])
