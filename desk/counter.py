"""A counter-offer of the organiser that came on paper: entered as it is written, with the minute of its stamp."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import FormField

from desk import answers, checks, content_form, places_form
from desk.came import came_at
from desk.content_form import MOST_ROWS, PlaceRow, SessionRow
from desk.door import bp, districts, okrugs, opened
from desk.fields import ask, lines
from desk.forms import CounterForm
from desk.moves import why_not
from desk.speech import _
from records.errors import Missing, Overtaken
from web import bargain_words
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.widgets import RowsField, choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import amending, bargaining, countering, drawing, seeing, versions
from workflow.content import Content
from workflow.countering import OfferIn
from workflow.errors import Invalid, NotAllowed
from workflow.views import MoveView, NoticeView


class OfferForm(CounterForm):
    """Days and places as the paper offers them; the rest stays as the city proposed."""

    sessions = RowsField(FormField(SessionRow), max_entries=MOST_ROWS)
    places = RowsField(FormField(PlaceRow), max_entries=MOST_ROWS)


@dataclass(frozen=True, slots=True)
class Here:
    """The notice, the step, and what the city proposes: where the form begins."""

    view: NoticeView
    move: MoveView
    proposed: Content


def _load(reference: str) -> Here:
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=current_actor(), reference=reference)
        move = next((one for one in view.moves if one.verb == "counter"), None)
        offer = next((row for row in view.proposals if not row.answer), None)
        if move is None or offer is None:
            raise Missing("No proposal of this notice waits for an answer.")
        old = versions.content_of(work, work.notice(reference))
    sessions = tuple(map(drawing.session_from, offer.sessions)) or old.sessions
    places = tuple(map(drawing.place_from, offer.places)) or old.places
    return Here(view, move, Content(old.kind, sessions, places, old.attendance))


@bp.route("/notices/<reference>/counter-offer", methods=("GET", "POST"))
@gate("desk.read")
def counter(reference: str) -> BaseResponse:
    """Enter a counter-offer that came on paper."""
    here = _load(reference)
    form = OfferForm(data=_data(here.proposed))
    _dress(form, request.form.get("more", ""))
    if request.method == "GET":
        return _page(here, form)
    if not here.move.allowed:
        raise NotAllowed(amending.THEIRS)
    if request.form.get("more"):
        return _page(here, form)
    if not _is_whole(form):
        return _page(here, form, 422)
    try:
        with unit_of_work() as work:
            countering.offer(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=form.seen.data or 0, offered=_offer(here.proposed, form), came_at=came_at(form),
            )  # fmt: skip
    except Overtaken:
        return answers.overtaken(
            reference, form, again=request.path, words=_("Enter the counter-offer")
        )
    except Invalid as error:
        answers.refuse(form, error)
        return _page(here, form, 422)
    return redirect(url_for("desk.notice", reference=reference), 303)


def _data(proposed: Content) -> dict[str, Any]:
    whole = content_form.as_data(proposed)
    return {"sessions": whole["sessions"], "places": whole["places"]}


def _dress(form: OfferForm, more: str) -> None:
    for name in ("sessions", "places"):
        rows: Any = form[name]
        if len(rows) == 0 or (name == more and len(rows) < MOST_ROWS):
            rows.append_entry()
    for row in form.places:
        row.form.okrug.choices = choices([("", _("choose")), *okrugs()])


def _is_whole(form: OfferForm) -> bool:
    """Whether the page can be taken; says at each field what is wrong."""
    valid = form.validate()
    for row in (one.form for one in form.sessions if not one.form.is_empty):
        checks.hours(row)
    for row in (one.form for one in form.places if not one.form.is_empty):
        ask(row.name, _l("Enter the place as the paper names it"))
        checks.where(row)
    checks.ground(
        *(
            [one.form for one in rows if not one.form.is_empty]
            for rows in (form.sessions, form.places)
        )
    )
    return valid and not form.problems()


def _offer(proposed: Content, form: OfferForm) -> OfferIn:
    """Only what differs from the proposal is part of the offer."""
    sessions = tuple(content_form.sessions_of(form))
    places = tuple(places_form.place_of(one.form) for one in form.places if one.form.name.data)
    settled = Content(proposed.kind, (), places, 0).settled(proposed).places
    return OfferIn(
        sessions if sessions != proposed.sessions else (),
        settled if settled != proposed.places else (),
        tuple(lines(form.conditions.data or "")),
        form.note.data or "",
    )


def _page(here: Here, form: OfferForm, status: int = 200) -> BaseResponse:
    reference = here.view.card.row.reference
    with reading() as work:
        talk = bargaining.look(work, rulebook(), actor=current_actor(), reference=reference)
    return answers.page(
        "desk/counter.html",
        status,
        view=here.view,
        card=here.view.card,
        move=here.move,
        form=form,
        why_not=why_not(here.view, here.move),
        districts=districts(),
        opened=form.opened.data or opened(),
        turns=bargain_words.turns(talk, own=False),
        until=talk.until,
    )
