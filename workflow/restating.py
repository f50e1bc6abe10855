"""The whole content of a notice, for the person of the office who mends what was registered wrongly."""

from records import queries, reads
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, policy, versions
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, NotPossible


def content(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Content:
    """The newest version with every answer, for a form; the reading of personal data is written down.

    Missing out of reach, NotAllowed without the right to mend.
    """
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    stage = regime.stages[notice.stage]
    policy.require(actor, "notice.correct", notice, stage)
    if stage.final:
        raise NotPossible(N_("Not possible: the notice has left the office's hands."))
    found = versions.content_of(work, notice)
    reads.note(work, actor.account_id or 0, card.row.id, sorted(found.personal))
    return found
