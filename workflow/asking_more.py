"""A body must know more before it can answer: it asks the office or the organiser, and every question is tracked (M19).

Asking moves no clock: the body's time and the law's go on. The question to the body stays open until it answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from records import body_rows, queries
from records.tables import BodyQuestion, Consultation, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import gone, law, mailing, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible

OFFICE, ORGANISER = "office", "organiser"
OFFICES = ("officer", "head", "signatory", "clerk", "auditor")
MOST = 20
"""Questions of one body about one notice: more is a talk, not a question."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a body wanted to know, and the answer if there is one."""

    id: int
    consultation_id: int
    body: Text
    whom: str
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    by_organiser: bool


def ask(
    work: UnitOfWork, *, actor: Actor, row: Consultation, notice: Notice, whom: str, text: str
) -> BodyQuestion:
    """Keep the question and tell whom it asks. The caller made sure that `actor` answers for the body."""
    if whom not in {OFFICE, ORGANISER}:
        raise Invalid("whom", N_("Choose whom you ask."))
    if not text.strip():
        raise Invalid("facts", N_("Say what you need to know."))
    asked = [one for one, _unit in body_rows.questions(work, notice.id or 0)]
    if len([one for one in asked if one.consultation_id == row.id]) >= MOST:
        raise NotPossible(
            N_("Not possible: so many questions were asked already. Call the office.")
        )
    question = BodyQuestion(
        notice_id=notice.id or 0, consultation_id=row.id or 0, whom=whom, text=text,
        asked_at=work.now, asked_by=actor.account_id,
    )  # fmt: skip
    work.add(question)
    work.flush()
    work.log(
        "question.asked",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"question": question.id, "unit": work.get(Unit, row.unit_id).code, "whom": whom},
        personal={"note": text, "by": actor.name},
    )
    name, to = ("body-asks", "organiser") if whom == ORGANISER else ("desk-body-asks", "unit")
    mailing.about(work, notice, name, f"q{question.id}", to=to)
    return question


def answer(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    question_id: int,
    text: str,
) -> None:
    """The organiser or the office answers, once; the body is told and finds it with its question.

    Whatever the organiser was asked the office can answer as well: it may have it on paper.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "question.answer", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    question = work.get(BodyQuestion, question_id)
    theirs = policy.owns(actor, notice, regime.stages[notice.stage])
    if question.notice_id != notice.id or (theirs and question.whom != ORGANISER):
        raise NotPossible(N_("Not possible: this question was not asked of you."))
    if question.answered_at is not None:
        raise NotPossible(N_("Not possible: this question was answered already."))
    if not text.strip():
        raise Invalid("answer", N_("Write the answer; the service reads it."))
    question.answer, question.answered_at = text, work.now
    question.answered_by, question.by_organiser = actor.account_id, theirs
    work.flush()
    row = work.get(Consultation, question.consultation_id)
    work.log(
        "question.answered",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"question": question.id, "unit": work.get(Unit, row.unit_id).code},
        personal={"note": text, "by": actor.name},
    )
    if row.answered_at is None:
        mailing.question_answered(work, notice, row, question.id or 0)


def look(work: UnitOfWork, *, actor: Actor, reference: str) -> tuple[Wanted, ...]:
    """What bodies wanted to know about the notice, as this person may read it. Missing out of reach.

    The office reads all, a body its own; the organiser what they were asked.
    """
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    found = []
    for question, unit in body_rows.questions(work, card.row.id):
        office = actor.holds(card.row.unit_id, *OFFICES)
        if office or actor.holds(unit.id, "officer", "head") or _own(actor, card, question):
            found.append(_view(question, unit))
    return tuple(found)


def _own(actor: Actor, card: queries.NoticeCard, question: BodyQuestion) -> bool:
    mine = card.row.organiser_id in actor.sees or card.row.id in actor.notices
    return mine and question.whom == ORGANISER


def _view(question: BodyQuestion, unit: Unit) -> Wanted:
    return Wanted(
        question.id or 0, question.consultation_id, Text(unit.name_en, unit.name_ru),
        question.whom, question.text, question.asked_at, question.answer, question.answered_at,
        question.by_organiser,
    )  # fmt: skip


def open_of(found: tuple[Wanted, ...]) -> Mapping[int, Wanted]:
    """Those that nobody has answered yet, by their id."""
    return {one.id: one for one in found if one.answered_at is None}
