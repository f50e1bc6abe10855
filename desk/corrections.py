"""Mistakes mended in the open: what was registered wrongly, and the wrong addressee. Always with a reason."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, content_form
from desk.came import came_at
from desk.content_form import CorrectForm
from desk.door import bp, districts, okrugs, only, opened, scope
from desk.fields import DayLineField
from desk.forms import ForwardForm
from desk.speech import _
from records import desk_rows
from records.errors import Overtaken
from web.filters import law
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.widgets import Given, TimeField, choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import answering, correcting, restating, seeing
from workflow.errors import Invalid
from workflow.views import NoticeView


class CureForm(CorrectForm):
    """What the organiser put right on paper, with the minute in which the office received it."""

    first = ("came_day", "came_hour", "reason")
    came_day = DayLineField(
        _l("Day on which it came"),
        validators=[Given(_l("Enter the day that the receipt stamp shows"))],
    )
    came_hour = TimeField(
        _l("Time at which it came"),
        validators=[Given(_l("Enter the time that the receipt stamp shows"))],
    )


def _view(work: Any, reference: str) -> NoticeView:
    return seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)


@bp.route("/notices/<reference>/correct", methods=("GET", "POST"))
@gate("notice.correct")
def correct(reference: str) -> BaseResponse:
    """Mend the content: a new version, clocks counted anew; or record the cure that came on paper."""
    with unit_of_work() as work:  # the reading of personal data is written down
        view = _view(work, reference)
        known, shut = restating.content(
            work, rulebook(), actor=current_actor(), reference=reference
        )
    kind = CureForm if view.awaits == "organiser" else CorrectForm
    form = kind(data=content_form.as_data(known))
    content_form.dress(form, _kinds(view), okrugs(), language(), request.form.get("more", ""))
    content_form.shut(form, shut)
    if request.method == "GET" or request.form.get("more"):
        return _page(view, form, shut=bool(shut))
    if not content_form.is_whole(form, view.regime.language, known):
        return _page(view, form, 422, shut=bool(shut))
    try:
        with unit_of_work() as work:
            _mend(work, view, form, content_form.read(form, known))
    except Overtaken:
        return _page(_again(reference), form, 409, faster=True, shut=bool(shut))
    except Invalid as error:
        answers.refuse(form, error)
        return _page(view, form, 422, shut=bool(shut))
    return redirect(url_for("desk.notice", reference=reference), 303)


def _kinds(view: NoticeView) -> Any:
    """Kinds of the law that the notice was filed under: a correction does not change the law."""
    named = [(one.id, law(one.name)) for one in view.regime.kinds.values()]
    return choices([("", _("choose")), *named])


def _mend(work: Any, view: NoticeView, form: CorrectForm, content: Any) -> None:
    reference, seen = view.card.row.reference, form.seen.data or 0
    if isinstance(form, CureForm):
        answering.cure(
            work, rulebook(), actor=current_actor(), reference=reference, seen=seen, content=content,
            came_at=came_at(form),
        )  # fmt: skip
    else:
        correcting.correct(
            work, rulebook(), actor=current_actor(), reference=reference, seen=seen,
            content=content, reason=form.reason.data,
        )  # fmt: skip


def _again(reference: str) -> NoticeView:
    with reading() as work:
        return _view(work, reference)


def _page(
    view: NoticeView,
    form: CorrectForm,
    status: int = 200,
    *,
    faster: bool = False,
    shut: bool = False,
) -> BaseResponse:
    return answers.page(
        "desk/correct.html",
        status,
        view=view,
        card=view.card,
        form=form,
        districts=districts(),
        opened=opened(),
        faster=faster,
        shut=shut,
    )


@bp.route("/notices/<reference>/forward", methods=("GET", "POST"))
@gate("notice.forward")
def forward(reference: str) -> BaseResponse:
    """Hand the notice to the office that the law names; the organiser is told."""
    with reading() as work:
        view = _view(work, reference)
        only("notice.forward", view)
        kinds = ("addressee", "site")  # a designated site receives what is held there
        offices = [one for kind in kinds for one in desk_rows.every_unit(work, scope(), kind)]
    form = ForwardForm()
    form.unit.choices = choices(
        [("", _("choose"))]
        + [(one.code, one.in_(language())) for one in offices if one.code != view.card.unit_code]
    )
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                correcting.forward(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    seen=form.seen.data or 0, code=form.unit.data, reason=form.note.data,
                )  # fmt: skip
            return redirect(url_for("desk.queue"), 303)
        except Overtaken:
            return answers.overtaken(reference, form, again=request.path, words=_("Forward"))
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page(
        "desk/forward.html", status, view=view, card=view.card, form=form, opened=opened()
    )
