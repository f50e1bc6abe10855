"""The merged answer: what every body said, in the chair's order, each sentence with its body; contradictions settled."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, RadioField

from desk import answers, limit_fields, limit_places
from desk.door import bp
from desk.fields import DeskForm
from desk.limit_fields import LimitRow
from desk.speech import _
from desk.words import answer_words
from records.errors import Missing
from web.filters import law, say
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, Given, TextField, choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import seeing, sentences, settling
from workflow.errors import Invalid
from workflow.policy import allows
from workflow.views import NoticeView


class SettleForm(DeskForm):
    """What becomes of two conditions that exclude each other."""

    kept = RadioField(
        _l("Kept"), choices=[], validators=[Given(_l("Choose which of the two is kept"))]
    )
    reason = TextField(
        _l("Why"),
        validators=[Given(_l("Say why: the reason is kept with the notice")), AtMost(2000)],
    )


class SentenceForm(DeskForm, LimitRow):
    """One sentence in other words, or with another limit."""

    was = HiddenField()
    why = TextField(_l("Why it is left out"), validators=[AtMost(500)])


def _load(reference: str) -> tuple[NoticeView, dict[str, Any]]:
    with reading() as work:
        actor = current_actor()
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        said = sentences.look(work, actor=actor, reference=reference)
        against = settling.open_of(work, view.card.row.id)
        done = settling.settled_of(work, view.card.row.id)
    held: Any = view.card.row
    stage = view.regime.stages[held.stage]
    shown = {
        "said": said, "against": against, "done": done, "by_id": {one.id: one for one in said},
        "may": allows(current_actor(), "answer.merge", held, stage) and held.closed_at is None,
        "said_limit": limit_fields.said_limit, "answer_words": answer_words(),
        "where": limit_places.picture((one.limit for one in said if not one.left_out), view.places),
    }  # fmt: skip
    return view, shown


def _page(reference: str, form: Any = None, at: tuple[int, int] = (0, 0)) -> BaseResponse:
    view, shown = _load(reference)
    form = form or SettleForm(formdata=None)
    pair = _named(shown["against"], at)
    form.kept.choices = choices(
        [
            ("first", _("The first: %(body)s", body=pair[0])),
            ("second", _("The second: %(body)s", body=pair[1])),
            ("both", _l("Both: they do not exclude each other here")),
            ("neither", _l("Neither")),
        ]
    )
    status = 422 if form.errors else 200
    return answers.page(
        "desk/merged.html", status, view=view, card=view.card, form=form, at=at, **shown
    )


def _named(against: Any, at: tuple[int, int]) -> tuple[str, str]:
    """Whose the two conditions are that the form settles: those asked about, else the first pair."""
    for one in against:
        if at in {(0, 0), (one.first.id, one.second.id)}:
            return law(one.first.body), law(one.second.body)
    return "", ""


@bp.get("/notices/<reference>/merged")
@gate("letter.read")
def merged(reference: str) -> BaseResponse:
    """Show the merged answer; it prints as it stands."""
    return _page(reference)


@bp.post("/notices/<reference>/merged")
@gate("answer.merge")
def settle(reference: str) -> BaseResponse:
    """Settle one contradiction, by name and with a reason."""
    form = SettleForm()
    form.kept.choices = choices([(one, one) for one in settling.KEEPS])
    pair = [row_number(request.form.get(name, "")) or 0 for name in ("first", "second")]
    _load(reference)
    if form.validate():
        try:
            with unit_of_work() as work:
                settling.settle(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    first_id=pair[0], second_id=pair[1], kept=form.kept.data, reason=form.reason.data,
                )  # fmt: skip
            return redirect(url_for("desk.merged", reference=reference), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(reference, form, (pair[0], pair[1]))


@bp.post("/notices/<reference>/merged/<int:number>/move")
@gate("answer.merge")
def move_sentence(reference: str, number: int) -> BaseResponse:
    """Put a sentence before or after its neighbour."""
    _load(reference)
    with unit_of_work() as work:
        sentences.put(
            work, rulebook(), actor=current_actor(), reference=reference, sentence_id=number,
            up=request.form.get("to") == "up",
        )  # fmt: skip
    return redirect(url_for("desk.merged", reference=reference, _anchor=f"s{number}"), 303)


@bp.route("/notices/<reference>/merged/<int:number>", methods=("GET", "POST"))
@gate("answer.merge")
def sentence(reference: str, number: int) -> BaseResponse:
    """Word one sentence anew, limit it otherwise, leave it out or take it in."""
    view, shown = _load(reference)
    one = shown["by_id"].get(number)
    if one is None:
        raise Missing(f"Sentence {number} is not there.")
    form = SentenceForm(data=_data(one))
    limit_fields.choose(form, [])
    done = request.form.get("do", "")
    if request.method == "POST" and not limit_places.shown_only() and form.validate():
        try:
            with unit_of_work() as work:
                _do(work, done, reference, number, form)
            return redirect(url_for("desk.merged", reference=reference, _anchor=f"s{number}"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    status = 422 if form.errors else 200
    return answers.page(
        "desk/sentence.html", status, view=view, card=view.card, form=form, one=one, **shown
    )


def _data(one: sentences.SentenceView) -> dict[str, Any]:
    limit = one.limit
    return {
        "was": sentences.mark(one.text, limit, one.ground, one.addressee.ru), "basis": one.ground,
        "whom": one.addressee.ru, "text": one.text, "number": limit.number, "start": limit.start,
        "end": limit.end, "day": limit.day, "place": limit_places.typed(limit), "why": one.left_out_why,
        "limits": f"{limit.subject}:{limit.does}" if limit.subject else "",
    }  # fmt: skip


def _do(work: Any, what: str, reference: str, number: int, form: Any) -> None:
    named: dict[str, Any] = {
        "actor": current_actor(),
        "reference": reference,
        "sentence_id": number,
    }
    if what in {"leave-out", "take-in"}:
        sentences.leave(work, rulebook(), out=what == "leave-out", why=form.why.data or "", **named)
        return
    sentences.change(
        work, rulebook(), was=form.was.data or "", text=form.text.data or "",
        limit=limit_fields.limit_of(form), basis=form.basis.data or "", whom=form.whom.data or "", **named,
    )  # fmt: skip


class OwnForm(DeskForm, LimitRow):
    """A condition that the office adds."""


@bp.route("/notices/<reference>/merged/add", methods=("GET", "POST"))
@gate("answer.merge")
def add_sentence(reference: str) -> BaseResponse:
    """Add a condition of the office, from the library or in words."""
    view, _shown = _load(reference)
    form = OwnForm()
    limit_fields.fill_one(form, view.card.row.kind)
    if not limit_places.shown_only() and form.validate_on_submit():
        try:
            with unit_of_work() as work:
                sentences.add(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    condition=limit_fields.condition_of(form),
                )  # fmt: skip
            return redirect(url_for("desk.merged", reference=reference), 303)
        except Invalid as error:
            form.text.errors = [*form.text.errors, say(error.text, **error.values)]
    status = 422 if form.errors else 200
    return answers.page("desk/add_sentence.html", status, view=view, card=view.card, form=form)
