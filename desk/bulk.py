"""One step for many notices: chosen from a list, looked at before it is done, and what came of each."""

from collections.abc import Sequence

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, bulk_choice
from desk.bulk_choice import ChooseForm
from desk.door import bp, scope
from desk.speech import _
from records import bulk_rows
from records.errors import Missing
from web.filters import say
from web.gate import gate
from web.text import form_key, row_number
from web.typed_text import said
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import bulking
from workflow.errors import Invalid

STANDS = frozenset({"look", "all", "none"})
"""Buttons after which the list stays at its page; the others begin it anew, or go on."""


def _choose(form: ChooseForm, problem: str = "") -> BaseResponse:
    with reading() as work:
        steps = bulk_choice.dress(work, form)
        page = bulk_choice.listing(work, form)
        mine = bulk_choice.runs(work)
    if problem:
        form.chosen.errors = [problem]
    return answers.page(
        "desk/bulk.html", 422 if problem or form.errors else 200, form=form, page=page, runs=mine, steps=steps,
        most=bulking.MOST,
    )  # fmt: skip


@bp.get("/bulk")
@gate("notice.register")
def bulk() -> BaseResponse:
    """Choose notices and a step."""
    return _choose(bulk_choice.form_of(request.args))


@bp.post("/bulk")
@gate("notice.register")
def look_at_bulk() -> BaseResponse:
    """Turn the page, narrow the list, or show what the step will do to which notices; nothing is done yet."""
    form = bulk_choice.form_of(request.form)
    go = request.form.get("go", "look")
    if go.startswith("next:"):
        form.after.data = go.removeprefix("next:")
    elif go not in STANDS:
        form.after.data = ""
    if go in {"all", "none"}:
        _tick(form, go == "all")
    if go != "look" or form.errors:
        return _choose(form)
    if not form.step.data:
        return _choose(form, _("Choose what is done."))
    try:
        return _looked(form.step.data, form.note.data or "", form.chosen.data, form)
    except Invalid as error:
        return _choose(form, say(error.text, **error.values))


def _tick(form: ChooseForm, on: bool) -> None:
    """Choose every notice of this page, or none of it; what was chosen on other pages stays."""
    with reading() as work:
        here = bulk_choice.listing(work, form).here
    rest = [one for one in form.chosen.data if one not in here]
    form.chosen.data = [*rest, *here] if on else rest


def _looked(
    step: str, note: str, references: Sequence[str], form: ChooseForm, problem: str = ""
) -> BaseResponse:
    with reading() as work:
        planned, strange = bulking.plan(
            work, rulebook(), actor=current_actor(), step=step, references=references
        )
        title = bulk_choice.dress(work, form).get(step, step)
        filters = bulk_choice.listing(work, form).filters
    possible = [one for one in planned if one.possible]
    return answers.page(
        "desk/bulk_look.html", 422 if problem else 200, step=step, note=note, title=title, problem=problem,
        possible=possible, left=[one for one in planned if not one.possible], strange=strange,
        references=references, filters=filters,
    )  # fmt: skip


@bp.post("/bulk/start")
@gate("notice.register")
def start_bulk() -> BaseResponse:
    """The list was confirmed: it is kept, and done one by one."""
    step, note = form_key(request.form.get("step", "")), request.form.get("note", "")
    if not step:
        return _choose(bulk_choice.form_of(request.form), _("Choose what is done."))
    seen = []
    for pair in request.form.getlist("item")[: bulking.MOST + 1]:
        reference, _colon, revision = pair.partition("@")
        seen.append((reference[:20], row_number(revision) or 0))
    try:
        note = said("note", longest=2000)
        with unit_of_work() as work:
            run = bulking.start(work, actor=current_actor(), step=step, note=note, seen=seen)
    except Invalid as error:
        return _again(step, note, [reference for reference, _revision in seen], error)
    return redirect(url_for("desk.bulk_run", number=run), 303)


def _again(step: str, note: str, references: Sequence[str], refused: Invalid) -> BaseResponse:
    """Nothing was done: the list as it is now, to be looked at once more."""
    problem = say(refused.text, **refused.values)
    form = bulk_choice.form_of(request.form)
    try:
        return _looked(step, note, list(dict.fromkeys(references)), form, problem)
    except Invalid:
        return _choose(form, problem)


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
