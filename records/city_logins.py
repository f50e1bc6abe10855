"""Which account somebody of the city's single sign-on is: by issuer and subject."""

from sqlmodel import col, select

from records.people import CityLogin
from records.unit_of_work import UnitOfWork


def account_of(work: UnitOfWork, issuer: str, subject: str) -> int | None:
    """The account of this person there, None if there is none."""
    rows = select(CityLogin.account_id).where(
        CityLogin.issuer == issuer, CityLogin.subject == subject
    )
    return work.session.exec(rows).first()


def join(work: UnitOfWork, account_id: int, issuer: str, subject: str) -> None:
    """From now on they are this account."""
    work.add(CityLogin(account_id=account_id, issuer=issuer, subject=subject, linked_at=work.now))
    work.flush()


def joined(work: UnitOfWork, account_id: int, issuer: str) -> int:
    """How many people of that issuer are this account."""
    rows = select(CityLogin).where(CityLogin.account_id == account_id, CityLogin.issuer == issuer)
    return len(work.session.exec(rows.order_by(col(CityLogin.id))).all())


def subject_of(work: UnitOfWork, account_id: int, issuer: str) -> str:
    """Who the account is at that issuer, the last one joined; empty where nobody is."""
    rows = select(CityLogin.subject).where(
        CityLogin.account_id == account_id, CityLogin.issuer == issuer
    )
    return work.session.exec(rows.order_by(col(CityLogin.id).desc())).first() or ""


def part(work: UnitOfWork, account_id: int) -> None:
    """Nobody of a single sign-on is this account any more."""
    for row in work.session.exec(select(CityLogin).where(CityLogin.account_id == account_id)).all():
        work.session.delete(row)
    work.flush()
