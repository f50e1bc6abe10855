"""One step for many notices: chosen from a list, looked at before it is done, and what came of each."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, SelectField, SelectMultipleField

from desk import answers
from desk.door import bp, scope
from desk.fields import DeskForm
from desk.speech import _
from records import bulk_rows
from records.errors import Missing
from web.filters import law, say
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, TextField, choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import bulking
from workflow.errors import Invalid


class ChooseForm(DeskForm):
    """Which notices, and what is done to them."""

    step = SelectField(_l("What is done to each"), choices=[], validate_choice=False)
    chosen = SelectMultipleField(_l("Notices"), choices=[], validate_choice=False)
    note = TextField(_l("Note that goes into the history of each"), validators=[AtMost(2000)])


class ConfirmForm(DeskForm):
    """The list as it was looked at: number and revision of each."""

    step = HiddenField()
    note = HiddenField()


def _choose(form: ChooseForm, problem: str = "") -> BaseResponse:
    with reading() as work:
        found = bulking.candidates(work, current_actor())
        steps = bulking.steps(work, rulebook(), found)
        mine = bulk_rows.runs_of(work, current_actor().account_id or 0)
        listed = bulking.listed(work, rulebook(), found)
    form.step.choices = choices(
        [("", _("choose")), *((name, law(text)) for name, text in steps.items())]
    )
    if problem:
        form.chosen.errors = [problem]
    return answers.page(
        "desk/bulk.html", 422 if problem or form.errors else 200, form=form, found=listed,
        chosen=set(form.chosen.data or ()), runs=mine, steps=steps,
    )  # fmt: skip


@bp.get("/bulk")
@gate("notice.register")
def bulk() -> BaseResponse:
    """Choose notices and a step."""
    return _choose(ChooseForm(formdata=None))


@bp.post("/bulk")
@gate("notice.register")
def look_at_bulk() -> BaseResponse:
    """Show what the step will do to which notices; nothing is done yet."""
    form = ChooseForm()
    if not form.step.data:
        return _choose(form, _("Choose what is done."))
    try:
        with reading() as work:
            planned = bulking.plan(
                work, rulebook(), actor=current_actor(), step=form.step.data,
                references=[str(one)[:20] for one in form.chosen.data or ()],
            )  # fmt: skip
            title = bulking.steps(work, rulebook(), [one.notice for one in planned]).get(
                form.step.data
            )
    except Invalid as error:
        return _choose(form, say(error.text, **error.values))
    if not form.validate():
        return _choose(form)
    return answers.page(
        "desk/bulk_look.html", planned=planned, form=form, title=law(title) if title else form.step.data,
        possible=[one for one in planned if one.possible],
    )  # fmt: skip


@bp.post("/bulk/start")
@gate("notice.register")
def start_bulk() -> BaseResponse:
    """The list was confirmed: it is kept, and done one by one."""
    form = ConfirmForm()
    seen = []
    for pair in request.form.getlist("item")[: bulking.MOST + 1]:
        reference, _colon, revision = pair.partition("@")
        seen.append((reference[:20], row_number(revision) or 0))
    try:
        with unit_of_work() as work:
            run = bulking.start(
                work, actor=current_actor(), step=(form.step.data or "")[:60],
                note=(form.note.data or "")[:2000], seen=seen,
            )  # fmt: skip
    except Invalid as error:
        return _choose(ChooseForm(formdata=None), say(error.text, **error.values))
    return redirect(url_for("desk.bulk_run", number=run), 303)


@bp.get("/bulk/<int:number>")
@gate("notice.register")
def bulk_run(number: int) -> BaseResponse:
    """What came of each notice of a run, for the person who began it."""
    with reading() as work:
        run = bulk_rows.run(work, number)
        if run is None or run.made_by != current_actor().account_id:
            raise Missing(f"Run {number} is not there.")
        lines = bulk_rows.lines(work, scope(), number)
    waiting = sum(one.state == "waiting" for one in lines)
    return answers.page("desk/bulk_run.html", run=run, lines=lines, waiting=waiting)
