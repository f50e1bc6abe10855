"""The whole content of a notice, for the person of the office who mends what was registered wrongly."""

from records import queries, reads, rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, policy, seeing, versions
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, NotPossible


def content(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str
) -> tuple[Content, frozenset[str]]:
    """The newest version with every answer, and the ids of those that a form may not show yet.

    What is shut at this stage, and what reaches a person, opens with a stated reason (decisions 16).
    The reading of the personal answers that are shown is written down. Missing out of reach,
    NotAllowed without the right to mend.
    """
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    stage = regime.stages[notice.stage]
    policy.require(actor, "notice.correct", notice, stage)
    if stage.final:
        raise NotPossible(N_("Not possible: the notice has left the office's hands."))
    found = versions.content_of(work, notice)
    opened = rows.opened_this_hour(work, actor.account_id, card.row.id)
    shut = seeing.hidden_from(actor, notice, regime, opened=opened)
    if "phone" in shut:
        shut |= {"authorised"}  # their telephones stand in the same text
    shown = set(found.personal) - shut
    if shown:
        reads.note(work, actor.account_id or 0, card.row.id, sorted(shown))
    return found, shut
