"""What goes to the post with a run: numbers of registered items one after another, the list, labels."""

from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.letters import as_file
from desk.register import table
from desk.run_forms import LabelForm, PostForm
from desk.speech import _
from letters import press, stationery
from letters.inner import Inner
from records import post_rows, rows, run_rows
from records.errors import Missing
from records.run_rows import Piece, RunLine
from web import post_papers
from web.filters import today
from web.gate import gate
from web.headers import name_file
from web.i18n import language
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, house, reading, unit_of_work
from workflow import posting, run_parts, runs
from workflow.errors import Invalid, NotPossible

PAGE = 50


@bp.route("/letters/runs/<int(max=2147483647):number>/post", methods=("GET", "POST"))
@gate("letter.pile")
def run_post(number: int) -> BaseResponse:
    """Show the next registered letter without a number; a scanned number and Enter goes on to the one after it."""
    form = PostForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                posting.give(
                    work, actor=current_actor(), run_id=number, place=row_number(form.place.data or "") or 0,
                    typed=form.post_id.data,
                )  # fmt: skip
            return redirect(url_for("desk.run_post", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(number, form, LabelForm(formdata=None))


def _page(number: int, form: PostForm, label: LabelForm) -> BaseResponse:
    after = row_number(request.args.get("after", "")) or 0
    with reading() as work:
        line, pieces = _run(work, number)
        of, given = post_rows.registered(work, number)
    mine = post_papers.registered(pieces)
    wanted = row_number((form.place.data if form.errors else "") or request.args.get("place", ""))
    chosen = [one for one in mine if one.place == wanted]
    following = next(iter(chosen or [one for one in mine if not one.post_id]), None)
    if following is not None and not form.errors:
        form = PostForm(
            formdata=None, data={"place": following.place, "post_id": following.post_id}
        )
    label.sheet.choices = choices(
        [(one.id, one.ru if language() == "ru" else one.en) for one in _cupboard().labels]
    )
    shown = [one for one in mine if one.place > after]
    return answers.page(
        "desk/run_post.html", 422 if form.errors or label.errors else 200, form=form, label=label, run=line,
        code=runs.code(line.number), following=following, of=of, given=given, rows=shown[:PAGE],
        next=url_for("desk.run_post", number=number, after=shown[PAGE - 1].place) if len(shown) > PAGE else "",
        first=not after, labelled=len(post_papers.posted(pieces)),
    )  # fmt: skip


def _cupboard() -> stationery.Cupboard:
    return stationery.load_city(house().settings.home / "brand")


def _run(work: Any, number: int) -> tuple[RunLine, list[Piece]]:
    line = run_rows.run(work, scope(), number)
    if line is None or not runs.may_print(current_actor(), line.unit_id):
        raise Missing(f"Run {number} is not there.")
    return line, run_rows.pieces(work, scope(), number)


@bp.post("/letters/runs/<int(max=2147483647):number>/labels.pdf")
@gate("letter.pile")
def run_labels(number: int) -> BaseResponse:
    """Give the labels of a run on the sheets that lie in the printer."""
    form = LabelForm()
    cupboard = {one.id: one for one in _cupboard().labels}
    form.sheet.choices = choices([(name, name) for name in cupboard])
    first = row_number(form.begin.data or "") or 0
    if form.validate_on_submit() and not 1 <= first <= cupboard[form.sheet.data].many:
        many = cupboard[form.sheet.data].many
        answers.refuse(form, Invalid("begin", _("Enter a number from 1 to %(many)s.", many=many)))
    if form.errors:
        return _page(number, PostForm(formdata=None), form)
    with reading() as work:
        line, pieces = _run(work, number)
        lines = post_rows.addresses(work, number)
    paper = post_papers.labels(line, pieces, lines, cupboard[form.sheet.data], first)
    if not paper.boxes:
        raise NotPossible(_("Nothing to print: no letter of this run goes by post."))
    return _given(number, line, pieces, paper, "labels")


@bp.post("/letters/runs/<int(max=2147483647):number>/post.pdf")
@gate("letter.pile")
def run_post_paper(number: int) -> BaseResponse:
    """Give the list of registered items as pages that the post stamps."""
    with reading() as work:
        line, pieces = _run(work, number)
        lines = post_rows.addresses(work, number)
        unit = next(one for one in rows.units(work) if one.id == line.unit_id)
    sender = f"{unit.name_ru if language() == 'ru' else unit.name_en}, {unit.address}"
    return _given(number, line, pieces, post_papers.post_list(line, pieces, lines, sender), "post")


def _given(
    number: int, line: RunLine, pieces: list[Piece], paper: Inner, what: str
) -> BaseResponse:
    made = press.inner(paper)
    _noted(number, pieces, what)
    return as_file(made.pdf, f"{runs.code(line.number)}-{what}.pdf")


def _noted(number: int, pieces: list[Piece], what: str) -> None:
    with unit_of_work() as work:
        posting.taken(work, actor=current_actor(), run_id=number, form=what)
        run_parts.note_reading(work, actor=current_actor(), pieces=pieces)


@bp.post("/letters/runs/<int(max=2147483647):number>/post.csv")
@gate("letter.pile")
def run_post_table(number: int) -> BaseResponse:
    """Give the list of registered items as a table."""
    with reading() as work:
        line, pieces = _run(work, number)
        lines = post_rows.addresses(work, number)
    _noted(number, pieces, "post-table")
    found = table([post_papers.head(), *post_papers.rows(pieces, lines)])
    answer = make_response(found.encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    name_file(answer, f"{runs.code(line.number)}-{today().isoformat()}.csv", inline=False)
    return answer
