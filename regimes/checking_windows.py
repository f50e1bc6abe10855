"""What a window must keep: somebody has it, it has an end, its two ends fit."""

from collections.abc import Iterator

from regimes.counted import Window
from regimes.regime import Regime

Problem = tuple[str, str]  # key, what is wrong


def windows(regime: Regime) -> Iterator[Problem]:
    """Every window is somebody's, has an end, and counts from what the law gives."""
    used = {kind.window for kind in regime.kinds.values()} | {v.window for v in regime.variants}
    for window in regime.windows.values():
        here = f"windows.{window.name}"
        if window.name not in used:
            yield here, "no kind and no variant has this window"
        if window.earliest is None and window.latest is None:
            yield f"{here}.latest", "is missing, and earliest too: a window has at least one end"
        if window.anchor not in ("event_day", "start", "announcement", ""):
            yield f"{here}.anchor", "a window counts from event_day, start or announcement"
        if window.anchor == "announcement" and "announced_at" not in regime.inputs:
            yield f"{here}.anchor", "needs [inputs.announced_at] of type moment"
        if window.anchor == "event_day" and window.unit == "elapsed_hour":
            yield f"{here}.unit", "hours need a moment: anchor start or announcement"
        yield from _ends(window, here)
        if window.extension and (window.latest is None or window.extension.latest <= window.latest):
            yield f"{here}.extension.latest", "does not close the window earlier"


def _ends(window: Window, here: str) -> Iterator[Problem]:
    """The two ends fit: in one unit the first is the larger, and hours never stand beside days."""
    units = {window.unit, window.opening_unit}
    if window.earliest_unit and window.earliest is None:
        yield f"{here}.earliest_unit", "needs earliest: the number that it counts"
    if len(units) > 1 and "elapsed_hour" in units:
        yield f"{here}.earliest_unit", "hours and days can't be mixed in one window"
    if (
        len(units) == 1
        and window.earliest is not None
        and window.latest is not None
        and window.earliest < window.latest
    ):
        yield f"{here}.earliest", "closes before it opens"
