"""The register of incidents: answers that were not given in time, and how it came to each."""

from datetime import timedelta
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope, start_of
from desk.fields import day_in
from desk.forms import ExplainForm, IncidentFilterForm
from desk.lists import COUNTED, PAGE, law_of
from desk.speech import _
from records import desk_rows, incident_rows
from records.incident_rows import IncidentFilters, IncidentRow
from records.plea_rows import Reader
from web.filters import law
from web.gate import gate
from web.i18n import language
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, unit_of_work
from workflow import incidents as service
from workflow import plea_views, pleas
from workflow.errors import Invalid

STATES = ("open", "explained", "")


def what_words() -> dict[str, str]:
    """Say what became of an answer that was not given in time."""
    return {
        "lapsed": _("Silence took effect by law"),
        "unanswered": _("Not answered, the law attaches no effect"),
        "late": _("Answered after the due time"),
        "stuck": _("The effect could not be written: look at the notice"),
    }


def climbed_words(row: IncidentRow) -> str:
    """Say how far the notice had climbed before its clock ran out."""
    return (
        _("nobody had been told: the system was not running, or the time was too short"),
        _("an owner had been named by the rule"),
        _("it lay with the head"),
    )[min(row.climbed, 2)]


def dressed(row: IncidentRow) -> dict[str, Any]:
    """Give an incident in the words of its law and of the page."""
    rules, own = law_of(row.regime_pin), language() == "ru"
    clock = rules.clocks.get(row.clock)
    stage = rules.stages.get(row.stage)
    return {
        "row": row,
        "kind": law(rules.kinds[row.kind].name) if row.kind in rules.kinds else row.kind,
        "clock": law(clock.title) if clock else _answer_to(row),
        "silence": law(clock.silence) if clock else "",
        "stage": law(stage.title) if stage else _stage_of(row),
        "unit": row.unit_ru if own else row.unit_en,
        "owner": (row.owner_ru if own else row.owner) or row.owner,
        "by": (row.explained_by_ru if own else row.explained_by) or row.explained_by,
        "what": what_words().get(row.what, row.what),
        "climbed": climbed_words(row) if row.plea_id is None else reminded_words(row),
        "url": _where(row),
        "zone": rules.zone,
    }


def reminded_words(row: IncidentRow) -> str:
    """Say whether anybody was reminded before the term of an objection or a complaint ran out."""
    return (
        _("nobody had been reminded: the system was not running, or the time was too short"),
        _("whoever was to answer had been reminded"),
        _("whoever was to answer and the head had been reminded"),
    )[min(row.climbed, 2)]


def _answer_to(row: IncidentRow) -> str:
    if row.plea_kind == "objection":
        return _("Answer to objection No. %(number)s", number=row.plea_number)
    if row.plea_kind == "complaint":
        return _("Answer to complaint No. %(number)s", number=row.plea_number)
    return row.clock


def _stage_of(row: IncidentRow) -> str:
    return law(pleas.stage_of(row.plea_kind, row.stage).title) if row.plea_kind else row.stage


def _where(row: IncidentRow) -> str:
    if row.plea_id is None:
        return url_for("desk.notice", reference=row.reference)
    return url_for(f"desk.{row.plea_kind}", number=row.plea_id)


def _reader() -> Reader:
    """Whose complaints this person may read; the register shows no others."""
    return plea_views.reader_of(current_actor())


@bp.get("/incidents")
@gate("incident.read")
def incidents() -> BaseResponse:
    """Show one page of the register, narrowed by what was asked for."""
    state = request.args.get("state", "open")
    state = state if state in STATES else "open"
    before = row_number(request.args.get("before", ""))
    with reading() as work:
        units = desk_rows.own_units(work, scope())
        form = _form(units)
        wanted = _filters(form, state, {one.id: one.code for one in units})
        page = incident_rows.incidents(
            work, scope(), reader=_reader(), filters=wanted, before=before, limit=PAGE
        )
        counts = {
            one: incident_rows.incident_count(
                work,
                scope(),
                reader=_reader(),
                filters=IncidentFilters(state=one),
                most=COUNTED + 1,
            )
            for one in STATES
        }
    args: dict[str, Any] = {
        name: value
        for name, value in request.args.items()
        if name in ("state", "what", "unit", "due_from", "due_to") and value
    }
    return answers.page(
        "desk/incidents.html",
        form=form,
        state=state,
        states={"open": _("To be explained"), "explained": _("Explained"), "": _("All")},
        counts=counts,
        most=COUNTED,
        rows=[dressed(row) for row in page.rows],
        units=units,
        next=url_for("desk.incidents", **{**args, "before": page.after.id}) if page.after else "",
        first=before is None,
        args=args,
    )


def _form(units: Any) -> IncidentFilterForm:
    form = IncidentFilterForm(formdata=request.args, meta={"csrf": False})
    form.what.choices = choices([("", _("any")), *what_words().items()])
    form.unit.choices = choices(
        [("", _("all offices")), *((one.code, one.in_(language())) for one in units)]
    )
    form.validate()
    return form


def _filters(form: IncidentFilterForm, state: str, codes: dict[int, str]) -> IncidentFilters:
    """Give what the register is narrowed by; values that nobody knows are left out."""
    unit = next((id_ for id_, code in codes.items() if code == form.unit.data), None)
    start, last = day_in(form.due_from), day_in(form.due_to)
    return IncidentFilters(
        state=state,
        what=form.what.data if form.what.data in what_words() else "",
        unit_id=unit,
        due_from=start_of(start) if start else None,
        due_before=start_of(last + timedelta(days=1)) if last else None,
    )


@bp.route("/incidents/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("incident.read")
def incident(number: int) -> BaseResponse:
    """Show one incident; its head explains it here, once."""
    with reading() as work:
        row = incident_rows.incident(work, scope(), number, reader=_reader())
        mine = service.may_explain(work, current_actor(), number)
    form = ExplainForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.explain(
                    work, actor=current_actor(), incident_id=number, text=form.explanation.data
                )
            return redirect(url_for("desk.incidents"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/incident.html",
        422 if form.errors else 200,
        form=form,
        one=dressed(row),
        row=row,
        mine=mine,
    )
