"""How much ground one notice may name: lines of all places together, times its days."""

from datetime import datetime

from regimes.regime import Regime
from workflow import when
from workflow.content import Content
from workflow.errors import N_, Invalid

MOST_GROUND = 6_000
"""Lines of places times days: thirty places of six corners on each day of a month fit, and a march of any length.

What compares notices by place and time looks at each place on each day, so this bounds what one notice costs others.
"""


def lines_of(content: Content) -> int:
    """Lines of all places: corners, streets, or the one line of a name."""
    return sum(max(1, len(place.points)) for place in content.places)


def fault(lines: int, days: int) -> Invalid | None:
    """Why so many lines on so many days do not fit, with what to do; None where they fit."""
    if lines * days <= MOST_GROUND:
        return None
    return Invalid(
        "places",
        N_("Too many lines of places for so many days: %(lines)s lines, %(days)s days; multiplied they may make %(most)s. "
           "Take out corners that are not needed, or file some of the days in a notice of their own."),
        lines=lines, days=days, most=MOST_GROUND,
    )  # fmt: skip


def check(content: Content, *, known: bool = False) -> None:
    """Invalid where a new notice names no day, no place, or too much ground. `known`: it was taken once and comes back."""
    if not content.sessions or not content.places:
        raise Invalid("sessions", N_("A notice names at least one day and one place."))
    if not known and (found := fault(lines_of(content), len(content.sessions))):
        raise found


def require_ahead(content: Content, regime: Regime, now: datetime) -> None:
    """Invalid where all days of a new notice are over: there is nothing left that could be answered in time."""
    if content.sessions and all(when.span(one, regime.zone)[1] <= now for one in content.sessions):
        raise Invalid("sessions", N_("These days are over. Choose days that are still ahead."))


def check_change(old: Content, new: Content) -> None:
    """Invalid where a change brings too much ground; what was filed before the bound may stay as it is."""
    if (old.sessions, old.places) != (new.sessions, new.places):
        check(new)
