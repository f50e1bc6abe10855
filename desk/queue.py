"""The queue: what waits for the reader's unit, shortest legal time first."""

from dataclasses import dataclass, replace
from typing import Any

from flask import g, render_template, request, url_for

from desk import lists, narrowing, queue_alarms
from desk.door import bp, districts, scope
from desk.forms import QueueFilters
from desk.narrowing import FILTERS, MINE, NOBODYS, OF_READER
from desk.speech import _
from records import desk_rows, queries, roster_rows, section_rows
from records import own_views as own_rows
from records.queries import Filters
from web.gate import gate
from web.kept import drawn, kept
from web.text import row_number
from web.work import current_actor, reading, regimes
from workflow import own_views
from workflow.policy import may

SECTION_HERE = "<!-- section -->"
QUERY = ("view", *FILTERS, *OF_READER)
VIEWS = ("all", "mine", "nobodys", "head", "organiser", "asked")


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the queue, with its count («41», «1,000+»)."""

    name: str
    title: str
    address: str
    count: int
    capped: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The filters of the queue as the reader set them: the form, what it narrows to, how it looks.

    `looks` is drawn before the choice of a section, which depends on the reader, and `rest` after it.
    """

    form: QueueFilters
    narrows: Filters
    narrowed: bool
    looks: str
    rest: str


def _bar(view: str) -> Bar:
    """Read and draw the filters; the same choices give the same bar as long as the same law is in force."""
    chosen = tuple((name, request.args.get(name)) for name in FILTERS)
    more = any(request.args.get(name) for name in OF_READER)
    bar = kept(
        ("queue-bar", view, chosen, more, tuple(one.pin for one in regimes())),
        lambda: _drawn(view, more),
    )
    g.form = bar.form  # of this page, as if it had been read now
    return bar


def _drawn(view: str, more: bool) -> Bar:
    form = narrowing.form_of(QueueFilters, request.args)
    narrowed = more or any(form[name].data for name in FILTERS)
    looks = "" if view == "asked" else drawn(
        "desk/_filters.html", form=form, view=view, narrowed=narrowed, districts=districts()
    )  # fmt: skip
    first, _mark, rest = looks.partition(SECTION_HERE)
    return Bar(form, narrowing.filters_of(form), narrowed, first, rest)


def _seen_as(filters: Filters, view: str) -> Filters:
    if view == "mine":
        return replace(filters, owner_id=current_actor().account_id)
    if view == "nobodys":
        return replace(filters, nobodys=True)
    if view == "head":
        return replace(filters, climbed=True)
    if view == "organiser":
        return replace(filters, due_side="organiser")
    return filters


def _of_reader(filters: Filters) -> Filters:
    """Narrowed by what depends on who reads, which the kept bar must not hold: own news, one colleague's notices."""
    if request.args.get("unread"):
        filters = replace(filters, unread_by=current_actor().account_id)
    filters = replace(filters, section_id=row_number(request.args.get("section", "")))
    owner = row_number(request.args.get("owner", ""))
    if owner is None or not may(current_actor(), "workload.read"):
        return filters
    return replace(filters, owner_id=owner)


def _named(work: Any, filters: Filters) -> Any:
    """Whose notices alone are shown, by name; None where they are everybody's."""
    if filters.owner_id is None:
        return None
    return next(iter(roster_rows.named(work, [filters.owner_id])), None)


def _titles() -> dict[str, str]:
    return {
        "all": _("All"),
        "mine": _("Mine"),
        "nobodys": _("Nobody's"),
        "head": _("With the head"),
        "organiser": _("Awaiting the organiser"),
        "asked": _("Asked of us"),
    }


def _offered(units: tuple[desk_rows.UnitName, ...]) -> tuple[str, ...]:
    """Give the views that make sense for the reader: bodies are only asked, offices hold stages."""
    held = {unit.kind for unit in units}
    actor = current_actor()
    if held and held <= {"body"}:
        return ("asked",)
    own = ("mine", "nobodys") if may(actor, "notice.prepare") else ()
    head = ("head",) if may(actor, "incident.explain") else ()
    asked = ("asked",) if "body" in held and not scope().everything else ()
    return ("all", *own, *head, "organiser", *asked)


@bp.get("/")
@gate("desk.enter")
def queue() -> str:
    """Show one page of one view of the queue."""
    return page()


def page(*, problem: str = "", typed: str = "") -> str:
    """The queue as its address narrows it. `problem`: what is wrong with the name under which it was to be kept."""
    after = lists.place_of(request.args.get("after", ""))
    with reading() as work:
        units = desk_rows.own_units(work, scope())
        offered = _offered(units)
        asked_for = request.args.get("view", "")
        view = asked_for if asked_for in offered else offered[0]
        bar = _bar(view)
        filters = _seen_as(_of_reader(bar.narrows), view)
        views = _views(work, offered, view, filters)
        lines, beyond = _page(work, view, filters, after)
        alarms = queue_alarms.of(work)
        mine = own_views.of(work, current_actor())
        owner = None if view in {"mine", "asked"} else _named(work, filters)
        empty = None if lines else _empty(work, offered, view)
        sections = section_rows.of_reader(work, scope()) if view != "asked" else ()
    return render_template(
        "desk/queue.html",
        bar=bar,
        view=view,
        views=views,
        groups=lists.grouped(lines, first=after is None, last=beyond is None),
        beyond=lists.place_in(beyond),
        beyond_words=lists.next_words(beyond),
        first=after is None,
        narrowed=bar.narrowed,
        empty=empty,
        units=units,
        everything=scope().everything,
        alarms=alarms,
        own_views=mine,
        problem=problem,
        typed=typed,
        owner=owner,
        bulk_args=_in_bulk(view),
        sections=sections,
        section=filters.section_id,
        args={name: value for name, value in request.args.items() if name in QUERY and value},
    )


def _in_bulk(view: str) -> dict[str, str]:
    """Give what the list of many notices is narrowed by, so that it begins with those of this page."""
    args = {name: request.args[name] for name in QUERY[1:] if request.args.get(name)}
    owner = {"mine": MINE, "nobodys": NOBODYS}.get(view)
    return args | ({"owner": owner} if owner else {})


def _page(work: Any, view: str, filters: Filters, after: Any) -> tuple[list[lists.Line], Any]:
    if view == "asked":
        asked = queries.asked_of_my_units(work, scope(), after=after, limit=lists.PAGE)
        return [lists.asked_line(row) for row in asked.rows], asked.after
    page = queries.queue(work, scope(), filters=filters, after=after, limit=lists.PAGE)
    ids = [row.id for row in page.rows]
    more = desk_rows.beside(work, scope(), ids)
    news = own_rows.unread(work, ids, current_actor().account_id)
    more |= {id_: replace(more.get(id_, desk_rows.NOBODY), unread=True) for id_ in news}
    return lists.lines(page.rows, more), page.after


def _views(work: Any, offered: tuple[str, ...], here: str, filters: Filters) -> list[View]:
    """Every view with its count: all of them from one statement, and the questions from theirs."""
    most, names = lists.COUNTED + 1, [name for name in offered if name != "asked"]
    narrowed = tuple(filters if name == here else _seen_as(Filters(), name) for name in names)
    found = queries.queue_counts(work, scope(), narrowed, most=most)
    counts = dict(zip(names, found, strict=True))
    if "asked" in offered:
        counts["asked"] = desk_rows.asked_count(work, scope(), most=most)
    titles = _titles()
    return [
        View(
            name,
            titles[name],
            url_for("desk.queue", view=name),
            min(counts[name], lists.COUNTED),
            counts[name] > lists.COUNTED,
        )
        for name in offered
    ]


@dataclass(frozen=True, slots=True)
class Empty:
    """What is elsewhere when a view holds nothing: how many, the first of them, where to look."""

    count: int
    first: lists.Line | None
    address: str
    elsewhere: str


def _empty(work: Any, offered: tuple[str, ...], view: str) -> Empty:
    for name in ("nobodys", "all", "organiser", "asked"):
        if name == view or name not in offered:
            continue
        filters = _seen_as(Filters(), name)
        lines, _beyond = _page(work, name, filters, None)
        if lines:
            count = _views(work, (name,), name, filters)[0].count
            return Empty(count, lines[0], url_for("desk.queue", view=name), name)
    return Empty(0, None, "", "")
