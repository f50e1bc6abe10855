"""What is erased of the talk between organiser and office: the words; that they talked, and how it ended, stays."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select, update

from records.erasing_age import changed
from records.tables import (
    Assignment,
    AssignmentLink,
    BodyLink,
    BodyQuestion,
    BulkItem,
    ConditionAnswer,
    Consultation,
    CounterOffer,
    Minutes,
    Resource,
    Sentence,
    Settlement,
)
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


def _body_links(work: UnitOfWork, notice_id: int) -> int:
    c: Any = Consultation
    b: Any = BodyLink
    mine = select(c.id).where(c.notice_id == notice_id)
    return changed(work, delete(BodyLink).where(b.consultation_id.in_(mine)))


def _body_questions(work: UnitOfWork, notice_id: int) -> int:
    b: Any = BodyQuestion
    mine = update(BodyQuestion).where(b.notice_id == notice_id)
    changed(work, mine.where(b.answer != "").values(answer=GONE))
    return changed(work, mine.values(text=GONE))


def _sentences(work: UnitOfWork, notice_id: int) -> int:
    t: Any = Sentence
    mine = update(Sentence).where(t.notice_id == notice_id)
    changed(work, mine.where(t.left_out_why != "").values(left_out_why=GONE))
    return changed(work, mine.values(text=GONE, original=GONE, ground=""))


def _settlements(work: UnitOfWork, notice_id: int) -> int:
    t: Any = Settlement
    return changed(work, update(Settlement).where(t.notice_id == notice_id).values(reason=GONE))


def _resources(work: UnitOfWork, notice_id: int) -> int:
    r: Any = Resource
    mine = update(Resource).where(r.notice_id == notice_id)
    return changed(work, mine.values(why="", organisation="", licence="", shift=""))


def _assignments(work: UnitOfWork, notice_id: int) -> int:
    a: Any = Assignment
    mine = update(Assignment).where(a.notice_id == notice_id)
    return changed(
        work, mine.values(text=GONE, known_by="", done_by="", done_note="", dropped_why="")
    )


def _assignment_links(work: UnitOfWork, notice_id: int) -> int:
    a: Any = Assignment
    b: Any = AssignmentLink
    mine = select(a.id).where(a.notice_id == notice_id)
    return changed(work, delete(AssignmentLink).where(b.assignment_id.in_(mine)))


def _bulk_items(work: UnitOfWork, notice_id: int) -> int:
    b: Any = BulkItem
    return changed(work, update(BulkItem).where(b.notice_id == notice_id).values(why=""))


OF_NOTICE: dict[str, Callable[[UnitOfWork, int], int]] = {
    "counter_offers": _counter_offers,
    "condition_answers": _condition_answers,
    "minutes": _minutes,
    "body_links": _body_links,
    "body_questions": _body_questions,
    "sentences": _sentences,
    "settlements": _settlements,
    "resources": _resources,
    "assignments": _assignments,
    "assignment_links": _assignment_links,
    "bulk_items": _bulk_items,
}
