"""One's own views of the queue, kept under a name, and how far one has read: nobody else sees either."""

from collections.abc import Mapping

from records import own_views as rows
from records.own_views import ViewRow
from records.tables import SavedView
from records.unit_of_work import UnitOfWork
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed
from workflow.views import NoticeView

MOST = 20
LONGEST = 60
CARRIED = ("view", "stage", "district", "kind", "starts", "unread", "section", "owner")
"""What a kept view remembers of the queue's address."""


def of(work: UnitOfWork, actor: Actor) -> tuple[ViewRow, ...]:
    """The views that this person keeps."""
    return rows.views(work, actor.account_id) if actor.account_id is not None else ()


def keep(work: UnitOfWork, *, actor: Actor, name: str, query: Mapping[str, str]) -> SavedView:
    """Keep a view under a name; one of the same name is replaced. Raises Invalid without a name, or for too many."""
    account_id = _me(actor)
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise Invalid("name", N_("Give the view a name."))
    said = {key: query[key][:100] for key in CARRIED if query.get(key, "").strip()}
    row = rows.view_named(work, account_id, name)
    if row is None:
        if len(rows.views(work, account_id)) >= MOST:
            raise Invalid("name", N_("You keep 20 views already: take one away first."))
        row = SavedView(account_id=account_id, name=name, query={}, made_at=work.now)
    row.query = said
    work.add(row)
    work.flush()
    return row


def drop(work: UnitOfWork, *, actor: Actor, view_id: int) -> None:
    """Take one's own view away; somebody else's is none."""
    rows.drop(work, _me(actor), view_id)


def is_news(work: UnitOfWork, actor: Actor, view: NoticeView) -> int:
    """The log entry to which the page of a notice goes, where this person had not read so far; else 0."""
    if actor.account_id is None or not actor.staff or not view.history:
        return 0
    newest = view.history[0].seq
    return newest if newest > rows.read_to(work, view.card.row.id, actor.account_id) else 0


def note_read(work: UnitOfWork, *, actor: Actor, view: NoticeView, seq: int) -> None:
    """The person has read the notice so far."""
    rows.note_read(work, view.card.row.id, _me(actor), seq)


def _me(actor: Actor) -> int:
    if actor.account_id is None or not policy.may(actor, "desk.enter"):
        raise NotAllowed(N_("Your role does not allow this."))
    return actor.account_id
