"""Print runs: what waits becomes one file, and every sheet of it is accounted for."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.letters import as_file
from desk.run_forms import CountForm, RunForm, SpoilForm, WhyForm
from desk.speech import _
from letters import runfile
from letters.press import Unprintable
from records import handing_rows, letter_rows, run_rows
from records.errors import Missing
from records.run_rows import Group, RunLine
from web import run_papers
from web.gate import gate
from web.i18n import language
from web.letter_words import letter_words, way_words
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, unit_of_work
from workflow import run_parts, runs, sheets
from workflow.dispatching import BY_POST
from workflow.errors import Invalid, NotPossible

PAGE = 25
PIECES = 50


@bp.route("/letters/runs", methods=("GET", "POST"), endpoint="runs")
@gate("letter.pile")
def all_runs() -> BaseResponse:
    """Show the runs, newest first, and what waits; make the next run."""
    before = row_number(request.args.get("before", "")) or 0
    with reading() as work:
        waiting = [one for one in run_rows.groups(work, scope()) if _prints(one.unit_id)]
        found = run_rows.runs(work, scope(), before=before, limit=PAGE + 1)
    form = _form(waiting)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                made = runs.make(
                    work, actor=current_actor(), unit_id=int(form.unit.data), kind=form.kind.data or "",
                    way=form.way.data or "", sides=int(form.sides.data),
                )  # fmt: skip
            return redirect(url_for("desk.run", number=made.id), 303)
        except Invalid as error:
            answers.refuse(form, error)
    more = url_for("desk.runs", before=found[PAGE - 1].id) if len(found) > PAGE else ""
    return answers.page(
        "desk/runs.html",
        422 if form.errors else 200,
        form=form,
        waiting=waiting,
        sole=offices.pop() if len(offices := {one.unit_id for one in waiting}) == 1 else 0,
        rows=found[:PAGE],
        kinds=letter_words(),
        ways=way_words(),
        next=more,
        first=not before,
        code=runs.code,
        most=runs.MOST,
    )


def _prints(unit_id: int) -> bool:
    return runs.may_print(current_actor(), unit_id)


def _form(waiting: list[Group]) -> RunForm:
    form = RunForm()
    named = {
        str(one.unit_id): one.unit_ru if language() == "ru" else one.unit_en for one in waiting
    }
    form.unit.choices = choices(list(named.items()) or [("", "—")])
    some_ways, some_kinds = {one.way for one in waiting}, {one.kind for one in waiting}
    form.way.choices = choices(
        [("", _("any"))] + [pair for pair in way_words().items() if pair[0] in some_ways]
    )
    form.kind.choices = choices(
        [("", _("any"))] + [pair for pair in letter_words().items() if pair[0] in some_kinds]
    )
    return form


@bp.get("/letters/runs/<int(max=2147483647):number>")
@gate("letter.pile")
def run(number: int) -> BaseResponse:
    """Show a run: its counts, the sheets that nobody has seen again, what was spoiled."""
    return _page(number, CountForm(formdata=None), SpoilForm(formdata=None))


def _page(number: int, count: CountForm, spoil: SpoilForm) -> BaseResponse:
    after = row_number(request.args.get("after", "")) or 0
    whole = request.args.get("show") == "all"
    with reading() as work:
        line = _line(work, number)
        some = {"still_open": not whole and line.state == "open"}
        pieces = run_rows.pieces(
            work, scope(), number, places=(after + 1, 2**31 - 1), limit=PIECES + 1, **some
        )
        last = run_rows.last_sheet(work, number)
        waits = handing_rows.waits(work, number, BY_POST)
    if spoil.errors:  # a scanner pressed Enter after the code: the reason is next
        count.sheet.render_kw = {"autocomplete": "off", "spellcheck": "false"}
        next_one = (
            spoil.reason if spoil.spoiled.data and not spoil.spoiled.errors else spoil.spoiled
        )
        next_one.render_kw = {"autofocus": True}
    show: dict[str, Any] = {"show": "all"} if whole else {}
    more = (
        url_for("desk.run", number=number, after=pieces[PIECES - 1].place, **show)
        if len(pieces) > PIECES
        else ""
    )
    return answers.page(
        "desk/run.html",
        422 if count.errors or spoil.errors else 200,
        run=line,
        code=runs.code(line.number),
        count=count,
        spoil=spoil,
        pieces=pieces[:PIECES],
        next=more,
        first=not after,
        whole=whole or line.state != "open",
        last=last,
        waits=waits,
        known="known" in request.args,
        kinds=letter_words(),
        ways=way_words(),
    )


def _line(work: Any, number: int) -> RunLine:
    line = run_rows.run(work, scope(), number)
    if line is None or not _prints(line.unit_id):
        raise Missing(f"Run {number} is not there.")
    return line


@bp.post("/letters/runs/<int(max=2147483647):number>.pdf")
@gate("letter.pile")
def run_file(number: int) -> Response:
    """Give the print file: cover, then the stored letters with a code on each sheet; or its fronts or backs alone."""
    which = request.form.get("part", "")
    with reading() as work:
        line = _line(work, number)
        if which and (which not in runfile.PASSES or line.sides == 1):
            raise NotPossible(_("Not possible: this file has no such part."))
        pieces = run_rows.pieces(work, scope(), number)
        try:
            made = run_papers.file_of(work, current_actor(), line, pieces)
        except Unprintable as error:
            raise NotPossible(error.text, **error.values) from error
    with unit_of_work() as work:
        runs.taken(work, actor=current_actor(), run_id=number)
        run_parts.note_reading(work, actor=current_actor(), pieces=pieces)
    if not which:
        return as_file(made, f"{runs.code(line.number)}.pdf")
    return as_file(runfile.one_pass(made, which), f"{runs.code(line.number)}-{which}.pdf")


@bp.post("/letters/runs/<int(max=2147483647):number>/sheets")
@gate("letter.pile")
def count_sheets(number: int) -> BaseResponse:
    """Count sheets as enveloped, by scanned or typed codes."""
    form = CountForm()

    def act(work: Any) -> sheets.Counted:
        return sheets.envelope(work, actor=current_actor(), run_id=number, typed=form.sheet.data)

    return _count(number, form, act) or _page(number, form, SpoilForm(formdata=None))


@bp.post("/letters/runs/<int(max=2147483647):number>/spoiled")
@gate("letter.pile")
def spoil_sheet(number: int) -> BaseResponse:
    """Mark a sheet as spoiled; its letter is printed anew."""
    form = SpoilForm()

    def act(work: Any) -> sheets.Counted:
        return sheets.spoil(
            work,
            actor=current_actor(),
            run_id=number,
            typed=form.spoiled.data,
            reason=form.reason.data,
        )

    return _count(number, form, act) or _page(number, CountForm(formdata=None), form)


def _count(number: int, form: Any, act: Callable[[Any], sheets.Counted]) -> BaseResponse | None:
    if not form.validate_on_submit():
        return None
    try:
        with unit_of_work() as work:
            counted = act(work)
    except Invalid as error:
        answers.refuse(form, error)
        return None
    known: dict[str, Any] = {"known": 1} if not counted.new else {}
    return redirect(url_for("desk.run", number=number, **known), 303)


@bp.route("/letters/runs/<int(max=2147483647):number>/void", methods=("GET", "POST"))
@gate("letter.pile")
def void_run(number: int) -> BaseResponse:
    """Undo a run before anything of it is in an envelope, with a reason."""
    with reading() as work:
        line = _line(work, number)
    form = WhyForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                runs.void(work, actor=current_actor(), run_id=number, reason=form.reason.data)
            return redirect(url_for("desk.run", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/run_void.html",
        422 if form.errors else 200,
        form=form,
        run=line,
        code=runs.code(line.number),
    )


@bp.route("/letters/<int(max=2147483647):number>/print-again", methods=("GET", "POST"))
@gate("letter.send")
def letter_again_on_paper(number: int) -> BaseResponse:
    """Ask for one more copy of a letter on paper, with a reason."""

    def act(work: Any, reason: str) -> None:
        runs.print_again(work, actor=current_actor(), letter_id=number, reason=reason)

    return _with_reason(number, "again", act)


@bp.route("/letters/<int(max=2147483647):number>/not-sent", methods=("GET", "POST"))
@gate("letter.send")
def letter_not_sent(number: int) -> BaseResponse:
    """Keep a letter from leaving on paper, with a reason."""

    def act(work: Any, reason: str) -> None:
        runs.not_send(work, actor=current_actor(), letter_id=number, reason=reason)

    return _with_reason(number, "not-sent", act)


def _with_reason(number: int, what: str, act: Callable[[Any, str], None]) -> BaseResponse:
    with reading() as work:
        line = letter_rows.letter_line(work, scope(), number)
    if line is None:
        raise Missing(f"Letter {number} is not there.")
    form = WhyForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                act(work, form.reason.data)
            return redirect(
                url_for("desk.letters", state="not-sent" if what == "not-sent" else "ready"), 303
            )
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/letter_why.html", 422 if form.errors else 200, form=form, line=line, what=what,
        kinds=letter_words(),
    )  # fmt: skip
