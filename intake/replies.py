"""What an organiser sends after filing: the withdrawal, the answer to a proposal, what was asked to be mended."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import lines, own, typed, unsent
from intake.actions import act
from intake.content import answers_of, content_of
from intake.door import bp
from intake.forms import AnswerForm, step_form
from intake.questions import QUESTIONS
from intake.steps import Step
from web import bargain_words, diffing
from web.filters import law, say
from web.gate import gate
from web.i18n import gettext as _
from web.i18n import remember
from web.respoken import SPEAKS, takes_tongue
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import answering, attached, bargaining, curing, versions
from workflow.content import Content
from workflow.errors import N_, Invalid, NotPossible
from workflow.views import NoticeView

Answer = Response | str | tuple[str, int]


def seen_revision() -> int:
    """The revision that the form was made from; a form without one saw nothing."""
    sent = request.form.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def back(reference: str) -> Response:
    return redirect(url_for("intake.status", reference=reference), 303)


# --- a proposal ----------------------------------------------------------------------------


def _open_move(view: NoticeView) -> Any:
    move = own.can(view, "return")
    if move is None:
        raise _said_already(view)
    return move


SAID = {
    "accepted": N_(
        "You accepted the city's proposal on %(when)s. No answer of yours is awaited now."
    ),
    "declined": N_(
        "You declined the city's proposal on %(when)s. No answer of yours is awaited now."
    ),
}


def _said_already(view: NoticeView) -> NotPossible:
    """What became of the question that this page asks."""
    last = next((row for row in reversed(view.proposals) if row.answer in SAID), None)
    if last is None:
        return NotPossible(N_("Not possible: no answer of yours is awaited."))
    return NotPossible(SAID[last.answer], when=last.answered_at)


@bp.get("/notices/<string:reference>/proposal")
@gate("notice.answer")
def proposal(reference: str) -> Answer:
    """What was notified beside what the city proposes, and the answers that can be given."""
    view = own.load(reference)
    if not _is_open(view):
        return redirect(url_for("intake.cure", reference=reference), 303)
    return _proposal(view, AnswerForm(formdata=None))


def _is_open(view: NoticeView) -> bool:
    _open_move(view)
    return any(not row.answer for row in view.proposals)


def _proposal(view: NoticeView, form: AnswerForm) -> str:
    decision = own.decision(view)
    offer = next(row for row in view.proposals if not row.answer)
    sessions, spots = own.offered(view, offer)
    form.answer.choices = choices(_answers(view))
    with reading() as work:
        talk = bargaining.look(
            work, rulebook(), actor=current_actor(), reference=view.card.row.reference
        )
    return render_template(
        "intake/proposal.html",
        counter=own.can(view, "counter"),
        waits=talk.open_counter is not None,
        turns=bargain_words.turns(talk, own=True),
        until=talk.until,
        view=view,
        form=form,
        decision=decision,
        heading=_proposed(offer),
        old=(days_of(view.sessions), lines.place_lines(view.places)),
        new=(days_of(sessions), lines.place_lines(spots)),
        other_time=bool(offer.sessions) and days_of(sessions) != days_of(view.sessions),
        other_place=bool(offer.places),
        accept=own.can(view, "return"),
        decline=own.can(view, "decline"),
        unit=own.unit_name(view.card),
        due=view.due("organiser"),
        people=lines.people_line(view.card.row.attendance),
        letters=[
            row for row in own.my_letters(view) if decision and row.decision_id == decision.id
        ],
        has_errors=bool(form.errors),
    )


def _answers(view: NoticeView) -> list[tuple[str, Any]]:
    """What can be said to a proposal; the law of the notice says whether a counter-offer exists."""
    offer = [("counter", _("Offer something else"))] if own.can(view, "counter") else []
    return [("accept", _("Accept")), *offer, ("decline", _("Decline, with reasons"))]


def days_of(sessions: Any) -> list[tuple[str, str]]:
    """Days and hours in two lines each."""
    return [(lines.day_line(one.day), lines.hours_line(one.start, one.end)) for one in sessions]


def _proposed(offer: Any) -> str:
    if offer.sessions and offer.places:
        return str(_("The city proposes another place and time"))
    return str(
        _("The city proposes another time")
        if offer.sessions
        else _("The city proposes another place")
    )


@bp.post("/notices/<string:reference>/proposal")
@gate("notice.answer")
@takes_tongue
def answer_proposal(reference: str) -> Answer:
    """Accept or decline."""
    view, form = own.load(reference), AnswerForm()
    form.answer.choices = choices(_answers(view))
    if not form.validate():
        _open_move(view)
        return _proposal(view, form), 422
    if form.answer.data == "counter":
        return redirect(url_for("intake.counter", reference=reference), 303)
    actor, seen = current_actor(), seen_revision()
    with unit_of_work() as work:
        if form.answer.data == "accept":
            answering.accept(work, rulebook(), actor=actor, reference=reference, seen=seen)
        else:
            reason = form.reason.data
            answering.decline(
                work, rulebook(), actor=actor, reference=reference, seen=seen, reason=reason
            )
    return back(reference)


# --- a request to cure ---------------------------------------------------------------------


def _named(view: NoticeView) -> tuple[str, ...]:
    decision = own.decision(view)
    named = [item.get("field", "") for item in decision.items] if decision else []
    return tuple(dict.fromkeys(name for name in named if name in QUESTIONS))


@bp.route("/notices/<string:reference>/cure", methods=["GET", "POST"])
@gate("notice.answer")
def cure(reference: str) -> Answer:
    """Only what the request names can be changed; everything else stays as it was filed."""
    view = own.load(reference)
    move, named = _open_move(view), _named(view)
    page = Step("cure", "", "", named)
    asked = {name: _needed(view, name) for name in named}
    with reading() as work:
        old = versions.content_of(work, work.notice(reference))
    if request.method == "GET":
        kept = unsent.kept("cure", reference)
        return _cure(view, move, step_form(page, asked, {**answers_of(old), **kept}))
    wish = request.form.get("do", "go")
    answers = act(wish, typed.read(step_form(page, asked)))
    if wish == "papers" or wish.startswith(SPEAKS):
        unsent.keep("cure", reference, answers)
        endpoint = "intake.more_papers" if wish == "papers" else "intake.cure"
        there = redirect(url_for(endpoint, reference=reference), 303)
        return remember(there, wish.removeprefix(SPEAKS))
    form = step_form(page, asked, answers, beside={**answers_of(old), **answers})
    if ":" in wish:
        return _cure(view, move, form)
    if not form.validate():
        return _cure(view, move, form), 422
    try:
        with unit_of_work() as work:
            answering.cure(
                work,
                rulebook(),
                actor=current_actor(),
                reference=reference,
                seen=seen_revision(),
                content=cured(old, answers, named),
            )
    except Invalid as error:
        form.form_errors.append(say(error.text, **error.values))
        return _cure(view, move, form), 422
    unsent.drop()
    return back(reference)


def _needed(view: NoticeView, name: str) -> bool:
    needs = view.regime.kinds[view.card.row.kind].questions
    return any(need.question == name and need.required for need in needs)


def cured(old: Content, answers: Mapping[str, Any], named: tuple[str, ...]) -> Content:
    """The filed content with the named answers replaced, and nothing else touched."""
    whole = {**answers_of(old), **answers}
    new = content_of(old.kind, whole, {*old.answers, *named, "sessions", "places", "route"})
    takes = set(named)
    return replace(
        old,
        sessions=new.sessions if "sessions" in takes else old.sessions,
        places=new.places if takes & {"places", "route"} else old.places,
        attendance=new.attendance if "attendance" in takes else old.attendance,
        answers={**old.answers, **{name: new.answers[name] for name in takes & set(new.answers)}},
    )


def _cure(view: NoticeView, move: Any, form: Any) -> str:
    decision = own.decision(view)
    reference = view.card.row.reference
    with reading() as work:
        pending = attached.pending(work, rulebook(), reference)
        old = versions.content_of(work, work.notice(reference))
    titles = {field: law(title) for field, title in curing.points(view.regime, view.card.row.kind)}
    return render_template(
        "intake/cure.html",
        view=view,
        form=form,
        move=move,
        decline=own.can(view, "decline"),
        items=decision.items if decision else (),
        titles=titles,
        pending=pending,
        paper_address=lambda code: url_for("intake.notice_paper", reference=reference, code=code),
        named=_named(view),
        locked=[
            (row.title, "".join(part.text for part in row.old))
            for row in diffing.without_reach(
                diffing.rows(view.regime, old, old, lines.organiser_kinds())
            )
            if row.field not in _named(view)
        ],
        asks_papers=bool(decision and curing.papers_in(decision.items)),
        due=view.due("organiser"),
        unit=own.unit_name(view.card),
        letters=[
            row for row in own.my_letters(view) if decision and row.decision_id == decision.id
        ],
        has_errors=bool(form.errors),
    )
