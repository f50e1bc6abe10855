"""The notice page: clocks of both sides, facts that the stage may see, what was said, what can be done."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, history, standing, words
from desk.door import bp, only, scope, where
from desk.facts import facts
from desk.forms import OpenForm
from desk.moves import offers
from desk.speech import _
from records import desk_rows, roster_rows
from web import bargain_words, ground
from web.filters import TimeLeft, time_left
from web.gate import gate
from web.i18n import language
from web.letter_words import letter_words, way_words
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import (
    agreeing,
    around,
    asking_more,
    bargaining,
    differing,
    noting,
    own_views,
    seeing,
    settling,
)  # fmt: skip
from workflow.errors import Invalid
from workflow.policy import allows
from workflow.views import DueView, NoticeView

HISTORY = 25
NOTES = 3  # of the newest on the notice page
IN_PRINT = 1000


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of one side as the margin shows it."""

    title: Any
    due: DueView
    left: TimeLeft | None  # while it counts
    note: str


def clocks(view: NoticeView) -> list[Clock]:
    """Give the clocks of each side that count now, else its newest; the office's first, those of the law before its own."""
    found = []
    for side in ("authority", "organiser"):
        running = [due for due in view.dues if due.side == side and due.running and not due.done_at]
        running.sort(key=lambda due: not view.regime.clocks[due.clock].statutory)
        newest = view.due(side)
        found += [_clock(due, view) for due in running or ([newest] if newest else [])]
    return found


def _clock(due: DueView, view: NoticeView) -> Clock:
    running = due.running and due.done_at is None
    theirs = (
        _("with the organiser") if due.side == "organiser" and view.awaits == "organiser" else ""
    )
    if running:
        left = time_left(due.due_at, theirs=theirs, own=due.own, zone=view.regime.zone)
        own = {
            "aim": _("The office's own aim, not set by law."),
            "begins": _("No term of the law: the event begins."),
        }
        return Clock(due.title, due, left, own.get(due.own, ""))
    notes = {
        "met": _("Kept."),
        "missed": _("Missed."),
        "dropped": _("No longer counts."),
    }
    return Clock(due.title, due, None, notes.get(due.result, _("Does not count at this stage.")))


def page_of(work: Any, reference: str, before: int | None = None) -> NoticeView:
    """Read the notice for this person."""
    return seeing.notice_page(
        work, rulebook(), actor=current_actor(), reference=reference, before=before
    )


def shared(work: Any, view: NoticeView) -> dict[str, Any]:
    """Give what the page and its print share."""
    beside = desk_rows.beside(work, scope(), [view.card.row.id]).get(
        view.card.row.id, desk_rows.NOBODY
    )
    own = language() == "ru"
    return {
        "view": view,
        "card": view.card,
        "unit": view.card.unit_ru if own else view.card.unit_en,
        "owner": (beside.owner_ru if own else "") or beside.owner,
        "climbed": beside.climbed,
        "standing": standing.of(work, view.card.row, beside.owner_id),
        "called": roster_rows.called(work, scope(), view.card.row.id),
        "clocks": clocks(view),
        "facts": facts(view, where),
        "ground": ground.ground(view.places, view.card.row.attendance),
        "hidden": view.hidden,
        "bodies": bodies(view),
        "paper_address": lambda code: url_for(
            "desk.paper_file", reference=view.card.row.reference, code=code
        ),
        "entries": history.entries(view.history, view.card.row.regime_pin, view.papers),
        "letter_words": letter_words(),
        "letter_states": words.state_words(),
        "way_words": way_words(),
        "why_words": words.why_words(),
        "answer_words": words.answer_words(),
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """A body that was asked, with its clock while the question is open."""

    row: Any
    name: str
    left: TimeLeft | None
    late: bool
    mine: bool


def bodies(view: NoticeView) -> list[Asked]:
    """Give the bodies that were asked, in the order of asking."""
    actor = current_actor()
    found = []
    for row in view.consultations:
        is_open = (
            row.answered_at is None and row.closed_at is None and view.card.row.closed_at is None
        )
        found.append(
            Asked(
                row=row,
                name=row.unit_ru if language() == "ru" else row.unit_en,
                left=time_left(row.due_at, zone=view.regime.zone) if is_open else None,
                late=row.answered_at is not None and row.answered_at > row.due_at,
                mine=row.answered_at is None and actor.holds(row.unit_id, "officer", "head"),
            )
        )
    return found


@bp.get("/notices/<reference>")
@gate("desk.read")
def notice(reference: str) -> str:
    """Show one notice to the reader's eyes: what the stage and the post allow."""
    number = row_number(request.args.get("before", ""))
    with reading() as work:
        view = page_of(work, reference, number)
        more = shared(work, view) | {"section": standing.section(work, view)}
        kept = noting.look(
            work, rulebook(), actor=current_actor(), reference=reference, limit=NOTES
        )
        near = around.look(work, rulebook(), actor=current_actor(), reference=reference)
        talk = bargaining.look(work, rulebook(), actor=current_actor(), reference=reference)
        wanted = asking_more.look(work, actor=current_actor(), reference=reference)
        against = len(settling.open_of(work, view.card.row.id))
        conditions = agreeing.look(work, rulebook(), actor=current_actor(), reference=reference)
        changes = differing.versions_of(
            work, rulebook(), actor=current_actor(), reference=reference
        )
        news = 0 if number else own_views.is_news(work, current_actor(), view)
    unnoted = view.personal_shown and not view.read_noted
    if unnoted or news:
        with unit_of_work() as work:
            if unnoted:
                seeing.note_reading(work, actor=current_actor(), view=view)
            if news:
                own_views.note_read(work, actor=current_actor(), view=view, seq=news)
    return render_template(
        "desk/notice.html",
        **more,
        offers=offers(view),
        may=rights(view),
        changes=changes,
        notes=kept,
        near=near,
        conditions=conditions,
        wanted=wanted,
        against=against,
        turns=bargain_words.turns(talk, own=False),
        until=talk.until if view.proposals and not view.card.row.closed_at else None,
        older=view.history[-1].seq if len(view.history) == HISTORY else 0,
        before=number,
    )


def rights(view: NoticeView) -> dict[str, bool]:
    """Say which doors of the page are open to this person."""
    actor, stage = current_actor(), view.regime.stages[view.card.row.stage]
    held: Any = view.card.row
    stands = not stage.final and stage.awaits == "authority"
    return {
        "take": stands and view.card.owner_id != actor.account_id
        and allows(actor, "notice.assign", held, stage),
        "hand_over": _mine(view) and allows(actor, "notice.assign", held, stage),
        "give_up": _mine(view) and view.card.owner_id is not None
        and allows(actor, "notice.assign", held, stage),
        "open": bool(view.hidden) and allows(actor, "desk.open-personal", held, stage),
        "ask": view.card.row.stage == _review(view) and allows(actor, "consultation.close", held, stage),
        "close": allows(actor, "consultation.close", held, stage),
        "correct": stands and allows(actor, "notice.correct", held, stage),
        "forward": stands and allows(actor, "notice.forward", held, stage),
        "decide": _writes(view) and allows(actor, "notice.prepare", held, stage),
        "sign": _signs(view) and allows(actor, "notice.release", held, stage),
        "scan": allows(actor, "paper.add", held, stage),
        "office": actor.holds(view.card.row.unit_id, "officer", "head", "signatory", "clerk"),
    }  # fmt: skip


def _mine(view: NoticeView) -> bool:
    """Whether the reader may part with the notice: the owner, the head, anybody where nobody has it."""
    actor, card = current_actor(), view.card
    owns = card.owner_id in (None, actor.account_id) or actor.holds(card.row.unit_id, "head")
    return owns and not view.regime.stages[card.row.stage].final


def _review(view: NoticeView) -> str:
    asked = next((move for move in view.regime.moves.values() if move.verb == "ask"), None)
    return asked.to if asked else ""


def _writes(view: NoticeView) -> bool:
    return any(move.verb == "submit" for move in view.regime.moves_from(view.card.row.stage))


def _signs(view: NoticeView) -> bool:
    return any(move.verb == "release" for move in view.regime.moves_from(view.card.row.stage))


@bp.get("/notices/<reference>/print")
@gate("desk.read")
def print_notice(reference: str) -> str:
    """Show the notice as a case file on paper: dates opened, the whole history, no steps."""
    with reading() as work:
        view = page_of(work, reference)
        more = shared(work, view)
        whole = seeing.case_history(
            work, rulebook(), actor=current_actor(), reference=reference, limit=IN_PRINT
        )
    more["entries"] = history.entries(whole, view.card.row.regime_pin, view.papers)
    if view.personal_shown and not view.read_noted:
        with unit_of_work() as work:
            seeing.note_reading(work, actor=current_actor(), view=view)
    return render_template(
        "desk/print.html", **more, offers=[], may=dict.fromkeys(rights(view), False)
    )


@bp.route("/notices/<reference>/open", methods=("GET", "POST"))
@gate("desk.open-personal")
def open_personal(reference: str) -> BaseResponse:
    """Open what is not shown, for this hour, giving a reason that is kept."""
    form = OpenForm()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                seeing.open_personal(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    reason=form.reason.data,
                )  # fmt: skip
            return redirect(_back_to(reference, request.args.get("back", "")), 303)
        except Invalid as error:
            answers.refuse(form, error)
    with reading() as work:
        view = page_of(work, reference)
    only("desk.open-personal", view)
    status = 422 if form.errors else 200
    return answers.page("desk/open.html", status, view=view, card=view.card, form=form)


def _back_to(reference: str, asked_from: str) -> str:
    """Where the person was when something was shut; any other word leads to the facts."""
    if asked_from in {"amend", "correct"}:
        return url_for(f"desk.{asked_from}", reference=reference)
    anchor = "letters" if asked_from == "letters" else "facts"
    return url_for("desk.notice", reference=reference, _anchor=anchor)
