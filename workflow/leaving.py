"""What leaves the house with a released decision: the day of a proposal is fixed, assignments go out, then the letter."""

from records.tables import Decision, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import assigning, issuing, proposing
from workflow.actor import Actor


def decision(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    row: Decision,
    actor: Actor,
) -> None:
    """All of it in the unit of the release."""
    proposing.fix_day(work, rulebook, regime, notice, row)
    work.flush()
    assigning.issue(work, regime, notice, row.outcome)
    issuing.decision(work, rulebook, regime, notice, row, actor)
