"""What is about to be filed, part by part, with the way back to each page."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from intake import lines, reconciling
from intake.inputs import pages_of, words_of
from intake.lines import Line
from intake.paper import Paper
from web.filters import law
from web.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name in the margin, a word about who sees it, its lines."""

    title: Any
    note: Any
    lines: list[Line]
    places: bool = False  # the part that the map stands with


GROUPS = (
    ("", "", ("title", "purpose", "form_details", "sessions", "attendance")),
    (_l("Place and route"), "", ("special_place", "places", "route", "vehicles")),
    (_l("Order and things"), "", ("order", "medical", "sound", "structure")),
    (
        _l("People"),
        _l("Seen by the officers only. Never in the public register."),
        (
            "organiser_kind", "organiser", "deputy_office", "address", "postcode", "phone", "email",
            "attorney", "authorised", "bank_account",
        ),
    ),
)  # fmt: skip


def parts_of(here: Paper) -> list[Part]:
    """Everything that the notice will say."""
    made = []
    for title, note, questions in GROUPS:
        found = [
            line_of(here, one)
            for one in (*questions, *_beside(here, title))
            if one in here.asked and (here.page_of(one) or reconciling.answered(here, one))
        ]
        if title == "":
            kind = Line(
                str(_l("Kind")),
                law(here.kind.name),
                change=url_for("intake.kind"),
                what=str(_l("the kind")),
            )
            found.insert(0, kind)
        if found:
            made.append(Part(title or law(here.kind.name), note, found, "places" in questions))
    return made


def _beside(here: Paper, title: Any) -> list[str]:
    """What the law of this notice looks at besides stands with the first answers."""
    return list(pages_of(here.inputs)) if title == "" else []


def line_of(here: Paper, question: str) -> Line:
    """One answer of a draft with the way to change it."""
    value, note = said(here.content, question)
    beside = here.inputs.get(question)
    title = law(beside.title if beside else here.regime.questions[question].title)
    if beside:
        value, note = words_of(beside, here.content.answers.get(question)), ""
    missing = _l("Not answered yet") if here.asked[question].needed else _l("Not answered")
    if beside and beside.type in {"site", "flag"}:
        missing = _l("No")
    page = here.page_of(question)
    change = url_for("intake.step", name=page, back="answers") if page else ""
    return Line(title, value or str(missing), note, change, title)


def said(content: Any, question: str) -> tuple[str, str]:
    """One answer as text, and its quieter second line."""
    if question == "sessions":
        return lines.session_lines(content.sessions)
    if question == "places":
        return lines.place_lines(content.places)
    if question == "route":
        return lines.route_line(content.places), ""
    if question == "attendance":
        return lines.people_line(content.attendance), ""
    value = content.answers.get(question, "")
    if question == "organiser_kind":
        return lines.organiser_kinds().get(str(value), str(value)), ""
    return lines.plain(value), ""
