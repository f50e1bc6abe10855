"""When an answer is due: one clock counted from its anchor, with its variant, its cap and its steps."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from regimes.calendar import Calendar
from regimes.conditions import Case, holds
from regimes.regime import BodyDue, Clock, Source, Span, Text
from regimes.spans import (
    HOUR_STEPS,
    Uncountable,
    count_days,
    day_steps,
    end_of,
    hours_from,
    local_day,
)
from regimes.steps import N_, Step


@dataclass(frozen=True, slots=True)
class DueDate:
    """One clock's end. `due_at` is the last whole second in which it is kept."""

    clock: str
    side: str  # authority | organiser
    due_at: datetime
    consequence: str  # the lapse verb, or ''
    steps: tuple[Step, ...]
    same_day: bool = False  # ends on the day it starts: somebody is called at filing (decisions 18)
    statutory: bool = True  # False: the office's own target, or a mere moment


@dataclass(frozen=True, slots=True)
class Anchors:
    """The moments that clocks count from. `began_at`: when this clock began to run."""

    zone: ZoneInfo
    first_day: date
    start: datetime
    began_at: datetime
    announced_at: datetime | None = None
    received_at: datetime | None = None  # None: the clock began with the receipt

    def at(self, name: str) -> datetime:
        """The instant of an anchor; `event_day` has none."""
        if name == "start":
            return self.start
        if name == "announcement":
            if self.announced_at is None:
                raise Uncountable(
                    N_("announced_at is needed: this law counts from the invitation.")
                )
            return self.announced_at
        if name == "receipt" and self.received_at is not None:
            return self.received_at
        return self.began_at  # answer, request, counter: a clock begins with its own anchor

    def day(self, name: str) -> date:
        """The civil day of an anchor."""
        return self.first_day if name == "event_day" else local_day(self.at(name), self.zone)


def count_clock(clock: Clock, calendar: Calendar, anchors: Anchors, case: Case) -> DueDate:
    """The end of a clock. The first variant whose condition holds replaces the ordinary rule."""
    span, text, source = clock.span, clock.text, clock.source
    for variant in clock.variants:
        if holds(variant.when, case):
            span, text, source = variant.span, variant.text, variant.source
            break
    due, steps = _count(span, calendar, anchors)
    steps = (_rule(text, source), *steps)
    if clock.cap is not None:
        cap, cap_steps = _count(clock.cap, calendar, anchors)
        if _utc(cap) < _utc(due):
            due = cap
            steps = (*steps, Step(N_("But never later than this:")), *cap_steps)
    clipped = not span.before and clock.starts != "request"  # a letter without a day is not signed
    if clipped and _utc(due) < _utc(anchors.began_at):
        due = anchors.began_at.astimezone(anchors.zone)
        steps = (
            *steps,
            Step(N_("Never before the moment from which it runs: %(at)s."), {"at": due}),
        )
    steps = (
        *steps,
        Step(N_("Ends: %(at)s."), {"at": due}, "result"),
        Step(N_("%(silence)s"), {"silence": clock.silence}, "note"),
    )
    same_day = local_day(due, anchors.zone) == local_day(anchors.began_at, anchors.zone)
    return DueDate(clock.name, clock.side, due, clock.on_expiry, steps, same_day, clock.statutory)


def not_yet(clock: Clock) -> Step:
    """What is said of a clock that a letter of the office will begin: no day is known before it is signed."""
    values = {"clock": clock.title, "rule": clock.text, "law": clock.source.cited}
    text = N_("%(clock)s: no day is known before the letter is signed. Rule: %(rule)s (%(law)s)")
    return Step(text, values, "note")


def _rule(text: Text, source: Source) -> Step:
    values = {"rule": text, "law": source.cited}
    return Step(N_("Rule: %(rule)s (%(law)s)"), values, "rule")


START_STEPS = {
    "event_day": N_("Start: the day of the event, %(day)s, is day 0."),
    "start": N_("Start: the event begins at %(at)s."),
    "announcement": N_("Start: the invitation, %(at)s."),
    "receipt": N_("Start: received at %(at)s; that day is not counted."),
    "answer": N_("Start: the organiser answered at %(at)s; that day is not counted."),
    "request": N_("Start: the letter was signed at %(at)s; that day is not counted."),
    "counter": N_("Start: the counter-offer came at %(at)s; that day is not counted."),
}


def _count(span: Span, calendar: Calendar, anchors: Anchors) -> tuple[datetime, tuple[Step, ...]]:
    start = _start(span, anchors)
    if span.unit == "elapsed_hour":
        at = hours_from(
            anchors.at(span.anchor), -span.amount if span.before else span.amount, anchors.zone
        )
        step = Step(HOUR_STEPS[span.before], {"amount": span.amount, "at": at})
        return at, (start, step, Step(N_("Skipped: nothing."), {}, "skipped"))
    day = anchors.day(span.anchor)
    if span.amount == 0:
        due = end_of(day, anchors.zone)
        return due, (start, Step(N_("The same day, to 24:00: %(day)s."), {"day": day}))
    counted = count_days(day, span.unit, span.amount, span.before, calendar)
    return end_of(counted.day, anchors.zone), (
        start,
        *day_steps(span.unit, span.amount, span.before, counted),
    )


def _start(span: Span, anchors: Anchors) -> Step:
    if span.anchor == "event_day":
        return Step(START_STEPS["event_day"], {"day": anchors.first_day}, "start")
    at = anchors.at(span.anchor).astimezone(anchors.zone)
    whole = span.unit == "elapsed_hour" or span.amount == 0  # then no day is left out
    return Step(N_("Start: %(at)s.") if whole else START_STEPS[span.anchor], {"at": at}, "start")


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def count_body_due(
    due: BodyDue, zone: ZoneInfo, asked_at: datetime, authority_due_at: datetime | None
) -> tuple[datetime, tuple[Step, ...]]:
    """By when a body answers, so that the office can still answer in time (a design choice of the regime)."""
    if authority_due_at is None:
        at = _at_hour(local_day(asked_at, zone) + timedelta(days=due.days_after), due, zone)
        text = N_("The law sets no clock here. Days after asking: %(days)s. That is %(at)s.")
        return at, (Step(text, {"days": due.days_after, "at": at}, "result"),)
    at = _at_hour(local_day(authority_due_at, zone) - timedelta(days=due.days_before), due, zone)
    if _utc(at) - _utc(asked_at) >= timedelta(hours=due.hours):
        text = N_("The office must answer by %(end)s; so that it can, the bodies answer by %(at)s.")
        return at, (Step(text, {"end": authority_due_at.astimezone(zone), "at": at}, "result"),)
    left = max(_utc(authority_due_at) - _utc(asked_at), timedelta())
    wait = min(timedelta(hours=due.hours), left / 2)
    at = (_utc(asked_at) + timedelta(seconds=int(wait.total_seconds()))).astimezone(zone)
    text = N_(
        "Little time is left until %(end)s: %(hours)s h or half of it, whichever is shorter: %(at)s."
    )
    values = {"end": authority_due_at.astimezone(zone), "hours": due.hours, "at": at}
    return at, (Step(text, values, "result"),)


def _at_hour(day: date, due: BodyDue, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, due.at, tzinfo=zone).astimezone(UTC).astimezone(zone)
