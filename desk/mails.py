"""Mails about a notice: which left, to whom by role and when; one that did not arrive is sent once more."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, only, scope
from desk.run_forms import SettleMailForm
from records import mail_back_rows, mail_rows
from records.errors import Missing
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import bouncing, seeing, sending_again


def _view(reference: str) -> Any:
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
        found = mail_rows.of_notice(work, scope(), view.card.row.id)
    only("mail.again", view)
    return view, found


@bp.get("/notices/<reference>/mails")
@gate("mail.again")
def mails(reference: str) -> BaseResponse:
    """List them, the newest first; neither text nor address is shown."""
    view, found = _view(reference)
    return answers.page("desk/mails.html", view=view, card=view.card, found=found)


@bp.post("/notices/<reference>/mails")
@gate("mail.again")
def resend_mail(reference: str) -> BaseResponse:
    """Send one once more."""
    _view(reference)
    with unit_of_work() as work:
        sending_again.mail(
            work, rulebook(), actor=current_actor(), reference=reference,
            mail_id=row_number(request.form.get("mail", "")) or 0,
        )  # fmt: skip
    return redirect(url_for("desk.mails", reference=reference), 303)


@bp.route("/letters/returns/mails/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("letter.send")
def settle_mail(number: int) -> BaseResponse:
    """Say what was done about a mail that did not arrive."""
    with reading() as work:
        row = mail_back_rows.open_one(work, scope(), number)
    if row is None:
        raise Missing(f"Mail {number} is not there.")
    form = SettleMailForm()
    if form.validate_on_submit():
        with unit_of_work() as work:
            bouncing.settle(work, actor=current_actor(), mail_id=number, outcome=form.outcome.data)
        return redirect(url_for("desk.returns"), 303)
    return answers.page("desk/return_mail.html", 422 if form.errors else 200, form=form, row=row)
