"""The facts of a notice in rows: route or place, hours, number, and every other answer that may be shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from desk.speech import _
from desk.words import organiser_words
from web import attorney
from web.filters import day as full_day
from web.filters import law, number
from workflow import attorney as power
from workflow.views import NoticeView

SHAPED = {"sessions", "places", "route", "attendance"}
"""Questions that are shown by their shape, not as one text."""


def facts(view: NoticeView, where: Callable[[str, str], str]) -> list[tuple[str, Any]]:
    """Give (name, value) rows: first when and where, then the answers in the regime's order."""
    rows: list[tuple[str, Any]] = [(_("Kind"), law(view.kind_name))]
    rows += [(_("Hours"), _lines(hours(one) for one in view.sessions))]
    for place in view.places:
        rows.append((_shape(place), _place(place, where)))
    rows.append((_("Expected number"), number(view.card.row.attendance)))
    rows += [
        (law(one.title), _said(one, view)) for one in view.answers if one.question not in SHAPED
    ]
    return rows


def _said(answer: Any, view: NoticeView) -> Any:
    kinds = organiser_words()
    if answer.question == "organiser_kind" and answer.value in kinds:
        return kinds[answer.value]
    if attorney.is_one(answer.value):
        received = view.card.row.received_at.astimezone(view.regime.zone).date()
        years = power.unnamed_years(view.regime)
        told = (attorney.words(answer.value), attorney.over(answer.value, received, years))
        return _lines(line for line in told if line)
    return said(answer.value)


def hours(session: Any) -> str:
    """Say one day with its hours: Sunday 6 December 2026, 12:00 to 13:30; setting up from 10:30."""
    text = _(
        "%(day)s, %(start)s to %(end)s",
        day=full_day(session.day),
        start=session.start,
        end=session.end,
    )
    if session.setup_from:
        text += "; " + _("setting up from %(hour)s", hour=session.setup_from)
    if session.cleared_by:
        text += "; " + _("cleared by %(hour)s", hour=session.cleared_by)
    return text


def _shape(place: Any) -> str:
    if not place.points:
        return _("Place")
    return _("Area") if place.form == "area" else _("Route")


def _place(place: Any, where: Callable[[str, str], str]) -> str:
    route = " – ".join(place.points)
    if route:
        first = f"{place.name}: {route}" if place.name else route
    else:
        first = place.name
    return f"{first}\n{where(place.okrug, place.district)}"


def _lines(texts: Iterable[str]) -> str:
    """Several texts as one; the page keeps the line breaks."""
    return "\n".join(texts)


def said(value: Any) -> Any:
    """Say an answer as one text; several people or parts stand one a line."""
    if isinstance(value, str):
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(str(said(part)) for part in value.values() if part)
    if isinstance(value, Sequence):
        return _lines(str(said(part)) for part in value)
    return number(value) if isinstance(value, int) else value
