"""The papers of a notice for its organiser in one piece: what a court asks for. Each bundle is written into the log."""

from dataclasses import dataclass

from records import rows
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, policy, versions
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
    )
    work.log(
        "notice.bundled",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"version": notice.version, "letters": [one.id for one in found]},
        personal={"by": actor.name},
    )
    return found


def version(work: UnitOfWork, reference: str, number: int) -> tuple[Content, str]:
    """A version of the notice as it was written, and its hash."""
    notice = work.notice(reference)
    return versions.content_of(work, notice, number), rows.version(work, notice, number).hash
