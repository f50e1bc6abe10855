"""Notices by day and on the map: a calendar of counts, a list by day, the same on a map; the list is the whole of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for

from desk import lists
from desk.door import bp, okrugs, scope, start_of
from desk.plan_form import SPANS, PlanFilters
from desk.speech import _
from records import around_rows, desk_rows
from records.around_rows import PlaceRow, Wanted
from records.notice_rows import After, NoticeRow
from web import ground, kinds
from web.filters import in_zone, today
from web.gate import gate
from web.widgets import choices
from web.work import reading, rulebook, settings
from workflow import closing

WEEKS = 5
PAGE = 50


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: how many notices begin on it (`capped`: or more), and whether the list shows it."""

    day: date
    count: int
    capped: bool
    shown: bool
    address: str


@dataclass(frozen=True, slots=True)
class Held:
    """One notice of the list, with the numbers of its places on the map; none where the map knows none of them."""

    line: lists.Line
    numbers: tuple[int, ...]


@bp.get("/plan")
@gate("desk.read")
def plan() -> str:
    """Show what is held in a stretch of days, narrowed by kind and okrug."""
    form = _form()
    first = form.first.data if isinstance(form.first.data, date) else today()
    days = int(form.days.data or SPANS[1])
    narrow = _narrowed(form)
    span = replace(narrow, first=start_of(first), last=start_of(first + timedelta(days=days)))
    monday = first - timedelta(days=first.weekday())
    weeks = [monday + timedelta(days=n) for n in range(7 * WEEKS)]
    with reading() as work:
        rows, beyond = around_rows.between(work, scope(), span, after=_after(), limit=PAGE)
        places = around_rows.places(work, scope(), [row.id for row in rows])
        begun = around_rows.counts(
            work,
            scope(),
            [
                replace(narrow, first=start_of(day), last=start_of(day + timedelta(days=1)))
                for day in weeks
            ],
        )
        more = desk_rows.beside(work, scope(), [row.id for row in rows])
    numbers = _numbers(rows, places)
    held = _held(rows, lists.lines(rows, more), places, numbers)
    args: dict[str, Any] = {
        name: value for name, value in request.args.items() if name in QUERY and value
    }
    return render_template(
        "desk/plan.html",
        form=form,
        by_day=_by_day(held),
        picture=_picture(numbers),
        caption=ground.caption(),
        unmapped=sum(not one.numbers for one in held),
        calendar=_calendar(dict(zip(weeks, begun, strict=True)), first, days, args),
        first=first,
        last=first + timedelta(days=days - 1),
        beyond=url_for("desk.plan", **{**args, "after": _key(beyond)}) if beyond else "",
        start="" if _after() is None else url_for("desk.plan", **args),
        narrowed=bool(narrow.kind or narrow.law or narrow.okrug),
    )


QUERY = ("first", "days", "kind", "okrug")


def _form() -> PlanFilters:
    form = PlanFilters(formdata=request.args, meta={"csrf": False})
    form.kind.choices = kinds.grouped(_("any"), takes=lambda one: not one.kind.exempt)
    form.okrug.choices = choices([("", _("all okrugs")), *okrugs()])
    form.validate()
    if form.days.data not in {str(one) for one in SPANS}:
        form.days.data = str(SPANS[1])
    return form


def _narrowed(form: PlanFilters) -> Wanted:
    """Kind and okrug; what nobody knows narrows nothing. The days come after it."""
    found = kinds.find(form.kind.data or "")
    known = {code for code, _name in okrugs()}
    epoch = datetime.min.replace(tzinfo=ZoneInfo(settings().timezone))
    return Wanted(
        first=epoch,
        last=epoch,
        gone=closing.stages_given_up(rulebook()),
        kind=found.kind.id if found else "",
        law=found.regime.id if found else "",
        okrug=form.okrug.data if form.okrug.data in known else "",
    )


def _numbers(rows: Sequence[NoticeRow], places: Mapping[int, Sequence[PlaceRow]]) -> dict[str, int]:
    """Shape -> its number on the map, in the order of the list: one number for all that is held on one spot."""
    shapes = dict.fromkeys(
        place.geo for row in rows for place in places.get(row.id, ()) if place.geo
    )
    return {shape: number for number, shape in enumerate(shapes, start=1)}


def _held(
    rows: Sequence[NoticeRow],
    lines: Sequence[lists.Line],
    places: Mapping[int, Sequence[PlaceRow]],
    numbers: Mapping[str, int],
) -> list[Held]:
    return [
        Held(
            line,
            tuple(sorted({numbers[place.geo] for place in places.get(row.id, ()) if place.geo})),
        )
        for row, line in zip(rows, lines, strict=True)
    ]


def _by_day(held: Sequence[Held]) -> list[tuple[date, list[Held]]]:
    found: dict[date, list[Held]] = {}
    for one in held:
        found.setdefault(in_zone(one.line.starts_at).date(), []).append(one)
    return list(found.items())


def _picture(numbers: Mapping[str, int]) -> Any:
    words = _(
        "Map of the notices in the list, by the numbers of their places. The list says the same."
    )
    return ground.picture_of(list(numbers.items()), words)


def _calendar(
    counts: Mapping[date, int], first: date, days: int, args: dict[str, Any]
) -> list[list[Day]]:
    """Five weeks of counts; each day leads to its list."""
    shown = {first + timedelta(days=n) for n in range(days)}

    def one(day: date) -> Day:
        address = url_for("desk.plan", **{**args, "first": day.strftime("%d.%m.%Y"), "days": 1})
        capped = counts[day] >= around_rows.MOST_A_DAY
        return Day(day, counts[day], capped, day in shown, address)

    every = [one(day) for day in counts]
    return [every[at : at + 7] for at in range(0, len(every), 7)]


def _after() -> tuple[datetime, int] | None:
    """The key of the page before, as its address has it; None for none, or for another text."""
    place = lists.place_of(request.args.get("after", ""))
    return (place.due_at, place.id) if place is not None and place.due_at is not None else None


def _key(beyond: tuple[datetime, int] | None) -> str:
    return lists.place_in(After(*beyond)) if beyond else ""
