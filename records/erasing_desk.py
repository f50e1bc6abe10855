"""What is erased of what people of an office keep for themselves: notes with their notice, views with their account."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete

from records import message_rows, note_rows
from records.erasing_age import changed
from records.tables import SavedView, Seen
from records.unit_of_work import UnitOfWork


def _views(work: UnitOfWork, account_id: int) -> int:
    v: Any = SavedView
    return changed(work, delete(SavedView).where(v.account_id == account_id))


def _seen(work: UnitOfWork, account_id: int) -> int:
    s: Any = Seen
    return changed(work, delete(Seen).where(s.account_id == account_id))


OF_NOTICE: dict[str, Callable[[UnitOfWork, int], int]] = {
    "notes": note_rows.erase,
    **message_rows.OF_NOTICE,
}
OF_ACCOUNT: dict[str, Callable[[UnitOfWork, int], int]] = {"saved_views": _views, "seen": _seen}
