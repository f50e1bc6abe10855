"""Who is away, entered by themselves or by the head; and offices that will have nobody to sign."""

from datetime import date
from typing import Any, cast

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, lists
from desk.door import bp, scope
from desk.forms import AbsenceForm
from records import roster_rows
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.typed_text import said
from web.widgets import choices
from web.work import current_actor, reading, settings, unit_of_work
from workflow import absences as service
from workflow import signing_gap
from workflow.errors import Invalid
from workflow.signing_gap import NobodySigns


@bp.route("/absences", methods=("GET", "POST"))
@gate("absence.enter")
def absences() -> BaseResponse:
    """Show who is away now or will be; enter one more."""
    actor = current_actor()
    form = AbsenceForm(data={"account": str(actor.account_id)})
    with reading() as work:
        people = roster_rows.named(work, service.people_of(work, actor, today()))
    form.account.choices = choices([(str(one.id), one.in_(language())) for one in people])
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.enter(
                    work, actor=actor, account_id=int(form.account.data),
                    first_day=cast(date, form.first_day.data), last_day=cast(date, form.last_day.data),
                    today=today(), note=form.note.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.absences"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(form, {one.id for one in people}, 422 if form.errors else 200)


def _page(form: AbsenceForm, mine: set[int], status: int) -> BaseResponse:
    after = lists.place_of(request.args.get("after", ""))
    with reading() as work:
        page = roster_rows.absences(
            work,
            scope(),
            today(),
            own=current_actor().account_id or 0,
            after=after,
            limit=lists.PAGE,
        )
    return answers.page(
        "desk/absences.html",
        status,
        form=form,
        rows=page.rows,
        mine=mine,
        now_day=today(),
        after=lists.place_in(page.after),
        first=after is None,
    )


@bp.post("/absences/<int(max=2147483647):number>/end")
@gate("absence.enter")
def end_absence(number: int) -> BaseResponse:
    """Say that a person is back, or was never away."""
    with unit_of_work() as work:
        service.end(work, actor=current_actor(), absence_id=number, today=today())
    return redirect(url_for("desk.absences"), 303)


@bp.post("/absences/<int(max=2147483647):number>/note")
@gate("absence.enter")
def note_absence(number: int) -> BaseResponse:
    """Write what the substitute should know; the person does, or the head."""
    note = said("note")
    with unit_of_work() as work:
        service.note(work, actor=current_actor(), absence_id=number, note=note, today=today())
    return redirect(url_for("desk.absences"), 303)


def nobody_signs(work: Any) -> list[NobodySigns]:
    """Offices of the reader's, as head or administrator, that will have nobody to sign."""
    posts = [post for post in current_actor().posts if post.role in {"head", "administrator"}]
    if not posts:
        return []
    units = {post.unit_id for post in posts}
    gaps = signing_gap.without_signatory(work, today(), settings().silence.signatory_days)
    return [gap for gap in gaps if None in units or gap.unit_id in units]
