"""Passkeys of accounts: the public half, a name, the counter of its signatures."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from records.errors import Missing
from records.people import Passkey
from records.unit_of_work import UnitOfWork

MOST = 10  # of one account


@dataclass(frozen=True, slots=True)
class Key:
    """One passkey as it is kept."""

    id: int
    account_id: int
    name: str
    credential_id: str
    public_key: bytes
    counter: int
    made_at: datetime
    used_at: datetime | None


def _key(row: Passkey) -> Key:
    return Key(
        row.id or 0, row.account_id, row.name, row.credential_id, row.public_key, row.counter,
        row.made_at, row.used_at,
    )  # fmt: skip


def of_account(work: UnitOfWork, account_id: int) -> list[Key]:
    """The passkeys of an account, oldest first."""
    rows = select(Passkey).where(Passkey.account_id == account_id).order_by(col(Passkey.id))
    return [_key(row) for row in work.session.exec(rows).all()]


def by_credential(work: UnitOfWork, credential_id: str) -> Key | None:
    """The passkey that a browser names."""
    rows = select(Passkey).where(Passkey.credential_id == credential_id)
    row = work.session.exec(rows).first()
    return _key(row) if row else None


def add(
    work: UnitOfWork,
    account_id: int,
    *,
    name: str,
    credential_id: str,
    public_key: bytes,
    counter: int,
) -> int:
    """Keep a new passkey; its id."""
    row = Passkey(
        account_id=account_id, name=name, credential_id=credential_id, public_key=public_key,
        counter=counter, made_at=work.now,
    )  # fmt: skip
    work.add(row)
    work.flush()
    assert row.id is not None  # flushed
    return row.id


def use(work: UnitOfWork, key_id: int, counter: int) -> bool:
    """Note a signature; False if its counter did not grow: then two devices hold one key.

    A key that counts nothing says 0 for ever (WebAuthn level 3, section 6.1.1).
    """
    grew = col(Passkey.counter) < counter if counter else col(Passkey.counter) == 0
    used = update(Passkey).where(col(Passkey.id) == key_id, grew)
    return bool(work.session.exec(used.values(counter=counter, used_at=work.now)).rowcount)


def remove(work: UnitOfWork, account_id: int, key_id: int) -> str:
    """Forget a passkey; its name. Missing if it is not one of this account's."""
    row = work.get(Passkey, key_id)
    if row.account_id != account_id:
        raise Missing(f"Passkey {key_id} is not there.")
    name = row.name
    work.session.delete(row)
    work.flush()
    return name
