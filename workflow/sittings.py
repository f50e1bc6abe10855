"""A sitting of a commission: agenda, presence, votes. How it ends is in sitting_ends.py.

Who has an interest in a notice is no member for its item: no vote, and not counted for the quorum. Without a
quorum nothing is written for an item. How votes are counted is in tallying.py.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from records import commission_rows, interest_rows, rows
from records.commission_rows import Seat
from records.tables import (
    AgendaItem,
    Commission,
    CommissionPresence,
    CommissionSitting,
    CommissionVote,
    Notice,
)
from records.unit_of_work import UnitOfWork
from regimes.regime import Move, Regime
from regimes.shelf import Rulebook
from workflow import law, policy, sitting_mail
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

VOTES = ("for", "against", "abstain")
WAYS = ("here", "remote", "left")
LONGEST = 4000
OPENS_BEFORE = timedelta(hours=12)
"""How long before its hour a sitting can be opened: its members were called for that day."""
NOT_KEPT = N_("Not yours: the secretary of the office keeps its sittings.")
NO_VOTE = N_("Not yours: only a member who is there and has no interest in the notice votes on it.")
NOT_BEFORE = N_("Not possible: this draft does not lie before the commission.")
OVER = N_("Not possible: the sitting is not open.")


def may_keep(actor: Actor, unit_id: int) -> bool:
    """Whether the person keeps the sittings of this office's commissions."""
    return policy.allows_unit(actor, "commission.keep", unit_id)


def before_commission(regime: Regime, stage: str) -> Move | None:
    """The move by which a commission hands a draft on from this stage; None where none votes."""
    return next(
        (
            move
            for move in regime.moves_from(stage)
            if move.verb == "submit" and "secretary" in move.by
        ),
        None,
    )


def stages(rulebook: Rulebook) -> frozenset[str]:
    """The stages of all laws at which a commission votes."""
    return frozenset(
        stage for regime in rulebook for stage in regime.stages if before_commission(regime, stage)
    )


def plan(
    work: UnitOfWork, *, actor: Actor, commission_id: int, starts_at: datetime, place: str
) -> CommissionSitting:
    """Call a sitting."""
    found = work.session.get(Commission, commission_id)
    if found is None or found.ended_at is not None or not may_keep(actor, found.unit_id):
        raise NotAllowed(NOT_KEPT)
    if not place.strip():
        raise Invalid("place", N_("Say where it is, or by which address one joins from elsewhere."))
    if starts_at < work.now:
        raise Invalid("day", N_("This moment is over: choose one ahead."))
    row = CommissionSitting(
        commission_id=commission_id, starts_at=starts_at, place=place.strip()[:300], made_at=work.now,
        made_by=actor.account_id or 0,
    )  # fmt: skip
    work.add(row)
    work.flush()
    log(work, actor, row, "planned", {"starts": starts_at.isoformat()})
    sitting_mail.tell(work, row, sitting_mail.CALLED)
    return row


def put(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, sitting_id: int, notices: Collection[int]
) -> int:
    """Put drafts that lie before the commission on the agenda; how many."""
    row, found = kept(work, actor, sitting_id)
    if row.state not in {"planned", "open"}:
        raise NotPossible(OVER)
    last = max((one.ordinal for one in commission_rows.items(work, sitting_id)), default=0)
    for number, notice_id in enumerate(dict.fromkeys(notices), last + 1):
        notice = work.session.get(Notice, notice_id)
        if notice is None:  # told as what is another office's
            raise NotPossible(NOT_BEFORE)
        draft = rows.draft_decision(work, notice)
        regime = law.regime_of(work, rulebook, notice)
        if notice.unit_id != found.unit_id or notice.id in actor.recused or draft is None:
            raise NotPossible(NOT_BEFORE)
        if before_commission(regime, notice.stage) is None:
            raise NotPossible(NOT_BEFORE)
        if commission_rows.on_an_agenda(work, draft.id or 0):
            raise NotPossible(N_("Not possible: this draft stands on an agenda already."))
        work.add(
            AgendaItem(
                sitting_id=sitting_id, ordinal=number, notice_id=notice_id, decision_id=draft.id or 0,
                written_at=draft.prepared_at,
            )
        )  # fmt: skip
    work.flush()
    log(work, actor, row, "agenda", {"notices": sorted(set(notices))})
    return len(set(notices))


def open_(work: UnitOfWork, *, actor: Actor, sitting_id: int) -> None:
    """The sitting begins: presence and votes are taken."""
    row, _found = kept(work, actor, sitting_id)
    if row.state != "planned":
        raise NotPossible(N_("Not possible: the sitting was opened already, or is over."))
    if work.now < row.starts_at - OPENS_BEFORE:  # the members were called for another day
        raise Invalid(
            "open",
            N_("Not opened: it is called for %(when)s. Call it off, and call one for today, if that was changed."),
            when=row.starts_at,
        )  # fmt: skip
    row.state, row.opened_at = "open", work.now
    log(work, actor, row, "opened", {})


def drop(work: UnitOfWork, *, actor: Actor, sitting_id: int, reason: str) -> None:
    """Call a sitting off before it began: its drafts wait for another. The reason stays with it."""
    row, _found = kept(work, actor, sitting_id)
    if row.state != "planned":
        raise NotPossible(N_("Not possible: the sitting was opened already, or is over."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept with the sitting."))
    row.state, row.remarks = "dropped", reason.strip()[:LONGEST]
    log(work, actor, row, "dropped", {"reason": row.remarks})
    sitting_mail.tell(work, row, sitting_mail.DROPPED)


def mark(
    work: UnitOfWork, *, actor: Actor, sitting_id: int, account_id: int, way: str, today: date
) -> None:
    """A member is there: the secretary says so of anybody, a member of themselves from elsewhere."""
    row = _open(work, sitting_id)
    found = work.get(Commission, row.commission_id)
    own = account_id == actor.account_id and way in {"remote", "left"}
    if not (may_keep(actor, found.unit_id) or own):
        raise NotAllowed(NOT_KEPT)
    if way not in WAYS:
        raise Invalid("way", N_("Choose how the member is there."))
    if account_id not in {
        one.account_id for one in commission_rows.seats(work, found.id or 0, today)
    }:
        raise NotPossible(N_("Not possible: this person has no seat on the commission today."))
    there = commission_rows.presences(work, sitting_id).get(account_id)
    if there is None:
        there = CommissionPresence(
            sitting_id=sitting_id, account_id=account_id, way=way, marked_at=work.now, marked_by=0
        )
    there.way, there.marked_at, there.marked_by = way, work.now, actor.account_id or 0
    work.add(there)
    work.flush()
    log(work, actor, row, "presence", {"account": account_id, "way": way})


def vote(
    work: UnitOfWork,
    *,
    actor: Actor,
    item_id: int,
    choice: str,
    dissent: str = "",
    account_id: int | None = None,
    today: date,
) -> None:
    """Vote, or change one's vote, while the sitting is open; the secretary enters that of a member in the room."""
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise NotAllowed(NO_VOTE)
    row = _open(work, item.sitting_id)
    found = work.get(Commission, row.commission_id)
    who = account_id or actor.account_id or 0
    able = {one.account_id for one in able_to_vote(work, found, row, item, today)}
    there = commission_rows.presences(work, row.id or 0).get(who)
    by_secretary = may_keep(actor, found.unit_id) and there is not None and there.way == "here"
    if who not in able or not (who == actor.account_id or by_secretary):
        raise NotAllowed(NO_VOTE)
    if choice not in VOTES:
        raise Invalid("choice", N_("Vote for, against, or abstain."))
    if len(dissent) > LONGEST:
        raise Invalid("dissent", N_("Say it in at most %(count)s characters."), count=LONGEST)
    held = commission_rows.votes(work, item_id).get(who)
    if held is None:
        held = CommissionVote(
            item_id=item_id, account_id=who, vote=choice, voted_at=work.now, entered_by=0
        )
    held.vote, held.dissent, held.voted_at = choice, dissent.strip(), work.now
    held.entered_by = actor.account_id or 0
    work.add(held)
    work.flush()
    log(work, actor, row, "voted", {"item": item_id, "account": who, "vote": choice})


def able_to_vote(
    work: UnitOfWork, found: Commission, row: CommissionSitting, item: AgendaItem, day: date
) -> list[Seat]:
    """Members who are there and have no interest in the notice of the item."""
    there = commission_rows.presences(work, row.id or 0)
    gone = interest_rows.recused_from(work, item.notice_id)
    return [
        one
        for one in commission_rows.seats(work, found.id or 0, day)
        if one.account_id not in gone
        and one.account_id in there
        and there[one.account_id].way != "left"
    ]


def kept(work: UnitOfWork, actor: Actor, sitting_id: int) -> tuple[CommissionSitting, Commission]:
    """A sitting and its commission, for its secretary. NotAllowed alike where it is another office's and where there is none."""
    row = work.session.get(CommissionSitting, sitting_id)
    found = work.session.get(Commission, row.commission_id) if row is not None else None
    if row is None or found is None or not may_keep(actor, found.unit_id):
        raise NotAllowed(NOT_KEPT)
    return row, found


def _open(work: UnitOfWork, sitting_id: int) -> CommissionSitting:
    row = work.session.get(CommissionSitting, sitting_id)
    if row is None or row.state != "open":
        raise NotPossible(OVER)
    return row


def log(
    work: UnitOfWork, actor: Actor, row: CommissionSitting, what: str, details: dict[str, object]
) -> None:
    work.log(f"sitting.{what}", actor=actor, subject=("sitting", row.id or 0), details=details)
