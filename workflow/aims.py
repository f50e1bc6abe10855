"""Dates that no law sets: the office's own aim, and the moment when the event begins."""

from regimes.counted import Clock
from regimes.regime import Regime, Text


def own(clock: Clock) -> str:
    """What a date is: 'aim' of the office, 'begins' where the event does, '' for a term of the law."""
    if clock.statutory:
        return ""
    return "begins" if clock.span.anchor == "start" else "aim"


def own_at(regime: Regime, stage: str, side: str, window: str) -> str:
    """The same of the nearest date at a stage: '' as soon as the law sets this side any term there."""
    running = [
        clock
        for clock in regime.pending_clocks(stage)
        if clock.side == side and window in clock.runs_for
    ]
    said = [own(clock) for clock in running]
    if not said or "" in said:
        return ""
    return "aim" if "aim" in said else "begins"


def silence(regime: Regime, clock: Clock, window: str) -> Text:
    """What follows when a clock ends without an answer.

    The office's own aim has no effect of its own: there it is what silence means for such a notice,
    by the verdict on its window or by the law as a whole.
    """
    if clock.statutory or clock.on_expiry or clock.side != "authority":
        return clock.silence
    verdict = regime.verdicts.get(window)
    return verdict.silence if verdict and verdict.silence.en else regime.silence
