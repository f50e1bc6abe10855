"""The language of letters and mails of a notice, changed after it was filed."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from intake import own
from intake.door import bp
from web.gate import gate
from web.work import current_actor, rulebook, settings, unit_of_work
from workflow import receiving


@bp.post("/notices/<string:reference>/language")
@gate("notice.own")
def tongue(reference: str) -> Response:
    """Letters and mails that are made from now on come in the chosen language; one that the city does not speak changes nothing."""
    own.load(reference)
    chosen = request.form.get("letters", "")
    if chosen in settings().languages:
        with unit_of_work() as work:
            receiving.speak(
                work, rulebook(), actor=current_actor(), reference=reference, locale=chosen
            )
    return redirect(url_for("intake.status", reference=reference, _anchor="tongue"), 303)
