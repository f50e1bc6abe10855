"""Signs of a notice that no font of the letters can draw: found when it is filed, not when its letter must leave.

Filing is never refused for them. The office sees the mark on the notice from the first moment, so that a foreign
name never makes the city miss its answer (decisions 35).
"""

from dataclasses import dataclass

from letters.typography import missing_glyphs
from regimes.regime import Regime, Text
from workflow.content import Content

LETTERED = ("organiser", "address", "postcode", "purpose")
"""Questions whose answers a letter prints word for word; the places are printed too."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A question whose answer holds signs that letters can't print; never the answer itself."""

    question: str
    title: Text
    signs: tuple[str, ...]


def missing(regime: Regime, content: Content) -> tuple[Unprintable, ...]:
    """What letters about this state of the notice can't print, question by question."""
    texts = {name: str(content.answers.get(name, "")) for name in LETTERED}
    places = (part for place in content.places for part in (place.name, *place.points))
    texts["places"] = " ".join(places)
    found = {name: missing_glyphs(text) for name, text in texts.items()}
    return tuple(
        Unprintable(name, regime.questions[name].title, signs)
        for name, signs in found.items()
        if signs and name in regime.questions
    )
