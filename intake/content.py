"""From the answers of a draft to what is filed: days, places, number and words, as plain values."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from intake import typed
from intake.inputs import Input, kept
from web import placing
from web.i18n import NAMES, force_locale
from web.i18n import gettext as _
from workflow import attorney
from workflow.content import Content, PlaceIn, SessionIn

SHAPED = frozenset({"sessions", "places", "route", "attendance"})
WHETHER = ("sound", "vehicles")
MIDNIGHT = "24:00"
NO_INPUTS: Mapping[str, Input] = {}
PERSON = ("name", "phone")


def content_of(
    kind: str,
    answers: Mapping[str, Any],
    asked: Collection[str],
    inputs: Mapping[str, Input] = NO_INPUTS,
) -> Content:
    """What the draft says so far; rows that are not whole yet are left out."""
    beside = {name: kept(one, answers) for name, one in inputs.items()}
    return Content(
        kind=kind,
        sessions=_sessions(answers.get("sessions", [])) if "sessions" in asked else (),
        places=_places(answers, asked),
        attendance=_number(answers.get("attendance")),
        answers={name: _words(name, answers) for name in asked if name not in {*SHAPED, *inputs}}
        | {name: value for name, value in beside.items() if value},
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _sessions(rows: list[dict[str, str]]) -> tuple[SessionIn, ...]:
    found = []
    for row in rows:
        day = typed.day_of(row.get("day"))
        start, end = row.get("start", ""), row.get("end", "")
        if day and typed.is_hour(start) and start != MIDNIGHT and typed.is_hour(end):
            found.append(
                SessionIn(
                    day,
                    start,
                    "00:00"
                    if end == MIDNIGHT
                    else end,  # an end at or before the start is next day
                    row.get("setup_from", ""),
                    row.get("cleared_by", ""),
                )
            )
    return tuple(sorted(found, key=lambda session: (session.day, session.start)))


def _places(answers: Mapping[str, Any], asked: Collection[str]) -> tuple[PlaceIn, ...]:
    """The places in order; a route is the first of them with its streets and crossings."""
    points = tuple(point for point in answers.get("route", []) if point) if "route" in asked else ()
    rows = [row for row in answers.get("places", []) if row.get("name")]
    placed = (place_of(row, () if index else points) for index, row in enumerate(rows))
    return tuple(place for place in placed if place.okrug)


def place_of(row: Mapping[str, Any], points: Sequence[str] = ()) -> PlaceIn:
    """One place: as a route where it has points, else as a spot, an area or a way of its own."""
    form = "" if points else str(row.get("form") or "")
    lines = points or (tuple(line for line in row.get("corners") or () if line) if form else ())
    okrug, district = str(row.get("okrug") or ""), str(row.get("district") or "")
    return placing.place_in(str(row.get("name") or ""), okrug, district, lines, form)


def _words(name: str, answers: Mapping[str, Any]) -> Any:
    if name in WHETHER:
        return _whether(name, answers)
    if name == "authorised":
        rows = answers.get("authorised", [])
        return [{part: row.get(part, "") for part in PERSON} for row in rows if row.get("name")]
    if name == attorney.ID:
        return attorney.kept(answers.get(name))
    return answers.get(name) or ""


def _whether(name: str, answers: Mapping[str, Any]) -> str:
    """«No» is stated in words, in the language of the page on which it was said."""
    if answers.get(f"{name}_used") == "no":
        return no_words()[name]
    return str(answers.get(name) or "") if answers.get(f"{name}_used") == "yes" else ""


def no_words() -> dict[str, str]:
    """How a notice states that something is not used."""
    return {
        "sound": _("No sound amplification is used."),
        "vehicles": _("No vehicles take part."),
    }


def _said_none(name: str) -> set[str]:
    """The same sentence in every language that pages speak: a notice keeps the one in which it was said."""
    found = set()
    for one in NAMES:
        with force_locale(one):
            found.add(no_words()[name])
    return found


def answers_of(content: Content) -> dict[str, Any]:
    """The way back: a filed state as the answers of a draft, for mending what the city asks."""
    said = dict(content.answers)
    for name in WHETHER:
        text = str(said.get(name, ""))
        none = not text or text in _said_none(name)
        said[f"{name}_used"] = "no" if none and text else "yes" if text else ""
        said[name] = "" if none else text
    return said | {
        "attendance": content.attendance,
        "authorised": [dict(row) for row in said.get("authorised") or []],
        "sessions": [
            {
                "day": one.day.isoformat(),
                "start": one.start,
                "end": one.end,
                "setup_from": one.setup_from,
                "cleared_by": one.cleared_by,
            }
            for one in content.sessions
        ],
        "places": [_place_row(one) for one in content.places],
        "route": [*placing.typed(content.places[0])[1]]
        if content.places and content.places[0].is_route
        else [],
    }


def _place_row(place: PlaceIn) -> dict[str, Any]:
    """A place as its row was typed."""
    name, lines = placing.typed(place)
    row: dict[str, Any] = {"name": name, "okrug": place.okrug, "district": place.district}
    if lines:
        row |= {"form": place.form or "line", "corners": [*lines]}
    return row
