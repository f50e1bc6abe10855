"""What is changed in the rows of a restored city before it is used again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, update

from records.people import SignInLink
from records.tables import Counter, WebSession
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into

L: Any = SignInLink


def end_sessions(work: UnitOfWork) -> None:
    """Every browser signs in anew; every mailed sign-in link is over."""
    work.session.execute(delete(WebSession))
    work.session.execute(update(SignInLink).where(L.used_at.is_(None)).values(used_at=work.now))


def jump(work: UnitOfWork, by: int, more: Iterable[str]) -> None:
    """Every series of numbers goes on after a gap; series that have no row yet begin after it."""
    work.session.execute(update(Counter).values(value=Counter.value + by))
    for name in more:
        row = insert_into(work.session, Counter).values(name=name, value=by)
        work.session.execute(row.on_conflict_do_nothing(index_elements=["name"]))
    work.flush()


def at_least(work: UnitOfWork, name: str, value: int) -> None:
    """A series goes on after this number at the earliest."""
    work.session.execute(
        update(Counter)
        .where(Counter.name == name, Counter.value < value)  # type: ignore[arg-type]  # columns
        .values(value=value)
    )
