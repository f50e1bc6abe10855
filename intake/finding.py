"""For those without an account: the notice by number and check code, and the link of the receipt mail."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.door import bp
from intake.forms import FindForm
from records import own_rows
from records.errors import Missing
from web import limits, sessions
from web.gate import gate
from web.i18n import gettext as _
from web.limits import words
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import organisations, policy, receiving, verifying

Answer = Response | str | tuple[str, int]


@bp.route("/find", methods=["GET", "POST"])
@gate("public.read")
def find() -> Answer:
    """Open a notice by its number and check code; wrong ones are counted and answered alike."""
    form = FindForm()
    if request.method == "GET":
        return render_template("intake/find.html", form=form, wait="")
    if not form.validate():
        return render_template("intake/find.html", form=form, wait="", has_errors=True), 422
    with unit_of_work() as work:
        left = limits.wait(work, limits.TOKEN, "find", limits.address())
    if left:
        page = render_template("intake/find.html", form=form, wait=words(left), has_errors=True)
        return page, 429
    try:
        with reading() as work:
            found = receiving.open_by_code(work, form.reference.data, form.code.data)
    except Missing:
        form.form_errors.append(_why_not(form.code.data))
        return render_template("intake/find.html", form=form, wait="", has_errors=True), 422
    if _shut(found):
        return render_template("intake/shared.html"), 403
    sessions.open_notice(found)
    return redirect(
        url_for("intake.status", reference=receiving.as_written(form.reference.data)), 303
    )


def _why_not(code: str) -> str:
    """Two codes are in people's hands: that of the receipt opens a notice, that of a letter's foot does not."""
    with reading() as work:
        letter = verifying.check(work, rulebook(), code)
    if letter is not None:
        return str(
            _("This is the code at the foot of a letter. The check code of the notice stands on its receipt, under the number; the code of a letter opens “Check a letter”")
        )  # fmt: skip
    return str(_("There is no notice with this number and this check code"))


def _shut(notice_id: int) -> bool:
    """Whether only people of an organisation open it, and this person is none of them."""
    with reading() as work:
        shared = organisations.shared(work, frozenset({notice_id}))
        scope = policy.scope_of(current_actor())
        return bool(shared) and not own_rows.holds(work, scope, notice_id)


@bp.get("/confirm/<secret>")
@gate("public.read")
def confirm(secret: str) -> Answer:
    """The link of the receipt mail: a page with a button, so that a mail scanner confirms nothing."""
    with reading() as work:
        reference = receiving.reference_of(work, secret)
    return render_template("intake/confirm.html", reference=reference, secret=secret)


@bp.post("/confirm/<secret>")
@gate("public.read")
def confirmed(secret: str) -> Answer:
    """The button was pressed: the address is right, and this browser may read the notice."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.TOKEN, "confirm", limits.address())
        notice = None if left else receiving.confirm_address(work, secret, actor=current_actor())
        found = (notice.id, notice.reference) if notice else None
    if found is None or found[0] is None:
        return render_template(
            "intake/confirm.html", reference="", secret=secret, wait=words(left)
        ), 429
    if _shut(found[0]):
        return render_template("intake/shared.html")
    sessions.open_notice(found[0])
    return redirect(url_for("intake.status", reference=found[1]), 303)


@bp.route("/quiet/<secret>", methods=["GET", "POST"])
@gate("public.read")
def stop_reminders(secret: str) -> Answer:
    """Stop the reminders of duties around an event: a button, so that a scanner of mails stops nothing."""
    left = None
    if request.method == "POST":
        with unit_of_work() as work:
            left = limits.wait(work, limits.TOKEN, "quiet", limits.address())
            if not left:
                receiving.stop_reminders(work, secret)
    with reading() as work:
        reference, done = receiving.reminders_of(work, secret)
    wait = words(left) if left else ""
    page = render_template("intake/quiet.html", reference=reference, done=done, wait=wait)
    return page, 429 if left else 200
