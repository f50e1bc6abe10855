"""Sign-in links: kept as hashes, opened as often as one likes, used once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, delete, select

from records.people import SignInLink
from records.unit_of_work import UnitOfWork

LIFE = timedelta(minutes=10)  # OWASP ASVS 5.0, 6.5.5: at most ten minutes
TRIES = 5  # of the short code


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is still good."""

    secret_hash: str
    email: str
    browser_hash: str
    code_hash: str
    locale: str
    next_path: str
    expires_at: datetime


def add(
    work: UnitOfWork,
    *,
    secret_hash: str,
    email: str,
    browser_hash: str,
    code_hash: str,
    locale: str,
    next_path: str,
) -> datetime:
    """Keep a new link of this browser, which makes its older ones void; until when it is good."""
    work.session.execute(
        update(SignInLink)
        .where(col(SignInLink.browser_hash) == browser_hash, col(SignInLink.used_at).is_(None))
        .values(used_at=work.now)
    )
    until = work.now + LIFE
    work.add(
        SignInLink(
            secret_hash=secret_hash,
            email=email,
            browser_hash=browser_hash,
            code_hash=code_hash,
            locale=locale,
            next_path=next_path,
            made_at=work.now,
            expires_at=until,
        )
    )
    work.flush()
    return until


def good(work: UnitOfWork, secret_hash: str) -> Link | None:
    """The link with this secret, if it was not used and its time is not over."""
    row = work.session.get(SignInLink, secret_hash)
    return _link(row) if row is not None and _good(row, work.now) else None


def of_browser(work: UnitOfWork, browser_hash: str) -> Link | None:
    """The good link that this browser asked for last."""
    rows = (
        select(SignInLink)
        .where(SignInLink.browser_hash == browser_hash, col(SignInLink.used_at).is_(None))
        .order_by(col(SignInLink.made_at).desc())
    )
    row = work.session.exec(rows).first()
    return _link(row) if row is not None and _good(row, work.now) else None


def _good(row: SignInLink, now: datetime) -> bool:
    return row.used_at is None and now < row.expires_at and row.tries < TRIES


def _link(row: SignInLink) -> Link:
    return Link(
        row.secret_hash,
        row.email,
        row.browser_hash,
        row.code_hash,
        row.locale,
        row.next_path,
        row.expires_at,
    )


def use_up(work: UnitOfWork, secret_hash: str) -> bool:
    """Use the link; False if somebody else just did, or it is no longer good."""
    used = update(SignInLink).where(
        col(SignInLink.secret_hash) == secret_hash,
        col(SignInLink.used_at).is_(None),
        col(SignInLink.expires_at) > work.now,
        col(SignInLink.tries) < TRIES,
    )
    return bool(work.session.exec(used.values(used_at=work.now)).rowcount)


def wrong_code(work: UnitOfWork, secret_hash: str) -> None:
    """A wrong short code was typed; after five the link is void."""
    work.session.execute(
        update(SignInLink)
        .where(col(SignInLink.secret_hash) == secret_hash)
        .values(tries=SignInLink.tries + 1)
    )


def sweep(work: UnitOfWork, before: datetime) -> int:
    """Throw away links whose time was over then; how many."""
    old = delete(SignInLink).where(col(SignInLink.expires_at) < before)
    return int(work.session.exec(old).rowcount)
