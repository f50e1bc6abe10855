"""An answered event is given up by its organiser: what follows is said first, and everybody who counts on it is told."""

from flask import render_template, request
from werkzeug.wrappers import Response

from intake import lines, own
from intake.door import bp
from intake.forms import CancelForm
from intake.replies import back, seen_revision
from web.gate import gate
from web.respoken import takes_tongue
from web.work import current_actor, rulebook, unit_of_work
from workflow import moves
from workflow.errors import N_, NotPossible

Answer = Response | str | tuple[str, int]
GONE = N_("Not possible: no answered event that is still ahead could be cancelled here.")


@bp.route("/notices/<string:reference>/cancel", methods=["GET", "POST"])
@gate("notice.cancel")
@takes_tongue
def cancel(reference: str) -> Answer:
    """Cancel the event, after one page that says what follows. The law asks for no reason, and nor do we."""
    view, form = own.load(reference), CancelForm()
    move = own.can(view, "cancel")
    if request.method == "POST" and form.validate():
        with unit_of_work() as work:
            moves.cancel(
                work,
                rulebook(),
                actor=current_actor(),
                reference=reference,
                seen=seen_revision(),
                note=form.note.data,
            )
        return back(reference)
    if move is None:
        raise NotPossible(GONE)
    page = render_template(
        "intake/cancel.html",
        view=view,
        form=form,
        move=move,
        days=lines.session_lines(view.sessions),
        has_errors=bool(form.errors),
    )
    return page, 422 if form.errors else 200
