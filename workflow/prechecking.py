"""The pre-check: what the law says of an event that somebody thinks of. Nothing is stored (A04)."""

from dataclasses import dataclass
from datetime import date, datetime

from regimes.conditions import asked, required
from regimes.counting import Judgement, judge, next_possible_day
from regimes.regime import Kind, Question, Regime, Text
from regimes.shelf import Rulebook
from workflow import law, needs
from workflow.content import Content, PlaceIn, SessionIn


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


def kinds(rulebook: Rulebook, regime_id: str, day: date) -> tuple[Kind, ...]:
    """The kinds of event that the law in force on `day` knows, in its order."""
    return tuple(rulebook.current(regime_id, day).kinds.values())


def precheck(rulebook: Rulebook, regime_id: str, *, content: Content, at: datetime) -> Precheck:
    """What follows if this were filed at the instant `at`.

    Raises regimes.spans.Uncountable when the calendar lacks a year that the counting needs.
    """
    regime = law.in_force(rulebook, regime_id, at)
    calendar = rulebook.calendar_of(regime)
    judgement = judge(regime, calendar, law.filing_of(content, regime, at))
    case = needs.case_of(content)
    needed = required(regime, case)
    place = str(content.answers.get("special_place", ""))
    kind = regime.kinds[content.kind]
    office = regime.addressees.get(judgement.addressee)
    return Precheck(
        regime=regime,
        kind=kind,
        judgement=judgement,
        addressee=office.name if office else None,
        needs=tuple(question for name, question in regime.questions.items() if name in needed),
        verdict=regime.verdicts[judgement.verdict].text,
        next_day=None
        if kind.exempt
        else next_possible_day(regime, calendar, content.kind, at, place),
        bodies=tuple(regime.bodies[code].name for code in kind.bodies),
    )


def questions_of(rulebook: Rulebook, regime_id: str, kind: str, day: date) -> tuple[str, ...]:
    """Ids of every question that a kind asks, required or not, in the order of the form."""
    regime = rulebook.current(regime_id, day)
    return tuple(need.question for need in asked(regime, kind))


def sketch(
    kind: str, days: tuple[date, ...], start: str, end: str, attendance: int, okrugs: tuple[str, ...],
    special_place: str = "",
) -> Content:  # fmt: skip
    """The little that a pre-check knows, in the shape of a notice."""
    return Content(
        kind=kind,
        sessions=tuple(SessionIn(day, start, end) for day in days),
        places=tuple(PlaceIn("", okrug) for okrug in okrugs),
        attendance=attendance,
        answers={"special_place": special_place} if special_place else {},
    )
