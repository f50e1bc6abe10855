"""One page for every move of every regime: what follows from it, a reason, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.came import came_at
from desk.door import bp, opened
from desk.forms import (
    AskForm,
    CameMoveForm,
    CancelForm,
    DeclineForm,
    DuplicateForm,
    MoveForm,
    ReasonedMoveForm,
    WithdrawForm,
)
from desk.speech import _
from records.errors import Missing, Overtaken
from web import bargain_words, diffing
from web.filters import in_zone, law, say
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import current_actor, now, reading, rulebook, unit_of_work
from workflow import (
    answering,
    bargaining,
    bodies,
    consulting,
    countering,
    differing,
    drafted,
    moves,
    stepping,
)
from workflow.errors import Invalid
from workflow.lastsafe import NotSeen
from workflow.views import MoveView, NoticeView, StepView

FORMS: dict[str, type[MoveForm]] = {
    "ask": AskForm,
    "duplicate": DuplicateForm,
    "withdraw": WithdrawForm,
    "cancel": CancelForm,
    "restore": ReasonedMoveForm,
    "void": ReasonedMoveForm,
    "replace": ReasonedMoveForm,
    "send-back": ReasonedMoveForm,
    "decline": DeclineForm,
    "return": CameMoveForm,
}
"""Verbs whose page asks for more than a note."""
OWN_PAGE = {"release": "desk.decision", "amend": "desk.amend", "counter": "desk.counter"}
"""Verbs with a page of their own."""
CORRECTIONS = {
    "send-back",
    "void",
    "duplicate",
    "replace",
    "withdraw",
    "cancel",
    "restore",
    "decline",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as the page offers it: a button, or the sentence that says why not."""

    name: str
    title: Any
    address: str
    forward: bool
    why_not: str
    follows: str
    warning: bool = False


def offers(view: NoticeView) -> list[Offer]:
    """Give the moves that this person may make, and the ordinary next one where it is somebody else's."""
    mine = any(move.allowed for move in view.moves)
    found = []
    for move in view.moves:
        if not move.allowed and not (move.forward and mine):
            continue
        if move.verb == "release" and not _is_of_draft(view, move):
            continue
        if move.verb == "restore" and not move.open:
            continue  # one leads back, and the others are of other answers
        found.append(_offer(view, move))
    return found


def _is_of_draft(view: NoticeView, move: MoveView) -> bool:
    """Whether the release is of the outcome that was prepared; the others are no choice here."""
    draft = next((row for row in view.decisions if row.state == "draft"), None)
    return draft is not None and view.regime.moves[move.name].outcome == draft.outcome


def _offer(view: NoticeView, move: MoveView) -> Offer:
    reference = view.card.row.reference
    if move.verb in OWN_PAGE:
        address = url_for(OWN_PAGE[move.verb], reference=reference)
    else:
        address = url_for("desk.move", reference=reference, name=move.name)
    return Offer(
        name=move.name,
        title=law(move.title),
        address=address,
        forward=move.forward,
        why_not=why_not(view, move),
        follows=law(move.effect),
    )


def why_not(view: NoticeView | StepView, move: MoveView) -> str:
    """Say why a move is not open to this person; empty when it is."""
    if not move.allowed:
        return _("Not yours: %(who)s makes this step.", who=_makers(view, move))
    return "" if move.open else say(move.why_not, **move.values)


def _makers(view: NoticeView | StepView, move: MoveView) -> str:
    names = {
        "officer": _("an officer of the office"),
        "head": _("the head of the office"),
        "signatory": _("a person with the power to sign"),
        "clerk": _("a clerk"),
        "organiser": _("the organiser"),
    }
    by: Sequence[str] = view.regime.moves[move.name].by
    return _(" or ").join(names[role] for role in by if role in names)


def _find(view: StepView, name: str) -> MoveView:
    for move in view.moves:
        if move.name == name:
            return move
    raise Missing(f"No move {name} leaves this stage.")


def _view(work: Any, reference: str) -> StepView:
    return stepping.step_page(work, rulebook(), actor=current_actor(), reference=reference)


def form_of(verb: str, work: Any, view: NoticeView | StepView) -> MoveForm:
    """Give the form of a verb, with its choices."""
    if verb != "ask":
        return FORMS.get(verb, MoveForm)()
    found = bodies.choosable(work, in_zone(now()).date())
    usual = consulting.default_bodies(work, view.regime, work.notice(view.card.row.reference))
    form = AskForm(data={"bodies": list(usual)})
    known = view.regime.bodies
    pairs = [
        (one.code, law(known[one.code].name) if one.code in known else _name(one)) for one in found
    ]
    form.bodies.choices = choices(sorted(pairs, key=lambda pair: pair[0] not in usual))
    return form


def _name(unit: Any) -> str:
    return str(unit.name_ru if language() == "ru" else unit.name_en)


@bp.get("/notices/<reference>/moves/<name>")
@gate("desk.read")
def move(reference: str, name: str) -> BaseResponse:
    """Show what a move does and ask for its reason."""
    with reading() as work:
        view = _view(work, reference)
        found = _find(view, name)
        if found.verb in OWN_PAGE:
            return redirect(url_for(OWN_PAGE[found.verb], reference=reference), 303)
        if found.verb == "return" and not stepping.proposal_waits(
            work, rulebook(), actor=current_actor(), reference=reference
        ):  # a request to cure
            return redirect(url_for("desk.correct", reference=reference), 303)
        form = form_of(found.verb, work, view)
    return _page(view, found, form)


def _page(
    view: StepView, found: MoveView, form: MoveForm, status: int = 200, *, not_seen: str = ""
) -> BaseResponse:
    draft = None
    if found.verb == "submit" and found.allowed:
        with reading() as work:
            draft = drafted.look(
                work, rulebook(), actor=current_actor(), reference=view.card.row.reference
            )
    return answers.page(
        "desk/move.html",
        status,
        view=view,
        card=view.card,
        move=found,
        form=form,
        why_not=why_not(view, found),
        corrects=found.verb in CORRECTIONS,
        opened=form.opened.data or opened(),
        due=view.due("authority"),
        draft=draft,
        **_talk(view, found),
        not_seen=not_seen,
    )


def _talk(view: StepView, found: MoveView) -> dict[str, Any]:
    """Give the offers so far, and what the notice would say, where the step ends the talk."""
    if found.verb not in {"adopt", "return", "decline"}:
        return {"turns": [], "until": None, "rows": []}
    with reading() as work:
        reference, actor = view.card.row.reference, current_actor()
        talk = bargaining.look(work, rulebook(), actor=actor, reference=reference)
        newest = differing.versions_of(work, rulebook(), actor=actor, reference=reference).all[0]
    old, (sessions, places) = newest.content, talk.offered
    taken = replace(old, sessions=sessions or old.sessions, places=places or old.places)
    rows = diffing.rows(view.regime, old, taken) if found.verb == "adopt" else []
    return {
        "turns": bargain_words.turns(talk, own=False),
        "until": talk.until,
        "rows": diffing.changed(rows),
    }


@bp.post("/notices/<reference>/moves/<name>")
@gate("desk.read")
def make_move(reference: str, name: str) -> BaseResponse:
    """Make the move, or give the same page with the text and the reason why not."""
    with reading() as work:
        view = _view(work, reference)
        verb = view.regime.moves[name].verb if name in view.regime.moves else ""
        form = form_of(verb, work, view)
    here = next((one for one in view.moves if one.name == name), None)
    if here is None:  # the stage was left meanwhile: the text must not be lost
        return _overtaken(reference, name, form)
    if not form.validate():
        return _page(view, here, form, 422)
    try:
        with unit_of_work() as work:
            _make(work, reference, name, verb, form)
    except NotSeen as error:
        return _page(view, here, form, 422, not_seen=say(error.text, **error.values))
    except Overtaken:
        return _overtaken(reference, name, form)
    except Invalid as error:
        answers.refuse(form, error)
        return _page(view, here, form, 422)
    if verb in {"prepare", "replace", "adopt"}:
        return redirect(url_for("desk.decision", reference=reference), 303)
    return redirect(url_for("desk.notice", reference=reference), 303)


def _make(work: Any, reference: str, name: str, verb: str, form: MoveForm) -> None:
    common: dict[str, Any] = {
        "actor": current_actor(),
        "reference": reference,
        "seen": form.seen.data or 0,
    }
    note = form.note.data or ""
    if verb == "withdraw":
        moves.withdraw(work, rulebook(), **common, note=note)
    elif verb == "decline":
        answering.decline(work, rulebook(), **common, reason=note, came_at=came_at(form))
    elif verb == "adopt":
        countering.take(work, rulebook(), **common, note=note)
    elif verb == "return":
        answering.accept(work, rulebook(), **common, note=note, came_at=came_at(form))
    else:
        moves.move(
            work,
            rulebook(),
            **common,
            name=name,
            note=note,
            bodies=tuple(form.bodies.data) if isinstance(form, AskForm) else None,
            duplicate_of=form.of.data if isinstance(form, DuplicateForm) else "",
            last_seen=request.form.get("last_seen", ""),
        )


def _overtaken(reference: str, name: str, form: MoveForm) -> BaseResponse:
    """Page 16b; the step is offered once more only if it is still open."""
    with reading() as work:
        view = _view(work, reference)
    still = next((one for one in view.moves if one.name == name and one.open and one.allowed), None)
    again = request.path if still else ""
    return answers.overtaken(reference, form, again=again, words=law(still.title) if still else "")
