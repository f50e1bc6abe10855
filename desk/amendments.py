"""A change that the organiser sent on paper: entered like a correction, weighed like the organiser's own."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, content_form
from desk.content_form import CorrectForm
from desk.door import bp, districts, okrugs, opened
from desk.speech import _
from records.errors import Overtaken
from web import diffing, weighed
from web.filters import law
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import amending, restating, seeing
from workflow.content import Content
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.views import NoticeView
from workflow.weighing import Plan


def _load(reference: str) -> tuple[NoticeView, Content, Any]:
    """The notice with its content, as far as it is open. NotPossible where no change is taken."""
    with unit_of_work() as work:  # the reading of personal data is written down
        actor = current_actor()
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        move = next((one for one in view.moves if one.verb == "amend"), None)
        if move is not None and not move.allowed:
            raise NotAllowed(amending.THEIRS)
        if move is None:
            raise NotPossible(amending.OVER)
        if not move.open:
            raise NotPossible(move.why_not, **move.values)
        known, shut = restating.content(work, rulebook(), actor=actor, reference=reference)
    return view, known, shut


@bp.route("/notices/<reference>/amend", methods=("GET", "POST"))
@gate("desk.read")
def amend(reference: str) -> BaseResponse:
    """Enter what the organiser changed on paper: first what follows, then the change."""
    view, known, shut = _load(reference)
    form = CorrectForm(data=content_form.as_data(known))
    kinds = [(one.id, law(one.name)) for one in view.regime.kinds.values()]
    kinds_ = choices([("", _("choose")), *kinds])
    content_form.dress(form, kinds_, okrugs(), language(), request.form.get("more", ""))
    content_form.shut(form, shut)
    if request.method == "GET" or request.form.get("more"):
        return _page(view, form, shut=bool(shut))
    if not content_form.is_whole(form, view.regime.language, known):
        return _page(view, form, 422, shut=bool(shut))
    content = content_form.read(form, known)
    try:
        with reading() as work:
            plan = amending.look(
                work, rulebook(), actor=current_actor(), reference=reference, content=content
            )
        if request.form.get("mark", "") != plan.mark or not plan.taken:
            return _page(view, form, shut=bool(shut), plan=plan, known=known)
        with unit_of_work() as work:
            amending.amend(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=form.seen.data or 0, content=content, reason=form.reason.data, mark=plan.mark,
            )  # fmt: skip
    except amending.NotSeen as error:
        return _page(view, form, 409, shut=bool(shut), plan=error.plan, known=known)
    except Overtaken:
        return _page(_load(reference)[0], form, 409, faster=True, shut=bool(shut))
    except Invalid as error:
        answers.refuse(form, error)
        return _page(view, form, 422, shut=bool(shut))
    return redirect(url_for("desk.notice", reference=reference), 303)


def _page(
    view: NoticeView,
    form: CorrectForm,
    status: int = 200,
    *,
    shut: bool,
    faster: bool = False,
    plan: Plan | None = None,
    known: Content | None = None,
) -> BaseResponse:
    rows = diffing.rows(view.regime, known, plan.content) if plan and known else []
    return answers.page(
        "desk/amend.html",
        status,
        view=view,
        card=view.card,
        form=form,
        districts=districts(),
        opened=opened(),
        faster=faster,
        shut=shut,
        plan=plan,
        rows=diffing.changed(rows),
        weighed=weighed.words_of(view.regime, plan) if plan else None,
    )
