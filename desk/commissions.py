"""Commissions of the offices: who has a seat with a vote, kept by the head and the administrator."""

from datetime import date, timedelta
from typing import Any, cast

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.commission_forms import CommissionForm, SeatForm
from desk.door import bp, scope
from desk.speech import _
from records import commission_rows, desk_rows, roster_rows, staff_rows
from records.desk_rows import UnitName
from records.errors import Missing
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import current_actor, reading, unit_of_work
from workflow import commissions as service
from workflow.commissions import MemberIn
from workflow.errors import Invalid, NotAllowed


def _managed(work: Any) -> tuple[UnitName, ...]:
    """Offices whose commissions the person makes."""
    kinds = ("addressee", "site")
    every = (one for kind in kinds for one in desk_rows.every_unit(work, scope(), kind))
    return tuple(one for one in every if service.may_manage(current_actor(), one.id))


@bp.route("/commissions", methods=("GET", "POST"))
@gate("commission.read")
def commissions() -> BaseResponse:
    """Show the commissions; the head and the administrator make one."""
    form = CommissionForm()
    with reading() as work:
        offices = _managed(work)
        rows = commission_rows.commissions(work)
        names = {one.id: staff_rows.unit_name(work, one.unit_id) for one in rows}
    form.unit.choices = choices(
        [("", _("choose")), *((str(one.id), one.in_(language())) for one in offices)]
    )
    if form.is_submitted() and not offices:
        raise NotAllowed(service.NOT_MANAGED)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                made = service.make(
                    work, actor=current_actor(), unit_id=int(form.unit.data), name_en=form.name_en.data,
                    name_ru=form.name_ru.data, quorum=cast(int, form.quorum.data or 0),
                )  # fmt: skip
                number = made.id
            return redirect(url_for("desk.commission", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page(
        "desk/commissions.html", status, form=form, rows=rows, names=names, offices=offices
    )


@bp.route("/commissions/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("commission.read")
def commission(number: int) -> BaseResponse:
    """Show who has a seat today; give one."""
    form = SeatForm()
    with reading() as work:
        row = next((one for one in commission_rows.commissions(work) if one.id == number), None)
        if row is None:
            raise Missing("Not there, or not for this reader.")
        keeps = service.may_manage(current_actor(), row.unit_id)
        seats = commission_rows.seats(work, number, today())
        people = roster_rows.named(work, staff_rows.holding(work, today())) if keeps else ()
    form.account.choices = choices(
        [("", _("choose")), *((str(one.id), one.in_(language())) for one in people)]
    )
    if form.is_submitted() and not keeps:
        raise NotAllowed(service.NOT_MANAGED)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.seat(
                    work,
                    actor=current_actor(),
                    commission_id=number,
                    given=_typed(form),
                    today=today(),
                )
            return redirect(url_for("desk.commission", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/commission.html",
        422 if form.errors else 200,
        form=form,
        row=row,
        seats=seats,
        keeps=keeps,
    )


def _typed(form: SeatForm) -> MemberIn:
    return MemberIn(
        account_id=int(form.account.data), from_day=cast(date, form.from_day.data),
        to_day=cast("date | None", form.to_day.data), chair=bool(form.chair.data),
        order_no=form.order_no.data or "",
    )  # fmt: skip


@bp.post("/commissions/<int(max=2147483647):number>/seats/<int(max=2147483647):member>/end")
@gate("commission.manage")
def end_seat(number: int, member: int) -> BaseResponse:
    """A seat ends yesterday: from now on there is no vote."""
    with unit_of_work() as work:
        service.unseat(
            work, actor=current_actor(), member_id=member, last_day=today() - timedelta(days=1)
        )
    return redirect(url_for("desk.commission", number=number), 303)
