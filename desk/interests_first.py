"""Before a notice opens: whoever of the office has not declared their interests does so first."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk.door import bp, scope
from desk.speech import _
from records import interest_rows, queries
from web.security import own_path
from web.work import current_actor, reading, settings
from workflow.errors import NotAllowed

FREE = frozenset(
    {
        "desk.interests", "desk.declare_interests", "desk.notice_interest", "desk.no_interest",
        "desk.absences", "desk.end_absence", "desk.duty", "desk.end_duty", "desk.copy_week", "desk.powers",
        "desk.end_power",
    }
)  # fmt: skip
"""Pages that show no notice, and those on which interests are declared."""


@bp.before_request
def interests_first() -> BaseResponse | None:
    """Send a reader to the declaration; a form is refused with its text kept, since the page was open before."""
    actor = current_actor()
    if request.endpoint in FREE or not actor.staff:
        return None
    back = own_path(request.full_path.rstrip("?"))
    if actor.undeclared:
        return _first(url_for("desk.interests", next=back))
    if settings().interests == "each" and _new_to(actor.account_id or 0):
        reference = (request.view_args or {})["reference"]
        return _first(url_for("desk.notice_interest", reference=reference, next=back))
    return None


def _first(address: str) -> BaseResponse:
    if request.method in {"GET", "HEAD"}:
        return redirect(address, 303)
    raise NotAllowed(
        _("Declare your interests first: open the page anew. What you typed is below.")
    )


def _new_to(account_id: int) -> bool:
    """Whether the page is of a notice in reach that the person never declared about."""
    reference = (request.view_args or {}).get("reference")
    if not isinstance(reference, str):
        return False
    with reading() as work:
        if not queries.reaches(work, scope(), reference):
            return False
        number = queries.notice_card(work, scope(), reference).row.id
        return not interest_rows.said_none(work, account_id, number)
