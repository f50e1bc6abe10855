"""Rows of drafts: the one behind a secret, those of an account, and the one that is about to be saved."""

from collections.abc import Sequence

from sqlmodel import col, select

from records.tables import Draft, DraftKey
from records.unit_of_work import UnitOfWork


def by_hash(work: UnitOfWork, secret_hash: str) -> Draft | None:
    """The draft that a secret opens: its own, or one that its account was given."""
    key = select(DraftKey.draft_id).where(DraftKey.secret_hash == secret_hash)
    mine = (col(Draft.secret_hash) == secret_hash) | col(Draft.id).in_(key)
    return work.session.exec(select(Draft).where(mine)).first()


def unfiled_of(work: UnitOfWork, account_id: int, limit: int) -> Sequence[Draft]:
    """Drafts of an account that were not filed, the newest first."""
    mine = select(Draft).where(Draft.account_id == account_id, col(Draft.filed_notice_id).is_(None))
    return work.session.exec(
        mine.order_by(col(Draft.saved_at).desc(), col(Draft.id).desc()).limit(limit)
    ).all()


def of_account(work: UnitOfWork, draft_id: int, account_id: int | None) -> Draft | None:
    """The draft with this number, if it is this account's and was not filed."""
    if account_id is None or draft_id > 2**31 - 1:  # a column can't hold more
        return None
    mine = select(Draft).where(
        Draft.id == draft_id, Draft.account_id == account_id, col(Draft.filed_notice_id).is_(None)
    )
    return work.session.exec(mine).first()


def locked(work: UnitOfWork, secret_hash: str) -> Draft | None:
    """The draft that a secret opens, read after the lock on its row is held."""
    found = by_hash(work, secret_hash)
    if found is not None:
        work.session.refresh(found, with_for_update=True)
    return found
