"""Which kind is it? Questions that lead to a kind, asked where the city has every kind they lead to."""

from dataclasses import dataclass
from typing import Any

from web.i18n import lazy_gettext as _l
from web.kinds import find


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: its help, and (words, next question or kind) for each answer."""

    title: Any
    help: Any
    answers: tuple[tuple[Any, str], ...]


QUESTIONS = {
    "aim": Ask(
        _l("What is it?"),
        _l("The form decides, never what is said or celebrated there."),
        (
            (_l("People state an opinion, an aim or a demand in public"), "who"),
            (_l("A festival, a concert, a show, a race, a promotion or the like"), "show"),
        ),
    ),
    "show": Ask(
        _l("What do people come for?"),
        "",
        (
            (_l("A festival, a fair, an exhibition, a lecture, a city holiday"), "cultural_event"),
            (_l("A concert, a theatre or circus show"), "theatrical_event"),
            (_l("A race, a match, a training or another contest"), "sports_event"),
            (
                _l("Goods or services are shown or given away to make them known"),
                "promotional_event",
            ),
        ),
    ),
    "who": Ask(
        _l("Who calls people together?"),
        "",
        (
            (_l("A deputy, to meet voters"), "deputy_meeting"),
            (_l("Citizens, a party or another association"), "alone"),
        ),
    ),
    "alone": Ask(
        _l("Does one person stand alone?"),
        _l("People who take turns, or stand apart with one plan, count as a group."),
        (
            (_l("Yes, one person with a placard"), "structure"),
            (_l("No, two people or more"), "inside"),
        ),
    ),
    "structure": Ask(
        _l("Is a structure put up?"),
        _l("A tent, a stand or a cube that people or vehicles must go around."),
        ((_l("Yes"), "picket_single_structure"), (_l("No"), "picket_single")),
    ),
    "inside": Ask(
        _l("Do people only meet to discuss, in a place made for it?"),
        _l("A hall, a club, a stadium: a place set aside or fitted for gatherings."),
        ((_l("Yes"), "assembly"), (_l("No, in the street, a square or a park"), "moves")),
    ),
    "moves": Ask(
        _l("Do people pass along a route?"),
        _l("Going from one place to another together, on foot or in vehicles."),
        ((_l("Yes"), "march"), (_l("No, they stay in one place"), "sound")),
    ),
    "sound": Ask(
        _l("What do people do there?"),
        "",
        (
            (_l("They speak to many people, perhaps with loudspeakers"), "rally"),
            (_l("They stand with placards, without loudspeakers"), "picket_group"),
            (_l("They show a mood with placards, banners and the like"), "demonstration"),
        ),
    ),
}


def first() -> str:
    """The question to begin with: of each road only where the city has every kind it leads to; else nothing."""
    roads = [start for start in ("who", "show") if _whole(start)]
    return "aim" if len(roads) > 1 else "".join(roads)


def _whole(start: str) -> bool:
    """Whether every answer of a road leads to a question or to a kind that a law of the city has."""
    return all(
        _whole(goal) if goal in QUESTIONS else find(goal) is not None
        for _words, goal in QUESTIONS[start].answers
    )
