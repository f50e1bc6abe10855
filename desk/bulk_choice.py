"""The list to choose notices from: narrowed and read page by page, with what was chosen on other pages kept in the form."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField

from desk import lists, narrowing
from desk.door import districts, scope, start_of
from desk.forms import QueueFilters
from desk.narrowing import MINE, NOBODYS
from desk.speech import _
from records import bulk_rows, desk_rows, queries, section_rows, workload_rows
from records import own_views as own_rows
from records.bulk_rows import Candidate
from records.notice_rows import NoticeRow
from records.queries import Filters
from web.filters import law, today
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, TextField, choices
from web.work import current_actor, now, regimes, rulebook
from workflow import bulking

FILTERS = (*narrowing.FILTERS, *narrowing.OF_READER, "days")
KEPT = 4 * bulking.MOST
"""So many choices come back with the page, so that one who chose too many can take some away again."""


class ChooseForm(QueueFilters):
    """What the list shows, which notices of it are meant, and what is done to them."""

    days = SelectField(
        _l("Days left"),
        choices=choices([
            ("", _l("any")), ("over", _l("past due")), ("0", _l("today at the latest")), ("1", _l("up to tomorrow")),
            ("3", _l("up to 3 days")), ("7", _l("up to 7 days")),
        ]),
        validate_choice=False,
    )  # fmt: skip
    owner = SelectField(_l("Owner"), choices=[], validate_choice=False)
    section = SelectField(_l("Section"), choices=[], validate_choice=False)
    step = SelectField(_l("What is done to each"), choices=[], validate_choice=False)
    chosen = SelectMultipleField(_l("Notices"), choices=[], validate_choice=False)
    note = TextField(_l("Note that goes into the history of each"), validators=[AtMost(2000)])
    after = HiddenField()


@dataclass(frozen=True, slots=True)
class Listing:
    """One page to choose from, and what was chosen on others."""

    groups: list[lists.Group]
    here: tuple[str, ...]
    elsewhere: tuple[Candidate, ...]
    chosen: frozenset[str]
    beyond: str
    beyond_words: str
    first: bool
    districts: list[tuple[str, list[tuple[str, str]]]]
    narrowed: bool
    filters: dict[str, str]


def form_of(sent: Any) -> ChooseForm:
    """The form as it was sent, with the choices of lists."""
    form = narrowing.form_of(ChooseForm, sent)
    form.chosen.data = list(dict.fromkeys(str(one)[:20] for one in form.chosen.data or ()))[:KEPT]
    return form


def dress(work: Any, form: ChooseForm) -> dict[str, str]:
    """Give the choices that depend on who reads: owners, sections and steps. The steps, by name, in the language of the page."""
    actor = current_actor()
    people = [
        (str(one.id), one.in_(language()))
        for one in workload_rows.people(work, scope(), today())
        if one.id != actor.account_id
    ]
    form.owner.choices = choices(
        [("", _("anybody")), (MINE, _("me")), (NOBODYS, _("nobody")), *people]
    )
    sections = [(str(one.id), one.in_(language())) for one in section_rows.of_reader(work, scope())]
    form.section.choices = choices([("", _("any")), *sections] if sections else [])
    steps = {
        name: law(text)
        for name, text in bulking.steps(work, rulebook(), [one.pin for one in regimes()]).items()
    }
    form.step.choices = choices([("", _("choose")), *steps.items()])
    return steps


def listing(work: Any, form: ChooseForm) -> Listing:
    """The page of the list at which the form stands."""
    actor, after = current_actor(), lists.place_of(form.after.data or "")
    units = bulking.own_units(actor)
    filters = replace(_filters(form), units=units or frozenset())
    rows: tuple[NoticeRow, ...] = ()
    beyond = None
    if units is None or units:
        page = queries.queue(work, scope(), filters=filters, after=after, limit=lists.PAGE)
        rows, beyond = page.rows, page.after
    ids = [row.id for row in rows]
    beside = desk_rows.beside(work, scope(), ids)
    for id_ in own_rows.unread(work, ids, actor.account_id):
        beside[id_] = replace(beside.get(id_, desk_rows.NOBODY), unread=True)
    here = tuple(row.reference for row in rows)
    chosen = form.chosen.data or []
    sent = {name: str(form[name].data or "") for name in FILTERS if name != "starts"}
    sent["starts"] = str((form.starts.raw_data or [""])[0])
    return Listing(
        groups=lists.grouped(lists.lines(rows, beside), first=after is None, last=beyond is None),
        here=here,
        elsewhere=bulking.named(work, actor, [one for one in chosen if one not in here]),
        chosen=frozenset(chosen),
        beyond=lists.place_in(beyond),
        beyond_words=lists.next_words(beyond),
        first=after is None,
        districts=districts(),
        narrowed=any(sent.values()),
        filters={name: value for name, value in sent.items() if value},
    )


def runs(work: Any) -> Any:
    """What the reader did so before."""
    return bulk_rows.runs_of(work, current_actor().account_id or 0)


def _filters(form: ChooseForm) -> Filters:
    filters = narrowing.filters_of(form)
    days = form.days.data or ""
    if days == "over":
        filters = replace(filters, due_before=now())
    elif days in {"0", "1", "3", "7"}:
        filters = replace(filters, due_before=start_of(today() + timedelta(days=int(days) + 1)))
    if form.unread.data:
        filters = replace(filters, unread_by=current_actor().account_id)
    filters = replace(filters, section_id=row_number(form.section.data or ""))
    owner = form.owner.data or ""
    if owner == NOBODYS:
        return replace(filters, nobodys=True)
    account = current_actor().account_id if owner == MINE else row_number(owner) if owner else None
    return replace(filters, owner_id=account) if account is not None else filters
