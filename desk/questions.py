"""What bodies want to know before they answer: the office reads every question and answers those that are open."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.answer_forms import ReplyForm
from desk.door import bp
from records.errors import Missing
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import asking_more, seeing
from workflow.errors import Invalid
from workflow.policy import allows


def _page(reference: str, form: ReplyForm, at: int = 0, status: int = 200) -> BaseResponse:
    with reading() as work:
        actor = current_actor()
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        wanted = asking_more.look(work, actor=actor, reference=reference)
    if not wanted:
        raise Missing("No body asked anything about this notice.")
    held: Any = view.card.row
    mine = allows(actor, "question.answer", held, view.regime.stages[held.stage])
    return answers.page(
        "desk/questions.html", status, view=view, card=view.card, form=form, wanted=wanted,
        at=at or next(iter(asking_more.open_of(wanted)), 0),
        may=mine and held.closed_at is None,
    )  # fmt: skip


@bp.get("/notices/<reference>/questions")
@gate("desk.read")
def questions(reference: str) -> BaseResponse:
    """Show what bodies wanted to know, and what they were told."""
    return _page(reference, ReplyForm(formdata=None))


@bp.post("/notices/<reference>/questions")
@gate("desk.read")
def answer_question(reference: str) -> BaseResponse:
    """Answer one; the body is told."""
    form, number = ReplyForm(), row_number(request.form.get("question", "")) or 0
    if not form.validate():
        return _page(reference, form, number, 422)
    with reading() as work:
        seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
    try:
        with unit_of_work() as work:
            asking_more.answer(
                work, rulebook(), actor=current_actor(), reference=reference,
                question_id=number, text=form.answer.data,
            )  # fmt: skip
    except Invalid as error:
        answers.refuse(form, error)
        return _page(reference, form, number, 422)
    return redirect(url_for("desk.questions", reference=reference), 303)
