"""Interests and recusals: who has no part in a notice, how it is said, and who takes their place.

Standing interests (an organiser, a place) recuse by themselves when a notice comes or changes, before anybody
of the office can see it. Nobody lifts their own recusal or ends their own interest.
"""

from datetime import date, timedelta

from records import interest_rows, queries, rows
from records.errors import Missing
from records.tables import Interest, InterestYear, NoInterest, Notice, Recusal
from records.unit_of_work import UnitOfWork
from records.words import search_key
from regimes.shelf import Rulebook
from workflow import law, policy, recusing, seeing, when
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

GOOD_FOR = timedelta(days=365)
"""How long a declaration holds; then it is asked anew."""
KINDS = ("organiser", "place")
MOST = 50
WIDEST = 2000
SHORTEST = 3


def declare(work: UnitOfWork, *, actor: Actor, today: date) -> InterestYear:
    """The person says: the standing interests that are listed are all I have. Holds for a year."""
    account_id = _staff(actor)
    listed = len(interest_rows.standing(work, account_id))
    row = InterestYear(
        account_id=account_id, declared_at=work.now, until_day=today + GOOD_FOR, listed=listed
    )
    work.add(row)
    work.flush()
    work.log(
        "interest.declared",
        actor=actor,
        subject=("account", account_id),
        details={"until": row.until_day.isoformat(), "listed": listed},
    )
    return row


def add(work: UnitOfWork, *, actor: Actor, kind: str, words: str) -> Interest:
    """Enter a standing interest of one's own; notices that are there already and mean it recuse at once.

    How many there were is told to nobody: it would say what the person may not know.
    """
    account_id = _staff(actor)
    if kind not in KINDS:
        raise Invalid("kind", N_("Choose whether it is an organiser or a place."))
    keys = sorted({key for word in words.split() if len(key := search_key(word)) >= SHORTEST})
    if not keys:
        raise Invalid("words", N_("Enter the name, with at least one word of three letters."))
    mine = interest_rows.standing(work, account_id)
    if any((one.kind, sorted(one.keys)) == (kind, keys) for one in mine):
        raise Invalid("words", N_("This is on your list already."))
    if len(mine) >= MOST:
        raise Invalid(
            "words", N_("More than 50 interests are too many for one person: speak with the head.")
        )
    row = Interest(
        account_id=account_id, kind=kind, words=" ".join(words.split())[:200], keys=keys,
        entered_at=work.now, entered_by=account_id,
    )  # fmt: skip
    work.add(row)
    work.flush()
    found = interest_rows.meant(work, kind, keys, WIDEST + 1)
    if len(found) > WIDEST:
        raise Invalid("words", N_("This means too many notices: name it more exactly."))
    work.log(
        "interest.entered",
        actor=actor,
        subject=("account", account_id),
        details={"interest": row.id, "kind": kind},
        personal={"words": row.words},
    )
    there = interest_rows.stands(work, account_id, found)
    for notice_id in found:
        if notice_id not in there:
            recusing.write(
                work, work.get(Notice, notice_id), account_id, "standing", SYSTEM, row.id
            )
    return row


def end(work: UnitOfWork, *, actor: Actor, interest_id: int, reason: str) -> None:
    """The head says that a standing interest is over; recusals that came of it stay until they are lifted."""
    row = work.session.get(Interest, interest_id)
    if row is None or not _heads(work, actor, row.account_id):
        raise NotAllowed(NOT_OWN)
    if row.ended_at is not None:
        raise NotPossible(N_("Not possible: this interest is over."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept in the register."))
    row.ended_at, row.ended_by, row.end_reason = work.now, actor.account_id, reason.strip()
    work.log(
        "interest.ended",
        actor=actor,
        subject=("account", row.account_id),
        details={"interest": row.id},
        personal={"reason": reason.strip()},
    )


NOT_OWN = N_("Not yours: the head of the person's office does this, and nobody for themselves.")


def shut(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> bool:
    """Whether who files is not shown to this person at this stage, so not here either (decisions 16). Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    opened = rows.opened_this_hour(work, actor.account_id, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    return "organiser" in seeing.hidden_from(actor, notice, regime, opened=opened)


def say_none(work: UnitOfWork, *, actor: Actor, reference: str) -> None:
    """Before a notice opens: no interest in it. Said once, kept."""
    account_id = _staff(actor)
    _reached(work, actor, reference)
    notice = work.notice(reference)
    if interest_rows.said_none(work, account_id, notice.id or 0):
        return
    work.add(NoInterest(account_id=account_id, notice_id=notice.id or 0, declared_at=work.now))
    work.flush()
    work.log("interest.none", actor=actor, subject=("notice", notice.id or 0))


def recuse(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    account_id: int,
    reason: str,
) -> Recusal:
    """A person says of themselves that they have no part in a notice, or its head says it of them.

    Missing alike where there is no such notice, where it is out of reach, and where the person has no part already.
    """
    _reached(work, actor, reference)
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    own = account_id == actor.account_id
    if not own:
        policy.require(actor, "recusal.make", notice, regime.stages[notice.stage])
    _staff(actor)
    if not reason.strip():
        raise Invalid("reason", N_("Say in a sentence what the interest is."))
    if account_id in interest_rows.recused_from(work, notice.id or 0):
        raise Invalid("account", N_("This person has no part in the notice already."))
    if not rows.posts_of(work, account_id, when.local(work.now, regime.zone).date()):
        raise Invalid("account", N_("Choose somebody who works here."))
    return recusing.write(
        work, notice, account_id, "own" if own else "head", actor, None, reason.strip()
    )


def lift(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, recusal_id: int, reason: str
) -> None:
    """The head lifts a recusal with a reason: never their own, and never where they are recused themselves."""
    row = work.session.get(Recusal, recusal_id)
    notice = work.get(Notice, row.notice_id) if row is not None else None
    if row is None or notice is None or row.account_id == actor.account_id:
        raise NotAllowed(NOT_OWN)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    if not policy.allows(actor, "recusal.lift", notice, stage):
        raise NotAllowed(NOT_OWN)
    if row.lifted_at is not None:
        raise NotPossible(N_("Not possible: this recusal was lifted already."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept in the register."))
    row.lifted_at, row.lifted_by, row.lift_reason = work.now, actor.account_id, reason.strip()
    work.log(
        "recusal.lifted",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"recusal": row.id, "account": row.account_id},
        personal={"reason": reason.strip()},
    )


def _staff(actor: Actor) -> int:
    if actor.account_id is None or not policy.may(actor, "interest.declare"):
        raise NotAllowed(N_("Your role does not allow this."))
    return actor.account_id


def _heads(work: UnitOfWork, actor: Actor, account_id: int) -> bool:
    """Whether the actor heads an office in which the person holds a post today, and is somebody else."""
    if account_id == actor.account_id or not policy.may(actor, "recusal.make"):
        return False
    theirs = rows.posts_of(work, account_id, work.now.date())
    return any(actor.holds(post.unit_id, "head") for post in theirs)


def _reached(work: UnitOfWork, actor: Actor, reference: str) -> None:
    if not queries.reaches(work, policy.scope_of(actor), reference):
        raise Missing(f"Notice {reference} is not there.")
