"""The clock ledger at the desk: every date with its counting; more time where the law allows it."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, opened, seen_of
from desk.forms import ProlongForm
from records.errors import Overtaken
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import ledger, prolonging
from workflow.errors import Invalid


def _page(
    reference: str, status: int = 200, form: ProlongForm | None = None, **more: Any
) -> BaseResponse:
    with reading() as work:
        found = ledger.look(work, rulebook(), actor=current_actor(), reference=reference)
    return answers.page(
        "desk/dates.html",
        status,
        ledger=found,
        view=found.view,
        card=found.view.card,
        form=form or ProlongForm(formdata=None),
        opened=opened(),
        **more,
    )


@bp.get("/notices/<reference>/dates")
@gate("desk.read")
def dates(reference: str) -> BaseResponse:
    """Show every date of the notice, how it was counted, and what became of it."""
    return _page(reference)


@bp.post("/notices/<reference>/dates/<clock>")
@gate("clock.prolong")
def prolong(reference: str, clock: str) -> BaseResponse:
    """Move a running clock on as its law allows; the reason is kept and the organiser told."""
    form = ProlongForm()
    with reading() as work:
        ledger.look(work, rulebook(), actor=current_actor(), reference=reference)  # in reach
    if not form.validate():
        return _page(reference, 422, form, at=clock)
    try:
        with unit_of_work() as work:
            prolonging.prolong(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=seen_of(request.form), clock=clock, kind=form.kind.data or "",
                number=row_number(request.form.get("number", "")) or 0,
                amount=form.amount.data if isinstance(form.amount.data, int) else 0,
                reason=form.reason.data or "",
            )  # fmt: skip
    except Overtaken:
        return answers.overtaken(reference, form, again=request.path)
    except Invalid as error:
        answers.refuse(form, error)
        return _page(reference, 422, form, at=clock)
    return redirect(url_for("desk.dates", reference=reference), 303)
