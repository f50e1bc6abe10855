"""What the law says of a notice as it stands: its window by one moment, its clocks from another.

The two are the receipt, until a change after filing is examined anew (workflow/amending.py).
"""

from dataclasses import replace
from datetime import datetime

from records.tables import Notice
from regimes.calendar import Calendar
from regimes.counting import Judgement, judge, recount
from regimes.regime import Regime
from workflow import law
from workflow.content import Content


def of(
    regime: Regime,
    calendar: Calendar,
    content: Content,
    *,
    window_from: datetime,
    clocks_from: datetime,
) -> Judgement:
    """Verdict and window as if it came at `window_from`; the clocks of that verdict from `clocks_from`.

    Raises Uncountable as counting does.
    """
    found = judge(regime, calendar, law.filing_of(content, regime, window_from))
    if window_from == clocks_from:
        return found
    filing = law.filing_of(content, regime, clocks_from)
    dues = tuple(recount(regime, calendar, due.clock, clocks_from, filing) for due in found.dues)
    return replace(found, dues=dues)


def of_notice(regime: Regime, calendar: Calendar, content: Content, notice: Notice) -> Judgement:
    """The same for a notice with this content."""
    return of(
        regime,
        calendar,
        content,
        window_from=law.window_from(notice),
        clocks_from=law.clocks_from(notice),
    )
