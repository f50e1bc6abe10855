"""A notice as its organiser sees it: opened only by whose it is, told in plain words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake import lines
from intake.days import till_day
from records.errors import Missing
from web.filters import TimeLeft, law, moment, short_day, time_left
from web.i18n import gettext as _
from web.i18n import language
from web.work import current_actor, reading, rulebook
from workflow import drawing, seeing
from workflow.content import PlaceIn, SessionIn
from workflow.views import NoticeView

NUMBER = re.compile(r"[0-9]{2}-[0-9]{4,9}", re.ASCII)


def load(reference: str) -> NoticeView:
    """The notice, if it is this person's own. Missing alike when it is not there or not theirs."""
    if not NUMBER.fullmatch(reference):  # a database is not asked about signs that it can't hold
        raise Missing(f"Notice {reference!r} is not there.")
    actor = current_actor()
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
    row = view.card.row
    if row.organiser_id not in actor.sees and row.id not in actor.notices:
        raise Missing(f"Notice {reference} is not there.")
    return view


def is_shared(view: NoticeView) -> bool:
    """Whether the reader shares the notice with other people of an organisation."""
    actor = current_actor()
    return view.card.row.organiser_id in actor.sees - actor.own


def unit_name(card: Any) -> str:
    """The office that the notice is with."""
    return str(card.unit_ru if language() == "ru" else card.unit_en)


def heading(view: NoticeView) -> str:
    """Where it is and by when, in one sentence."""
    where = replied(view)[0].rstrip(".") or law(view.public)
    due = view.due(view.awaits) if view.awaits != "nobody" else None
    if due is None or due.done_at is not None or not due.running:
        return f"{where}."
    day = till_day(due.due_at)
    if view.awaits == "authority":
        return str(_("%(where)s. The city answers by %(day)s.", where=where, day=day))
    return str(_("%(where)s by the end of %(day)s.", where=where, day=day))


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the stage line."""

    title: str
    state: str
    note: str


def points(view: NoticeView) -> list[Point]:
    """The stage line, at most three points: where it began, where it is, and the answer to come."""
    stages = view.stages
    here = next(index for index, one in enumerate(stages) if one.state == "now")
    shown = sorted({0, here})
    made = [
        Point(law(stages[index].title), stages[index].state, _note(view, index)) for index in shown
    ]
    if here + 1 < len(stages):
        due = view.due("authority")
        by = str(_("by %(day)s", day=short_day(due.due_at))) if due and due.running else ""
        made.append(Point(str(_("The answer")), "next", by))
    return made


def _note(view: NoticeView, index: int) -> str:
    """When the stage was reached; while bodies are asked, how many have answered."""
    one, found = view.stages[index], _asked_last(view)
    asked, answered = len(found), sum(row.answered_at is not None for row in found)
    if one.state == "now" and answered < asked:
        return str(_("%(answered)s of %(asked)s answered", answered=answered, asked=asked))
    return moment(one.at) if one.at else ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A body that was asked."""

    who: str
    when: str
    what: str
    left: TimeLeft | None


def answer_words() -> dict[str, str]:
    """What a body can answer."""
    return {
        "no-objection": str(_("No objection")),
        "conditions": str(_("With conditions")),
        "objection": str(_("Objects")),
        "need-information": str(_("Asks for more")),
    }


def awaited(view: NoticeView) -> list[Awaited]:
    """Every body that was asked, those that answered first."""
    rows = sorted(_asked_last(view), key=lambda row: row.answered_at is None)
    return [_awaited(row) for row in rows]


def _asked_last(view: NoticeView) -> list[Any]:
    """Each body once, as it was asked last: anew about a changed notice, its older question waits for nobody."""
    return list({row.unit_id: row for row in view.consultations}.values())


def _awaited(row: Any) -> Awaited:
    who = unit_name(row)
    if row.answered_at is not None:
        when = str(_("Answered %(moment)s", moment=moment(row.answered_at)))
        return Awaited(who, when, answer_words().get(row.answer, row.answer), None)
    if row.closed_at is not None:
        return Awaited(who, "", str(_("No answer is awaited any more")), None)
    when = str(_("by %(moment)s", moment=moment(row.due_at)))
    return Awaited(who, when, "", _calm(time_left(row.due_at)))


def _calm(left: TimeLeft) -> TimeLeft:
    """Somebody else's clock never alarms an organiser (looks: time left on the public side)."""
    if left.state == "over":
        return TimeLeft("calm", str(_("not answered in time")), "")
    return TimeLeft("calm", str(_("%(span)s left", span=left.words)), "")


def letter_titles() -> dict[str, str]:
    """What a letter is called in a list."""
    return {
        "receipt": str(_("Receipt of the notice")),
        "agreed": str(_("Letter: agreed")),
        "proposal": str(_("Letter with a proposal")),
        "cure": str(_("Letter: what needs a change")),
        "warning": str(_("Letter with a warning")),
        "refused": str(_("Letter: refused")),
        "not-examined": str(_("Letter: not examined")),
        "deemed-agreed": str(_("Note: counts as agreed")),
        "conditions": str(_("Letter with conditions")),
        "noted": str(_("Letter: notice taken")),
        "invitation": str(_("Letter: invitation to talk")),
        "opposed": str(_("Letter: the office goes to court")),
        "answered": str(_("Letter: answer to an objection or a complaint")),
    }


def my_letters(view: NoticeView) -> Sequence[Any]:
    """The letters, newest first; one row for each language that it was made in."""
    return sorted(
        view.letters, key=lambda row: (row.released_at, row.locale == language()), reverse=True
    )


def can(view: NoticeView, verb: str) -> Any:
    """The move with this verb that is open to the organiser now, else None."""
    return next(
        (move for move in view.moves if move.verb == verb and move.open and move.allowed), None
    )


def decision(view: NoticeView) -> Any:
    """The decision in force, if one was released: the newest, as the view lists them."""
    return next((row for row in view.decisions if row.state == "released"), None)


def offered(view: NoticeView, offer: Any) -> tuple[Sequence[Any], Sequence[Any]]:
    """The days and the places of a proposal; what it leaves as notified comes from the notice."""
    sessions: Sequence[Any] = [drawing.session_from(item) for item in offer.sessions]
    spots: Sequence[Any] = [drawing.place_from(item) for item in offer.places]
    return sessions or view.sessions, spots or view.places


def session_in(one: Any) -> SessionIn:
    """A day with its hours, wherever it was read."""
    return SessionIn(
        one.day, one.start, one.end, getattr(one, "setup_from", ""), getattr(one, "cleared_by", "")
    )


def place_in(one: Any) -> PlaceIn:
    """A place, wherever it was read."""
    return PlaceIn(one.name, one.okrug, one.district, tuple(one.points), one.form, one.geo)


def proposed_by(view: NoticeView, released: Any) -> tuple[str, str] | None:
    """When and where a released proposal would have the event, in two lines; None for other answers."""
    offer = next(
        (row for row in view.proposals if released and row.decision_id == released.id), None
    )
    if offer is None:
        return None
    sessions, spots = offered(view, offer)
    return lines.session_lines(sessions)[0], lines.place_lines(spots)[0]


def replied(view: NoticeView) -> tuple[str, str]:
    """What the organiser said to the last letter, and that the city's word follows; empty while it stands as it is.

    A proposal that was accepted is no answer any more: who reads on below it would take it for the last word.
    """
    last = decision(view)
    if last is None:
        return "", ""
    offer = next((row for row in view.proposals if row.decision_id == last.id), None)
    if offer is not None and offer.answer == "declined" and offer.answered_at:
        said = _("You declined the city's proposal on %(when)s.", when=moment(offer.answered_at))
        why = _("Your reason: %(reason)s", reason=offer.answer_reason)
        return str(said), f"{law(view.public)}. {why}"
    if view.awaits != "authority":
        return "", ""
    if offer is not None and offer.answer == "accepted" and offer.answered_at:
        said = _("You accepted the city's proposal on %(when)s.", when=moment(offer.answered_at))
        return str(said), str(
            _("The notice stands as it was proposed. The city confirms it by letter.")
        )
    if offer is None and last.items and view.version > 1:
        return (
            str(_("You put right what the city asked for.")),
            str(_("The city looks at it and answers by letter.")),
        )
    return "", ""


def filed_at(view: NoticeView) -> datetime:
    """The moment that the stamp shows."""
    return view.card.row.received_at
