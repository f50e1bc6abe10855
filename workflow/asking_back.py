"""Until when the organiser can answer a letter that waits for them: known from the receipt on, or from the letter."""

from collections.abc import Mapping
from datetime import datetime

from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import DueDate, Filing, Uncountable, clocks_of, recount
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import calendars, clocks, law, versions
from workflow.errors import N_, NotPossible
from workflow.guards import past

OVER = N_("Not possible: the day by which the organiser could answer is past.")


def reply_days(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice
) -> Mapping[str, datetime]:
    """By stage: the last moment to answer a letter that leads there, as it will be if it is signed now.

    Only stages where a clock of the law begins with the letter; none where a year can't be counted yet.
    """
    if not any(clock.starts == "request" for clock in regime.clocks.values()):
        return {}
    filing = law.filing_of(versions.content_of(work, notice), regime, law.clocks_from(notice))
    pending = clocks.pending(work, notice)
    found: dict[str, datetime] = {}
    for stage in regime.stages:
        try:
            begun = _begun_at(work, rulebook, regime, notice, filing, stage)
        except Uncountable:
            continue
        if begun:
            here = [due.due_at for due in pending if _counts(regime, due.clock, stage)]
            found[stage] = min([*here, *(due.due_at for due in begun)])
    return found


def _counts(regime: Regime, name: str, stage: str) -> bool:
    clock = regime.clocks[name]
    return clock.side == "organiser" and clock.starts == "receipt" and stage in clock.pending_in


def _begun_at(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    filing: Filing,
    stage: str,
) -> list[DueDate]:
    """The clocks that begin with a letter leading to `stage`, counted from this instant."""
    names = [
        name
        for name in clocks_of(regime, filing)
        if regime.clocks[name].starts == "request"
        and stage in regime.clocks[name].pending_in
        and notice.window in regime.clocks[name].runs_for
    ]
    calendar = calendars.days_of(work, rulebook, regime) if names else None
    return [recount(regime, calendar, name, work.now, filing) for name in names if calendar]


def begin(work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice) -> None:
    """A letter was released: the organiser's clocks that count from it begin, a second time anew.

    NotPossible where their time would be over at once; Uncountable where a year has no decree yet.
    """
    filing = law.filing_of(versions.content_of(work, notice), regime, law.clocks_from(notice))
    begun = _begun_at(work, rulebook, regime, notice, filing, notice.stage)
    if any(past(due.due_at, work.now) for due in begun):
        raise NotPossible(OVER)
    for due in begun:
        clocks.stop(work, notice, "dropped", clock=due.clock)
    clocks.start(work, notice, begun)
    clocks.refresh(work, notice, regime)


def until(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, outcome: str
) -> datetime | None:
    """The day that a letter names: of one that is released its own, of a draft the day if it is signed now.

    None where no clock of the organiser runs or would begin.
    """
    leads = {move.to for move in regime.moves.values() if move.outcome == outcome}
    pending = [due for due in clocks.pending(work, notice) if due.side == "organiser"]
    if notice.stage in leads:
        here = [one for one in pending if notice.stage in regime.clocks[one.clock].pending_in]
        return min((due.due_at for due in here or pending), default=None)
    days = reply_days(work, rulebook, regime, notice)
    found = [days[stage] for stage in leads if stage in days]
    found = found or [due.due_at for due in pending]
    return min(found, default=None)


def last_day(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice
) -> datetime | None:
    """The organiser's last moment that runs now, whatever the stage; None where the law sets none."""
    mine = [due.due_at for due in clocks.pending(work, notice) if due.side == "organiser"]
    return min(mine, default=None)
