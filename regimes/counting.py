"""Windows, clocks and addressee of a notice: pure functions, each result with the steps that explain it.

Rules (law.md section 0): instants are aware; everything is computed in the regime's own zone. A day limit
is kept as the last whole second of that local day (23:59:59); an instant is late only from the next local
midnight. An hour limit is exact, inclusive, and counted in elapsed time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from regimes.calendar import Calendar
from regimes.clocks import Anchors, DueDate, count_body_due, count_clock
from regimes.conditions import Case, holds
from regimes.daytime import outside
from regimes.judgement import Filing, Judgement
from regimes.prolonging import kept
from regimes.regime import Clock, Kind, Regime, Variant, Window
from regimes.spans import DAY, Uncountable, local_day, start_of
from regimes.steps import N_, Step
from regimes.windows import WindowFor, count_window

__all__ = [
    "DueDate",
    "Filing",
    "Judgement",
    "Step",
    "Uncountable",
    "WindowFor",
    "body_due",
    "clocks_of",
    "judge",
    "next_possible_day",
    "recount",
    "variant_of",
    "window_for",
]

HORIZON = 366  # days that `next_possible_day` looks ahead
NONE = "none"  # the addressee of a kind that needs no notice
FOLLOWS = N_("What follows: %(text)s")
OUT_OF_CALENDAR = N_("This date is too near the end of the calendar to be counted.")


def judge(regime: Regime, calendar: Calendar, filing: Filing) -> Judgement:
    """Verdict, window, clocks and addressee of one filing.

    Uncountable where an input is absent, a moment has no zone, or a date leaves the calendar.
    """
    kind = _checked(regime, filing)
    days = _days(regime, filing)
    case = _case(regime, filing, days)
    variant = _variant(regime, case)
    warnings = _warnings(regime, filing, case)
    if kind.exempt or (variant and variant.exempt):
        rule = variant.text if variant and variant.exempt else kind.help
        follows = regime.verdicts["exempt"]
        steps = (
            Step(N_("No notice is needed: %(rule)s"), {"rule": rule}, "result"),
            Step(FOLLOWS, {"text": follows.text}, "note"),
        )
        return Judgement(
            "exempt", None, None, None, "", (), NONE, (), warnings, steps,
            (), follows.route, follows.may_proceed, follows.on_silence,
        )  # fmt: skip
    try:
        return _judged(regime, calendar, filing, kind, case, variant, warnings, days)
    except OverflowError as error:
        raise Uncountable(OUT_OF_CALENDAR) from error


def _judged(
    regime: Regime,
    calendar: Calendar,
    filing: Filing,
    kind: Kind,
    case: Case,
    variant: Variant | None,
    warnings: tuple[str, ...],
    days: tuple[date, ...],
) -> Judgement:
    window = _window_of(regime, kind, variant)
    anchors = _anchors(regime, filing, days)
    anchor_at = anchors.at("announcement" if window.anchor == "announcement" else "start")
    found = count_window(window, calendar, regime.zone, days, anchor_at)
    verdict = _verdict(regime, filing, found, variant)
    clocks = _clocks_of(regime, kind, variant)
    dues = tuple(
        count_clock(clock, calendar, anchors, case)
        for clock in clocks
        if clock.starts == "receipt" and verdict in clock.runs_for
    )
    to, also_to, why = _addressee(regime, case)
    follows = regime.verdicts[verdict]
    return Judgement(
        verdict, found.opens, found.closes, found.extra_filing_day, found.extra_day_unknown,
        dues, to, also_to, warnings,
        (*found.steps, why, Step(FOLLOWS, {"text": follows.text}, "note")),
        _cautions(window, found, anchors), follows.route, follows.may_proceed, follows.on_silence,
        tuple(clock.name for clock in clocks if clock.starts == "request" and verdict in clock.runs_for),
    )  # fmt: skip


def recount(
    regime: Regime,
    calendar: Calendar,
    clock_name: str,
    anchor_at: datetime,
    filing: Filing,
    before: Iterable[Mapping[str, Any]] = (),
) -> DueDate:
    """A clock that starts later than the filing, from `anchor_at` (an answer, a letter), or again.

    `before`: its steps as kept until now; the pauses and extensions among them hold on.
    """
    _checked(regime, filing)
    days = _days(regime, filing)
    anchors = replace(
        _anchors(regime, filing, days), began_at=anchor_at, received_at=filing.received_at
    )
    case = _case(regime, filing, days)
    try:
        counted = count_clock(regime.clocks[clock_name], calendar, anchors, case)
        return kept(counted, before, calendar, regime.zone) if before else counted
    except OverflowError as error:
        raise Uncountable(OUT_OF_CALENDAR) from error


def clocks_of(regime: Regime, filing: Filing) -> tuple[str, ...]:
    """The clocks that can ever run for this filing: those of its kind, or of the variant that it meets."""
    found = _clocks_of(regime, _checked(regime, filing), variant_of(regime, filing))
    return tuple(clock.name for clock in found)


def _clocks_of(regime: Regime, kind: Kind, variant: Variant | None) -> list[Clock]:
    names = kind.clocks if variant is None or variant.clocks is None else variant.clocks
    return [regime.clocks[name] for name in names]


def window_for(
    regime: Regime, calendar: Calendar, kind: str, days: tuple[date, ...], special_place: str = ""
) -> WindowFor | None:
    """When a notice for events on `days` may be filed; None for a kind that needs no notice.

    A law that counts from the start of the event is counted from the first instant of the day.
    """
    case = Case(kind, given={"special_place": special_place})
    variant = _variant(regime, case)
    if regime.kinds[kind].exempt or (variant and variant.exempt):
        return None
    window = _window_of(regime, regime.kinds[kind], variant)
    if window.anchor == "announcement":
        raise Uncountable(N_("announced_at is needed: this law counts from the invitation."))
    days = tuple(sorted(set(days)))
    try:
        return count_window(window, calendar, regime.zone, days, start_of(days[0], regime.zone))
    except OverflowError as error:
        raise Uncountable(OUT_OF_CALENDAR) from error


def next_possible_day(
    regime: Regime, calendar: Calendar, kind: str, now: datetime, special_place: str = ""
) -> date | None:
    """The next day, from today on, that a notice filed at `now` is in time for; None within a year.

    For a kind that needs no notice: today.
    """
    today = local_day(now, regime.zone)
    for ahead in range(HORIZON + 1):
        day = today + ahead * DAY
        found = window_for(regime, calendar, kind, (day,), special_place)
        if found is None or _in_time(found, now, today):
            return day
    return None


def body_due(
    regime: Regime, body: str, asked_at: datetime, authority_due_at: datetime | None
) -> tuple[datetime, tuple[Step, ...]]:
    """By when a body answers, so that the office can still answer in time; with the steps that explain it."""
    return count_body_due(regime.bodies[body].due, regime.zone, asked_at, authority_due_at)


def _checked(regime: Regime, filing: Filing) -> Kind:
    kind = regime.kinds.get(filing.kind)
    if kind is None:
        raise Uncountable(
            N_("%(kind)s is not a kind of %(regime)s."), kind=filing.kind, regime=regime.id
        )
    if not filing.sessions:
        raise Uncountable(N_("The day and hours of the event are needed."))
    moments = [filing.received_at, *(moment for session in filing.sessions for moment in session)]
    if any(moment.utcoffset() is None for moment in moments):
        raise Uncountable(N_("Every moment needs its offset from UTC."))
    if any(_utc(end) < _utc(start) for start, end in filing.sessions):
        raise Uncountable(N_("The event ends before it begins."))
    return kind


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def _days(regime: Regime, filing: Filing) -> tuple[date, ...]:
    """The local days of the event; a session that ends after midnight belongs to its first day (decisions 2)."""
    return tuple(sorted({local_day(start, regime.zone) for start, _ in filing.sessions}))


def _case(regime: Regime, filing: Filing, days: tuple[date, ...]) -> Case:
    lead = (days[0] - local_day(filing.received_at, regime.zone)).days
    given = {
        **filing.inputs,
        "special_place": filing.special_place or filing.inputs.get("special_place"),
    }
    return Case(filing.kind, filing.attendance, filing.okrugs, lead, given)


def _anchors(regime: Regime, filing: Filing, days: tuple[date, ...]) -> Anchors:
    start = min((start for start, _ in filing.sessions), key=_utc)
    return Anchors(regime.zone, days[0], start, filing.received_at, _announced(filing))


def _announced(filing: Filing) -> datetime | None:
    found = filing.inputs.get("announced_at")
    return found if isinstance(found, datetime) else None


def _variant(regime: Regime, case: Case) -> Variant | None:
    return next((variant for variant in regime.variants if holds(variant.when, case)), None)


def variant_of(regime: Regime, filing: Filing) -> Variant | None:
    """The variant that this filing meets: what changes its window, bars it or makes it need no notice."""
    return _variant(regime, _case(regime, filing, _days(regime, filing)))


def _window_of(regime: Regime, kind: Kind, variant: Variant | None) -> Window:
    return regime.windows[variant.window if variant and variant.window else kind.window]


def _in_time(found: WindowFor, received: datetime, day: date) -> bool:
    if not found.common:
        return False
    ordinary = not found.is_early(received) and not found.is_late(received)
    return ordinary or day == found.extra_filing_day


def _verdict(regime: Regime, filing: Filing, found: WindowFor, variant: Variant | None) -> str:
    if variant and variant.blocked:
        return "blocked"
    if _in_time(found, filing.received_at, local_day(filing.received_at, regime.zone)):
        return "in_window"
    if not found.is_late(filing.received_at):
        return "too_early"
    return "in_window" if variant and variant.late_is_kept else "too_late"


def _warnings(regime: Regime, filing: Filing, case: Case) -> tuple[str, ...]:
    """An event outside the hours of the day."""
    hours, zone = regime.hours_of(filing.kind), regime.zone
    if hours is None:
        return ()
    beyond = any(
        outside(hours, case, start.astimezone(zone), end.astimezone(zone))
        for start, end in filing.sessions
    )
    return (hours.warning,) if beyond else ()


def _addressee(regime: Regime, case: Case) -> tuple[str, tuple[str, ...], Step]:
    rule = next(rule for rule in regime.addressee_rules if holds(rule.when, case))
    values = {"rule": rule.text, "law": rule.source.cited}
    return (
        rule.to,
        rule.also_to,
        Step(N_("Addressee: %(rule)s (%(law)s)"), values, "note"),
    )


EDGE = N_(
    "Filed on %(day)s, at the edge of the window. Where the day of filing is left out of the count, "
    "this notice would be judged otherwise: look twice."
)


def _cautions(window: Window, found: WindowFor, anchors: Anchors) -> tuple[Step, ...]:
    """The last day, and the day before the first, turn over if the filing day is not counted (law.md 1.4)."""
    cautions = [
        Step(step.text, step.values, step.part) for step in found.steps if step.part == "note"
    ]
    if found.hours or window.count_excludes_filing_day or not found.common:
        return tuple(cautions)
    day = local_day(anchors.began_at, anchors.zone)
    edges = {found.closes and local_day(found.closes, anchors.zone)}
    if found.opens:
        edges.add(local_day(found.opens, anchors.zone) - DAY)
    if day in edges:
        cautions.append(Step(EDGE, {"day": day}, "note"))
    return tuple(cautions)
