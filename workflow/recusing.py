"""A person has no part in a notice: written here, with somebody in their place. Standing interests do it by themselves."""

from collections.abc import Collection, Sequence

from records import interest_rows
from records.tables import Notice, Recusal
from records.unit_of_work import UnitOfWork
from workflow import roster
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, NotPossible

PREPARER_GONE = N_(
    "Not yet: whoever prepared this decision has no part in the notice any more. Send it back: somebody else looks at it and saves it."
)


def match(work: UnitOfWork, notice: Notice, keys: Sequence[tuple[str, str]]) -> None:
    """A notice came or reads otherwise: recuse everybody whose standing interest it means."""
    every = interest_rows.standing(work)
    if not every:
        return
    named = {key for kind, key in keys if kind == "name"}
    placed = {key for kind, key in keys if kind == "place"}
    gone = interest_rows.recused_from(work, notice.id or 0)
    for one in every:
        among = named if one.kind == "organiser" else placed
        if one.account_id not in gone and among.issuperset(one.keys):
            gone |= {one.account_id}
            write(work, notice, one.account_id, "standing", SYSTEM, one.id)


def write(
    work: UnitOfWork,
    notice: Notice,
    account_id: int,
    source: str,
    by: Actor,
    interest_id: int | None,
    reason: str = "",
) -> Recusal:
    """Write the recusal and its entry; where the person owned the notice, somebody else does by the rule."""
    row = Recusal(
        account_id=account_id, notice_id=notice.id or 0, source=source, interest_id=interest_id,
        reason=reason, made_at=work.now, made_by=by.account_id,
    )  # fmt: skip
    was_owner = notice.owner_id == account_id
    if was_owner:
        notice.owner_id = None
        work.flush()
    work.add(row)
    work.flush()
    work.log(
        "recusal.made",
        actor=by,
        subject=("notice", notice.id or 0),
        details={"recusal": row.id, "account": account_id, "source": source},
        personal={"reason": reason} if reason else {},
    )
    if was_owner:
        _in_their_place(work, notice, account_id)
    return row


def _in_their_place(work: UnitOfWork, notice: Notice, before: int) -> None:
    """The notice gets another owner by the one rule of substitution; nobody is owner where nobody is left."""
    chosen = roster.choose(work, notice.unit_id, work.now.date(), notice.id)
    if chosen is None:
        return
    notice.owner_id = chosen.account_id
    work.log(
        "notice.assigned",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={"from": before, "to": chosen.account_id, "how": chosen.how},
    )


def without(work: UnitOfWork, accounts: Collection[int], notice_id: int | None) -> list[int]:
    """The accounts, less those that have no part in the notice."""
    if notice_id is None or not accounts:
        return list(accounts)
    gone = interest_rows.recused_from(work, notice_id)
    return [one for one in accounts if one not in gone]


def require_part(work: UnitOfWork, notice: Notice, preparer: int) -> None:
    """Raise NotPossible where the preparer of a decision was recused since (a trigger says it too)."""
    if preparer in interest_rows.recused_from(work, notice.id or 0):
        raise NotPossible(PREPARER_GONE)
