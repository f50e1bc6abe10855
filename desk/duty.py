"""The duty roster of an office: who is called at nights, weekends and holidays; gaps and overlaps by name."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, lists
from desk.door import bp, scope
from desk.forms import DutyForm
from desk.speech import _
from records import desk_rows, roster_rows, staff_rows
from records.desk_rows import UnitName
from web.filters import short_day, today
from web.gate import gate
from web.i18n import language
from web.text import row_number
from web.widgets import choices
from web.work import calendar, current_actor, now, reading, settings, silence_rule, unit_of_work
from workflow import duty as service
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.policy import allows_unit

AHEAD = timedelta(days=14)
"""So far ahead the page looks for hours that nobody has, or two have."""
NAMED = 12
NEXT_DAY = timedelta(days=1)


def zone() -> ZoneInfo:
    """Give the city's zone: the roster is read on its clocks."""
    return ZoneInfo(settings().timezone)


def _units(work: Any) -> tuple[UnitName, ...]:
    """The offices whose roster the reader may see; an administrator sees every office's."""
    own = desk_rows.own_units(work, scope())
    everywhere = any(post.role == "administrator" for post in current_actor().posts)
    if not everywhere:
        return own
    kinds = ("addressee", "site", "body")
    every = (one for kind in kinds for one in desk_rows.every_unit(work, scope(), kind))
    return tuple({one.id: one for one in (*own, *every)}.values())


def _chosen(units: tuple[UnitName, ...], code: str) -> UnitName | None:
    found = next((one for one in units if one.code == code), None)
    return found or (units[0] if units else None)


@bp.route("/duty", methods=("GET", "POST"))
@gate("duty.read")
def duty() -> BaseResponse:
    """Show the roster of one office; its head puts a duty on it."""
    with reading() as work:
        units = _units(work)
    unit = _chosen(units, request.args.get("unit", ""))
    if request.method == "POST" and (unit is None or not _keeps(unit)):
        raise NotAllowed(_("Not yours: the head of the office keeps its roster."))
    form = DutyForm()
    with reading() as work:
        people = _people(work, unit) if unit else ()
    form.account.choices = choices(
        [("", _("choose")), *((str(one.id), one.in_(language())) for one in people)]
    )
    if unit is not None and form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.enter(
                    work, actor=current_actor(), unit_id=unit.id, account_id=int(form.account.data),
                    starts_at=_at(form.from_day.data, form.from_hour.data),
                    ends_at=_at(form.until_day.data, form.until_hour.data), phone=form.phone.data,
                )  # fmt: skip
            return redirect(url_for("desk.duty", unit=unit.code), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(form, units, unit, 422 if form.errors else 200)


def _keeps(unit: UnitName) -> bool:
    return allows_unit(current_actor(), "duty.keep", unit.id)


def _people(work: Any, unit: UnitName) -> tuple[roster_rows.Named, ...]:
    return roster_rows.named(work, service.who_can(work, unit.id, today()))


def _at(day: Any, hour: Any) -> datetime:
    """A moment on the city's clocks; 24:00 is the first moment of the next day."""
    if hour == "24:00":
        return datetime.combine(day + NEXT_DAY, time(), zone())
    return datetime.combine(day, time.fromisoformat(hour), zone())


def _page(
    form: DutyForm, units: tuple[UnitName, ...], unit: UnitName | None, status: int
) -> BaseResponse:
    after = lists.place_of(request.args.get("after", ""))
    found: dict[str, Any] = {"rows": (), "after": "", "gaps": [], "overlaps": [], "more": 0}
    if unit is not None:
        with reading() as work:
            found = _roster(work, unit, after)
    monday = today() - timedelta(days=today().weekday())
    return answers.page(
        "desk/duty.html",
        status,
        form=form,
        units=units,
        unit=unit,
        keeps=unit is not None and _keeps(unit),
        first=after is None,
        weeks=[(one.isoformat(), _week(one)) for one in (monday, monday + timedelta(days=7))],
        copied=row_number(request.args.get("copied", "")),
        left_out=row_number(request.args.get("left", "")) or 0,
        hours=silence_rule(settings()),
        **found,
    )


def _week(monday: date) -> str:
    return _(
        "%(first)s to %(last)s", first=short_day(monday), last=short_day(monday + timedelta(days=6))
    )


def _roster(work: Any, unit: UnitName, after: Any) -> dict[str, Any]:
    """The page's duties, and what is missing or double in the next two weeks."""
    page = roster_rows.shifts(work, scope(), unit.id, now(), after=after, limit=lists.PAGE)
    span = (now(), now() + AHEAD)
    shifts = staff_rows.shifts_over(work, unit.id, *span)
    gaps = service.gaps(shifts, calendar(), silence_rule(settings()), span, zone())
    double = service.overlaps(shifts)
    names = roster_rows.named(work, sorted({shift.account_id for shift in shifts}))
    said = {one.id: one.in_(language()) for one in names}
    away = staff_rows.absences_over(work, said, today(), today() + AHEAD)
    return {
        "rows": page.rows,
        "after": lists.place_in(page.after),
        "gaps": gaps[:NAMED],
        "more": max(len(gaps) - NAMED, 0),
        "overlaps": [(one, said[one.first], said[one.second]) for one in double[:NAMED]],
        "away": [
            (said[shift.account_id], shift)
            for shift in shifts
            if any(_away(row, shift) for row in away)
        ][:NAMED],
    }


def _away(absence: Any, shift: Any) -> bool:
    """Whether a person is away on a day of their duty."""
    if absence.account_id != shift.account_id:
        return False
    first, last = (at.astimezone(zone()).date() for at in (shift.starts_at, shift.ends_at))
    return bool(absence.first_day <= last and absence.last_day >= first)


@bp.post("/duty/<int(max=2147483647):number>/end")
@gate("duty.keep")
def end_duty(number: int) -> BaseResponse:
    """End a duty now, or take it off the roster before it begins."""
    with unit_of_work() as work:
        service.end(work, actor=current_actor(), shift_id=number)
    return redirect(url_for("desk.duty", unit=request.form.get("unit", "")[:40]), 303)


@bp.post("/duty/copy")
@gate("duty.keep")
def copy_week() -> BaseResponse:
    """Repeat the duties of a week in the week after it."""
    with reading() as work:
        unit = next((one for one in _units(work) if one.code == request.form.get("unit")), None)
    if unit is None:
        raise NotAllowed(_("Not yours: the head of the office keeps its roster."))
    this = today() - timedelta(days=today().weekday())
    offered = {one.isoformat(): one for one in (this, this + timedelta(days=7))}
    monday = offered.get(request.form.get("monday", this.isoformat()))
    if monday is None:
        raise NotPossible(_("Not possible: choose one of the weeks that the page offers."))
    with unit_of_work() as work:
        copied, left = service.copy_week(
            work, actor=current_actor(), unit_id=unit.id, monday=monday, zone=zone()
        )
    return redirect(url_for("desk.duty", unit=unit.code, copied=copied, left=left), 303)
