"""How Russian letters address the organiser: the dative is offered, a person of the office looks at it and keeps it."""

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField

from desk import answers
from desk.door import bp
from desk.fields import DeskForm
from letters import cases
from records.errors import Overtaken
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, LineField
from web.work import current_actor, rulebook, unit_of_work
from workflow import addressed_as
from workflow.errors import Invalid


class DativeForm(DeskForm):
    """The dative of one name; empty: the letters keep the name as it is."""

    name = HiddenField()
    dative = LineField(_l("As letters address them"), validators=[AtMost(addressed_as.LONGEST)])


@bp.route("/notices/<reference>/addressed-as", methods=("GET", "POST"))
@gate("notice.correct")
def addressed(reference: str) -> BaseResponse:
    """Offer the dative, or show what was kept; what is sent is kept as it was typed."""
    with unit_of_work() as work:  # the reading of personal data is written down
        now = addressed_as.shown(work, rulebook(), actor=current_actor(), reference=reference)
    offered = "" if now.shut else cases.dative(now.name)
    form = DativeForm(data={"name": now.name, "dative": now.dative or offered})
    status, faster = 200, False
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                addressed_as.keep(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    name=form.name.data or "", dative=form.dative.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.notice", reference=reference), 303)
        except Invalid as error:
            answers.refuse(form, error)
        except Overtaken:
            status, faster, form.name.data = 409, True, now.name
    return answers.page(
        "desk/addressed_as.html", 422 if form.errors else status, form=form, now=now, offered=offered,
        reference=reference, faster=faster,
    )  # fmt: skip
