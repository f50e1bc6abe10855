"""A new address of an account: wanted, confirmed by the link that went there, then the account's own."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col, select

from records.people import Account, AddressChange
from records.unit_of_work import UnitOfWork

LIFE = timedelta(hours=1)


def want(work: UnitOfWork, account_id: int, email: str, secret_hash: str) -> None:
    """Keep the wish; an older one of the account is over with it."""
    older = update(AddressChange).where(
        col(AddressChange.account_id) == account_id, col(AddressChange.used_at).is_(None)
    )
    work.session.execute(older.values(used_at=work.now))
    work.add(
        AddressChange(
            secret_hash=secret_hash, account_id=account_id, email=email, made_at=work.now,
            expires_at=work.now + LIFE,
        )
    )  # fmt: skip
    work.flush()


def wanted(work: UnitOfWork, secret_hash: str) -> tuple[int, str] | None:
    """Account and new address behind a link that is still good."""
    row = work.session.get(AddressChange, secret_hash)
    if row is None or row.used_at is not None or row.expires_at <= work.now:
        return None
    return row.account_id, row.email


def change(work: UnitOfWork, secret_hash: str) -> str | None:
    """Make the address the account's own; the old one. None where the link is over, or somebody else has it."""
    found = wanted(work, secret_hash)
    if found is None:
        return None
    account_id, email = found
    work.get(AddressChange, secret_hash).used_at = work.now
    taken = select(Account.id).where(Account.email == email)
    if work.session.exec(taken).first() is not None:
        work.flush()
        return None
    row = work.get(Account, account_id)
    old, row.email = row.email, email
    work.flush()
    return old or ""
