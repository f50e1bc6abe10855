"""A body answers for its unit; the office asks one more, or waits no longer."""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answering, answers
from desk.answer_forms import AnswerForm, PaperAnswerForm
from desk.door import bp, only, scope
from desk.forms import AskAnotherForm, CloseForm
from desk.speech import _
from records import desk_rows
from records.errors import Missing
from web.filters import in_zone, law
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import current_actor, now, reading, rulebook, unit_of_work
from workflow import asking_more, asking_on_paper, bodies, consulting, seeing
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


def _page(
    template: str, view: NoticeView, row: Any, form: Any, *, on_paper: bool = False
) -> BaseResponse:
    with reading() as work:
        wanted = asking_more.look(work, actor=current_actor(), reference=view.card.row.reference)
    return answers.page(
        template,
        422 if form.errors else 200,
        mine=on_paper or current_actor().holds(row.unit_id, "officer", "head"),
        on_paper=on_paper,
        **answering.shown(view, row, form, wanted),
    )


@bp.route("/consultations/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("desk.read")
def consultation(number: int) -> BaseResponse:
    """Show what the body may see and take its answer, once. A late answer is kept as late."""
    view, row = _found(number)
    with reading() as work:
        on_paper = asking_on_paper.enters_at(work, current_actor(), number)
    form = answering.offered(PaperAnswerForm() if on_paper else AnswerForm(), view.card.row.kind)
    if on_paper:  # the sheet that was sent has three answers
        form.answer.choices = [one for one in form.answer.choices if one[0] != consulting.MORE]
    signed = form.who.data or "" if on_paper else ""
    if answering.sent(form) and answering.given(form, current_actor(), number, signed):
        return redirect(url_for("desk.consultation", number=number), 303)
    return _page("desk/consultation.html", view, row, form, on_paper=on_paper)


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
        found = [
            (one.id, one.code, one.name_ru if language() == "ru" else one.name_en)
            for one in bodies.choosable(work, in_zone(now()).date())
        ]
    waiting = {
        one.unit_id for one in view.consultations if not one.answered_at and not one.closed_at
    }
    known = view.regime.bodies
    form = AskAnotherForm()
    form.unit.choices = choices(
        [("", _("choose"))]
        + [
            (code, law(known[code].name) if code in known else name)
            for id_, code, name in found
            if id_ not in waiting
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
