"""The register of outgoing letters, on the screen, on paper and as a file; what came back."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.letters import as_file
from desk.run_forms import HandOverForm, ReturnForm, SettleForm, WhyForm
from desk.speech import _
from letters import dates, press, runfile
from records import mail_back_rows, register_rows, run_rows
from records.errors import Missing
from records.register_rows import Wanted
from web import register_papers
from web.filters import iso_day, today
from web.gate import gate
from web.headers import name_file
from web.letter_words import letter_words, way_words
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import registering, returning, runs
from workflow.errors import Invalid
from workflow.policy import may

PAGE = 25
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is worked out by table programs: it is written with an apostrophe before it (OWASP)."""


def _day(name: str) -> date | None:
    try:
        return iso_day(request.values.get(name, ""))
    except ValueError:
        return None


def _wanted() -> Wanted:
    given = request.values
    kind, way, state = given.get("kind", ""), given.get("way", ""), given.get("state", "")
    return Wanted(
        first=_day("first"), last=_day("last"), kind=kind if kind in letter_words() else "",
        way=way if way in way_words() else "", number=given.get("number", "").strip()[:40].replace("\x00", ""),
        state=state if state in ("sent", "waits", "not-sent", "returned") else "",
    )  # fmt: skip


def _again(wanted: Wanted) -> dict[str, Any]:
    """The filters as an address keeps them."""
    days = {"first": wanted.first, "last": wanted.last}
    said = {name: day.isoformat() for name, day in days.items() if day}
    words = {"kind": wanted.kind, "way": wanted.way, "number": wanted.number, "state": wanted.state}
    return said | {name: value for name, value in words.items() if value}


@bp.get("/letters/register")
@gate("letter.read")
def register() -> BaseResponse:
    """Show the register, newest first, filtered; each letter once, with every way in which it left."""
    return _page(WhyForm(formdata=None))


def _page(form: WhyForm) -> BaseResponse:
    wanted, before = _wanted(), row_number(request.args.get("before", "")) or 0
    with reading() as work:
        rows = register_rows.page(
            work, scope(), wanted, before=before, limit=PAGE + 1, addresses=False
        )
        if not may(
            current_actor(), "letter.pile"
        ):  # the auditor checks numbers; a review may be without names
            rows = [replace(row, organiser="") for row in rows]
        count, waits = register_rows.series(work, scope(), wanted)
    again = _again(wanted)
    more = url_for("desk.register", **again, before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return answers.page(
        "desk/register.html", 422 if form.errors else 200, form=form, rows=rows[:PAGE], wanted=wanted, again=again,
        count=count, waits=waits, kinds=letter_words(), ways=way_words(), next=more, first=not before,
        clerk=may(current_actor(), "letter.pile"), code=runs.code,
    )  # fmt: skip


@bp.post("/letters/register.csv")
@gate("letter.pile")
def register_table() -> BaseResponse:
    """Give the filtered register as a table, with a reason that the log keeps."""
    return _taken("csv")


@bp.post("/letters/register.pdf")
@gate("letter.pile")
def register_paper() -> BaseResponse:
    """Give the filtered register as pages to print and sign, with a reason that the log keeps."""
    return _taken("pdf")


def _taken(form_of: str) -> BaseResponse:
    form = WhyForm()
    if not form.validate_on_submit():
        return _page(form)
    wanted, at = _wanted(), today()
    with reading() as work:
        most = registering.MOST
        rows = register_rows.page(work, scope(), wanted, limit=most + 1, addresses=True)
    as_written = dates.short if form_of == "pdf" else date.isoformat
    lines = register_papers.lines(rows, as_written)
    if len(rows) > most or (form_of == "pdf" and len(lines) > register_papers.MOST):
        few = _("This choice is too long for one file: choose fewer days, or one way or kind.")
        answers.refuse(form, Invalid("reason", few))
        return _page(form)
    with unit_of_work() as work:
        registering.taken(
            work, actor=current_actor(), notices=[row.notice_id for row in rows], form=form_of,
            filters=_again(wanted), reason=form.reason.data,
        )  # fmt: skip
    if form_of == "pdf":
        parts = register_papers.papers(lines, wanted, at, current_actor().name)
        made = runfile.joined(press.inner(one).pdf for one in parts)
        return as_file(made, f"register-{at.isoformat()}.pdf")
    answer = make_response(table([register_papers.head(), *lines]).encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    name_file(answer, f"register-{at.isoformat()}.csv", inline=False)
    return answer


def table(lines: Iterable[tuple[str, ...]]) -> str:
    """Lines as CSV, without a cell that a table program would work out."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerows(
        [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line] for line in lines
    )
    return held.getvalue()


@bp.get("/letters/returns")
@gate("letter.send")
def returns() -> BaseResponse:
    """Show what came back and waits for somebody, the oldest first: letters, and mails on pages of their own."""
    after, mail = (row_number(request.args.get(name, "")) or 0 for name in ("after", "mail"))
    with reading() as work:
        rows = register_rows.returns(work, scope(), after=after, limit=PAGE + 1) if not mail else []
        mails = (
            mail_back_rows.waiting(work, scope(), after=mail, limit=PAGE + 1) if not after else ()
        )
    more = url_for("desk.returns", after=rows[PAGE - 1][0]) if len(rows) > PAGE else ""
    more_mails = url_for("desk.returns", mail=mails[PAGE - 1].id) if len(mails) > PAGE else ""
    return answers.page(
        "desk/returns.html", rows=rows[:PAGE], kinds=letter_words(), ways=way_words(), next=more,
        first=not after and not mail, mails=mails[:PAGE], next_mails=more_mails,
    )  # fmt: skip


@bp.route("/letters/<int(max=2147483647):number>/returned", methods=("GET", "POST"))
@gate("letter.send")
def letter_returned(number: int) -> BaseResponse:
    """Record that a letter came back, or that its mail bounced."""
    with reading() as work:
        found = register_rows.of(work, scope(), number)
    if found is None:
        raise Missing(f"Letter {number} is not there.")
    out = [one for one in found.left if one.back is None]
    form = ReturnForm(data={"day": today(), "sent": str(out[0].id) if len(out) == 1 else ""})
    form.sent.choices = [(str(one.id), way_words().get(one.way, one.way)) for one in out]
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                returning.came_back(
                    work, rulebook(), actor=current_actor(), dispatch_id=int(form.sent.data), day=cast(date, form.day.data),
                    note=form.note.data, today=today(), uncollected=bool(form.uncollected.data),
                )  # fmt: skip
            return redirect(url_for("desk.returns"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/letter_returned.html", 422 if form.errors else 200, form=form, line=found, kinds=letter_words(),
    )  # fmt: skip


@bp.route("/letters/returns/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("letter.send")
def settle_return(number: int) -> BaseResponse:
    """Say what became of a letter that came back."""
    with reading() as work:
        row = register_rows.open_return(work, scope(), number)
    if row is None:
        raise Missing(f"Return {number} is not there.")
    form = SettleForm()
    if form.validate_on_submit():
        with unit_of_work() as work:
            returning.settle(
                work, actor=current_actor(), return_id=number, outcome=form.outcome.data
            )
        return redirect(url_for("desk.returns"), 303)
    return answers.page(
        "desk/return.html", 422 if form.errors else 200, form=form, row=row, kinds=letter_words(),
        ways=way_words(),
    )  # fmt: skip


@bp.route("/letters/runs/<int(max=2147483647):number>/left", methods=("GET", "POST"))
@gate("letter.pile")
def run_left(number: int) -> BaseResponse:
    """Mark a closed run as handed over: every letter of it leaves by its way."""
    with reading() as work:
        line = run_rows.run(work, scope(), number)
        if line is None or not runs.may_print(current_actor(), line.unit_id):
            raise Missing(f"Run {number} is not there.")
        pieces = [one for one in run_rows.pieces(work, scope(), number) if one.state == "enveloped"]
    scanned = "\n".join(one.post_id for one in pieces if one.way == "registered-post").rstrip("\n")
    form = HandOverForm(data={"day": today(), "post_ids": scanned})
    if form.validate_on_submit():
        typed = [one.strip() for one in form.post_ids.data.splitlines()]
        registered = [one.place for one in pieces if one.way == "registered-post"]
        try:
            if len([one for one in typed if one]) > len(registered):
                raise Invalid("post_ids", _("There are more numbers than registered letters."))
            with unit_of_work() as work:
                returning.run_left(
                    work, rulebook(), actor=current_actor(), run_id=number, pieces=pieces, day=cast(date, form.day.data),
                    today=today(), post_ids=dict(zip(registered, typed, strict=False)),
                )  # fmt: skip
            return redirect(url_for("desk.run", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/run_left.html", 422 if form.errors else 200, form=form, run=line, code=runs.code(line.number),
        pieces=pieces, ways=way_words(),
    )  # fmt: skip
