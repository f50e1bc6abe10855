"""Internal notes of an office on a notice, a talk by telephone among them. They never leave the office.

No letter, mail, bundle, export, search or page of an organiser or of a body that was asked reads this table.
"""

from dataclasses import dataclass
from typing import Any

from records import doubled, note_rows, queries
from records.note_rows import NoteRow
from records.tables import Note, Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import gone, law, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid

KINDS = ("note", "telephone")
LONGEST = 4000
PAGE = 25


@dataclass(frozen=True, slots=True)
class Notes:
    """A page of notes, the newest first. `count`: of all; `older`: the id to go on before, 0 where none is left."""

    rows: tuple[NoteRow, ...]
    count: int
    older: int
    writes: bool


NONE = Notes((), 0, 0, writes=False)


def look(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    before: int | None = None,
    limit: int = PAGE,
) -> Notes | None:
    """The notes that this person may read; None for who may read none. Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    stage = regime.stages[notice.stage]
    if not policy.allows(actor, "note.read", notice, stage):
        return None
    units = _units(actor)
    found = note_rows.notes(work, card.row.id, units, before=before, limit=limit + 1)
    return Notes(
        found[:limit],
        note_rows.count(work, card.row.id, units),
        found[limit - 1].id if len(found) > limit else 0,
        policy.allows(actor, "note.write", notice, stage),
    )


def _units(actor: Actor) -> frozenset[int] | None:
    """Whose notes: those of the person's own units; an auditor and who holds a post in the whole office, of all."""
    if "auditor" in actor.roles or any(post.unit_id is None for post in actor.posts):
        return None
    return frozenset(post.unit_id for post in actor.posts if post.unit_id is not None)


def write(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    kind: str,
    text: str,
    who: str = "",
) -> Note:
    """Write a note for the people of the office. It is never edited; a later one may correct it. The same form sent twice is one note.

    The log says that there is one, not what it says. Raises Invalid without words, or without the other side
    of a talk by telephone.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "note.write", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    if kind not in KINDS:
        raise Invalid("kind", N_("Choose what kind of note it is."))
    if kind == "telephone" and not who.strip():
        raise Invalid("who", N_("Say with whom the talk was."))
    if not text.strip():
        raise Invalid("text", N_("Write what is to be noted."))
    said: dict[str, Any] = {
        "notice_id": notice.id or 0, "unit_id": notice.unit_id, "kind": kind,
        "who": who.strip()[:300] if kind == "telephone" else "", "text": text.strip()[:LONGEST],
        "made_by": actor.account_id or 0,
    }  # fmt: skip
    same = doubled.lately(work, Note, "made_at", **said)
    if same is not None:
        return same
    row = Note(**said, made_at=work.now)
    work.add(row)
    work.flush()
    work.log(
        "note.written",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"note": row.id, "kind": kind},
        personal={"by": actor.name},
    )
    return row
