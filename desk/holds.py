"""Holds: notices that nothing erases until a named person says so; and who read a notice's personal data."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.forms import HoldForm, LiftForm
from desk.lists import PAGE
from desk.read_words import read_words
from desk.speech import _
from records import hold_rows, queries, reads
from records.errors import Missing
from web.filters import say
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import holding
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.policy import may


def _units() -> frozenset[int] | None:
    """Offices whose holds this person sees; None for the auditor and the administrator: all."""
    actor = current_actor()
    if actor.roles & {"auditor", "administrator"}:
        return None
    return actor.units("head")


@bp.route("/holds", methods=("GET", "POST"))
@gate("hold.read")
def holds() -> BaseResponse:
    """Show the holds, standing or lifted; the head and the administrator set one here."""
    form, mine = HoldForm(), may(current_actor(), "hold.keep")
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                holding.place(
                    work, rulebook(), actor=current_actor(),
                    reference=form.reference.data.strip(), reason=form.reason.data,
                )  # fmt: skip
            return redirect(url_for("desk.holds"), 303)
        except (Missing, NotAllowed):  # another office's notice answers as one that is not there
            if not mine:
                raise
            form.reference.errors = [_("There is no notice with this number.")]
        except NotPossible as error:
            form.reference.errors = [say(error.text, **error.values)]
        except Invalid as error:
            answers.refuse(form, error)
    lifted = request.args.get("state") == "lifted"
    before = row_number(request.args.get("before", ""))
    with reading() as work:
        rows = hold_rows.page(
            work, _units(), lifted=lifted, recused=scope().recused, before=before, limit=PAGE + 1
        )
    args: dict[str, Any] = {"state": "lifted"} if lifted else {}
    more = url_for("desk.holds", **args, before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return answers.page(
        "desk/holds.html",
        422 if form.errors else 200,
        form=form,
        rows=rows[:PAGE],
        lifted=lifted,
        next=more,
        first=before is None,
        mine=mine,
    )


@bp.route("/holds/<string:reference>/lift", methods=("GET", "POST"))
@gate("hold.keep")
def lift_hold(reference: str) -> BaseResponse:
    """Lift the hold of one notice, with a reason."""
    with reading() as work:
        row = hold_rows.of_notice(work, reference[:20], _units(), scope().recused)
    if row is None:
        raise Missing(f"No hold stands over {reference}.")
    form = LiftForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                holding.lift(
                    work, rulebook(), actor=current_actor(), reference=row.reference,
                    reason=form.reason.data,
                )  # fmt: skip
            return redirect(url_for("desk.holds"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page("desk/lift_hold.html", 422 if form.errors else 200, form=form, row=row)


@bp.get("/notices/<string:reference>/readings")
@gate("reading.read")
def readings(reference: str) -> BaseResponse:
    """Show the auditor who read personal data of this one notice, when, which fields, and why."""
    before = row_number(request.args.get("before", ""))
    with reading() as work:
        notice = work.notice(reference)
        if not queries.reaches(work, scope(), reference):
            raise Missing(f"Notice {reference} is not there.")
        rows: Any = reads.readers_of(work, scope(), notice.id or 0, before=before, limit=PAGE + 1)
    more = ""
    if len(rows) > PAGE:
        more = url_for("desk.readings", reference=reference, before=rows[PAGE - 1].id)
    return answers.page(
        "desk/readings.html", rows=rows[:PAGE], reference=reference, next=more, first=before is None,
        read_words=read_words,
    )  # fmt: skip
