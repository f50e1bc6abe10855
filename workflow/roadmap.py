"""The stage line: where a notice has been, where it is, what is ahead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from records.tables import Notice
from regimes.regime import Regime
from workflow.views import StageView

Entry = tuple[str, datetime, str]
"""A stage that was reached, when, and by whom (from the log, oldest first)."""


def stage_line(regime: Regime, notice: Notice, entries: Sequence[Entry]) -> tuple[StageView, ...]:
    """Done, now, next. What is ahead follows the forward moves; a road that ended has nothing ahead."""
    reached: dict[str, Entry] = {}
    for name, at, by in entries:
        reached.pop(name, None)
        reached[name] = (name, at, by)
    done = [name for name in _ordinary(regime, regime.initial) if name in reached]
    behind = [*done, *(name for name in reached if name not in done)]
    here = notice.stage
    if here in behind:
        behind = [name for name in behind if name != here and reached[name][1] <= reached[here][1]]
    if regime.initial in reached:  # reached again by a change: the time of receipt never moves
        first = reached[regime.initial]
        reached[regime.initial] = (first[0], notice.received_at, first[2])
    behind.sort(
        key=lambda name: reached[name][1]
    )  # a road that turned back is told in the order in which it went
    line = [_view(regime, name, "done", reached) for name in behind]
    line.append(_view(regime, here, "now", reached))
    if not regime.stages[here].final:
        line += _ahead(regime, here)
    return tuple(line)


def _ahead(regime: Regime, here: str) -> list[StageView]:
    """The ordinary course up to the answer: a draft may become any outcome until it is released."""
    answers = {move.to for move in regime.moves.values() if move.verb == "release"}
    line = []
    for name in _ordinary(regime, here)[1:]:
        line.append(replace(_view(regime, name, "next", {}), answer=name in answers))
        if name in answers:
            break
    return line


def _ordinary(regime: Regime, start: str) -> list[str]:
    """The stages of the ordinary course from one on: the first forward move, again and again."""
    course, here = [start], start
    while True:
        onward = [
            move.to for move in regime.moves_from(here) if move.forward and move.to not in course
        ]
        if not onward:
            return course
        here = onward[0]
        course.append(here)


def _view(regime: Regime, name: str, state: str, reached: dict[str, Entry]) -> StageView:
    entry = reached.get(name)
    return StageView(
        name=name,
        title=regime.stages[name].title,
        state=state,
        at=entry[1] if entry else None,
        by=entry[2] if entry else "",
    )
