"""The pages of the form: one thing a page, in order; a page is asked if the law asks one of its questions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from web.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its name in the address, heading, short name for lists, hint and question ids."""

    name: str
    title: Any
    short: Any
    questions: tuple[str, ...]
    hint: Any = ""


STEPS = (
    Step(
        "what",
        _l("What is it about?"),
        _l("What it is about"),
        ("title", "purpose", "form_details"),
    ),
    Step(
        "when",
        _l("When does it start and end?"),
        _l("Days and hours"),
        ("sessions",),
        _l("Count from the moment people gather to the moment the last leave."),
    ),
    Step(
        "where",
        _l("Where is it held?"),
        _l("Place"),
        ("special_place", "places"),
        _l("Name each place: where people gather, where they stop, where they part."),
    ),
    Step(
        "route",
        _l("Which way does it go?"),
        _l("Route"),
        ("route", "vehicles"),
        _l("Streets and crossings in the order in which people pass them."),
    ),
    Step(
        "law",
        _l("What else does the law look at?"),
        _l("What else the law looks at"),
        (),  # choices and words that the law of this notice asks, and no other does
    ),
    Step("people", _l("How many people do you expect?"), _l("Expected number"), ("attendance",)),
    Step("money", _l("Where does money for it go?"), _l("Money"), ("bank_account",)),
    Step("order", _l("Order and first aid"), _l("Order and first aid"), ("order", "medical")),
    Step(
        "things",
        _l("Which sound and structures do you bring?"),
        _l("Sound and structures"),
        ("sound", "structure"),
    ),
    Step(
        "organiser",
        _l("Who organises it?"),
        _l("Organiser"),
        (
            "organiser_kind",
            "organiser",
            "deputy_office",
            "address",
            "postcode",
            "phone",
            "email",
            "attorney",
        ),
        _l("Seen by the officers only. Never in the public register."),
    ),
    Step(
        "helpers",
        _l("Who may act for you?"),
        _l("May act for you"),
        ("authorised",),
        _l(
            "They may give orders to stewards and speak with the officers in your name. "
            "If nobody else does, name yourself."
        ),
    ),
)
PAPERS = Step("papers", _l("Which papers go with it?"), _l("Papers"), ())
"""The last page of every notice: it asks for files, so it has no question and a view of its own."""

ALL = "all"
"""The one page of a short form."""
SHORT_TOO = frozenset({"email", "special_place"})
"""Asked on it though they may stay empty: where the receipt goes, and who receives the notice."""

BY_NAME = {step.name: step for step in STEPS}


def road(asked: Collection[str], beside: Mapping[str, str]) -> tuple[Step, ...]:
    """The pages that this notice needs. `beside`: page of each thing that its law looks at beside the questions."""
    steps = (
        replace(
            one, questions=(*one.questions, *(id_ for id_ in beside if beside[id_] == one.name))
        )
        for one in STEPS
    )
    found = [step for step in steps if any(question in asked for question in step.questions)]
    return (*found, PAPERS)


def short_road(
    asked: Mapping[str, Any], beside: Mapping[str, str], *, papers: bool
) -> tuple[Step, ...]:
    """One page with what must be answered; the page of papers only where one must come."""
    pages = road(asked, beside)
    questions = tuple(
        id_
        for page in pages
        for id_ in page.questions
        if id_ in asked and (asked[id_].needed or id_ in SHORT_TOO)
    )
    title = _l("The whole notice on one page")
    return (Step(ALL, title, _l("All answers"), questions), *((PAPERS,) if papers else ()))


HEADS = {step.questions[0]: step.title for step in STEPS if step.questions}
"""First question of a page -> its heading, for a page that holds several."""


def after(steps: tuple[Step, ...], name: str) -> str:
    """The page after this one; `answers` after the last."""
    names = [step.name for step in steps]
    here = names.index(name) if name in names else -1
    return names[here + 1] if here + 1 < len(names) else "answers"


def before(steps: tuple[Step, ...], name: str) -> str:
    """The page before this one; nothing before the first."""
    names = [step.name for step in steps]
    here = names.index(name) if name in names else len(names)
    return names[here - 1] if here > 0 else ""
