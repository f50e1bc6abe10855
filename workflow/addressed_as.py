"""How Russian letters address an organiser: in the dative that a person of the office confirmed, else by the name as it is.

A dictionary may offer the form (letters/cases.py); it enters a letter only when somebody wrote it down here.
"""

from dataclasses import dataclass

from records.errors import Overtaken
from records.tables import Organiser
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import envelope, gone, restating
from workflow.actor import Actor
from workflow.errors import N_, Invalid

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Addressed:
    """A name, and the dative that was written down for it; `shut` where the name is not shown at this stage."""

    name: str
    dative: str
    shut: bool


def shown(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Addressed:
    """What stands now. Missing out of reach, NotAllowed without the right to correct a registration."""
    _content, shut = restating.content(work, rulebook, actor=actor, reference=reference)
    row = work.get(Organiser, work.notice(reference).organiser_id)
    if "organiser" in shut:
        return Addressed("", "", True)
    return Addressed(row.name.strip(), envelope.dative_of(row), False)


def keep(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, name: str, dative: str
) -> None:
    """Write down the dative of `name`, or with '' take it away. Letters released before stay as they are.

    The same words in another case: as many, each with its first letter, so that nobody's letter goes to somebody else.
    Raises Invalid for other words, Overtaken where the organiser is called otherwise by now.
    """
    gone.refuse(work, work.notice(reference))
    was = shown(work, rulebook, actor=actor, reference=reference)
    row = work.get(Organiser, work.notice(reference).organiser_id)
    typed = " ".join(dative.split())
    if was.shut or name != was.name:
        raise Overtaken(reference)
    if typed and not _same_words(typed, name):
        raise Invalid(
            "dative",
            N_(
                "Write the same name in the dative: as many words, each with the same first letter."
            ),
        )
    if typed == was.dative:
        return
    row.dative, row.dative_of = typed, name if typed else ""
    work.log(
        "notice.addressed-as", actor=actor, subject=("notice", work.notice(reference).id or 0),
        personal={"by": actor.name, "now": typed},
    )  # fmt: skip


def _same_words(typed: str, name: str) -> bool:
    one, other = typed.lower().split(), name.lower().split()
    return len(one) == len(other) and all(
        new[0] == old[0] for new, old in zip(one, other, strict=True)
    )
