"""The end of a sitting: one deed counts the votes and writes everything that was voted for, or nothing at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from records import commission_rows, rows
from records.tables import AgendaItem, Commission, CommissionSitting, Decision, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    deciding,
    law,
    mailing,
    sitting_carry,
    sitting_minutes,
    sittings,
    tallying,
)
from workflow.actor import Actor
from workflow.deciding import DecisionIn
from workflow.errors import N_, Invalid, NotPossible
from workflow.tallying import Tally

NOT_VOTED_ON: dict[str, Any] = dict.fromkeys(
    ("person_facts", "person_source", "representative_name", "representative_phone"), ""
)
"""Parts of a draft that name people: members vote without them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of an item."""

    item: AgendaItem
    notice: Notice
    result: str


def close(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    sitting_id: int,
    remarks: str,
    today: date,
    zone: ZoneInfo,
) -> list[Outcome]:
    """Count, and write all results at once: carried drafts go to be signed, rejected ones back to be rewritten.

    An item without a quorum, or with equal votes that the law leaves undecided, is written for nobody and goes to the
    next sitting; one whose draft was changed or taken back since is off the
    agenda. Everything or nothing: a step that is refused undoes the whole closing.
    """
    row, found = sittings.kept(work, actor, sitting_id)
    if row.state != "open":
        raise NotPossible(sittings.OVER)
    if len(remarks) > sittings.LONGEST:
        raise Invalid(
            "remarks", N_("Say it in at most %(count)s characters."), count=sittings.LONGEST
        )
    done = [
        _count(work, rulebook, found, row, item, today)
        for item in commission_rows.items(work, sitting_id)
    ]
    work.flush()
    row.state, row.closed_at, row.closed_by = "closed", work.now, actor.account_id
    row.remarks = remarks.strip()
    work.flush()
    for one in done:
        _write(work, rulebook, actor, row, one)
    sitting_minutes.freeze(work, rulebook, actor, row, found, today, zone)
    sittings.log(
        work, actor, row, "closed", {"results": [(one.item.id, one.result) for one in done]}
    )
    return done


def _count(
    work: UnitOfWork,
    rulebook: Rulebook,
    found: Commission,
    row: CommissionSitting,
    item: AgendaItem,
    day: date,
) -> Outcome:
    notice = work.get(Notice, item.notice_id)
    draft = rows.draft_decision(work, notice)
    regime = law.regime_of(work, rulebook, notice)
    able = {one.account_id for one in sittings.able_to_vote(work, found, row, item, day)}
    counted = _tally(work, regime, found, item, able, day)
    item.voting, item.ayes, item.noes = counted.voting, counted.ayes, counted.noes
    item.abstained = counted.abstained
    stands = _stands(regime, notice, draft, item)
    item.cast_by = counted.cast_by if stands else None
    item.result = counted.result if stands else "taken-off"
    return Outcome(item, notice, item.result)


def _tally(
    work: UnitOfWork, regime: Regime, found: Commission, item: AgendaItem, able: Collection[int], day: date
) -> Tally:  # fmt: skip
    votes = {who: one.vote for who, one in commission_rows.votes(work, item.id or 0).items()}
    chairs = (
        one.account_id for one in commission_rows.seats(work, found.id or 0, day) if one.chair
    )
    return tallying.count(
        votes, able, quorum=found.quorum, tie=tallying.rule_of(regime), chair=next(chairs, None)
    )


def _stands(regime: Regime, notice: Notice, draft: Decision | None, item: AgendaItem) -> bool:
    """Whether the very draft of the item still lies before the commission."""
    same = (
        draft is not None and draft.id == item.decision_id and draft.prepared_at == item.written_at
    )
    return same and sittings.before_commission(regime, notice.stage) is not None


def _write(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, row: CommissionSitting, one: Outcome
) -> None:
    if one.result in tallying.UNDECIDED:
        sitting_carry.on(work, row, one.item, one.notice)
    if one.result not in {"carried", "rejected"}:
        return
    regime = law.regime_of(work, rulebook, one.notice)
    on = sittings.before_commission(regime, one.notice.stage)
    back = regime.move_for("send-back", one.notice.stage)
    move = on if one.result == "carried" else back
    if move is None:
        raise NotPossible(N_("Not possible: the rules know no such step."))
    votes = {"ayes": one.item.ayes, "noes": one.item.noes, "abstained": one.item.abstained}
    arcs.take(
        work, regime, one.notice, actor=actor, name=move.name, note=_note(one.item),
        details={"sitting": row.id, "item": one.item.id, **votes},
    )  # fmt: skip
    mailing.moved(work, one.notice, move.verb)


def _note(item: AgendaItem) -> str:
    return f"{item.ayes} : {item.noes} : {item.abstained}"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of an agenda for its page: what is voted on, and how it stands."""

    id: int
    reference: str
    kind: Text
    place: str
    starts_at: datetime
    attendance: int
    outcome: Text
    ground: Text | None
    typed: DecisionIn  # the draft, but for NOT_VOTED_ON
    regime: Regime
    result: str
    voting: int
    ayes: int
    noes: int
    abstained: int
    able: frozenset[int]
    tie: str  # what equal votes mean: words.TIES
    tie_says: Text | None  # the same in the words of the law
    now: Tally  # as it would be counted now
    cast_by: int | None  # whose vote decided equal votes, once counted
    votes: Mapping[int, tuple[str, str]]  # by account: vote, dissent
    changed: bool  # the draft is not the one that was put on the agenda


def items(
    work: UnitOfWork, rulebook: Rulebook, row: CommissionSitting, found: Commission, gone: frozenset[int], day: date
) -> tuple[ItemView, ...]:  # fmt: skip
    """The agenda for a reader, without items of notices in which the reader has no part."""
    return tuple(
        _view(work, rulebook, found, row, item, day)
        for item in commission_rows.items(work, row.id or 0)
        if item.notice_id not in gone
    )


def _view(
    work: UnitOfWork, rulebook: Rulebook, found: Commission, row: CommissionSitting, item: AgendaItem, day: date
) -> ItemView:  # fmt: skip
    notice, draft = work.get(Notice, item.notice_id), work.get(Decision, item.decision_id)
    regime = law.regime_of(work, rulebook, notice)
    able = frozenset(one.account_id for one in sittings.able_to_vote(work, found, row, item, day))
    return ItemView(
        id=item.id or 0, reference=notice.reference, kind=regime.kinds[notice.kind].name, place=notice.place_line,
        starts_at=notice.starts_at, attendance=notice.attendance, outcome=regime.outcomes[draft.outcome].title,
        ground=regime.grounds[draft.ground].title if draft.ground in regime.grounds else None,
        typed=replace(deciding.as_typed(work, draft), **NOT_VOTED_ON), regime=regime,
        result=item.result, voting=item.voting, ayes=item.ayes,
        noes=item.noes, abstained=item.abstained, able=able, tie=tallying.rule_of(regime),
        tie_says=regime.commission.tie.text if regime.commission and regime.commission.tie else None,
        now=_tally(work, regime, found, item, able, day), cast_by=item.cast_by,
        votes={
            who: (one.vote, one.dissent) for who, one in commission_rows.votes(work, item.id or 0).items()
        },
        changed=not item.result and not _stands(regime, notice, rows.draft_decision(work, notice), item),
    )  # fmt: skip
