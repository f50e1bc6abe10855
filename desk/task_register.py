"""The register of assignments: narrowed by how they stand and by body; a body with an account marks its own."""

from datetime import date

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, task_words
from desk.door import bp, scope
from desk.fields import DeskForm
from desk.lists import PAGE
from desk.speech import _
from records import desk_rows, task_rows
from records.task_rows import TaskRow, Wanted
from web.filters import in_zone
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, LineField
from web.work import current_actor, now, reading, unit_of_work
from workflow import assigning


class DoneForm(DeskForm):
    """The body says that a task is known, or done."""

    note = LineField(_l("What was done"), validators=[AtMost(1000)])


def _states(bodies_only: bool) -> dict[str, str]:
    found = {
        "open": _("to be done"),
        "overdue": _("overdue"),
        "unknown": _("not acknowledged"),
        "waits": _("waiting for the decision"),
        "done": _("done"),
        "dropped": _("taken back"),
        "all": _("all"),
    }
    if bodies_only:
        found.pop("waits")
    return found


def _wanted(states: dict[str, str], bodies_only: bool) -> Wanted:
    state = request.args.get("state", "")
    unit = None if bodies_only else row_number(request.args.get("unit", "")) or None
    return Wanted(state if state in states else "open", unit)


@bp.get("/assignments")
@gate("desk.read")
def open_assignments() -> BaseResponse:
    """Show the assignments of notices in reach; a body's own for a body."""
    actor = current_actor()
    only = all(post.unit_kind == "body" for post in actor.posts)
    states = _states(only)
    wanted, after = _wanted(states, only), _after()
    units = actor.units("officer", "head") if only else None
    with reading() as work:
        found = task_rows.register(
            work, scope(), units, wanted, in_zone(now()).date(), after, PAGE + 1
        )
        bodies = () if only else desk_rows.every_unit(work, scope(), "body")
    return answers.page(
        "desk/open_assignments.html", found=found[:PAGE], wanted=wanted, states=states, bodies=bodies,
        next=_next(wanted, found), next_words=_("Earlier ones") if wanted.ended else _("Later ones"),
        first=after is None, mine=lambda one: actor.holds(one.unit_id, "officer", "head"), **task_words.marks(),
    )  # fmt: skip


def _next(wanted: Wanted, found: tuple[TaskRow, ...]) -> str:
    """Where the list goes on after its last line of this page; '' at the end."""
    if len(found) <= PAGE:
        return ""
    last = found[PAGE - 1]
    return url_for(
        "desk.open_assignments",
        state=wanted.state,
        unit=wanted.unit_id,
        day=last.due_day,
        id=last.id,
    )


def _after() -> tuple[date, int] | None:
    id_ = row_number(request.args.get("id", ""))
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
    return (day, id_) if id_ else None


@bp.post("/assignments/<int:number>")
@gate("consultation.answer")
def mark_assignment(number: int) -> BaseResponse:
    """A body with an account acknowledges its task, or completes it."""
    form = DoneForm()
    if not form.validate():
        return open_assignments()
    with unit_of_work() as work:
        assigning.mark(
            work, actor=current_actor(), task_id=number, done=request.form.get("do") == "done",
            note=form.note.data or "",
        )  # fmt: skip
    return redirect(url_for("desk.open_assignments"), 303)
