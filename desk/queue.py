"""The queue: what waits for the reader's unit, shortest legal time first; and the search."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import g, render_template, request, url_for

from desk import absences, lists
from desk.door import bp, districts, scope, start_of
from desk.forms import QueueFilters
from desk.speech import _
from records import desk_rows, incident_rows, mailbox, queries
from records import search as finding
from records.mailbox import Unsent
from records.queries import Filters
from web import kinds
from web.filters import law
from web.gate import gate
from web.kept import drawn, kept
from web.widgets import choices
from web.work import current_actor, now, reading, regimes
from workflow import plea_views
from workflow.policy import may
from workflow.signing_gap import NobodySigns

EVERY_KIND = "."  # a law as a whole, in the choice of a kind
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
    """The filters of the queue as the reader set them: the form, what it narrows to, how it looks."""

    form: QueueFilters
    narrows: Filters
    narrowed: bool
    looks: str


def _bar(view: str) -> Bar:
    """Read and draw the filters; the same choices give the same bar as long as the same law is in force."""
    chosen = tuple((name, request.args.get(name)) for name in FILTERS)
    bar = kept(
        ("queue-bar", view, chosen, tuple(one.pin for one in regimes())), lambda: _drawn(view)
    )
    g.form = bar.form  # of this page, as if it had been read now
    return bar


def _drawn(view: str) -> Bar:
    form = _form()
    narrowed = any(form[name].data for name in FILTERS)
    looks = "" if view == "asked" else drawn(
        "desk/_filters.html", form=form, view=view, narrowed=narrowed, districts=districts()
    )  # fmt: skip
    return Bar(form, _filters(form), narrowed, looks)


def _filters(form: QueueFilters) -> Filters:
    """Give what the list is narrowed by; values that nobody knows are left out."""
    law_id, kind_id = _law_and_kind(form.kind.data or "")
    narrowed = Filters(
        stages=frozenset({form.stage.data} - {"", None}) & frozenset(_stages()),
        laws=frozenset({law_id} - {""}),
        kinds=frozenset({kind_id} - {""}),
        districts=frozenset({form.district.data} - {"", None}),
    )
    if form.starts.data and not form.starts.errors:
        narrowed = replace(narrowed, starts_from=start_of(form.starts.data))
    return narrowed


def _law_and_kind(chosen: str) -> tuple[str, str]:
    """What the choice of a kind narrows to: a law and one of its kinds, or a whole law (`id.`), or nothing."""
    found = kinds.find(chosen)
    if found is not None:
        return found.regime.id, found.kind.id
    whole = chosen.removesuffix(EVERY_KIND)
    known = {one.id for one in regimes()}
    return (whole, "") if whole != chosen and whole in known else ("", "")


def _stages() -> dict[str, str]:
    """Stages on the way of every law of the city, each once, by name."""
    found: dict[str, str] = {}
    for here in regimes():
        for name, one in here.stages.items():
            if not one.final:
                found.setdefault(name, law(one.title))
    return found


def _kinds() -> dict[str, list[tuple[str, str]]]:
    """Kinds that need a notice, under their laws; where there are several laws each can be chosen as a whole."""
    groups = kinds.grouped(_("any"), takes=lambda one: not one.kind.exempt)
    if len(regimes()) > 1:
        for here in regimes():
            if law(here.title) in groups:
                every = (here.id + EVERY_KIND, _("all: %(law)s", law=law(here.title)))
                groups[law(here.title)].insert(0, every)
    return groups


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


def _titles() -> dict[str, str]:
    return {
        "all": _("All"),
        "mine": _("Mine"),
        "nobodys": _("Nobody's"),
        "head": _("With the head"),
        "organiser": _("Awaiting the organiser"),
        "asked": _("Asked of us"),
    }


def _form() -> QueueFilters:
    form = QueueFilters(formdata=request.args, meta={"csrf": False})
    form.stage.choices = choices([("", _("any")), *_stages().items()])
    form.kind.choices = _kinds()
    form.validate()
    return form


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
    after = lists.place_of(request.args.get("after", ""))
    with reading() as work:
        units = desk_rows.own_units(work, scope())
        offered = _offered(units)
        asked_for = request.args.get("view", "")
        view = asked_for if asked_for in offered else offered[0]
        bar = _bar(view)
        filters = _seen_as(bar.narrows, view)
        views = _views(work, offered, view, filters)
        lines, beyond = _page(work, view, filters, after)
        alarms = _alarms(work)
        empty = None if lines else _empty(work, offered, view)
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
        args={name: value for name, value in request.args.items() if name in QUERY and value},
    )


MAIL_WAITS = timedelta(minutes=15)
"""How long a mail may wait before people are told that it has not left (reliability F-1)."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """What people must know before they read their queue; incidents are for heads."""

    incidents: int
    nobody_signs: list[NobodySigns]
    unsent: Unsent
    may_send_again: bool


def _alarms(work: Any) -> Alarms:
    posts = current_actor().posts
    heads = {post.unit_id for post in posts if post.role == "head"}
    units = None if None in heads else frozenset(one for one in heads if one is not None)
    count = (
        incident_rows.open_for(work, scope(), units, reader=plea_views.reader_of(current_actor()))
        if heads
        else 0
    )
    unsent = mailbox.unsent(work, now() - MAIL_WAITS)
    again = may(current_actor(), "outbox.again")
    return Alarms(count, absences.nobody_signs(work), unsent, again)


FILTERS = ("stage", "district", "kind", "starts")
QUERY = ("view", *FILTERS)


def _page(work: Any, view: str, filters: Filters, after: Any) -> tuple[list[lists.Line], Any]:
    if view == "asked":
        asked = queries.asked_of_my_units(work, scope(), after=after, limit=lists.PAGE)
        return [lists.asked_line(row) for row in asked.rows], asked.after
    page = queries.queue(work, scope(), filters=filters, after=after, limit=lists.PAGE)
    more = desk_rows.beside(work, scope(), [row.id for row in page.rows])
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


@bp.get("/search")
@gate("desk.read")
def search() -> str:
    """Find notices by number, name, place or telephone."""
    typed = request.args.get("q", "").strip()[:200]
    before = lists.place_of("none." + request.args.get("before", ""))
    lines: list[lists.Line] = []
    found = finding.Hits((), 0, False)
    if typed:
        with reading() as work:
            found = finding.search(
                work, scope(), typed, before=before.id if before else None, limit=lists.PAGE
            )
            more = desk_rows.beside(work, scope(), [row.id for row in found.rows])
            lines = lists.lines(found.rows, more)
    beyond = found.rows[-1].id if found.counted > len(lines) else None
    return render_template(
        "desk/search.html",
        typed=typed,
        lines=lines,
        found=found,
        beyond=beyond,
        first=before is None,
    )
