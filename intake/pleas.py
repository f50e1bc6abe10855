"""What an organiser sends against the office: an objection to the decision, a complaint about the handling."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import own
from intake.door import bp
from intake.forms import ComplaintForm, ObjectionForm
from intake.words import about_words
from web.filters import say
from web.gate import gate
from web.i18n import language
from web.respoken import takes_tongue
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import complaining, objecting, plea_views
from workflow.errors import Invalid, NotPossible
from workflow.plea_views import Ways
from workflow.views import NoticeView

Answer = Response | str | tuple[str, int]


def ways(view: NoticeView) -> Ways | None:
    """The ways against the decision in force, if there are any."""
    with reading() as work:
        return plea_views.ways(work, rulebook(), work.notice(view.card.row.reference))


def mine(view: NoticeView) -> Any:
    """What was sent about the notice, newest first."""
    with reading() as work:
        return plea_views.own(work, work.notice(view.card.row.reference))


def _page(template: str, view: NoticeView, form: Any, **more: Any) -> Answer:
    page = render_template(template, view=view, form=form, has_errors=bool(form.errors), **more)
    return page, 422 if form.errors else 200


@bp.route("/notices/<string:reference>/objection", methods=["GET", "POST"])
@gate("objection.file")
@takes_tongue
def object_to(reference: str) -> Answer:
    """Object to the decision in force, while that is open; else what is still open."""
    view, form = own.load(reference), ObjectionForm()
    found = ways(view)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as work:
                plea = objecting.file(
                    work,
                    rulebook(),
                    actor=current_actor(),
                    reference=reference,
                    decision_id=form.decision_number(),
                    text=form.text.data,
                    wish=form.wish.data or "",
                    locale=language(),
                )
                number = plea.id
            return _to("objection", reference, number)
        except Invalid as error:
            form[error.field].errors = [say(error.text, **error.values)]
    if found is None or not found.objection:
        if request.method == "POST":
            raise NotPossible(objecting.TWICE if found and found.filed else objecting.NO_WAY)
        return render_template(
            "intake/objection_over.html", view=view, ways=found, pleas=mine(view)
        )
    decision = own.decision(view)
    return _page("intake/objection.html", view, form, ways=found, decision=decision)


def _objection_asks(reference: str) -> None:
    """The form as it was sent, to name its questions where the page could not be shown."""
    ObjectionForm()


def _complaint_asks(reference: str) -> None:
    """The same of a complaint."""
    ComplaintForm().about.choices = choices(list(about_words().items()))


object_to.asks = _objection_asks  # type: ignore[attr-defined]  # functions carry attributes


@bp.route("/notices/<string:reference>/complaint", methods=["GET", "POST"])
@gate("complaint.file")
@takes_tongue
def complain(reference: str) -> Answer:
    """Complain about how the notice was handled, to somebody who has no part in it."""
    view, form = own.load(reference), ComplaintForm()
    form.about.choices = choices(list(about_words().items()))
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as work:
                plea = complaining.file(
                    work,
                    rulebook(),
                    actor=current_actor(),
                    reference=reference,
                    about=form.about.data,
                    text=form.text.data,
                    locale=language(),
                )
                number = plea.id
            return _to("complaint", reference, number)
        except Invalid as error:
            form[error.field].errors = [say(error.text, **error.values)]
    return _page("intake/complaint.html", view, form)


complain.asks = _complaint_asks  # type: ignore[attr-defined]


def _to(kind: str, reference: str, number: int | None) -> Response:
    address = url_for("intake.plea", reference=reference, kind=kind, number=number, new=1)
    return redirect(address, 303)


KIND = "<any(objection, complaint):kind>"


@bp.get(f"/notices/<string:reference>/{KIND}/<int(max=2147483647):number>")
@gate("notice.own")
def plea(reference: str, kind: str, number: int) -> str:
    """One that was sent: its receipt, its dates and, when it comes, its answer."""
    view = own.load(reference)
    with reading() as work:
        found = plea_views.own_one(work, work.notice(reference), kind, number)
    return render_template(
        "intake/plea.html",
        view=view,
        plea=found,
        ways=ways(view),
        about=about_words().get(found.about, ""),
        unit=own.unit_name(view.card),
        new="new" in request.args,
    )


@bp.post(f"/notices/<string:reference>/{KIND}/<int(max=2147483647):number>/withdraw")
@gate("notice.own")
def withdraw_plea(reference: str, kind: str, number: int) -> Answer:
    """Take it back while nobody has answered it."""
    own.load(reference)
    sent = request.form.get("revision", "")
    seen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    with unit_of_work() as work:
        plea_views.own_one(work, work.notice(reference), kind, number)
        objecting.withdraw(work, rulebook(), actor=current_actor(), plea_id=number, seen=seen)
    return redirect(url_for("intake.plea", reference=reference, kind=kind, number=number), 303)
