"""What a sign-in is checked against: the hash of the password, the encrypted key, the recovery codes."""

from dataclasses import dataclass

from sqlalchemy import func, update
from sqlmodel import col, select

from records import sessions
from records.people import Account, RecoveryCode
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Proof:
    """What a password and a code are checked against."""

    account_id: int
    active: bool
    password: str | None
    totp_key: str | None
    totp_last: int


def proof(work: UnitOfWork, account_id: int) -> Proof | None:
    """What to check a password and a code against."""
    row = work.session.get(Account, account_id)
    if row is None or row.id is None:
        return None
    return Proof(row.id, row.active, row.password, row.totp_key, row.totp_last)


def set_password(work: UnitOfWork, account_id: int, hashed: str) -> None:
    """A new password; whoever was signed in with the old one is out."""
    work.get(Account, account_id).password = hashed
    work.flush()
    sessions.end_all(work, account_id)


def drop_password(work: UnitOfWork, account_id: int) -> None:
    """No password any more; whoever was signed in is out."""
    work.get(Account, account_id).password = None
    work.flush()
    sessions.end_all(work, account_id)


def set_key(work: UnitOfWork, account_id: int, encrypted: str, code_hashes: list[str]) -> None:
    """A new second factor; codes and recovery codes of the old one stop working, and who was signed in is out."""
    row = work.get(Account, account_id)
    row.totp_key, row.totp_last = encrypted, 0
    work.flush()
    sessions.end_all(work, account_id)
    old = select(RecoveryCode).where(RecoveryCode.account_id == account_id)
    for code in work.session.exec(old).all():
        work.session.delete(code)
    work.flush()
    for one in code_hashes:
        work.add(RecoveryCode(account_id=account_id, code_hash=one))
    work.flush()


def locked_keys(work: UnitOfWork, after: int = 0, limit: int = 200) -> list[tuple[int, str]]:
    """Accounts with a telephone and its encrypted key, in order of id: what a rotation locks anew."""
    rows = select(Account.id, Account.totp_key).where(
        col(Account.totp_key).is_not(None), col(Account.id) > after
    )
    found = work.session.exec(rows.order_by(col(Account.id)).limit(limit)).all()
    return [(id_ or 0, key or "") for id_, key in found]


def relock(work: UnitOfWork, account_id: int, old: str, new: str) -> None:
    """The same telephone under a newer key of the house; a telephone joined meanwhile is left alone."""
    row = work.get(Account, account_id)
    if row.totp_key == old:
        row.totp_key = new
        work.flush()


def use_step(work: UnitOfWork, account_id: int, step: int) -> bool:
    """Use up a code of the telephone; False if it or a newer one was used before."""
    used = update(Account).where(col(Account.id) == account_id, col(Account.totp_last) < step)
    return bool(work.session.exec(used.values(totp_last=step)).rowcount)


def use_recovery(work: UnitOfWork, account_id: int, code_hash: str) -> bool:
    """Use up a recovery code; False if there is none such, or it was used."""
    used = update(RecoveryCode).where(
        col(RecoveryCode.account_id) == account_id,
        col(RecoveryCode.code_hash) == code_hash,
        col(RecoveryCode.used_at).is_(None),
    )
    return bool(work.session.exec(used.values(used_at=work.now)).rowcount)


def recovery_left(work: UnitOfWork, account_id: int) -> int:
    """How many recovery codes still work."""
    left = select(func.count()).where(
        col(RecoveryCode.account_id) == account_id, col(RecoveryCode.used_at).is_(None)
    )
    return int(work.session.exec(left).one())
