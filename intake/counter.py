"""The organiser's counter-offer: other days, hours or places, what they undertake, and why."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from intake import own, typed
from intake.actions import act
from intake.content import answers_of, content_of
from intake.door import bp
from intake.forms import OfferForm, step_form
from intake.replies import back, days_of, seen_revision
from intake.steps import Step
from records.errors import Overtaken
from web import bargain_words
from web.filters import say
from web.gate import gate
from web.respoken import takes_tongue
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import bargaining, countering, versions
from workflow.content import Content
from workflow.countering import OfferIn
from workflow.errors import N_, Invalid, NotPossible
from workflow.views import NoticeView

Answer = Response | str | tuple[str, int]


def _named(old: Content) -> tuple[str, ...]:
    """What can be offered otherwise: days and places, and the route where there is one."""
    route = any(place.points for place in old.places)
    return ("sessions", "places", *(("route",) if route else ()))


def _proposed(view: NoticeView, old: Content) -> Content:
    """The notice as the city proposes it: where a counter-offer begins."""
    offer = next(row for row in view.proposals if not row.answer)
    sessions, spots = own.offered(view, offer)
    return Content(
        old.kind,
        tuple(own.session_in(one) for one in sessions),
        tuple(own.place_in(one) for one in spots),
        old.attendance,
        old.answers,
    )


@bp.route("/notices/<string:reference>/counter-offer", methods=["GET", "POST"])
@gate("notice.counter")
@takes_tongue
def counter(reference: str) -> Answer:
    """Offer another place or time than the city proposes, while the law's last moment is ahead."""
    view = own.load(reference)
    move = next((one for one in view.moves if one.verb == "counter"), None)
    if move is None or not move.allowed or not any(not row.answer for row in view.proposals):
        raise NotPossible(N_("Not possible: no proposal waits for your answer."))
    if not move.open:
        raise NotPossible(move.why_not, **move.values)
    with reading() as work:
        old = _proposed(view, versions.content_of(work, work.notice(reference)))
    page, asked = Step("counter", "", "", _named(old)), dict.fromkeys(_named(old), True)
    if request.method == "GET":
        return _page(view, move, step_form(page, asked, answers_of(old)), OfferForm(formdata=None))
    wish = request.form.get("do", "go")
    answers, words = act(wish, typed.read(step_form(page, asked))), OfferForm()
    form = step_form(page, asked, answers, beside={**answers_of(old), **answers})
    if ":" in wish:
        return _page(view, move, form, words)
    whole = form.validate()
    if not words.validate() or not whole:
        return _page(view, move, form, words, 422)
    try:
        with unit_of_work() as work:
            countering.offer(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=seen_revision(), offered=_offer(old, answers, words),
            )  # fmt: skip
    except Invalid as error:
        target = words["reason"] if error.field == "reason" else form
        said = say(error.text, **error.values)
        if target is form:
            form.form_errors.append(said)
        else:
            target.errors = [*target.errors, said]
        return _page(view, move, form, words, 422)
    except Overtaken:
        return _page(own.load(reference), move, form, words, 409, faster=True)
    return back(reference)


def _offer(old: Content, answers: Mapping[str, Any], words: Any) -> OfferIn:
    """Only what differs from the proposal is part of the offer."""
    new = content_of(old.kind, {**answers_of(old), **answers}, {"sessions", "places", "route"})
    lines = (words.conditions.data or "").splitlines()
    return OfferIn(
        new.sessions if new.sessions != old.sessions else (),
        new.places if new.places != old.places else (),
        tuple(line.strip() for line in lines if line.strip()),
        words.reason.data or "",
    )


def _page(
    view: NoticeView, move: Any, form: Any, words: Any, status: int = 200, *, faster: bool = False
) -> Answer:
    with reading() as work:
        talk = bargaining.look(
            work, rulebook(), actor=current_actor(), reference=view.card.row.reference
        )
    page = render_template(
        "intake/counter.html",
        view=view,
        move=move,
        form=form,
        words=words,
        named=[name for name in ("sessions", "places", "route") if name in form],
        faster=faster,
        due=view.due("organiser"),
        old=days_of(view.sessions),
        turns=bargain_words.turns(talk, own=True),
        until=talk.until,
        has_errors=bool(form.errors or words.errors),
    )
    return page, status
