"""What the page of one step needs: the head of the notice, its clocks and what may be done; nothing of its content.

The whole page of a notice asks for ten times as much, and a step is opened and made far more often than read.
"""

from records import casefile
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import seeing
from workflow.actor import Actor
from workflow.views import StepView


def step_page(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> StepView:
    """The notice as the page of a step shows it to this person. Missing if out of reach."""
    scope, card, notice, regime = seeing.reached(work, rulebook, actor, reference)
    return StepView(
        card=card,
        regime=regime,
        kind_name=regime.kinds[notice.kind].name,
        dues=seeing.dues_of(work, scope, regime, notice),
        moves=seeing.moves_of(work, rulebook, regime, notice, actor),
    )


def proposal_waits(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> bool:
    """Whether a released proposal is out and unanswered; else what is awaited is a cure."""
    scope, card, _, _ = seeing.reached(work, rulebook, actor, reference)
    released = {
        row.id for row in casefile.decisions_of(work, scope, card.row.id) if row.state == "released"
    }
    proposals = casefile.proposals_of(work, scope, card.row.id)
    return any(one.answered_at is None and one.decision_id in released for one in proposals)
