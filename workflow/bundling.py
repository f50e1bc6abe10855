"""The papers of a notice for its organiser in one piece: what a court asks for. Each bundle is written into the log."""

from dataclasses import dataclass
from datetime import datetime

from records import looked_rows, rows
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import asking_on_paper, law, policy, versions
from workflow.actor import Actor
from workflow.content import Content


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter as it was stored; `sha256` is empty while the press has not made it."""

    id: int
    name: str
    sha256: str


def begin(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str
) -> tuple[StoredLetter, ...]:
    """Note that the organiser took the papers, and name the letters in them, in the order of release.

    NotAllowed for whose notice it is not.
    """
    notice = work.notice(reference)
    policy.require(
        actor, "notice.own", notice, law.regime_of(work, rulebook, notice).stages[notice.stage]
    )
    found = tuple(
        StoredLetter(
            one.id or 0,
            f"{one.day.isoformat()}-{one.kind}-{one.number.replace('/', '-')}-{one.locale}.pdf",
            one.sha256 or "",
        )
        for one in rows.letters(work, notice)
        if one.kind != asking_on_paper.KIND
    )
    work.log(
        "notice.bundled",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"version": notice.version, "letters": [one.id for one in found]},
        personal={"by": actor.name},
    )
    return found


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version of the notice as it was written; `signed` is the name under the first one."""

    content: Content
    made_at: datetime
    hash: str
    signed: str


def version(work: UnitOfWork, reference: str, number: int) -> StoredVersion:
    """A version of the notice. Missing if there is none of this number."""
    notice = work.notice(reference)
    row = rows.version(work, notice, number)
    signed = looked_rows.signed(work, notice.id or 0) if number == 1 else ""
    return StoredVersion(versions.content_of(work, notice, number), row.made_at, row.hash, signed)
