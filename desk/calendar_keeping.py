"""Keeping the calendar: look at what a correction would move, then save it. Nothing is saved unseen."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.calendar import checked, kinds
from desk.calendar_forms import DayForm, KeepForm, RevokeForm, SettleForm, YearForm
from desk.door import bp, scope
from records import desk_rows, moved_rows
from web.gate import gate
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import keeping_days, moved_dates, settling_dates, showing_days
from workflow.errors import Invalid

LISTS = ("holidays", "days_off", "workdays")


@bp.route("/calendar/<name>/correct", methods=("GET", "POST"))
@gate("calendar.keep")
def correct_day(name: str) -> BaseResponse:
    """Correct one day of a calendar."""
    checked(name, 2000)
    form = DayForm()
    form.what.choices = choices(list(kinds().items()))
    if request.method == "GET" or not form.validate():
        return _page(form, name, "day", 200 if request.method == "GET" else 422)
    given: dict[str, Any] = {"calendar": name, "day": form.day.data, "what": form.what.data}

    def look(work: Any) -> Any:
        return keeping_days.corrected(work, rulebook(), **given)

    def save(work: Any) -> int:
        return keeping_days.correct(
            work, rulebook(), actor=current_actor(), reason=form.reason.data, **given
        )

    return _look_or_save(form, name, "day", look, save, seen=f"{form.day.data} {form.what.data}")


@bp.route("/calendar/<name>/<int(max=9999):year>/enter", methods=("GET", "POST"))
@gate("calendar.keep")
def enter_year(name: str, year: int) -> BaseResponse:
    """Enter a whole year from its decree."""
    checked(name, year)
    form = YearForm()
    with reading() as work:
        view = showing_days.year(work, rulebook(), name, year)
    if request.method == "GET":
        return _page(form, name, "year", view=view)
    valid = form.validate()
    lists: dict[str, list[date]] = {one: form.days(one, year) for one in LISTS}
    if not valid or form.errors or any(form[one].errors for one in LISTS):
        return _page(form, name, "year", 422, view=view)

    def look(work: Any) -> Any:
        return keeping_days.with_year(work, rulebook(), calendar=name, year=year, **lists)

    def save(work: Any) -> int:
        return keeping_days.enter_year(
            work, rulebook(), actor=current_actor(), calendar=name, year=year,
            decree=form.reason.data, **lists,
        )  # fmt: skip

    return _look_or_save(form, name, "year", look, save, seen=repr(lists), view=view)


@bp.route("/calendar/corrections/<int(max=2147483647):number>/revoke", methods=("GET", "POST"))
@gate("calendar.keep")
def revoke_day(number: int) -> BaseResponse:
    """Revoke a correction."""
    form = RevokeForm()
    with reading() as work:
        keeping_days.without(work, rulebook(), number)
        about = moved_rows.correction_of(work, number)
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return _page(form, about.calendar, "revoke", status, about=about)

    def look(work: Any) -> Any:
        return keeping_days.without(work, rulebook(), number)

    def save(work: Any) -> int:
        return keeping_days.revoke(
            work, rulebook(), actor=current_actor(), correction_id=number, reason=form.reason.data
        )

    return _look_or_save(form, about.calendar, "revoke", look, save, seen=str(number), about=about)


def _look_or_save(
    form: KeepForm,
    name: str,
    deed: str,
    look: Callable[[Any], Any],
    save: Callable[[Any], int],
    *,
    seen: str,
    **more: Any,
) -> BaseResponse:
    """Save only what was looked at just so; else show what it would move, a page at a time.

    What others corrected since the look counts too: then the preview is shown anew.
    """
    about = f"{name} {deed} {seen}"
    try:
        if request.form.get("do") == "save":
            with unit_of_work() as work:
                number = save(work) if form.looked.data == _mark(work, name, about) else None
            if number is not None:
                return redirect(url_for("desk.recount", number=number), 303)
        with reading() as work:
            mark = _mark(work, name, about)
            preview = moved_dates.preview(
                work, rulebook(), name, look(work),
                after=row_number(request.form.get("after", "")) or 0,
            )  # fmt: skip
            units = _names(work)
    except Invalid as error:
        answers.refuse(form, error)
        return _page(form, name, deed, 422, **more)
    form.looked.data = mark
    return _page(form, name, deed, preview=preview, units=units, **more)


def _mark(work: Any, name: str, about: str) -> str:
    """What was looked at, and the corrections that stood then."""
    known = (*keeping_days.standing(work, name), about)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def _names(work: Any) -> dict[int, Any]:
    return {
        unit.id: unit
        for kind in ("addressee", "site")
        for unit in desk_rows.every_unit(work, scope(), kind)
    }


def _page(form: KeepForm, name: str, deed: str, status: int = 200, **more: Any) -> BaseResponse:
    values: dict[str, Any] = {"preview": None, "units": {}, "view": None, "about": None} | more
    title = rulebook().calendars[name].title
    within = scope()
    return answers.page(
        "desk/calendar_keep.html", status, form=form, name=name, deed=deed, kinds=kinds(),
        calendar_title=title, everything=within.everything, mine=within.units, **values,
    )  # fmt: skip


@bp.route("/calendar/held/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("calendar.settle")
def settle_date(number: int) -> BaseResponse:
    """Let a corrected date that is held count, or leave the one that was told."""
    form = SettleForm()
    with reading() as work:
        row = moved_rows.line(work, scope(), number)
        (line,) = moved_dates.of_rows(work, rulebook(), [row])
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                settling_dates.settle(
                    work, rulebook(), actor=current_actor(), moved_id=number,
                    counts=request.form.get("do") == "count", reason=form.note.data,
                )  # fmt: skip
            return redirect(url_for("desk.recount", number=row.recount_id), 303)
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page("desk/calendar_held.html", status, form=form, line=line, row=row)
