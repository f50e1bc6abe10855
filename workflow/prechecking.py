"""The pre-check: what the law says of an event that somebody thinks of. Nothing is stored (A04, M01)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from regimes.calendar import Calendar
from regimes.conditions import bodies_to_ask, declared, papers, required
from regimes.counting import (
    Filing,
    Judgement,
    Uncountable,
    WindowFor,
    judge,
    next_possible_day,
    variant_of,
    window_for,
)
from regimes.regime import (
    Attachment,
    Declaration,
    Hours,
    Kind,
    Question,
    Regime,
    Text,
    Variant,
    Window,
)
from regimes.shelf import Rulebook
from regimes.spans import local_day
from workflow import law, needs
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import Invalid


@dataclass(frozen=True, slots=True)
class Part:
    """Days of an event that one notice can serve, and when that notice may be filed."""

    days: tuple[date, ...]
    window: WindowFor


@dataclass(frozen=True, slots=True)
class Precheck:
    """Verdict, window, clocks and duties, each with its source; texts in the languages of the house."""

    regime: Regime
    kind: Kind
    judgement: Judgement
    addressee: Text | None
    needs: tuple[Question, ...]  # what has to be answered
    verdict: Text
    next_day: date | None  # the next day that can still be filed for
    bodies: tuple[Text, ...]  # who will be asked
    perhaps: tuple[Text, ...] = ()  # who is asked too where the answers touch them
    variant: Variant | None = None  # what an answer changed: another window, no notice, a bar
    window: Window | None = None  # the rule that the window rests on
    parts: tuple[Part, ...] = ()  # where no day to file serves all the days
    declarations: tuple[Declaration, ...] = ()  # what organisers declare of themselves by filing
    papers: tuple[tuple[Attachment, bool], ...] = ()  # each with whether it must come
    hours: Hours | None = None  # of the day, for this kind
    first: Judgement | None = None  # of a filing on the first day, while the window is not open yet
    why_not: Invalid | None = None  # why the law can't be counted; then the verdict is UNKNOWN


UNKNOWN = "unknown"
NOTHING = Text("", "")
UNKNOWN_JUDGEMENT = Judgement(UNKNOWN, None, None, None, "", (), "none", (), (), ())


def precheck(rulebook: Rulebook, regime_id: str, *, content: Content, at: datetime) -> Precheck:
    """What follows if this were filed at the instant `at`.

    Where the calendar lacks a year that the counting needs, or an input is absent that the law counts
    from, the verdict is UNKNOWN and `why_not` says why. Raises Invalid for an hour that no clock shows.
    """
    regime = law.in_force(rulebook, regime_id, at)
    calendar = rulebook.calendar_of(regime)
    filing = law.filing_of(content, regime, at)
    judgement, why_not = UNKNOWN_JUDGEMENT, None
    try:
        judgement = judge(regime, calendar, filing)
    except Uncountable as error:
        why_not = Invalid("sessions", error.text, **error.values)
    case = replace(needs.case_of(content), lead_days=_lead(regime, filing))
    needed = required(regime, case)
    kind = regime.kinds[content.kind]
    variant = variant_of(regime, filing)
    office = regime.addressees.get(judgement.addressee)
    will = {body.code for body in bodies_to_ask(regime, case)}
    free = judgement.verdict == "exempt"
    return Precheck(
        regime=regime,
        kind=kind,
        judgement=judgement,
        addressee=office.name if office else None,
        needs=tuple(question for name, question in regime.questions.items() if name in needed),
        verdict=NOTHING if why_not else regime.verdicts[judgement.verdict].text,
        next_day=None if free or why_not else _next_day(rulebook, regime, content, at),
        bodies=tuple(regime.bodies[code].name for code in kind.bodies if code in will),
        perhaps=tuple(regime.bodies[code].name for code in kind.bodies if code not in will),
        variant=variant,
        window=None if free else _window(regime, kind, variant),
        parts=_parts(rulebook, regime, content, judgement),
        declarations=declared(regime, case),
        papers=papers(regime, case),
        hours=regime.hours_of(content.kind),
        first=_at_opening(regime, calendar, filing, judgement),
        why_not=why_not,
    )


def _at_opening(
    regime: Regime, calendar: Calendar, filing: Filing, judgement: Judgement
) -> Judgement | None:
    """What follows from a filing at the first moment of a window that is still to open."""
    opens = judgement.opens
    if judgement.verdict != "too_early" or opens is None:
        return None
    try:
        first = judge(regime, calendar, replace(filing, received_at=opens))
    except Uncountable:
        return None
    return first if first.verdict == "in_window" else None


def _lead(regime: Regime, filing: Filing) -> int:
    first = min(local_day(start, regime.zone) for start, _end in filing.sessions)
    return (first - local_day(filing.received_at, regime.zone)).days


def _window(regime: Regime, kind: Kind, variant: Variant | None) -> Window:
    return regime.windows[variant.window if variant and variant.window else kind.window]


def _next_day(rulebook: Rulebook, regime: Regime, content: Content, at: datetime) -> date | None:
    """The next day that can still be filed for; None where the law counts from something else than the day."""
    place = str(content.answers.get("special_place", ""))
    try:
        return next_possible_day(regime, rulebook.calendar_of(regime), content.kind, at, place)
    except Uncountable:
        return None


def _parts(
    rulebook: Rulebook, regime: Regime, content: Content, judgement: Judgement
) -> tuple[Part, ...]:
    """The days parted so that each part has a common window, as few parts as can be (decisions 2)."""
    opens, closes = judgement.opens, judgement.closes
    if opens is None or closes is None or opens <= closes:
        return ()
    place = str(content.answers.get("special_place", ""))
    calendar = rulebook.calendar_of(regime)
    found: list[Part] = []
    for day in sorted({session.day for session in content.sessions}):
        days = (*found[-1].days, day) if found else (day,)
        window = window_for(regime, calendar, content.kind, days, place)
        if found and window and window.common:
            found[-1] = Part(days, window)
        elif alone := window_for(regime, calendar, content.kind, (day,), place):
            found.append(Part((day,), alone))
    return tuple(found)


def counts_from_start(found: Regime, kind: str) -> bool:
    """Whether the window of a kind counts back from the hour of the start, not from its day."""
    window = found.windows.get(found.kinds[kind].window)
    return window is not None and window.anchor == "start"


def counts_from_announcement(found: Regime, kind: str) -> bool:
    """Whether the window of a kind counts back from the invitation."""
    window = found.windows.get(found.kinds[kind].window)
    return window is not None and window.anchor == "announcement"


def sketch(
    kind: str, days: tuple[date, ...], start: str, end: str, attendance: int, okrugs: tuple[str, ...],
    answers: Mapping[str, Any] | None = None,
) -> Content:  # fmt: skip
    """The little that a pre-check knows, in the shape of a notice."""
    return Content(
        kind=kind,
        sessions=tuple(SessionIn(day, start, end) for day in days),
        places=tuple(PlaceIn("", okrug) for okrug in okrugs),
        attendance=attendance,
        answers=dict(answers or {}),
    )
