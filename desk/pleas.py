"""Objections and complaints at the desk: lists by their dates, and the page on which one is answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, seen_of
from desk.lists import COUNTED, PAGE
from desk.plea_forms import AnswerPleaForm, AssignPleaForm, DraftPleaForm, NotePleaForm
from desk.speech import _
from records.notice_rows import After
from records.plea_rows import PleaFilters, PleaRow
from web.filters import law, say
from web.gate import gate
from web.i18n import language
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import complaining, objecting, plea_views, pleas
from workflow.errors import Invalid
from workflow.plea_views import AtDesk

STATES = ("open", "mine", "closed")
NUMBER = "<int(max=2147483647):number>"


def about_words() -> dict[str, str]:
    """Name what a complaint is about."""
    return {
        "delay": _("delay"),
        "manner": _("how somebody was treated"),
        "wrong-information": _("wrong information"),
        "other": _("something else about the handling"),
    }


def chosen_words() -> dict[str, str]:
    """Say by which part of the rule a complaint came to its reader."""
    return {
        "head-of-unit": _("the head of the office, who had no part in the notice"),
        "head-of-office": _("the head of the whole office: the head of the unit had a part"),
        "head-elsewhere": _("the head of another office: every nearer head had a part"),
        "auditor": _("an auditor: every head had a part"),
        "nobody": _("nobody: every head and auditor had a part, or there is none"),
        "": "",
    }


def dressed(row: PleaRow) -> dict[str, Any]:
    """Give a row in the words of its road and of the page."""
    own = language() == "ru"
    stage = pleas.stage_of(row.kind, row.stage)
    return {
        "row": row,
        "stage": law(stage.title),
        "final": stage.final,
        "unit": row.unit_ru if own else row.unit_en,
        "owner": (row.owner_ru if own else row.owner) or row.owner,
        "about": about_words().get(row.about, ""),
        "chosen": "",
    }


@bp.get("/objections")
@gate("objection.read")
def objections() -> BaseResponse:
    """List objections, the nearest target first."""
    return _list("objection")


@bp.get("/complaints")
@gate("complaint.read")
def complaints() -> BaseResponse:
    """List the complaints that this person may read, the nearest target first."""
    return _list("complaint")


def _list(kind: str) -> BaseResponse:
    actor, state = current_actor(), request.args.get("state", "open")
    state = state if state in STATES else "open"
    after = _after(request.args.get("after", ""))
    with reading() as work:
        page = plea_views.listed(
            work, actor, kind, filters=_filters(state), after=after, limit=PAGE
        )
        counts = {
            one: plea_views.counted(work, actor, kind, filters=_filters(one), most=COUNTED + 1)
            for one in STATES
        }
    here = f"desk.{kind}s"
    more = (
        f"{page.after.due_at.isoformat()}_{page.after.id}"
        if page.after and page.after.due_at
        else ""
    )
    return answers.page(
        "desk/pleas.html",
        kind=kind,
        address=here,
        state=state,
        states={"open": _("Open"), "mine": _("Mine, open"), "closed": _("Closed")},
        counts=counts,
        most=COUNTED,
        rows=[dressed(row) for row in page.rows],
        next=url_for(here, state=state, after=more) if more else "",
        first=after is None,
    )


def _filters(state: str) -> PleaFilters:
    if state == "mine":
        return PleaFilters(state="open", owner_id=current_actor().account_id or -1)
    return PleaFilters(state=state)


def _after(typed: str) -> After | None:
    """Read the key of a page: an instant and a number; None for anything else."""
    at, _sign, number = typed.rpartition("_")
    try:
        moment, row = datetime.fromisoformat(at), row_number(number)
    except ValueError:
        return None
    return After(moment, row) if row is not None and moment.tzinfo is not None else None


def _found(kind: str, number: int) -> AtDesk:
    with reading() as work:
        return plea_views.at_desk(work, rulebook(), current_actor(), kind, number)


@bp.get(f"/objections/{NUMBER}")
@gate("objection.read")
def objection(number: int) -> BaseResponse:
    """Show an objection with what can be done about it."""
    return _page(_found("objection", number))


@bp.get(f"/complaints/{NUMBER}")
@gate("complaint.read")
def complaint(number: int) -> BaseResponse:
    """Show a complaint to whom it was given, to the auditor, and to its office once it is answered."""
    return _page(_found("complaint", number))


def _page(one: AtDesk, status: int = 200, **forms: Any) -> BaseResponse:
    assign, draft, note = _forms(one)
    shown = {"assign": assign, "draft": draft, "note": note} | forms
    shown["assign"].to.choices = assign.to.choices
    shown["draft"].outcome.choices = draft.outcome.choices
    shown.setdefault("reply", AnswerPleaForm(formdata=None))
    bad = next((form for form in shown.values() if form.errors), None)
    return answers.page(
        "desk/plea.html",
        422 if bad is not None else status,
        one=one,
        words=dressed(one.row) | {"chosen": chosen_words().get(one.chosen, "")},
        bad=bad,
        has_errors=bad is not None,
        **shown,
    )


def _forms(one: AtDesk) -> tuple[AssignPleaForm, DraftPleaForm, NotePleaForm]:
    assign = AssignPleaForm(formdata=None, to=str(one.row.owner_id or ""))
    assign.to.choices = choices(
        [("", _("choose")), *((str(who.id), who.in_(language())) for who in one.able)]
    )
    draft = DraftPleaForm(formdata=None, outcome=one.view.outcome, answer=one.view.answer)
    draft.outcome.choices = choices(
        [
            ("upheld", _("Upheld: the decision is taken back, a new one follows")),
            ("rejected", _("Rejected: the decision stands")),
        ]
    )
    return assign, draft, NotePleaForm(formdata=None)


def _deed(number: int, form: Any, name: str, deed: Callable[[Any, int], object]) -> BaseResponse:
    """One step by its form: checked, done in a unit, told at the field where it can't be."""
    one = _found("objection", number)
    assign, draft, _note = _forms(one)
    if name == "assign":
        form.to.choices = assign.to.choices
    if name == "draft":
        form.outcome.choices = draft.outcome.choices
    if form.validate():
        try:
            with unit_of_work() as work:
                deed(work, seen_of(request.form))
            return redirect(url_for("desk.objection", number=number), 303)
        except Invalid as error:
            form[error.field].errors = [say(error.text, **error.values)]
    return _page(one, 422, **{name: form})


@bp.post(f"/objections/{NUMBER}/assign")
@gate("objection.prepare")
def assign_objection(number: int) -> BaseResponse:
    """Give it to a person who had no part in the decision, or take it."""
    form = AssignPleaForm()

    def deed(work: Any, seen: int) -> object:
        to = row_number(form.to.data) or 0
        return objecting.assign(
            work, rulebook(), actor=current_actor(), plea_id=number, seen=seen, to=to
        )

    return _deed(number, form, "assign", deed)


@bp.post(f"/objections/{NUMBER}/draft")
@gate("objection.prepare")
def draft_objection(number: int) -> BaseResponse:
    """Keep the answer as it is written; with `submit` it goes on for signature."""
    form = DraftPleaForm()

    def deed(work: Any, seen: int) -> object:
        who: dict[str, Any] = {"actor": current_actor(), "plea_id": number}
        plea = objecting.draft(
            work, rulebook(), seen=seen, outcome=form.outcome.data, answer=form.answer.data, **who
        )
        if request.form.get("do") == "submit":
            objecting.submit(work, rulebook(), seen=plea.revision, **who)
        return plea

    return _deed(number, form, "draft", deed)


@bp.post(f"/objections/{NUMBER}/send-back")
@gate("objection.send-back")
def send_back_objection(number: int) -> BaseResponse:
    """Give the draft back, with a reason."""
    form = NotePleaForm()

    def deed(work: Any, seen: int) -> object:
        return objecting.send_back(
            work, rulebook(), actor=current_actor(), plea_id=number, seen=seen, note=form.note.data
        )

    return _deed(number, form, "note", deed)


@bp.post(f"/objections/{NUMBER}/sign")
@gate("objection.sign")
def sign_objection(number: int) -> BaseResponse:
    """Sign the answer: letter, number, and what follows from it."""
    _found("objection", number)
    with unit_of_work() as work:
        objecting.sign(
            work, rulebook(), actor=current_actor(), plea_id=number, seen=seen_of(request.form)
        )
    return redirect(url_for("desk.objection", number=number), 303)


@bp.post(f"/complaints/{NUMBER}/answer")
@gate("complaint.answer")
def answer_complaint(number: int) -> BaseResponse:
    """Answer a complaint, once."""
    one, form = _found("complaint", number), AnswerPleaForm()
    if form.validate():
        try:
            with unit_of_work() as work:
                complaining.answer(
                    work,
                    rulebook(),
                    actor=current_actor(),
                    plea_id=number,
                    seen=seen_of(request.form),
                    text=form.answer.data,
                )
            return redirect(url_for("desk.complaint", number=number), 303)
        except Invalid as error:
            form.answer.errors = [say(error.text, **error.values)]
    return _page(one, 422, reply=form)
