"""Certificates of the city that signed letters: kept once each, by their fingerprint."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from records.tables import Certificate
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into

C: Any = Certificate


def keep(work: UnitOfWork, sha256: str, pem: str) -> None:
    """Keep a certificate unless it is there."""
    row = insert_into(work.session, Certificate).values(sha256=sha256, pem=pem, first_at=work.now)
    work.session.execute(row.on_conflict_do_nothing(index_elements=["sha256"]))


def every(work: UnitOfWork) -> Sequence[Certificate]:
    """All of them, the one that was first used last first. Without scope: anybody may have them."""
    rows = select(Certificate).order_by(C.first_at.desc(), C.sha256)
    return work.session.execute(rows).scalars().all()
