"""What this door asks of the law: kinds to choose from, questions of a kind, dates of an idea."""

from dataclasses import dataclass, replace
from typing import Any

from records.errors import Missing
from web import kinds
from web.filters import today
from web.kinds import Choice
from web.work import now, rulebook
from workflow import law as regimes
from workflow import prechecking
from workflow.content import Content, SessionIn

START, END = "12:00", "14:00"  # hours of a day of which only the day is known


def kind(name: str) -> Choice:
    """One kind with its law. Missing if no law of this city has it."""
    found = kinds.find(name)
    if found is None:
        raise Missing(f"There is no kind {name}.")
    return found


def in_force(regime_id: str) -> Any:
    """The law of a draft as it is in force today."""
    return regimes.in_force(rulebook(), regime_id, now())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the law asks here: whether an answer is needed, and where the law says so."""

    needed: bool
    source: Any


def check(regime_id: str, content: Content) -> prechecking.Precheck:
    """What the law says of this content if it is filed now; without a day, as if it were today."""
    if not content.sessions:
        content = replace(content, sessions=(SessionIn(today(), START, END),))
    return prechecking.precheck(rulebook(), regime_id, content=content, at=now())


def asked(found: prechecking.Precheck) -> dict[str, Asked]:
    """Questions for this kind and size: needed ones, and those that may be left empty."""
    needed = {question.id for question in found.needs}
    shown: dict[str, Asked] = {}
    for need in found.kind.questions:
        if need.question in needed or not need.required:
            source = found.regime.questions[need.question].source
            shown.setdefault(need.question, Asked(need.question in needed, source))
    return shown
