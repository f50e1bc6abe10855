"""Which version of a notice somebody looked at last, and why each version came to be: read off the log."""

from sqlalchemy import func, select
from sqlmodel import col

from records.tables import LogDetail, LogEntry, NoticeVersion
from records.unit_of_work import UnitOfWork


def last_looked(work: UnitOfWork, notice_id: int, account_id: int | None) -> int:
    """The version that stood when this account last did something with the notice; 0 where it never did."""
    if account_id is None:
        return 0
    mine = select(func.max(col(LogEntry.at))).where(
        col(LogEntry.subject_kind) == "notice",
        col(LogEntry.subject_id) == notice_id,
        col(LogEntry.actor_id) == account_id,
    )
    at = work.session.execute(mine).scalar_one()
    if at is None:
        return 0
    stood = select(func.max(col(NoticeVersion.number))).where(
        col(NoticeVersion.notice_id) == notice_id, col(NoticeVersion.made_at) <= at
    )
    return int(work.session.execute(stood).scalar_one() or 0)


def why(work: UnitOfWork, notice_id: int) -> dict[int, tuple[str, str]]:
    """By version: the reason as typed, and the effect of the change; nothing where the reason was erased."""
    rows = (
        select(col(LogEntry.details), col(LogDetail.details))
        .join(LogDetail, col(LogDetail.seq) == col(LogEntry.seq), isouter=True)
        .where(
            col(LogEntry.subject_kind) == "notice",
            col(LogEntry.subject_id) == notice_id,
            col(LogEntry.kind).startswith("notice."),
        )
    )
    found: dict[int, tuple[str, str]] = {}
    for details, personal in work.session.execute(rows.order_by(col(LogEntry.seq))):
        if "version" in details and (
            "changed" in details or "why" in details
        ):  # else why it climbed
            note = str((personal or {}).get("note", ""))
            found[int(details["version"])] = (note, str(details.get("effect", "")))
    return found


def signed(work: UnitOfWork, notice_id: int) -> str:
    """The name under the declaration of the notice as filed; "" where it was erased."""
    rows = (
        select(col(LogDetail.details))
        .join(LogEntry, col(LogEntry.seq) == col(LogDetail.seq))
        .where(
            col(LogEntry.subject_kind) == "notice",
            col(LogEntry.subject_id) == notice_id,
            col(LogEntry.kind) == "notice.filed",
        )
    )
    found = work.session.execute(rows).scalars().first()
    return str((found or {}).get("signature", ""))
