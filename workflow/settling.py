"""Contradictions between conditions are found by plain rules and hold the release until a named person settled each (A11)."""

from dataclasses import dataclass
from datetime import datetime

from records import rows, said_rows
from records.tables import Decision, Notice, Sentence, Settlement
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import gone, law, limiting, policy, sentences
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible
from workflow.limiting import Why
from workflow.sentences import SentenceView

FIRST, SECOND, BOTH, NEITHER = "first", "second", "both", "neither"
KEEPS = (FIRST, SECOND, BOTH, NEITHER)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two conditions that exclude each other, with the rule's reason."""

    first: SentenceView
    second: SentenceView
    why: Why
    mark: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What a named person made of one."""

    first_id: int
    second_id: int
    kept: str
    reason: str
    by: Text
    at: datetime


def open_of(work: UnitOfWork, notice_id: int) -> tuple[Contradiction, ...]:
    """Those that nobody has settled; a limit that was changed since has to be settled anew."""
    known = {one.id: one for one in sentences.of_notice(work, notice_id) if not one.left_out}
    done = {  # where one of the two was dropped it is left out; taken in again, it stands against the other again
        (row.first_id, row.second_id, row.mark)
        for row, _name, _ru in said_rows.settlements(work, notice_id)
        if row.kept == BOTH
    }
    found = []
    for first, second, why in limiting.found((id_, one.limit) for id_, one in known.items()):
        mark = limiting.mark(known[first].limit, known[second].limit)
        if (first, second, mark) not in done:
            found.append(Contradiction(known[first], known[second], why, mark))
    return tuple(found)


def settled_of(work: UnitOfWork, notice_id: int) -> tuple[Settled, ...]:
    """What was settled, in order."""
    return tuple(
        Settled(
            row.first_id, row.second_id, row.kept, row.reason, Text(name, ru or name), row.made_at
        )
        for row, name, ru in said_rows.settlements(work, notice_id)
    )


def settle(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    first_id: int,
    second_id: int,
    kept: str,
    reason: str,
) -> None:
    """Keep one of two, both or neither, by name and with a reason; what is not kept is left out of the answer.

    Invalid without a choice or a reason, NotPossible where the two do not stand against each other any more.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "answer.merge", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    pair = next(
        (
            one
            for one in open_of(work, notice.id or 0)
            if (one.first.id, one.second.id) == (first_id, second_id)
        ),
        None,
    )
    if pair is None:
        raise NotPossible(N_("Not possible: these two conditions do not stand against each other."))
    if kept not in KEEPS:
        raise Invalid("kept", N_("Choose which of the two is kept."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept with the notice."))
    row = Settlement(
        notice_id=notice.id or 0, first_id=first_id, second_id=second_id, mark=pair.mark, kept=kept,
        reason=reason, made_at=work.now, made_by=actor.account_id or 0,
    )  # fmt: skip
    work.add(row)
    for id_, keeps in ((first_id, (FIRST, BOTH)), (second_id, (SECOND, BOTH))):
        if kept not in keeps:
            dropped = work.get(Sentence, id_)
            dropped.left_out, dropped.left_out_why = True, reason
    work.flush()
    work.log(
        "contradiction.settled",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"first": first_id, "second": second_id, "kept": kept},
        personal={"note": reason, "by": actor.name},
    )


def require(work: UnitOfWork, notice: Notice) -> Decision | None:
    """The draft that may be released; NotPossible while a contradiction is open: no answer leaves over it."""
    row = rows.draft_decision(work, notice)
    for one in open_of(work, notice.id or 0) if row is not None else ():
        raise NotPossible(
            N_(
                "Not yet: conditions of %(first)s and %(second)s exclude each other. Settle that first."
            ),
            first=one.first.body,
            second=one.second.body,
        )
    return row
