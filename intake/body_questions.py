"""What a body wants to know of the organiser before it answers the city."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import own
from intake.door import bp
from records.errors import Missing
from web.filters import say
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.respoken import takes_tongue
from web.text import row_number
from web.widgets import AtMost, Given, PageForm, TextField
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import asking_more
from workflow.errors import Invalid

Answer = Response | str | tuple[str, int]


class ReplyForm(PageForm):
    """The organiser's answer to one question."""

    answer = TextField(
        _l("Your answer"),
        validators=[Given(_l("Write the answer; the service reads it")), AtMost(4000)],
    )


@bp.route("/notices/<string:reference>/questions", methods=["GET", "POST"])
@gate("notice.own")
@takes_tongue
def body_questions(reference: str) -> Answer:
    """Read what was asked; answer each once. The service reads the answer, not who gave it."""
    view, form = own.load(reference), ReplyForm()
    with reading() as work:
        wanted = asking_more.look(work, actor=current_actor(), reference=reference)
    if not wanted:
        raise Missing(f"Nothing was asked about notice {reference}.")
    number = row_number(request.form.get("question", "")) or 0
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                asking_more.answer(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    question_id=number, text=form.answer.data,
                )  # fmt: skip
            return redirect(url_for("intake.body_questions", reference=reference), 303)
        except Invalid as error:
            form.answer.errors = [*form.answer.errors, say(error.text, **error.values)]
    page = render_template(
        "intake/body_questions.html", view=view, wanted=wanted, form=form, has_errors=form.errors,
        at=number or next(iter(asking_more.open_of(wanted)), 0), due=view.due("authority"),
    )  # fmt: skip
    return page, 422 if form.errors else 200
