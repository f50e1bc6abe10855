"""A body answers for its unit; the office asks one more, or waits no longer."""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, only, scope, where
from desk.facts import facts
from desk.forms import AnswerForm, AskAnotherForm, CloseForm
from desk.speech import _
from desk.words import answer_words
from records import desk_rows
from records.errors import Missing
from web.filters import law, time_left
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import consulting, seeing
from workflow.errors import Invalid
from workflow.views import NoticeView


def _found(number: int) -> tuple[NoticeView, Any]:
    """Give the notice behind a question and the question's row. Missing out of reach."""
    with reading() as work:
        reference = desk_rows.notice_of_question(work, scope(), number)
        view = seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
    for row in view.consultations:
        if row.id == number:
            return view, row
    raise Missing(f"Question {number} is not there.")


def _page(template: str, view: NoticeView, row: Any, form: Any) -> BaseResponse:
    is_open = row.answered_at is None and row.closed_at is None and view.card.row.closed_at is None
    return answers.page(
        template,
        422 if form.errors else 200,
        view=view,
        card=view.card,
        row=row,
        form=form,
        facts=facts(view, where),
        body=row.unit_ru if language() == "ru" else row.unit_en,
        left=time_left(row.due_at, zone=view.regime.zone) if is_open else None,
        mine=current_actor().holds(row.unit_id, "officer", "head"),
        answer_words=answer_words(),
    )


@bp.route("/consultations/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("desk.read")
def consultation(number: int) -> BaseResponse:
    """Show what the body may see and take its answer, once. A late answer is kept as late."""
    view, row = _found(number)
    form = AnswerForm()
    form.answer.choices = choices(list(answer_words().items()))
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                consulting.answer(
                    work, rulebook(), actor=current_actor(), consultation_id=number,
                    answer=form.answer.data, ground=form.ground.data or "",
                    facts=form.facts.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.consultation", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page("desk/consultation.html", view, row, form)


@bp.route("/consultations/<int(max=2147483647):number>/close", methods=("GET", "POST"))
@gate("consultation.close")
def close_consultation(number: int) -> BaseResponse:
    """Wait no longer for a body, with a reason; its answer is still taken if it comes."""
    view, row = _found(number)
    only("consultation.close", view)
    form = CloseForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                consulting.close(
                    work, rulebook(), actor=current_actor(), consultation_id=number,
                    reason=form.reason.data,
                )  # fmt: skip
            return _back(view)
        except Invalid as error:
            answers.refuse(form, error)
    return _page("desk/close_consultation.html", view, row, form)


def _back(view: NoticeView) -> BaseResponse:
    return redirect(url_for("desk.notice", reference=view.card.row.reference, _anchor="asked"), 303)


@bp.route("/notices/<reference>/ask", methods=("GET", "POST"))
@gate("consultation.close")
def ask_another(reference: str) -> BaseResponse:
    """Ask one more body while the review goes on."""
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
        only("consultation.close", view)
        bodies = desk_rows.every_unit(work, scope(), "body")
    waiting = {
        one.unit_id for one in view.consultations if not one.answered_at and not one.closed_at
    }
    known = view.regime.bodies
    form = AskAnotherForm()
    form.unit.choices = choices(
        [("", _("choose"))]
        + [
            (one.code, law(known[one.code].name) if one.code in known else one.in_(language()))
            for one in bodies
            if one.id not in waiting
        ]
    )
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                consulting.ask_another(
                    work,
                    rulebook(),
                    actor=current_actor(),
                    reference=reference,
                    code=form.unit.data,
                )
            return _back(view)
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page("desk/ask_another.html", status, view=view, card=view.card, form=form)
