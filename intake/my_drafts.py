"""Drafts of the account in hand, each with the words about its window."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from intake.margin import margin
from intake.paper import Paper
from web.filters import law
from web.i18n import gettext as _
from web.work import current_actor, reading
from workflow import drafting
from workflow.drafting import DraftView, Listed


@dataclass(frozen=True, slots=True)
class Row:
    """One draft of a list. `window`: until when it can be filed, in words; empty while no day is known."""

    id: int
    kind: str
    title: str
    day: date | None
    window: str
    saved_at: datetime


def rows() -> list[Row]:
    """The drafts of this account that were not filed, the newest first."""
    with reading() as work:
        found = drafting.own(work, current_actor())
    return [_row(one) for one in found]


@dataclass(frozen=True, slots=True)
class Held:
    """A draft that this browser holds by its secret."""

    secret: str
    row: Row


def held(papers: list[Paper]) -> list[Held]:
    """The same words for drafts of this browser; whoever has the browser has their links."""
    found = []
    for one in papers:
        d = one.draft
        found.append(
            Held(one.secret, _row(Listed(d.id, d.regime_id, d.kind, d.answers, d.saved_at)))
        )
    return found


def _row(one: Listed) -> Row:
    view = DraftView(one.regime_id, one.kind, one.answers, "", "", False, one.saved_at)
    here, title = Paper("", view), str(one.answers.get("title") or "")
    if here.kind_lost:
        words = str(_("The law has changed: choose the kind again."))
        return Row(one.id, one.kind.replace("_", " "), title, None, words, one.saved_at)
    m: Any = margin(here)
    return Row(one.id, law(m.kind), title, m.day, f"{m.file_by} {m.left}".strip(), one.saved_at)
