"""Clocks counted anew: after a correction, after the organiser's answer, and where an ended road goes on.

What was met or missed stays so; what runs, or ran until the road ended, is counted from its own beginning.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from records import chain, rows
from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import DueDate, Filing, clocks_of, recount
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import calendars, clocks, judging, law, versions
from workflow.actor import Actor
from workflow.content import Content

WINDOW_RESTS_ON = frozenset({"kind", "sessions", "special_place"})
"""Answers on which the window rests; where others were mended the verdict stays as it is."""


def corrected(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    content: Content,
    changed: Collection[str],
) -> tuple[DueDate, ...]:
    """Fit window and clocks to what was mended, from the same receipt. Returns the clocks that began."""
    calendar = calendars.days_of(work, rulebook, regime)
    filing = law.filing_of(content, regime, law.clocks_from(notice))
    judgement = judging.of_notice(regime, calendar, content, notice)
    if WINDOW_RESTS_ON & set(changed):
        notice.window = judgement.verdict
    ledger = _newest(work, notice)
    names = _running(regime, notice, ledger)
    if WINDOW_RESTS_ON & set(changed):
        later = [name for name in names if regime.clocks[name].starts != "receipt"]
        names = [*(due.clock for due in judgement.dues), *later]
    wanted = _counted(work, rulebook, regime, notice, filing, ledger, names)
    for name, row in ledger.items():
        if row.done_at is None and name not in wanted:
            clocks.stop(work, notice, "dropped", clock=name)
    return _fit(work, notice, ledger, wanted, again=("dropped",))


def amended(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    wanted: Collection[DueDate],
    *,
    restart: bool,
    window: str,
    window_anew: bool,
) -> tuple[DueDate, ...]:
    """The organiser changed the notice: window and clocks as weighed. Returns the clocks that began."""
    if restart:
        notice.clocks_from = work.now
    if window_anew:
        notice.window_from = work.now
    if window:
        notice.window = window
    ledger, by_name = _newest(work, notice), {due.clock: due for due in wanted}
    for name, row in ledger.items():
        if row.done_at is None and name not in by_name:
            clocks.stop(work, notice, "dropped", clock=name)
    since = work.now if restart else None
    began = _fit(work, notice, ledger, by_name, again=("dropped",), since=since)
    clocks.refresh(work, notice, regime)
    return began


def went_on(work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice) -> None:
    """The road had ended, or the office takes its letter back: clocks that this stopped run on.

    A withdrawal that was entered wrongly does not give the city more time, nor take the silence away.
    The organiser's clock stands ready again even where it was met: the answer that met it is undone.
    """
    ledger = _newest(work, notice)
    filing = law.filing_of(versions.content_of(work, notice), regime, law.clocks_from(notice))
    names = _running(regime, notice, ledger)
    wanted = _counted(work, rulebook, regime, notice, filing, ledger, names)
    for side, again in (("authority", ("dropped",)), ("organiser", ("dropped", "met"))):
        of_side = {name: due for name, due in wanted.items() if ledger[name].side == side}
        _fit(work, notice, ledger, of_side, again=again)
    clocks.refresh(work, notice, regime)


def taken_back(work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice) -> None:
    """A letter that waited for the organiser is taken back: the city's clock was not kept by it."""
    ledger = {
        name: row
        for name, row in _newest(work, notice).items()
        if row.side == "authority" and regime.clocks[name].statutory
    }
    newest = max(ledger.values(), key=lambda row: row.id or 0, default=None)
    if newest is None:
        return
    filing = law.filing_of(versions.content_of(work, notice), regime, law.clocks_from(notice))
    wanted = _counted(work, rulebook, regime, notice, filing, ledger, [newest.clock])
    _fit(work, notice, ledger, wanted, again=("dropped", "met"))
    clocks.refresh(work, notice, regime)


def answered(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    came_at: datetime | None = None,
) -> None:
    """The organiser answered, now or when their paper came: the office's clock after an answer begins, and theirs stands ready again.

    Without the second a further proposal would have no day to answer by. What a letter began stays ended:
    another letter begins it anew.
    """
    calendar = calendars.days_of(work, rulebook, regime)
    filing = law.filing_of(versions.content_of(work, notice), regime, law.clocks_from(notice))
    mine = clocks_of(regime, filing)
    later = [name for name in mine if regime.clocks[name].starts == "answer"]
    later = _running(regime, notice, later)
    since = came_at or work.now
    begun = [recount(regime, calendar, name, since, filing) for name in later]
    clocks.start(work, notice, begun, since=since)
    ledger = _newest(work, notice)
    names = [
        name
        for name, row in ledger.items()
        if row.side == "organiser" and regime.clocks[name].starts == "receipt"
    ]
    wanted = _counted(work, rulebook, regime, notice, filing, ledger, names)
    _fit(work, notice, ledger, wanted, again=("dropped", "met"))
    clocks.refresh(work, notice, regime)


def countered(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    came_at: datetime | None = None,
) -> None:
    """The organiser made a counter-offer, now or when their paper came: the office's clock for it begins; a second one begins it anew."""
    calendar = calendars.days_of(work, rulebook, regime)
    filing = law.filing_of(versions.content_of(work, notice), regime, law.clocks_from(notice))
    mine = [name for name in clocks_of(regime, filing) if regime.clocks[name].starts == "counter"]
    names = _running(regime, notice, mine)
    for name in names:
        clocks.stop(work, notice, "dropped", clock=name)
    since = came_at or work.now
    begun = [recount(regime, calendar, name, since, filing) for name in names]
    clocks.start(work, notice, begun, since=since)
    clocks.refresh(work, notice, regime)


def _running(regime: Regime, notice: Notice, names: Iterable[str]) -> list[str]:
    """Those of the clocks that the law lets run for a notice in, before or after its window.

    What a letter began runs only where the letter is waited for.
    """
    return [
        name
        for name in names
        if notice.window in regime.clocks[name].runs_for
        and (
            regime.clocks[name].starts != "request"
            or notice.stage in regime.clocks[name].pending_in
        )
    ]


def _newest(work: UnitOfWork, notice: Notice) -> dict[str, Due]:
    """The last row of each clock."""
    return {due.clock: due for due in rows.dues(work, notice)}


def _counted(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    filing: Filing,
    ledger: Mapping[str, Due],
    names: Collection[str],
) -> dict[str, DueDate]:
    """Each clock from its own beginning: the receipt, or the answer or letter that started it."""
    calendar = calendars.days_of(work, rulebook, regime)
    found = {}
    for name in names:
        from_receipt = regime.clocks[name].starts == "receipt"
        began = law.clocks_from(notice) if from_receipt else ledger[name].set_at
        before = ledger[name].steps if name in ledger else ()
        found[name] = recount(regime, calendar, name, began, filing, before)
    return found


def _fit(
    work: UnitOfWork,
    notice: Notice,
    ledger: Mapping[str, Due],
    wanted: Mapping[str, DueDate],
    *,
    again: Collection[str],
    since: datetime | None = None,
) -> tuple[DueDate, ...]:
    """Start what is not in the ledger, what differs, and what ended with one of the results `again`."""
    began = []
    for name, due in wanted.items():
        row = ledger.get(name)
        if row is not None and row.done_at is None:
            if row.due_at == due.due_at and row.steps == [step.to_json() for step in due.steps]:
                continue
            clocks.stop(work, notice, "dropped", clock=name)
        elif row is not None and row.result not in again:
            continue
        clocks.start(work, notice, [due], since=since or (row.set_at if row else None))
        began.append(due)
    return tuple(began)


def turned(work: UnitOfWork, notice: Notice, starts: Collection[DueDate], verdict: str) -> None:
    """A corrected calendar judges the window otherwise: verdict and the clocks that run from the receipt.

    Clocks that the verdict does not know are dropped; those that it knows start, or run on.
    """
    notice.window = verdict
    ledger = _newest(work, notice)
    wanted = {due.clock: due for due in starts}
    if verdict != "in_window":
        for name, row in ledger.items():
            if row.done_at is None and name not in wanted:
                clocks.stop(work, notice, "dropped", clock=name)
    _fit(work, notice, ledger, wanted, again=("dropped",))


def log_move(
    work: UnitOfWork,
    notice: Notice,
    *,
    actor: Actor,
    clock: str,
    old: datetime,
    new: datetime,
    correction: int | None,
    recount: int,
) -> None:
    """A due moved because the calendar was corrected: from when to when, and by which correction."""
    work.log(
        "due.moved",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={
            "clock": clock, "old": chain.instant(old), "new": chain.instant(new),
            "correction": correction, "recount": recount,
        },
    )  # fmt: skip


def log_turn(
    work: UnitOfWork,
    notice: Notice,
    *,
    actor: Actor,
    verdict: tuple[str, str],
    correction: int | None,
    recount: int,
) -> None:
    """The window's verdict turned because the calendar was corrected."""
    work.log(
        "window.turned",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={
            "old": verdict[0], "new": verdict[1], "correction": correction, "recount": recount,
        },
    )  # fmt: skip
