"""The register of recusals: who has no part in which notice, and why; the head makes and lifts them."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.interest_forms import LiftRecusalForm, RecuseForm
from desk.lists import PAGE
from desk.speech import _
from records import interest_rows, roster_rows, staff_rows
from records.errors import Missing
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import interests as service
from workflow.errors import Invalid, NotAllowed
from workflow.policy import may


@bp.route("/recusals", methods=("GET", "POST"))
@gate("recusal.read")
def recusals() -> BaseResponse:
    """Show the register; a head enters that somebody has no part in a notice."""
    form, keeps = RecuseForm(), may(current_actor(), "recusal.make")
    form.account.choices = choices([("", _("choose")), *_people()])
    if request.method == "POST" and not keeps:
        raise NotAllowed(service.NOT_OWN)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.recuse(
                    work, rulebook(), actor=current_actor(), reference=form.reference.data.strip(),
                    account_id=int(form.account.data), reason=form.reason.data,
                )  # fmt: skip
            return redirect(url_for("desk.recusals"), 303)
        except (Missing, NotAllowed):  # another office's notice answers as one that is not there
            form.reference.errors = [_("There is no notice with this number.")]
        except Invalid as error:
            answers.refuse(form, error)
    return _page(form, keeps)


def _people() -> list[tuple[str, str]]:
    """People of the offices that the reader heads, but the reader."""
    actor = current_actor()
    heads = [post for post in actor.posts if post.role == "head"]
    units = [post.unit_id for post in heads if post.unit_id is not None]
    with reading() as work:
        found = staff_rows.staff_of(
            work, units, today(), whole=any(post.unit_id is None for post in heads)
        )
        people = roster_rows.named(work, [one for one in found if one != actor.account_id])
    return [(str(one.id), one.in_(language())) for one in people]


def _page(form: RecuseForm, keeps: bool) -> BaseResponse:
    state = request.args.get("state", "standing")
    state = state if state in {"standing", "lifted"} else "standing"
    who, before = (
        row_number(request.args.get("who", "")),
        row_number(request.args.get("before", "")),
    )
    with reading() as work:
        kept = [int(number) for number, _name in _people()] if keeps else []
        standing = [one for one in interest_rows.standing(work) if one.account_id in kept]
        rows = interest_rows.page(
            work, scope(), state=state, account_id=who, before=before, limit=PAGE + 1
        )
    args: dict[str, Any] = {"state": state, "who": who}
    more = url_for("desk.recusals", **args, before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return answers.page(
        "desk/recusals.html",
        422 if form.errors else 200,
        form=form,
        rows=rows[:PAGE],
        state=state,
        who=who,
        next=more,
        first=before is None,
        keeps=keeps,
        me=current_actor().account_id,
        standing=standing,
        names=dict(_people()) if keeps else {},
    )


@bp.route("/recusals/<int(max=2147483647):number>/lift", methods=("GET", "POST"))
@gate("recusal.lift")
def lift_recusal(number: int) -> BaseResponse:
    """Lift a recusal with a reason; never one's own."""
    form = LiftRecusalForm()
    with reading() as work:
        line = interest_rows.line(work, scope(), number)
    if line is None:
        raise Missing("Not there, or not for this reader.")
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.lift(
                    work,
                    rulebook(),
                    actor=current_actor(),
                    recusal_id=number,
                    reason=form.reason.data,
                )
            return redirect(url_for("desk.recusals"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page("desk/lift_recusal.html", 422 if form.errors else 200, form=form, line=line)


@bp.route("/interests/<int(max=2147483647):number>/end", methods=("GET", "POST"))
@gate("recusal.lift")
def end_interest(number: int) -> BaseResponse:
    """Say that somebody's standing interest is over; never one's own."""
    form, names = LiftRecusalForm(), dict(_people())
    with reading() as work:
        one = next((row for row in interest_rows.standing(work) if row.id == number), None)
    if one is None or str(one.account_id) not in names:
        raise Missing("Not there, or not for this reader.")
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.end(
                    work, actor=current_actor(), interest_id=number, reason=form.reason.data
                )
            return redirect(url_for("desk.recusals"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/end_interest.html", 422 if form.errors else 200, form=form, one=one,
        name=names[str(one.account_id)],
    )  # fmt: skip
