"""The office's side of conditions and minutes: each objection answered with a reason, each talk written down."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, only, seen_of
from desk.fields import day_in
from desk.forms import MinutesForm, ObjectionForm
from records.errors import Missing, Overtaken
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import agreeing, minuting, seeing
from workflow.agreeing import Conditions
from workflow.errors import Invalid
from workflow.policy import allows
from workflow.views import NoticeView


def _load(reference: str) -> tuple[NoticeView, Conditions | None]:
    with reading() as work:
        actor = current_actor()
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        return view, agreeing.look(work, rulebook(), actor=actor, reference=reference)


@bp.get("/notices/<reference>/conditions")
@gate("desk.read")
def conditions(reference: str) -> BaseResponse:
    """Show every condition with what the organiser said to it."""
    view, found = _load(reference)
    return _conditions(view, found, ObjectionForm(formdata=None))


def _conditions(
    view: NoticeView, found: Conditions | None, form: ObjectionForm, status: int = 200
) -> BaseResponse:
    if found is None:
        raise Missing("This notice has no conditions.")
    return answers.page(
        "desk/conditions.html", status, view=view, card=view.card, found=found, form=form,
        at=row_number(request.form.get("condition", "")) or 0,
        replace=next((one for one in view.moves if one.verb == "replace" and one.allowed), None),
    )  # fmt: skip


@bp.post("/notices/<reference>/conditions")
@gate("condition.decide")
def decide_condition(reference: str) -> BaseResponse:
    """Keep, change or drop one condition that was objected to."""
    view, found = _load(reference)
    only("condition.decide", view)
    form = ObjectionForm()
    if not form.validate():
        return _conditions(view, found, form, 422)
    try:
        with unit_of_work() as work:
            agreeing.decide(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=seen_of(request.form), ordinal=row_number(request.form.get("condition", "")) or 0,
                office=form.office.data, text=form.text.data or "", reason=form.reason.data or "",
            )  # fmt: skip
    except Overtaken:
        return answers.overtaken(reference, form)
    except Invalid as error:
        answers.refuse(form, error)
        return _conditions(view, found, form, 422)
    return redirect(url_for("desk.conditions", reference=reference), 303)


@bp.get("/notices/<reference>/minutes")
@gate("desk.read")
def minutes(reference: str) -> BaseResponse:
    """Show what was written of talks, and the form for another."""
    return _minutes(_load(reference)[0], MinutesForm(formdata=None))


def _minutes(view: NoticeView, form: MinutesForm, status: int = 200) -> BaseResponse:
    with reading() as work:
        found = minuting.look(
            work, rulebook(), actor=current_actor(), reference=view.card.row.reference
        )
    held: Any = view.card.row
    stage = view.regime.stages[view.card.row.stage]
    newest = next((one for one in found if not one.replaced), None)
    return answers.page(
        "desk/minutes.html", status, view=view, card=view.card, found=found, form=form,
        may=policy_allows(held, stage), newest=newest,
    )  # fmt: skip


@bp.post("/notices/<reference>/minutes")
@gate("minutes.write")
def write_minutes(reference: str) -> BaseResponse:
    """Write down what was said; the organiser is told and confirms it."""
    view, _found = _load(reference)
    only("minutes.write", view)
    form = MinutesForm()
    if not form.validate():
        return _minutes(view, form, 422)
    try:
        with unit_of_work() as work:
            minuting.write(
                work, rulebook(), actor=current_actor(), reference=reference,
                held_on=day_in(form.held_on), people=form.people.data, said=form.said.data,
                replaces=row_number(request.form.get("replaces", "")) or 0,
            )  # fmt: skip
    except Overtaken:
        return answers.overtaken(reference, form)
    except Invalid as error:
        answers.refuse(form, error)
        return _minutes(view, form, 422)
    return redirect(url_for("desk.minutes", reference=reference), 303)


def policy_allows(held: Any, stage: Any) -> bool:
    """Whether the reader may write minutes of this notice."""
    return allows(current_actor(), "minutes.write", held, stage)
