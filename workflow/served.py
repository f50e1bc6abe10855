"""From which day the law takes a letter as received, by the way in which it left (A20); the appeal counts from it."""

from collections.abc import Iterable
from datetime import date, time

from records import rows
from records.tables import Decision, Dispatch, Letter, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Appeal, Regime
from regimes.serving import served_on
from regimes.shelf import Rulebook
from regimes.spans import Uncountable
from workflow import calendars, law


def count(
    work: UnitOfWork, rulebook: Rulebook, notice: Notice, row: Dispatch, at: time | None = None
) -> None:
    """Write down the day that follows from the way, and by which rule; none where the law names none.

    `at`: the minute at which it left, on the clocks of the law's place, where that is known.
    """
    regime = law.regime_of(work, rulebook, notice)
    rule = regime.service.rule(row.way, row.day)
    row.served_by, row.served_on = (rule.id if rule else ""), None
    if rule is None:
        return
    calendar = calendars.days_of(work, rulebook, regime)
    try:
        row.served_on = served_on(rule, calendar, left=row.day, at=at, delivered=row.delivered_on)
    except Uncountable:  # a year without data: the letter leaves all the same, its day is not told
        row.served_on = None


def returned(
    work: UnitOfWork, rulebook: Rulebook, row: Dispatch, day: date, *, uncollected: bool
) -> None:
    """What came back reached nobody, except where the law counts what the addressee did not collect."""
    letter = work.get(Letter, row.letter_id)
    regime = law.regime_of(work, rulebook, work.get(Notice, letter.notice_id))
    rule = regime.service.named(row.served_by)
    row.served_on = day if uncollected and rule is not None and rule.uncollected else None


def counts_from_it(regime: Regime, appeal: Appeal) -> bool:
    """Whether the days of this way to fight a decision run from the day on which its letter counts as received."""
    return appeal.id in regime.service.appeals


def first_day(work: UnitOfWork, notice: Notice, decision: Decision) -> date | None:
    """The first day on which a letter of this decision counts as received; None while none does."""
    letters = [one for one in rows.letters(work, notice) if one.decision_id == decision.id]
    return min(_days(work, letters), default=None)


def _days(work: UnitOfWork, letters: Iterable[Letter]) -> Iterable[date]:
    for letter in letters:
        for sent in rows.dispatches(work, letter):
            if sent.served_on is not None:
                yield sent.served_on
