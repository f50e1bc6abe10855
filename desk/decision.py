"""The draft decision beside what it decides on; the signatory's page; the letter as it would leave."""

import hashlib
from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, decision_form, organiser_sees
from desk.decision_form import DecisionForm
from desk.door import bp, districts, okrugs, opened, seen_of, where
from desk.facts import facts
from desk.forms import MoveForm
from desk.letters import as_file
from desk.moves import Offer, offers
from desk.notice import bodies
from desk.speech import _
from desk.words import answer_words
from letters import press
from letters.layout import BadLayout
from records.errors import Overtaken
from web import letter_layouts
from web.filters import say, time_left
from web.gate import gate
from web.i18n import language
from web.work import current_actor, house, reading, rulebook, settings, unit_of_work
from workflow import (
    deciding,
    drafted,
    laying,
    mirror,
    moves,
    seeing,
    sentences,
    taking_over,
)
from workflow.deciding import DecisionIn
from workflow.drafted import DraftView
from workflow.errors import N_, Invalid, NotPossible
from workflow.lastsafe import NotSeen
from workflow.policy import allows
from workflow.views import NoticeView


def _read(reference: str) -> tuple[NoticeView, DraftView]:
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
        draft = drafted.look(work, rulebook(), actor=current_actor(), reference=reference)
    return view, draft


def _writes(view: NoticeView) -> bool:
    """Whether a decision is written at this stage, and by this person."""
    stage = view.card.row.stage
    held: Any = view.card.row
    return any(move.verb == "submit" for move in view.regime.moves_from(stage)) and allows(
        current_actor(), "notice.prepare", held, view.regime.stages[stage]
    )


def _form(draft: DraftView) -> DecisionForm:
    """Give the form with what was typed, or with the saved draft."""
    typed = draft.draft or draft.suggested
    form = DecisionForm(data=decision_form.as_data(typed) if typed else None)
    decision_form.pad(form, request.form.get("more", ""))
    decision_form.fill(form, draft, okrugs(), language())
    return form


def _merged(view: NoticeView, draft: DraftView) -> DecisionIn:
    """The draft as saved, with the merged answer taken over; nothing is kept before it is saved."""
    typed = draft.draft or draft.suggested or DecisionIn("")
    with reading() as work:
        said = sentences.look(work, actor=current_actor(), reference=view.card.row.reference)
    takes = any("conditions" in one.needs for one in draft.outcomes)
    return taking_over.into(typed, said, language(), conditions=takes)


def _saved(draft: DraftView) -> str:
    """Name the save that a page was made from: by its words too, since a clock can stand still or go back."""
    if draft.prepared_at is None:
        return ""
    said = repr((draft.prepared_at.isoformat(), draft.prepared_by, draft.draft))
    return hashlib.sha256(said.encode()).hexdigest()


@bp.get("/notices/<reference>/decision")
@gate("letter.read")
def decision(reference: str) -> BaseResponse:
    """Show the split view to the preparer, the draft and its letter to the signatory."""
    view, draft = _read(reference)
    if _writes(view):
        taken = replace(draft, draft=_merged(view, draft)) if "merged" in request.args else draft
        return _page(view, draft, _form(taken))
    if draft.draft is None:
        return redirect(url_for("desk.notice", reference=reference, _anchor="decisions"), 303)
    return _reading_page(view, draft)


def _page(
    view: NoticeView,
    draft: DraftView,
    form: DecisionForm,
    status: int = 200,
    *,
    faster: bool = False,
) -> BaseResponse:
    outcome = next((one for one in draft.outcomes if one.name == form.outcome.data), None)
    return answers.page(
        "desk/decision.html",
        status,
        **_left(view, draft),
        form=form,
        outcome=outcome,
        shut=[one for one in draft.outcomes if one.why_not],
        offers=[one for one in offers(view) if one.name in _submits(view)],
        saved=_saved(draft),
        seen=view.card.row.revision,
        opened=opened(),
        districts=districts(),
        faster=faster,
        more=request.form.get("more", ""),
    )


def _left(view: NoticeView, draft: DraftView) -> dict[str, Any]:
    """Give what both pages show: the notice, what the bodies said, the clock, the readiness."""
    due = view.due("authority")
    running = due is not None and due.running and due.done_at is None
    return {
        "view": view,
        "card": view.card,
        "draft": draft,
        "facts": facts(view, where),
        "bodies": bodies(view),
        "answer_words": answer_words(),
        "left": time_left(due.due_at, own=due.own, zone=view.regime.zone)
        if due and running
        else None,
        "ready": [
            {
                "words": say(one.text, **one.values),
                "state": {"done": "ok", "open": "open", "missing": "bad"}[one.state],
            }
            for one in draft.ready
        ],
        "languages": settings().languages,
        "said": _said(view.card.row.reference),
        "theirs": organiser_sees.of(view, draft),
        "mirror": _mirror(view.card.row.reference),
        "mine": draft.prepared_by == current_actor().account_id,
    }


def _mirror(reference: str) -> Any:
    with reading() as work:
        return mirror.look(work, rulebook(), actor=current_actor(), reference=reference)


def _said(reference: str) -> dict[str, Any]:
    """Sentences of the merged answer by the number that a condition of the draft carries."""
    with reading() as work:
        return dict(taking_over.bodies_of(work, actor=current_actor(), reference=reference))


def _submits(view: NoticeView) -> set[str]:
    return {move.name for move in view.moves if move.verb == "submit"}


def _reading_page(
    view: NoticeView, draft: DraftView, status: int = 200, *, not_seen: str = ""
) -> BaseResponse:
    releases = [one for one in offers(view) if view.regime.moves[one.name].verb == "release"]
    returns = [one for one in offers(view) if view.regime.moves[one.name].verb == "send-back"]
    outcome = next(one for one in draft.outcomes if draft.draft and one.name == draft.draft.outcome)
    return answers.page(
        "desk/sign.html",
        status,
        **_left(view, draft),
        outcome=outcome,
        release=releases[0] if releases else None,
        returns=returns,
        why_not=_why_not_sign(releases, draft),
        not_seen=not_seen,
    )


def _why_not_sign(releases: list[Offer], draft: DraftView) -> str:
    """Say in words why this person does not sign; empty if they may."""
    if draft.prepared_by == current_actor().account_id:
        return _("Not yours: you prepared this decision, so you can't sign it.")
    return releases[0].why_not if releases else ""


@bp.post("/notices/<reference>/decision")
@gate("notice.prepare")
def save_decision(reference: str) -> BaseResponse:
    """Save the draft and say what it lacks; or only give one more row."""
    view, draft = _read(reference)
    form = _form(draft)
    if not _writes(view):
        return answers.overtaken(reference, form)
    if request.form.get("more"):
        return _page(view, draft, form)
    whole = form.validate()
    if not decision_form.is_whole(form) or not whole:
        return _page(view, draft, form, 422)
    try:
        with unit_of_work() as work:
            now = drafted.look(work, rulebook(), actor=current_actor(), reference=reference)
            if _saved(now) != (form.saved.data or ""):  # two preparers: the second one is told
                raise Overtaken
            deciding.save(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=form.seen.data or 0, draft=decision_form.read(form),
            )  # fmt: skip
            handed = request.form.get("do") == "submit" and _hands_on(work, view)
    except Overtaken:
        view, draft = _read(reference)
        if not _writes(view):
            return answers.overtaken(reference, form)
        return _page(view, draft, form, 409, faster=True)
    except Invalid as error:
        answers.refuse(form, error)
        return _page(view, draft, form, 422)
    if handed:
        return redirect(url_for("desk.notice", reference=reference), 303)
    kept = "1" if request.form.get("do") == "submit" else None  # asked to hand over, and only saved
    return redirect(url_for("desk.decision", reference=reference, kept=kept, _anchor="ready"), 303)


def _hands_on(work: Any, view: NoticeView) -> bool:
    """Hand the draft that was saved just now to the signatory, where nothing holds it and nothing is to be confirmed.

    Else it stays saved, and the page says what it lacks; what asks the organiser back is confirmed on its own page.
    """
    reference = view.card.row.reference
    for name in sorted(_submits(view)):
        try:
            moves.move(
                work, rulebook(), actor=current_actor(), reference=reference, name=name,
                seen=work.notice(reference).revision,
            )  # fmt: skip
        except NotPossible:
            continue
        return True
    return False


@bp.get("/notices/<reference>/decision/preview.pdf")
@gate("letter.read")
def preview(reference: str) -> BaseResponse:
    """Give the letter as it would leave, marked DRAFT; no number, nothing kept."""
    asked = request.args.get("language", "")
    locale = asked if asked in settings().languages else language()
    with reading() as work:
        seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)  # in reach
        letter = deciding.preview(
            work, rulebook(), actor=current_actor(), reference=reference, locale=locale
        )
        named = laying.named_at(work, reference)
    missing = letter.musts(draft=True)
    if missing:
        lacks = "; ".join(say(one) for one in missing)
        raise NotPossible(N_("The letter lacks: %(missing)s."), missing=lacks)
    try:
        sheet = letter_layouts.of_office(settings(), house().layout, named)
        printed = press.pdf(letter, mark="draft", layout=sheet)
    except BadLayout as fault:
        raise NotPossible(N_("The page layout can’t be used: %(why)s"), why=fault) from fault
    except press.Unprintable as error:
        raise NotPossible(error.text, **error.values) from error
    return as_file(printed.pdf, f"draft-{reference}-{locale}.pdf", inline=True)


@bp.post("/notices/<reference>/decision/release")
@gate("notice.release")
def release(reference: str) -> BaseResponse:
    """Release the decision: number, letters and stage in one unit. Who prepared it can't."""
    with reading() as work:
        seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)  # in reach
    try:
        with unit_of_work() as work:
            deciding.release(
                work,
                rulebook(),
                actor=current_actor(),
                reference=reference,
                seen=seen_of(request.form),
                last_seen=request.form.get("last_seen", ""),
            )
    except NotSeen as error:
        return _reading_page(*_read(reference), 422, not_seen=say(error.text, **error.values))
    except Overtaken:
        return answers.overtaken(reference, MoveForm())
    return redirect(url_for("desk.notice", reference=reference, _anchor="letters"), 303)
