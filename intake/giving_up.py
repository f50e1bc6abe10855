"""An organiser gives up: a notice before its answer is withdrawn, an answered event is cancelled. What follows is said first."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from intake import lines, own
from intake.door import bp
from intake.forms import CancelForm, WithdrawForm
from intake.replies import back, seen_revision
from web.gate import gate
from web.respoken import takes_tongue
from web.work import current_actor, rulebook, unit_of_work
from workflow import moves
from workflow.errors import N_, NotPossible

Answer = Response | str | tuple[str, int]


@bp.route("/notices/<string:reference>/withdraw", methods=["GET", "POST"])
@gate("notice.withdraw")
@takes_tongue
def withdraw(reference: str) -> Answer:
    """Take the notice back. The law asks for no reason, and nor do we."""
    return _given_up(
        reference, "withdraw", WithdrawForm(), moves.withdraw,
        N_("Not possible: this notice can't be withdrawn any more."),
    )  # fmt: skip


@bp.route("/notices/<string:reference>/cancel", methods=["GET", "POST"])
@gate("notice.cancel")
@takes_tongue
def cancel(reference: str) -> Answer:
    """Cancel the event; everybody who counts on it is told. The law asks for no reason, and nor do we."""
    return _given_up(
        reference, "cancel", CancelForm(), moves.cancel,
        N_("Not possible: no answered event that is still ahead could be cancelled here."),
    )  # fmt: skip


def _given_up(reference: str, verb: str, form: Any, deed: Callable[..., Any], gone: str) -> Answer:
    view = own.load(reference)
    move = own.can(view, verb)
    if request.method == "POST" and form.validate():
        with unit_of_work() as work:
            deed(
                work, rulebook(), actor=current_actor(), reference=reference, seen=seen_revision(),
                note=form.note.data,
            )  # fmt: skip
        return back(reference)
    if move is None:
        raise NotPossible(gone)
    days = lines.session_lines(view.sessions)
    page = render_template(
        f"intake/{verb}.html", view=view, form=form, move=move, days=days, has_errors=bool(form.errors)
    )  # fmt: skip
    return page, 422 if form.errors else 200
