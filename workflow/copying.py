"""An earlier notice as the beginning of another: its newest state, and its papers offered again one by one."""

from dataclasses import dataclass

from records import files
from records.errors import Missing
from records.stores import copy_key, original_key
from records.tables import File, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import attached, attaching, drafting, law, policy, versions
from workflow.actor import Actor
from workflow.attached import PaperView
from workflow.attaching import Looked
from workflow.content import Content


@dataclass(frozen=True, slots=True)
class Earlier:
    """A notice of one's own as it stands, and the law that it was filed under."""

    notice: Notice
    regime: Regime
    content: Content


def look(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Earlier:
    """The notice to be copied. Missing alike if it is not there and if it is another's."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    if not policy.owns(actor, notice, regime.stages[notice.stage]):
        raise Missing(f"Notice {reference} is not there.")
    return Earlier(notice, regime, versions.content_of(work, notice))


def papers_left(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, secret: str
) -> tuple[PaperView, ...]:
    """Papers of the earlier notice that are not with the draft yet; none once it is no longer this person's."""
    owner = attaching.of_draft(work, secret)
    reference = drafting.load(work, secret).copied_from
    if owner.draft is None or not reference:
        return ()
    try:
        earlier = look(work, rulebook, actor=actor, reference=reference)
    except Missing:
        return ()
    there = {(one.sha256, one.paper) for one in files.of_draft(work, owner.draft.id or 0)}
    return tuple(
        one
        for one in attached.of_notice(work, earlier.regime, earlier.notice, actor)
        if one.source == "organiser"
        and one.state == "accepted"
        and (one.sha256, one.paper) not in there
    )


def paper(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, secret: str, code: str
) -> tuple[str, Looked, tuple[tuple[str, str], ...]]:
    """One of them: what the law calls it, the same paper under a new code, and from which key to which its bytes go.

    Missing if it is not offered: a paper of another notice, one that was refused, one that is here already.
    """
    offered = papers_left(work, rulebook, actor=actor, secret=secret)
    if code not in {one.code for one in offered}:
        raise Missing("There is no such paper.")
    file = files.by_code(work, code)
    assert isinstance(file, File)
    fresh = attaching.new_code()
    looked = Looked(
        fresh, file.name or "", file.kind, file.size, file.sha256, file.copy_size, file.copy_sha256
    )
    moves = (
        (original_key(file.sha256, code), original_key(file.sha256, fresh)),
        (copy_key(file.copy_sha256, code), copy_key(file.copy_sha256, fresh)),
    )
    return file.paper, looked, moves
