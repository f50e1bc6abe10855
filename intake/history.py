"""What has happened, in plain words: an entry of the log becomes a sentence for the organiser, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from intake import own
from intake.days import on_day
from intake.own import answer_words, letter_titles, unit_name
from web import paper_words
from web.filters import law, short_due
from web.i18n import gettext as _
from web.i18n import language
from workflow import seeing, titles
from workflow.views import NoticeView


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of what has happened."""

    at: datetime
    text: str
    quote: str = ""
    note: str = ""


def entries(view: NoticeView) -> list[Entry]:
    """Newest first; what is the office's own is left out."""
    found = []
    shared = own.is_shared(view)
    for row in seeing.public_history(view.history, view.regime):
        text = _text(view, row)
        if text:
            note = _who(row) if shared and row.role == "organiser" else ""
            found.append(Entry(row.at, text, quote=str(row.personal.get("note", "")), note=note))
    return found


def _who(row: Any) -> str:
    """Which of the organisation's people it was, as they call themselves."""
    name = (row.actor_ru if language() == "ru" else row.actor) or row.actor or row.actor_ru
    return name or str(_("A member who has no name here yet"))


def _text(view: NoticeView, row: Any) -> str:
    if row.kind in WORDS:
        return WORDS[row.kind](view, row)
    move = view.regime.moves.get(row.kind.removeprefix("notice."))
    if move and move.verb == "amend":
        return ""  # told by the entry of the change itself
    if move and move.verb in {"counter", "adopt"}:
        said = {
            "counter": _("A counter-offer was made."),
            "adopt": _("The city took your counter-offer; its letter follows."),
        }
        return str(said[move.verb])
    if move and move.verb == "decline":
        return str(_("The city's proposal was declined."))
    if move and move.verb == "return":
        return _came_back(str(row.details.get("why", "")))
    stage = view.regime.stages.get(row.to_stage or "")
    return f"{law(stage.public)}." if stage else ""


def _came_back(why: str) -> str:
    """What the organiser answered; `why` as the move keeps it."""
    said = {
        "proposal-accepted": _("The city's proposal was accepted."),
        "cured": _("What the city asked for was put right."),
    }
    return str(said.get(why, _("The answer to the city was received.")))


def _filed(view: NoticeView, row: Any) -> str:
    if row.details.get("channel") == "paper":
        return str(_("The notice was handed in on paper and entered by the office."))
    return str(_("The notice was filed.") if own.is_shared(view) else _("You filed the notice."))


def _unit(view: NoticeView, row: Any) -> str:
    asked = {one.id: unit_name(one) for one in view.consultations}
    return asked.get(row.details.get("consultation"), str(_("Another body")))


def _asked(view: NoticeView, row: Any) -> str:
    return str(_("Asked for an answer: %(body)s.", body=_unit(view, row)))


def _answered(view: NoticeView, row: Any) -> str:
    words = answer_words().get(row.details.get("answer", ""), "")
    return str(_("%(body)s answered: %(answer)s.", body=_unit(view, row), answer=words.lower()))


def _released(view: NoticeView, row: Any) -> str:
    letters = {one.id: one for one in view.letters}
    letter = letters.get(row.details.get("letter"))
    if letter is None or letter.kind == "receipt":
        return ""
    title = letter_titles().get(letter.kind, letter.kind)
    return str(_("%(title)s, No. %(number)s.", title=title, number=letter.number))


def _sent(view: NoticeView, row: Any) -> str:
    ways = {
        "post": _("by post"),
        "registered-post": _("by registered post"),
        "e-mail": _("by e-mail"),
        "in-person": _("handed over in person"),
    }
    way = str(ways.get(row.details.get("way", ""), ""))
    if row.details.get("letter") not in {one.id for one in view.letters}:
        return ""  # to a body that was asked, not to the organiser
    when = on_day(date.fromisoformat(row.details["day"]))
    number = row.details.get("number", "")
    return str(
        _("Letter No. %(number)s left %(way)s %(on_day)s.", number=number, way=way, on_day=when)
    )


def _says(sentence: Callable[[], str]) -> Callable[[NoticeView, Any], str]:
    return lambda view, row: str(sentence())


def _nothing(view: NoticeView, row: Any) -> str:
    return ""


def _written(view: NoticeView, row: Any) -> str:
    """A message of the office; one to a service is nobody else's."""
    mine = row.details.get("to") == "organiser"
    return str(_("The office wrote you a message.")) if mine else ""


def _due_moved(view: NoticeView, row: Any) -> str:
    """The city's dates and theirs: whoever counts on a date is told that it moved."""
    clock = view.regime.clocks.get(str(row.details.get("clock")))
    if clock is None:
        return ""
    old, new = (
        short_due(datetime.fromisoformat(str(row.details[name])), view.regime.zone)
        for name in ("old", "new")
    )
    return str(
        _(
            "The calendar was corrected. %(clock)s: %(old)s became %(new)s.",
            clock=law(clock.title),
            old=old,
            new=new,
        )
    )


def _turned(view: NoticeView, row: Any) -> str:
    verdict = view.regime.verdicts.get(str(row.details.get("new")))
    said = law(verdict.text) if verdict else ""
    return str(
        _("The calendar was corrected, and the window is judged anew: %(verdict)s", verdict=said)
    )


def _paper_added(view: NoticeView, row: Any) -> str:
    if row.details.get("source") == "office":
        return str(_("The office added the paper on which the notice came."))
    return paper_words.said(str(_("A paper was added.")), _which(view, row))


def _which(view: NoticeView, row: Any) -> str:
    """The paper of an entry, by its file where the notice has it."""
    return paper_words.of_entry(view.regime, row.details, view.papers)


def _paper_removed(view: NoticeView, row: Any) -> str:
    return paper_words.said(str(_("A paper was taken back.")), _which(view, row))


def _paper_scanned(view: NoticeView, row: Any) -> str:
    """Only what they have to act on."""
    if not row.details.get("found"):
        return ""
    found = str(
        _(
            "The virus scanner found something in a paper of yours, so nobody opens it. "
            "Send another one with your next answer."
        )
    )
    return paper_words.said(found, _which(view, row))


def _amended(view: NoticeView, row: Any) -> str:
    what = ", ".join(
        law(titles.title(view.regime, name)) for name in row.details.get("changed", ())
    )
    return str(
        _(
            "Version %(number)s. Changed: %(what)s.",
            number=row.details.get("version"),
            what=what,
        )
    )


WORDS: dict[str, Callable[[NoticeView, Any], str]] = {
    "notice.filed": _filed,
    "consultation.asked": _asked,
    "consultation.answered": _answered,
    "letter.released": _released,
    "letter.sent": _sent,
    "paper.added": _paper_added,
    "paper.removed": _paper_removed,
    "paper.scanned": _paper_scanned,
    "paper.erased": _says(lambda: _("A paper was erased; its hash stays.")),
    "due.moved": _due_moved,
    "window.turned": _turned,
    "date.settled": _nothing,
    "letter.printed": _nothing,
    "letter.held": _nothing,
    "letter.tried-again": _nothing,
    "letter.delivered": _nothing,
    "letter.way-changed": _nothing,
    "due.prolonged": _says(lambda: _("The office moved a date on, as the law allows.")),
    "notice.bundled": _says(lambda: _("All papers of the notice were downloaded.")),
    "notice.address-confirmed": _says(lambda: _("Your e-mail address was confirmed.")),
    "notice.address-mended": _says(lambda: _("The e-mail address was changed.")),
    "notice.language-changed": _says(lambda: _("The language of letters and mails was changed.")),
    "notice.shared": _says(lambda: _("The notice was brought into an organisation.")),
    "notice.amended": _amended,
    "notice.looked": _nothing,
    "condition.answered": _says(lambda: _("Conditions of the letter were answered.")),
    "condition.decided": _says(lambda: _("The office answered an objection of yours.")),
    "resource.asked": _says(lambda: _("The office asked you for posts or cover.")),
    "resource.answered": _says(lambda: _("What was asked about posts or cover was answered.")),
    "resource.agreed": _says(lambda: _("The office agreed to your posts or cover.")),
    "resource.dropped": _says(lambda: _("The office does without posts or cover.")),
    "message.sent": _written,
    "message.sent-again": _written,
    "message.answered": _says(lambda: _("A message of the office was answered.")),
    **dict.fromkeys(
        (
            "message.drafted",
            "message.changed",
            "message.dropped",
            "resource.checked",
            "assignment.given",
            "assignment.dropped",
            "assignment.known",
            "assignment.done",
            "assignment.reminded",
            "mail.again",
            "sentence.added",
            "sentence.changed",
            "sentence.moved",
            "sentence.left-out",
            "sentence.taken-in",
            "contradiction.settled",
            "consultation.reminded",
        ),
        _nothing,
    ),
    "question.asked": _says(lambda: _("A service asked for information.")),
    "question.answered": _says(lambda: _("A question of a service was answered.")),
    "minutes.written": _says(lambda: _("The office wrote minutes of a talk.")),
    "minutes.confirmed": _says(lambda: _("The minutes were confirmed.")),
    "minutes.remarked": _says(lambda: _("It was said what is seen otherwise in the minutes.")),
    "notice.corrected": _says(lambda: _("The office corrected how the notice was entered.")),
    "notice.forwarded": _says(
        lambda: _("The notice was passed on to the office that it belongs to.")
    ),
}
