"""What a page of a sitting shows, and to whom: members, secretary, head, auditor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records import commission_rows, interest_rows
from records.commission_rows import Seat
from web.filters import today
from web.work import current_actor, rulebook
from workflow import sitting_ends
from workflow import sittings as service
from workflow.sitting_ends import ItemView

OFFICE = ("officer", "head", "signatory", "clerk", "secretary")


@dataclass(frozen=True, slots=True)
class SittingView:
    """One sitting as its page shows it."""

    id: int
    state: str
    starts_at: datetime
    place: str
    remarks: str
    commission_id: int
    commission_en: str
    commission_ru: str
    quorum: int
    seats: tuple[Seat, ...]
    ways: Mapping[int, str]  # by account: here, remote, left
    items: tuple[ItemView, ...]
    keeps: bool
    seated: bool
    opens: bool  # whether the reader's posts open notices of this office
    waiting: tuple[Any, ...]  # drafts that could be put on the agenda
    minutes: tuple[tuple[str, bool, str], ...]  # language, printed, why not


def may_read(work: Any, commission_id: int, unit_id: int) -> bool:
    """Whether the person may know of a commission's sittings."""
    actor = current_actor()
    if "auditor" in actor.roles or actor.holds(unit_id, "secretary", "head", "signatory"):
        return True
    return commission_id in commission_rows.of_member(work, actor.account_id or 0, today())


def view_of(work: Any, number: int) -> SittingView | None:
    """The sitting for this reader; None where there is none, or not for them. Items they have an interest in are left out."""
    found = commission_rows.sitting(work, number)
    if found is None:
        return None
    row, commission = found
    actor = current_actor()
    if not may_read(work, row.commission_id, commission.unit_id):
        return None
    seats = commission_rows.seats(work, row.commission_id, today())
    keeps = service.may_keep(actor, commission.unit_id)
    gone = interest_rows.recused_of(work, actor.account_id or 0)
    waiting: list[Any] = []
    if keeps and row.state in {"planned", "open"}:
        waiting = commission_rows.waiting(
            work, commission.unit_id, service.stages(rulebook()), gone
        )
    return SittingView(
        id=number,
        state=row.state,
        starts_at=row.starts_at,
        place=row.place,
        remarks=row.remarks,
        commission_id=row.commission_id,
        commission_en=commission.name_en,
        commission_ru=commission.name_ru,
        quorum=commission.quorum,
        seats=seats,
        ways={who: one.way for who, one in commission_rows.presences(work, number).items()},
        items=sitting_ends.items(work, rulebook(), row, commission, gone, today()),
        keeps=keeps,
        opens="auditor" in actor.roles or actor.holds(commission.unit_id, *OFFICE),
        seated=any(one.account_id == actor.account_id for one in seats),
        waiting=tuple(waiting),
        minutes=tuple(
            (one.locale, one.sha256 is not None, one.held_reason)
            for one in commission_rows.minutes(work, number)
        ),
    )
