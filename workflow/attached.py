"""Papers go out: which of them a person may know of, and the one that they ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records import files, queries, reads
from records.errors import Missing
from records.stores import copy_key
from records.tables import File, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from workflow import attaching, law, policy
from workflow.actor import Actor
from workflow.errors import N_, NotPossible

PERSONAL = frozenset({"", attaching.SCAN, "authority", "resolution", "copy"})
"""Papers that name people or may: for the office and the organiser, never for bodies (decisions 16)."""

READ = "papers"
"""How the register of readings calls them."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper as a page lists it. `version`: the first that holds it, None for one that is in none."""

    code: str
    paper: str
    title: Text | None  # what the law calls it
    name: str  # empty once it was erased
    kind: str
    size: int
    sha256: str
    state: str  # waiting | accepted | refused | erased
    found: str
    source: str
    version: int | None
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper that may be handed out: where its copy lies, what it is called."""

    key: str
    name: str
    kind: str
    size: int


def of_draft(work: UnitOfWork, regime: Regime, secret: str) -> tuple[PaperView, ...]:
    """The papers of a draft, in the order in which they came. NotPossible once it was filed."""
    draft = attaching.of_draft(work, secret).draft
    assert draft is not None
    return _views(regime, files.of_draft(work, draft.id or 0), {})


def pending(work: UnitOfWork, rulebook: Rulebook, reference: str) -> tuple[PaperView, ...]:
    """What the organiser added and no version holds yet; the caller asked whose the notice is."""
    notice = work.notice(reference)
    return _views(law.regime_of(work, rulebook, notice), attaching.pending(work, notice), {})


def of_notice(
    work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor
) -> tuple[PaperView, ...]:
    """The papers of a notice that this person may know of: what was filed, and what the office added."""
    held = files.in_a_version(work, notice.id or 0)
    found = [
        one
        for one in files.of_notice(work, notice.id or 0)
        if (one.id in held or one.source == "office") and _may_know(one, regime, notice, actor)
    ]
    return _views(regime, found, held)


def by_version(
    work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor
) -> dict[int, tuple[tuple[PaperView, ...], int]]:
    """The papers of each version that this person may know of, and how many more it holds."""
    held = files.in_a_version(work, notice.id or 0)
    made = {}
    for number, found in files.by_version(work, notice.id or 0).items():
        known = [one for one in found if _may_know(one, regime, notice, actor)]
        made[number] = (_views(regime, known, held), len(found) - len(known))
    return made


def unnamed(details: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry of the log says of a paper, without which paper it is where that is not for everybody."""
    shut = details.get("paper") in PERSONAL - {attaching.SCAN}
    return {name: value for name, value in details.items() if not (shut and name == "paper")}


def hidden(work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor) -> int:
    """How many more there are that this person does not see."""
    held = files.in_a_version(work, notice.id or 0)
    return sum(
        not _may_know(one, regime, notice, actor)
        for one in files.of_notice(work, notice.id or 0)
        if one.id in held or one.source == "office"
    )


def _may_know(file: File, regime: Regime, notice: Notice, actor: Actor) -> bool:
    """The organiser knows what they sent; the office knows all; others what names nobody."""
    if policy.looks(actor, notice, regime.stages[notice.stage]):
        return file.source == "organiser"
    office = actor.holds(notice.unit_id, "officer", "head", "clerk", "signatory")
    return office or file.paper not in PERSONAL


def _views(regime: Regime, found: Iterable[File], held: dict[int, int]) -> tuple[PaperView, ...]:
    return tuple(
        PaperView(
            code=one.code,
            paper=one.paper,
            title=regime.attachments[one.paper].title if one.paper in regime.attachments else None,
            name=one.name or "",
            kind=one.kind,
            size=one.size,
            sha256=one.sha256,
            state=one.state,
            found=one.found,
            source=one.source,
            version=held.get(one.id or 0),
            kept_at=one.kept_at,
        )
        for one in found
    )


def from_draft(work: UnitOfWork, secret: str, code: str) -> Ready:
    """A paper of one's own draft. Missing if it is not there."""
    draft = attaching.of_draft(work, secret).draft
    file = files.by_code(work, code)
    if draft is None or file is None or file.draft_id != draft.id:
        raise Missing("There is no such paper.")
    return _ready(file)


def from_notice(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, code: str
) -> Ready:
    """A paper of a notice in reach. Missing alike when it is not there and when it is not theirs to know."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    file = files.by_code(work, code)
    if file is None or file.notice_id != notice.id or not _may_know(file, regime, notice, actor):
        raise Missing("There is no such paper.")
    waits = file.source == "organiser" and file.id not in files.in_a_version(work, notice.id or 0)
    if waits and not policy.looks(actor, notice, regime.stages[notice.stage]):
        raise Missing("There is no such paper.")
    return _ready(file)


def note_reading(work: UnitOfWork, *, actor: Actor, reference: str) -> None:
    """Write down that somebody of the staff read papers of the notice, once a person and hour (decisions 22)."""
    if actor.account_id is not None and actor.staff:
        reads.note(work, actor.account_id, work.notice(reference).id or 0, [READ])


def _ready(file: File) -> Ready:
    if file.state == "waiting":
        raise NotPossible(
            N_("Not yet: the virus scanner has not looked at this paper. Try again in a minute.")
        )
    if file.state == "refused":
        raise NotPossible(
            N_("Not possible: the virus scanner found something in this paper, so nobody gets it.")
        )
    if file.state == "erased":
        raise Missing("There is no such paper.")
    return Ready(copy_key(file.copy_sha256, file.code), file.name or "", file.kind, file.copy_size)
