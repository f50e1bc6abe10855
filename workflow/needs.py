"""What the law asks to be answered for a kind and size, and what is still without an answer."""

from collections.abc import Iterable

from regimes.conditions import Case, required
from regimes.regime import Regime, Text
from workflow.content import Content


def case_of(content: Content) -> Case:
    """What conditions of the law may look at: kind, size, okrugs, a special place, and what was answered."""
    return Case(
        kind=content.kind,
        attendance=content.attendance or None,
        okrugs=content.okrugs,
        given={
            **content.answers,
            "special_place": content.answers.get("special_place", ""),
            "route": any(place.is_route for place in content.places),
            "vehicles": _some(content.answers.get("vehicles")),
            "carriageway": _some(content.answers.get("carriageway")),
        },
    )


def _some(answer: object) -> bool:
    """Whether there is something: «нет», "no", "none" and an empty answer are nothing."""
    return str(answer or "").strip(" .–-").casefold() not in {
        "",
        "нет",
        "no",
        "none",
        "не используется",
    }


def needed(regime: Regime, content: Content) -> frozenset[str]:
    """Ids of the questions that this notice has to answer."""
    return frozenset(required(regime, case_of(content)))


def missing(regime: Regime, content: Content) -> tuple[str, ...]:
    """Ids of required questions without an answer, in the regime's order; empty when complete."""
    needed = required(regime, case_of(content))
    return tuple(
        question
        for question in regime.questions
        if question in needed and not answered(content, question)
    )


def missing_titles(regime: Regime, content: Content) -> tuple[Text, ...]:
    """The same as titles, for sentences."""
    return tuple(regime.questions[question].title for question in missing(regime, content))


def answered(content: Content, question: str) -> bool:
    """Whether a question has an answer: days, places and number by their shape, the rest by words."""
    if question == "sessions":
        return bool(content.sessions)
    if question == "places":
        return any(place.name.strip() for place in content.places)
    if question == "route":
        return any(place.is_route and len(place.points) > 1 for place in content.places)
    if question == "attendance":
        return content.attendance > 0
    return _said(content.answers.get(question))


def _said(answer: object) -> bool:
    if isinstance(answer, str):
        return bool(answer.strip())
    if isinstance(answer, Iterable):
        return any(_said(part) for part in answer)
    return answer is not None
