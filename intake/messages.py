"""Messages of the office to the organiser: read on the notice's own pages, answered once each."""

from typing import Any

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
from workflow import messaging
from workflow.errors import Invalid

Answer = Response | str | tuple[str, int]


class ReplyForm(PageForm):
    """What the organiser says to a message."""

    text = TextField(
        _l("Your answer"),
        validators=[Given(_l("Write your answer")), AtMost(messaging.LONGEST)],
    )


@bp.route("/notices/<string:reference>/messages", methods=["GET", "POST"])
@gate("notice.own")
@takes_tongue
def messages(reference: str) -> Answer:
    """Read what the office wrote, and answer it."""
    view, form = own.load(reference), ReplyForm()
    with reading() as work:
        found = messaging.look(work, actor=current_actor(), reference=reference)
    if not found:
        raise Missing(f"Nothing was written about notice {reference}.")
    number = row_number(request.form.get("message", "")) or 0
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                messaging.reply(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    message_id=number, text=form.text.data or "",
                )  # fmt: skip
            return redirect(url_for("intake.messages", reference=reference), 303)
        except Invalid as error:
            field: Any = form.text
            field.errors = [*field.errors, say(error.text, **error.values)]
    waits = [one.id for one in found if one.replied_at is None]
    at = number or row_number(request.args.get("at", "")) or next(iter(waits), 0)
    page = render_template(
        "intake/messages.html", view=view, found=found, form=form, has_errors=form.errors,
        at=at if at in waits else 0, due=view.due("authority"),
    )  # fmt: skip
    return page, 422 if form.errors else 200
