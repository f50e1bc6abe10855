"""Posts and cover that the city asks the organiser for: answered by organisation and number, never by name."""

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
from web.widgets import AtMost, CountField, Given, LineField, PageForm
from web.work import current_actor, now, reading, rulebook, unit_of_work
from workflow import resources
from workflow.errors import Invalid
from workflow.resources import ResourceIn

Answer = Response | str | tuple[str, int]


class ResourceForm(PageForm):
    """How many, whose, with which licence, when they are there."""

    number = CountField(_l("How many there will be"), validators=[Given(_l("Enter how many; nought if you can't provide it"))])  # fmt: skip
    organisation = LineField(_l("Of which organisation"), validators=[AtMost(200)])
    licence = LineField(_l("Number of its licence, for private security"), validators=[AtMost(100)])
    shift = LineField(_l("When they are there"), validators=[AtMost(200)])


@bp.route("/notices/<string:reference>/resources", methods=["GET", "POST"])
@gate("notice.own")
@takes_tongue
def resources_(reference: str) -> Answer:
    """Read what the city asks for; answer each, and again as long as it is not agreed."""
    view, form = own.load(reference), ResourceForm()
    with reading() as work:
        found = resources.look(work, actor=current_actor(), reference=reference)
    if not found:
        raise Missing(f"Nothing was asked for about notice {reference}.")
    number = row_number(request.form.get("resource", "")) or 0
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                resources.answer(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    resource_id=number, given=_given(form),
                )  # fmt: skip
            return redirect(url_for("intake.resources_", reference=reference), 303)
        except Invalid as error:
            field: Any = form[error.field]
            field.errors = [*field.errors, say(error.text, **error.values)]
    waits = [one.id for one in found if one.answered_at is None]
    page = render_template(
        "intake/resources.html", view=view, found=found, form=form, has_errors=form.errors,
        at=number or row_number(request.args.get("at", "")) or next(iter(waits), 0),
        due=view.due("authority"), over=now() >= view.card.row.starts_at,
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _given(form: ResourceForm) -> ResourceIn:
    typed = form.number.data
    return ResourceIn(
        typed if isinstance(typed, int) else None, (form.organisation.data or "").strip(),
        (form.licence.data or "").strip(), (form.shift.data or "").strip(),
    )  # fmt: skip
