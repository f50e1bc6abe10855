"""What this door asks of the law: kinds to choose from, questions of a kind, dates of an idea."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from flask import g

from records.errors import Missing
from web.filters import law, today
from web.work import now, rulebook, settings
from workflow import prechecking
from workflow.content import Content, SessionIn

START, END = "12:00", "14:00"  # hours of a day of which only the day is known


def kinds() -> Mapping[str, Any]:
    """Kinds of the city's regime in force today, by id, in the order of the law."""
    if "kinds" not in g:
        found = prechecking.kinds(rulebook(), settings().regime, today())
        g.kinds = {kind.id: kind for kind in found}
    return cast(Mapping[str, Any], g.kinds)


def kind(id_: str) -> Any:
    """One kind. Missing if the regime has none of this id."""
    if id_ not in kinds():
        raise Missing(f"There is no kind {id_}.")
    return kinds()[id_]


def kind_choices() -> list[tuple[str, str]]:
    """Kinds for a select: those that need a notice first."""
    ordered = sorted(kinds().values(), key=lambda one: bool(one.exempt))
    return [(one.id, law(one.name)) for one in ordered]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the law asks here: whether an answer is needed, and where the law says so."""

    needed: bool
    source: Any


def check(content: Content) -> prechecking.Precheck:
    """What the law says of this content if it is filed now; without a day, as if it were today."""
    if not content.sessions:
        content = replace(content, sessions=(SessionIn(today(), START, END),))
    return prechecking.precheck(rulebook(), settings().regime, content=content, at=now())


def sketch(kind_id: str, days: list[date], people: int, okrug: str) -> Content:
    """The four answers of the pre-check as content."""
    return prechecking.sketch(kind_id, tuple(days), START, END, people, (okrug,))


def asked(found: prechecking.Precheck) -> dict[str, Asked]:
    """Questions for this kind and size: needed ones, and those that may be left empty."""
    needed = {question.id for question in found.needs}
    shown: dict[str, Asked] = {}
    for need in found.kind.questions:
        if need.question in needed or not need.required:
            source = found.regime.questions[need.question].source
            shown.setdefault(need.question, Asked(need.question in needed, source))
    return shown
