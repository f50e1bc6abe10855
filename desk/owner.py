"""Whose notice it is: take it, hand it over to a colleague, give it up."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, only, opened, seen_of
from desk.forms import HandOverForm, MoveForm
from desk.speech import _
from records import roster_rows
from records.errors import Overtaken
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import owning, seeing
from workflow.errors import Invalid
from workflow.views import NoticeView


def _view(work: Any, reference: str) -> NoticeView:
    return seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)


@bp.post("/notices/<reference>/take")
@gate("notice.assign")
def take(reference: str) -> BaseResponse:
    """Make the reader the owner: the next steps are expected of them."""
    with reading() as work:
        _view(work, reference)  # in reach
    try:
        with unit_of_work() as work:
            owning.take(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=seen_of(request.form),
            )  # fmt: skip
    except Overtaken:
        return answers.overtaken(reference, MoveForm())
    if request.form.get("back") == "queue":
        return redirect(url_for("desk.queue"), 303)
    return redirect(url_for("desk.notice", reference=reference), 303)


@bp.post("/notices/<reference>/give-up")
@gate("notice.assign")
def give_up(reference: str) -> BaseResponse:
    """Leave the notice without an owner, where its time allows that."""
    with reading() as work:
        _view(work, reference)  # in reach
    try:
        with unit_of_work() as work:
            owning.give_up(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=seen_of(request.form),
            )  # fmt: skip
    except Overtaken:
        return answers.overtaken(reference, MoveForm())
    return redirect(url_for("desk.notice", reference=reference), 303)


@bp.route("/notices/<reference>/hand-over", methods=("GET", "POST"))
@gate("notice.assign")
def hand_over(reference: str) -> BaseResponse:
    """Make a colleague of the office the owner; they are told by mail."""
    with reading() as work:
        view = _view(work, reference)
        only("notice.assign", view)
        owning.may_part(current_actor(), view.card.owner_id, view.card.row.unit_id)
        able = owning.colleagues(work, view.card.row.unit_id, today(), view.card.row.id)
        people = roster_rows.named(work, able)
    form = HandOverForm()
    form.to.choices = choices(
        [("", _("choose"))]
        + [(str(one.id), one.in_(language())) for one in people if one.id != view.card.owner_id]
    )
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                owning.hand_over(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    seen=form.seen.data or 0, to=int(form.to.data), note=form.note.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.notice", reference=reference), 303)
        except Overtaken:
            return answers.overtaken(reference, form, again=request.path, words=_("Hand over"))
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page(
        "desk/hand_over.html", status, view=view, card=view.card, form=form, opened=opened()
    )
