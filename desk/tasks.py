"""Posts and cover that the organiser provides, and numbered assignments to bodies: asked, agreed, given, completed."""

from datetime import date
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectField

from desk import answers, task_words
from desk.door import bp
from desk.fields import DayLineField, DeskForm, day_in
from desk.speech import _
from web.filters import in_zone
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.typed_text import said
from web.widgets import AtMost, CountField, Given, TextField, choices
from web.work import current_actor, now, reading, rulebook, unit_of_work
from workflow import assigning, bodies, resources, seeing
from workflow.errors import Invalid
from workflow.policy import allows
from workflow.views import NoticeView

WHY = _l("Say why: the organiser reads it")


class ResourceForm(DeskForm):
    """What the organiser is asked to provide."""

    kind = SelectField(_l("What is needed"), choices=[], validate_choice=False)
    wanted = CountField(_l("How many"), validators=[Given(_l("Enter how many"))])
    why = TextField(_l("Why"), validators=[Given(WHY), AtMost(1000)])


class TaskForm(DeskForm):
    """An assignment to a body."""

    unit = SelectField(_l("Body"), choices=[], validate_choice=False)
    text = TextField(
        _l("What is to be done"), validators=[Given(_l("Write what is to be done")), AtMost(1000)]
    )
    due_day = DayLineField(_l("Last day"), validators=[Given(_l("Enter the last day for it"))])


def _view(reference: str, action: str) -> tuple[NoticeView, bool]:
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
    held: Any = view.card.row
    may = allows(current_actor(), action, held, view.regime.stages[held.stage])
    return view, may and held.closed_at is None


def _today() -> date:
    return in_zone(now()).date()


# --- posts and cover ---------------------------------------------------------------------------


def _again(number: int | None) -> tuple[int, str]:
    """The row whose reason was refused, and the reason as it was typed: it stands in its box again."""
    typed = request.form.get("why", "")
    return number or 0, "".join(sign for sign in typed if sign.isprintable())


def _resources(reference: str, form: Any = None, again: tuple[int, str] = (0, "")) -> BaseResponse:
    view, may = _view(reference, "resource.ask")
    with reading() as work:
        found = resources.look(work, actor=current_actor(), reference=reference)
    form = form or ResourceForm(formdata=None)
    form.kind.choices = choices(
        [("", _("choose")), *((id_, one.in_(language())) for id_, one in resources.KINDS.items())]
    )
    checks = _view(reference, "resource.check")[1]
    return answers.page(
        "desk/resources.html", 422 if form.errors else 200, view=view, card=view.card, form=form,
        found=found, may=may and now() < view.card.row.starts_at,
        checks=checks and now() >= view.card.row.starts_at, again=again,
    )  # fmt: skip


@bp.get("/notices/<reference>/resources")
@gate("desk.read")
def resources_(reference: str) -> BaseResponse:
    """Show what the organiser was asked for and what was agreed."""
    return _resources(reference)


@bp.post("/notices/<reference>/resources")
@gate("resource.ask")
def ask_resource(reference: str) -> BaseResponse:
    """Ask the organiser for posts or cover."""
    _view(reference, "resource.ask")
    form = ResourceForm()
    if form.validate():
        try:
            with unit_of_work() as work:
                resources.ask(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    kind=form.kind.data or "", wanted=_count(form.wanted), why=form.why.data,
                )  # fmt: skip
            return redirect(url_for("desk.resources_", reference=reference), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _resources(reference, form)


@bp.post("/notices/<reference>/resources/<int:number>")
@gate("resource.ask")
def do_resource(reference: str, number: int) -> BaseResponse:
    """Agree to an answer, do without, or count on the day."""
    _view(reference, "resource.ask")
    what, form = request.form.get("do", ""), ResourceForm(formdata=None)
    common: dict[str, Any] = {
        "actor": current_actor(),
        "reference": reference,
        "resource_id": number,
    }
    typed = row_number(request.form.get("number", "")) or 0
    try:
        with unit_of_work() as work:
            if what == "agree":
                resources.agree(work, rulebook(), number=typed, **common)
            elif what == "check":
                resources.check(work, rulebook(), found=typed, **common)
            else:
                resources.drop(work, rulebook(), why=said("why", longest=1000), **common)
        return redirect(url_for("desk.resources_", reference=reference), 303)
    except Invalid as error:
        answers.refuse(form, error)
    return _resources(reference, form, _again(number if what not in {"agree", "check"} else 0))


def _count(field: Any) -> int | None:
    return field.data if isinstance(field.data, int) else None


# --- assignments -------------------------------------------------------------------------------


def _tasks(reference: str, form: Any = None, again: tuple[int, str] = (0, "")) -> BaseResponse:
    view, _open = _view(reference, "assignment.give")
    held: Any = view.card.row
    drops = allows(current_actor(), "assignment.give", held, view.regime.stages[held.stage])
    with reading() as work:
        found = assigning.look(work, actor=current_actor(), reference=reference)
        may = assigning.offered(work, rulebook(), actor=current_actor(), reference=reference)
        units = [
            (one.code, one.name_ru if language() == "ru" else one.name_en)
            for one in bodies.choosable(work, _today())
        ]
    form = form or TaskForm(formdata=None)
    form.unit.choices = choices([("", _("choose")), *units])
    return answers.page(
        "desk/assignments.html", 422 if form.errors else 200, view=view, card=view.card, form=form,
        found=found, may=may, drops=drops, again=again, **_shared(),
    )  # fmt: skip


def _shared() -> dict[str, Any]:
    actor = current_actor()
    return {**task_words.marks(), "mine": lambda one: actor.holds(one.unit_id, "officer", "head")}


@bp.get("/notices/<reference>/assignments")
@gate("desk.read")
def assignments(reference: str) -> BaseResponse:
    """Show the numbered assignments of a notice, with acknowledgement and completion."""
    return _tasks(reference)


@bp.post("/notices/<reference>/assignments")
@gate("assignment.give")
def give_assignment(reference: str) -> BaseResponse:
    """Give a body a task, or take one back with a reason."""
    _view(reference, "assignment.give")
    task, form = row_number(request.form.get("task", "")), TaskForm()
    try:
        if task:
            with unit_of_work() as work:
                assigning.drop(
                    work, rulebook(), actor=current_actor(), reference=reference, task_id=task,
                    why=said("why", longest=assigning.LONGEST),
                )  # fmt: skip
            return redirect(url_for("desk.assignments", reference=reference), 303)
        if form.validate():
            with unit_of_work() as work:
                assigning.give(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    unit=form.unit.data or "", text=form.text.data, due_day=day_in(form.due_day),
                )  # fmt: skip
            return redirect(url_for("desk.assignments", reference=reference), 303)
    except Invalid as error:
        answers.refuse(form, error)
    return _tasks(reference, form, _again(task))
