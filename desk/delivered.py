"""By which way a letter is to leave, and what the post confirms of one that left."""

from datetime import date
from typing import cast

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.run_forms import DeliveredForm, WayForm
from records import letter_rows, register_rows
from records.errors import Missing
from web.filters import today
from web.gate import gate
from web.letter_words import letter_words, way_words
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import returning, runs
from workflow.dispatching import BY_POST
from workflow.errors import Invalid


@bp.route("/letters/<int(max=2147483647):number>/delivered", methods=("GET", "POST"))
@gate("letter.send")
def letter_delivered(number: int) -> BaseResponse:
    """Record the day on which the post delivered a letter."""
    with reading() as work:
        found = register_rows.of(work, scope(), number)
    if found is None:
        raise Missing(f"Letter {number} is not there.")
    out = [one for one in found.left if one.way in BY_POST and not (one.back or one.delivered)]
    form = DeliveredForm(data={"day": today(), "sent": str(out[0].id) if len(out) == 1 else ""})
    form.sent.choices = [(str(one.id), way_words().get(one.way, one.way)) for one in out]
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                returning.delivered(
                    work, rulebook(), actor=current_actor(), dispatch_id=int(form.sent.data),
                    day=cast(date, form.day.data), today=today(),
                )  # fmt: skip
            return redirect(url_for("desk.register", number=found.number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/letter_delivered.html", 422 if form.errors else 200, form=form, line=found, kinds=letter_words(),
    )  # fmt: skip


@bp.route("/letters/<int(max=2147483647):number>/way", methods=("GET", "POST"))
@gate("letter.send")
def letter_way(number: int) -> BaseResponse:
    """Let a letter that waits leave another way."""
    with reading() as work:
        line = letter_rows.letter_line(work, scope(), number)
        found = register_rows.of(work, scope(), number)
    if line is None or found is None:
        raise Missing(f"Letter {number} is not there.")
    form = WayForm(data={"way": found.way})
    form.way.choices = list(way_words().items())
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                runs.change_way(work, actor=current_actor(), letter_id=number, way=form.way.data)
            return redirect(url_for("desk.letters"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/letter_way.html", 422 if form.errors else 200, form=form, line=line, kinds=letter_words(),
    )  # fmt: skip
