"""The register of signing powers: who may sign what, from when until when, by which order, in whose absence."""

from datetime import date
from typing import Any, cast

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.lists import PAGE
from desk.power_form import EndPowerForm, PowerForm
from desk.speech import _
from records import desk_rows, power_rows, roster_rows
from records.desk_rows import UnitName
from records.errors import Missing
from records.power_rows import PowerRow
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.letter_words import letter_words
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, unit_of_work
from workflow import powers as service
from workflow.errors import Invalid, NotAllowed

WHOLE = UnitName(0, "city", "addressee", "Every office", "Все подразделения")
"""A power for every office of the city: kept by whoever heads or administers the whole of it."""


def _offices(work: Any) -> tuple[UnitName, ...]:
    """Offices whose lines the person may enter."""
    every = tuple(
        one for kind in ("addressee", "site") for one in desk_rows.every_unit(work, scope(), kind)
    )
    kept = tuple(one for one in every if service.may_keep(current_actor(), one.id))
    return (*kept, WHOLE) if service.may_keep(current_actor(), None) else kept


def _seen() -> frozenset[int] | None:
    """Offices whose lines the person reads; None for the auditor, the administrator and the whole office: all."""
    actor = current_actor()
    if actor.roles & {"auditor", "administrator"} or any(
        one.unit_id is None for one in actor.posts
    ):
        return None
    return frozenset(one.unit_id for one in actor.posts if one.unit_id is not None)


@bp.route("/powers", methods=("GET", "POST"))
@gate("power.read")
def powers() -> BaseResponse:
    """Show the register; the head and the administrator enter a line."""
    with reading() as work:
        offices = _offices(work)
    code = request.args.get("unit", "")
    unit = next((one for one in offices if one.code == code), offices[0] if offices else None)
    if request.method == "POST" and unit is None:
        raise NotAllowed(service.NOT_KEPT)
    form = PowerForm()
    if unit is not None:
        _fill(form, unit)
    if unit is not None and form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.give(work, actor=current_actor(), given=_typed(form, unit), today=today())
            return redirect(url_for("desk.powers", unit=unit.code), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(form, offices, unit, 422 if form.errors else 200)


def _fill(form: PowerForm, unit: UnitName) -> None:
    """Offer the people of the office, those with a power of their own, and the letters that are signed."""
    number = unit.id or None
    with reading() as work:
        people = roster_rows.named(work, service.candidates(work, number, today()))
        absent = roster_rows.named(work, service.stand_ins(work, number, today()))
    form.account.choices = choices(
        [
            ("", _("choose")),
            *(
                (str(one.id), one.in_(language()))
                for one in people
                if one.id != current_actor().account_id
            ),
        ]
    )
    form.absent.choices = choices(
        [
            ("", _("nobody's: a power of their own")),
            *((str(one.id), one.in_(language())) for one in absent),
        ]
    )
    words = letter_words()
    form.kinds.choices = choices([(kind, words[kind]) for kind in service.SIGNED])


def _typed(form: PowerForm, unit: UnitName) -> service.PowerIn:
    return service.PowerIn(
        account_id=int(form.account.data), unit_id=unit.id or None, order_no=form.order_no.data,
        order_day=cast(date, form.order_day.data), from_day=cast(date, form.from_day.data),
        to_day=cast("date | None", form.to_day.data), kinds=tuple(form.kinds.data or ()),
        absent_id=int(form.absent.data) if form.absent.data else None,
        title_en=form.title_en.data or "", title_ru=form.title_ru.data or "",
    )  # fmt: skip


def _page(
    form: PowerForm, offices: tuple[UnitName, ...], unit: UnitName | None, status: int
) -> BaseResponse:
    state = request.args.get("state", "now")
    state = state if state in {"now", "over", "all"} else "now"
    who = row_number(request.args.get("who", ""))
    before = row_number(request.args.get("before", ""))
    with reading() as work:
        rows = power_rows.page(
            work, _seen(), day=today(), state="" if state == "all" else state, account_id=who,
            before=before, limit=PAGE + 1,
        )  # fmt: skip
    kept: dict[str, Any] = {"state": state, "who": who, "unit": unit.code if unit else None}
    more = url_for("desk.powers", **kept, before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return answers.page(
        "desk/powers.html",
        status,
        form=form,
        rows=rows[:PAGE],
        offices=offices,
        unit=unit,
        state=state,
        who=who,
        next=more,
        first=before is None,
        letters=letter_words(),
        keeps=[one.id for one in rows[:PAGE] if _ends(one)],
        now_day=today(),
    )


def _ends(line: PowerRow) -> bool:
    """Whether the person may take this power back."""
    over = line.ended_at is not None or (line.to_day is not None and line.to_day < today())
    mine = line.account_id == current_actor().account_id
    return not over and not mine and service.may_keep(current_actor(), line.unit_id)


@bp.route("/powers/<int(max=2147483647):number>/end", methods=("GET", "POST"))
@gate("power.keep")
def end_power(number: int) -> BaseResponse:
    """Take a power back with a reason."""
    form = EndPowerForm()
    with reading() as work:
        line = power_rows.one(work, number)
    if line is None or not service.may_keep(current_actor(), line.unit_id):
        raise Missing("Not there, or not for this reader.")
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.end(
                    work, actor=current_actor(), number=number, reason=form.reason.data,
                    last_day=cast("date | None", form.last_day.data), today=today(),
                )  # fmt: skip
            return redirect(url_for("desk.powers"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page("desk/power_end.html", 422 if form.errors else 200, form=form, line=line)
