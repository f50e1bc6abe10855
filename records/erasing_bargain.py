"""What is erased of the talk between organiser and office: the words; that they talked, and how it ended, stays."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import update

from records.erasing_age import changed
from records.tables import ConditionAnswer, CounterOffer, Minutes
from records.unit_of_work import UnitOfWork

GONE = "—"  # where the database wants a word: there was one, and it was erased


def _counter_offers(work: UnitOfWork, notice_id: int) -> int:
    c: Any = CounterOffer
    mine = update(CounterOffer).where(c.notice_id == notice_id)
    return changed(work, mine.values(reason="", answer_reason="", conditions=[]))


def _condition_answers(work: UnitOfWork, notice_id: int) -> int:
    c: Any = ConditionAnswer
    mine = update(ConditionAnswer).where(c.notice_id == notice_id)
    changed(work, mine.where(c.reason != "").values(reason=GONE))
    return changed(work, mine.values(office_text="", office_reason=""))


def _minutes(work: UnitOfWork, notice_id: int) -> int:
    m: Any = Minutes
    mine = update(Minutes).where(m.notice_id == notice_id)
    changed(work, mine.where(m.remark != "").values(remark=GONE))
    return changed(work, mine.values(people=GONE, said=GONE))


OF_NOTICE: dict[str, Callable[[UnitOfWork, int], int]] = {
    "counter_offers": _counter_offers,
    "condition_answers": _condition_answers,
    "minutes": _minutes,
}
