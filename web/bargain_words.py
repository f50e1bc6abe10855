"""The talk about place and time in words, for both sides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from web import diffing
from web.filters import law
from web.i18n import gettext as _
from workflow.bargaining import Bargain, Turn


@dataclass(frozen=True, slots=True)
class TurnWords:
    """One turn as a page shows it."""

    at: datetime
    who: str
    lines: tuple[str, ...]
    words: tuple[str, ...]
    ended: str
    ended_words: str


def turns(bargain: Bargain, *, own: bool) -> list[TurnWords]:
    """Every turn; `own`: it is the organiser who reads."""
    made: list[TurnWords] = []
    when, where = [str(_("Day and hours: as notified"))], [str(_("Place: as notified"))]
    for one in bargain.turns:  # what a turn leaves open is as in the one before it
        when = list(map(diffing.session_line, one.sessions)) or when
        where = list(map(diffing.place_line, one.places)) or where
        made.append(_turn(one, [*when, *where], own=own))
    return made


def _turn(one: Turn, offered: list[str], *, own: bool) -> TurnWords:
    if one.by == "office":
        who = _("The city proposed") if own else _("The office proposed")
    else:
        who = _("You offered") if own else _("The organiser offered")
    lines = offered + [str(_("undertakes: %(what)s", what=text)) for text in one.conditions]
    return TurnWords(
        one.at, str(who), tuple(lines), one.words, _ended(one, own=own), one.ended_words
    )


def _ended(one: Turn, *, own: bool) -> str:
    """How the turn ended, in a sentence."""
    if one.ended == "answered" and one.outcome is not None:
        return str(_("Answered by a letter: %(outcome)s.", outcome=law(one.outcome)))
    words: dict[str, Any] = {
        "accepted": _("You accepted it.") if own else _("The organiser accepted it."),
        "declined": _("You declined it.") if own else _("The organiser declined it."),
        "countered": _("You made a counter-offer.")
        if own
        else _("The organiser made a counter-offer."),
        "taken": _("The city took it.") if own else _("The office took it."),
        "answered": _("Answered by a letter."),
        "dropped": _("No longer stands."),
        "": _("Waits for an answer."),
    }
    return str(words.get(one.ended, ""))
