"""Who looked at whose data: the auditor's register of readings, narrowed by person, notice and days, and taken out with a reason."""

import csv
import io
from datetime import timedelta
from typing import Any

from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope, start_of
from desk.fields import DayLineField, DeskForm, day_in
from desk.lists import PAGE
from desk.read_words import read_words
from records import reads
from records.reads import LookedFilters, LookedRow
from web.filters import in_zone
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.text import row_number, spreadsheet_cell
from web.widgets import AtMost, LineField, TextField
from web.work import current_actor, reading, unit_of_work
from workflow import looked as service
from workflow.errors import Invalid

NEXT_DAY = timedelta(days=1)


class LookedForm(DeskForm):
    """What the register is narrowed by; sent by GET, so that a link keeps it."""

    reference = LineField(_l("Number of the notice"), validators=[AtMost(20)])
    since = DayLineField(_l("First day"))
    until = DayLineField(_l("Last day"))


class ExportForm(LookedForm):
    """The same, taken out: why is kept."""

    who = LineField(_l("Who"))
    reason = TextField(_l("Why you take it out"), validators=[AtMost(500)])


def _filters(form: LookedForm, who: int | None) -> LookedFilters:
    since, until = day_in(form.since), day_in(form.until)
    return LookedFilters(
        account_id=who, reference=(form.reference.data or "").strip()[:20],
        since=start_of(since) if since else None, until=start_of(until + NEXT_DAY) if until else None,
    )  # fmt: skip


@bp.get("/readings")
@gate("reading.read")
def all_readings() -> BaseResponse:
    """Show who read personal data of which notice, when, and why."""
    form = LookedForm(request.args)
    form.validate()
    return _page(form, row_number(request.args.get("who", "")), ExportForm())


def _page(form: LookedForm, who: int | None, export: ExportForm, status: int = 200) -> BaseResponse:
    before = row_number(request.args.get("before", ""))
    with reading() as work:
        rows = reads.looked(work, scope(), _filters(form, who), before=before, limit=PAGE + 1)
    kept: dict[str, Any] = {
        "who": who, "reference": form.reference.data or None, "since": request.values.get("since") or None,
        "until": request.values.get("until") or None,
    }  # fmt: skip
    more = (
        url_for("desk.all_readings", **kept, before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    )
    return answers.page(
        "desk/looked.html", status, form=form, export=export, rows=rows[:PAGE], kept=kept, next=more,
        first=before is None, read_words=read_words,
    )  # fmt: skip


@bp.post("/readings/export")
@gate("reading.read")
def export_readings() -> BaseResponse:
    """Give what is narrowed as a table, with a reason that the log keeps."""
    form = ExportForm()
    form.validate()
    who = row_number(form.who.data or "")
    try:
        with unit_of_work() as work:
            rows = service.export(
                work,
                actor=current_actor(),
                filters=_filters(form, who),
                reason=form.reason.data or "",
            )
    except Invalid as error:
        answers.refuse(form, error)
        return _page(form, who, form, 422)
    return Response(
        _table(rows),
        mimetype="text/csv",
        headers={
            "Content-Disposition": "attachment; filename=readings.csv",
            "Cache-Control": "no-store",
        },
    )


def _table(rows: tuple[LookedRow, ...]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["hour", "account", "name", "notice", "fields", "reason"])
    for row in rows:
        hour = in_zone(row.hour).isoformat(timespec="minutes")
        said = (row.name, row.reference, row.fields, row.reason)
        table.writerow([hour, row.account_id, *map(spreadsheet_cell, said)])
    return "\ufeff" + out.getvalue()
