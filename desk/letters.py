"""The clerk's room: letters to print, today's pile as one file, stored bytes, and how each left."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from flask import Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.forms import SentForm
from desk.speech import _
from desk.words import state_words
from records import letter_rows, mail_back_rows, register_rows, run_rows
from records.errors import Missing
from web.filters import today
from web.gate import gate
from web.headers import name_file
from web.letter_words import letter_words, way_words
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import dispatching, printing
from workflow.errors import Invalid
from workflow.policy import may

PAGE = 25


@bp.get("/letters")
@gate("letter.read")
def letters() -> BaseResponse:
    """Show one page of the letters in one state."""
    state = request.args.get("state", "")
    state = state if state in state_words() else "ready"
    kind = request.args.get("kind", "")
    kind = kind if kind in letter_words() else ""
    after = row_number(request.args.get("after", "")) or 0
    with reading() as work:
        page = letter_rows.letters(work, scope(), state=state, kind=kind, after=after, limit=PAGE)
        counts = {
            one: letter_rows.letter_count(work, scope(), state=one, most=1001)
            for one in state_words()
        }
        back = register_rows.open_returns(work, scope()) + mail_back_rows.count(work, scope())
        clerk = may(current_actor(), "letter.pile")
        waiting = run_rows.groups(work, scope()) if clerk else []
    if not clerk and may(current_actor(), "desk.open-personal"):
        # who reviews may have to do it without the name of who files, and opens it with a reason
        page = replace(page, rows=tuple(replace(row, organiser="") for row in page.rows))
    return answers.page(
        "desk/letters.html",
        state=state,
        states=state_words(),
        counts=counts,
        kind=kind,
        kinds=letter_words(),
        ways=way_words(),
        page=page,
        first=not after,
        clerk=clerk,
        signs=may(current_actor(), "letter.substitute"),
        back=back,
        groups=sum(group.letters for group in waiting),
    )


@bp.get("/letters/<int(max=2147483647):number>.pdf")
@gate("letter.read")
def letter_pdf(number: int) -> BaseResponse:
    """Give the stored bytes of a letter, never a second rendering; a shut address asks for a reason."""
    try:
        with reading() as work:
            found = printing.bytes_of(work, actor=current_actor(), letter_id=number)
    except printing.AddressShut as shut:
        return redirect(
            url_for("desk.open_personal", reference=shut.reference, back="letters"), 303
        )
    with unit_of_work() as work:
        printing.note_reading(work, actor=current_actor(), letter_ids=[number])
    return as_file(found.pdf, found.name)


def as_file(pdf: bytes, name: str, *, inline: bool = False) -> Response:
    """Answer with a PDF; a stored letter is saved, a preview is looked at."""
    answer = make_response(pdf)
    answer.headers["Content-Type"] = "application/pdf"
    name_file(answer, name, inline=inline)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/letters/<int(max=2147483647):number>/sent", methods=("GET", "POST"))
@gate("letter.send")
def letter_sent(number: int) -> BaseResponse:
    """Mark a letter as sent: the way, the day, the number of the postal item."""
    line = _line(number)
    used = {one.way for one in line.sent}
    form = SentForm(data={"day": today()})
    form.way.choices = choices(
        [("", _("choose"))] + [pair for pair in way_words().items() if pair[0] not in used]
    )
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                dispatching.mark_sent(
                    work, rulebook(), actor=current_actor(), letter_id=number, way=form.way.data,
                    day=cast(date, form.day.data), post_id=form.post_id.data or "", today=today(),
                )  # fmt: skip
            return redirect(url_for("desk.letters"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page(
        "desk/letter_sent.html",
        status,
        form=form,
        line=line,
        kinds=letter_words(),
        ways=way_words(),
    )


@bp.post("/letters/<int(max=2147483647):number>/again")
@gate("letter.send")
def letter_again(number: int) -> BaseResponse:
    """Send a held letter to the press once more, after its cause was mended."""
    _line(number)  # in reach
    with unit_of_work() as work:
        printing.try_again(work, actor=current_actor(), letter_id=number)
    return redirect(url_for("desk.letters", state="queued"), 303)


@bp.post("/letters/<int(max=2147483647):number>/substitute")
@gate("letter.substitute")
def letter_substitute(number: int) -> BaseResponse:
    """Release a held letter with a shown substitute for a sign that the fonts lack (decisions 35)."""
    _line(number)  # in reach
    with unit_of_work() as work:
        printing.try_again(work, actor=current_actor(), letter_id=number, show_missing=True)
    return redirect(url_for("desk.letters", state="queued"), 303)


def _line(number: int) -> Any:
    with reading() as work:
        line = letter_rows.letter_line(work, scope(), number)
    if line is None:
        raise Missing(f"Letter {number} is not there.")
    return line
