"""What a list of notices is narrowed by, read from a form: stage, place, law and kind, first day."""

from dataclasses import replace
from typing import Any, TypeVar

from desk.door import start_of
from desk.forms import QueueFilters
from desk.speech import _
from records.queries import Filters
from web import kinds
from web.filters import law
from web.widgets import choices
from web.work import regimes

FILTERS = ("stage", "district", "kind", "starts", "unread")
OF_READER = ("section", "owner")
"""Filters whose choices depend on who reads: sections of one's own offices, colleagues."""
MINE, NOBODYS = "me", "none"
EVERY_KIND = "."  # a law as a whole, in the choice of a kind
Shape = TypeVar("Shape", bound=QueueFilters)


def form_of(shape: type[Shape], sent: Any) -> Shape:
    """The filters as they were sent, with their choices in the language of the page."""
    form = shape(formdata=sent)
    form.stage.choices = choices([("", _("any")), *_stages().items()])
    form.kind.choices = _kinds()
    form.validate()
    return form


def filters_of(form: QueueFilters) -> Filters:
    """Give what the list is narrowed by; values that nobody knows are left out."""
    law_id, kind_id = _law_and_kind(form.kind.data or "")
    narrowed = Filters(
        stages=frozenset({form.stage.data} - {"", None}) & frozenset(_stages()),
        laws=frozenset({law_id} - {""}),
        kinds=frozenset({kind_id} - {""}),
        districts=frozenset(one for one in (form.district.data,) if one and one.isprintable()),
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
