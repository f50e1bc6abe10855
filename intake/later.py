"""A draft is kept for later: its link, where to mail it, and whether to remind."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import paper
from intake.door import bp
from intake.forms import LaterForm
from intake.margin import margin
from intake.paper import Paper
from web import limits, mail_drafts
from web.gate import gate
from web.i18n import gettext as _
from web.respoken import takes_tongue
from web.work import settings, unit_of_work

Answer = Response | str | tuple[str, int]


@bp.route("/draft/later", methods=["GET", "POST"])
@gate("notice.file")
@takes_tongue
def later() -> Answer:
    """The draft is kept: its link, where to mail it, and whether to remind."""
    here = paper.current()
    if here is None:
        return redirect(url_for("intake.new"), 303)
    email = here.draft.email or str(here.answers.get("email", ""))
    form = LaterForm() if request.method == "POST" else LaterForm(email=email, remind=True)
    became = ""
    if request.method == "POST":
        if not form.validate():
            return _later(here, form), 422
        with unit_of_work() as work:
            left = limits.wait(work, limits.LINK_ADDRESS, limits.address())
        if left:
            form.form_errors.append(str(_("Try again in %(wait)s.", wait=limits.words(left))))
            return _later(here, form), 429
        here, became = paper.keep_for_later(here, form.email.data, remind=bool(form.remind.data))
    return _later(here, form, _said(here, became))


def _said(here: Paper, became: str) -> list[str]:
    """What became of the link, and of reminders: what is true of this draft, whoever has the address."""
    email = here.draft.email
    words = {
        mail_drafts.GOES: _("The link goes to %(email)s.", email=email),
        mail_drafts.WENT: _(
            "The link went to %(email)s within the last five minutes. If it does not come, look among unwanted mail, then ask again.",
            email=email,
        ),
        mail_drafts.ENOUGH: _(
            "No mail goes now: six with this link went to %(email)s within a day, which is as many as may. Keep the link above; it opens the draft.",
            email=email,
        ),
    }
    if not became:
        return []
    told = [str(words[became])]
    if here.draft.remind:
        told.append(str(_("Reminders go to %(email)s.", email=email)))
    return told


def _later(here: Paper, form: LaterForm, said: Sequence[str] = ()) -> str:
    address = settings().public_base_url + url_for("intake.open_draft", secret=here.secret)
    return render_template(
        "intake/later.html",
        paper=here,
        form=form,
        said=said,
        address=address,
        margin=margin(here),
        has_errors=bool(form.errors),
    )
