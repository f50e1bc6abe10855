"""Rows of the talk between organiser and office: counter-offers, answers to conditions, minutes."""

from collections.abc import Sequence

from sqlmodel import col, select

from records.tables import ConditionAnswer, CounterOffer, Minutes, Notice, Proposal
from records.unit_of_work import UnitOfWork


def open_counter(work: UnitOfWork, notice: Notice) -> CounterOffer | None:
    """The counter-offer that waits for the office."""
    rows = select(CounterOffer).where(
        CounterOffer.notice_id == notice.id, CounterOffer.answer == ""
    )
    return work.session.exec(rows.order_by(col(CounterOffer.id).desc())).first()


def counters(work: UnitOfWork, notice_id: int) -> Sequence[CounterOffer]:
    """Every counter-offer of a notice, in order."""
    rows = select(CounterOffer).where(CounterOffer.notice_id == notice_id)
    return work.session.exec(rows.order_by(col(CounterOffer.id))).all()


def proposal(work: UnitOfWork, proposal_id: int) -> Proposal:
    """One proposal by its id."""
    return work.get(Proposal, proposal_id)


def condition_answers(work: UnitOfWork, decision_id: int) -> dict[int, ConditionAnswer]:
    """Answers to the conditions of a decision, by their number."""
    rows = select(ConditionAnswer).where(ConditionAnswer.decision_id == decision_id)
    return {row.ordinal: row for row in work.session.exec(rows).all()}


def minutes(work: UnitOfWork, notice_id: int) -> Sequence[Minutes]:
    """Minutes of a notice, in the order in which they were written."""
    rows = select(Minutes).where(Minutes.notice_id == notice_id)
    return work.session.exec(rows.order_by(col(Minutes.id))).all()
