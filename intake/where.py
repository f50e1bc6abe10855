"""What a page about places shows beside its fields: what the map knows of each line, the figures, the map itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.content import place_of
from web import ground
from web.ground import Ground
from web.i18n import language
from web.work import atlas, locator
from workflow.content import PlaceIn

PAGES = ("where", "route")
MOST_NOTES = 60
"""Lines of a page under which likely names are offered; the others are told to be unknown all the same."""


@dataclass(frozen=True, slots=True)
class LineNote:
    """What the map has under a typed line; offers are names that a person may take by a button."""

    unknown: bool
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A page about places: notes by the name of the field, and what follows from what is typed so far."""

    notes: Mapping[str, LineNote]
    ground: Ground
    board: Any
    goes_to: str


def where(here: Any, page: str) -> Where | None:
    """What stands beside the fields of this page; None for pages about other things, and for a city without a map."""
    if page not in PAGES or not atlas().features:
        return None
    found = _places(here, page)
    return Where(
        notes=dict(_notes(here.answers, page)),
        ground=ground.ground(found, here.content.attendance),
        board=ground.board(found),
        goes_to=here.office if found and here.content.places else "",
    )


def _places(here: Any, page: str) -> Sequence[PlaceIn]:
    """The places as far as they are typed; the page of the route shows the place that is walked."""
    rows = [row for row in here.answers.get("places", []) if row.get("name")]
    points = (
        tuple(one for one in here.answers.get("route", []) if one) if "route" in here.asked else ()
    )
    if page == "route":
        return [place_of(rows[0] if rows else {}, points)] if points or rows else []
    return [place_of(row, () if at else points) for at, row in enumerate(rows)]


def _notes(answers: Mapping[str, Any], page: str) -> list[tuple[str, LineNote]]:
    if page == "route":
        lines = [(f"route-{at}", line) for at, line in enumerate(answers.get("route", []))]
    else:
        lines = []
        for at, row in enumerate(answers.get("places", [])):
            corners = row.get("corners") or () if row.get("form") else ()
            if not any(corners):
                lines.append((f"places-{at}", str(row.get("name") or "")))
            lines += [
                (f"places-{at}-corners-{number}", line) for number, line in enumerate(corners)
            ]
    found: list[tuple[str, LineNote]] = []
    for name, line in lines:
        note = _note(line, offers=len(found) < MOST_NOTES) if line else None
        if note is not None:
            found.append((name, note))
    return found


def _note(line: str, *, offers: bool) -> LineNote | None:
    names = locator().names
    stop = names.look_up(line, language())
    if stop.wrong or stop.at is not None or (stop.street and not stop.offers):
        return None
    return LineNote(not stop.known, stop.offers or (names.alike(stop.words) if offers else ()))
