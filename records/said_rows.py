"""Sentences of bodies, the library of conditions, and what was settled: named reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from records.people import Account
from records.tables import ConditionItem, Consultation, Sentence, Settlement, Unit
from records.unit_of_work import UnitOfWork

I: Any = ConditionItem  # noqa: E741 - the table, as in the other modules of named reads
S: Any = Sentence


def items(work: UnitOfWork, *, active: bool = False) -> Sequence[ConditionItem]:
    """The newest version of every wording of the library, by code."""
    newest = select(I.code, func.max(I.version).label("version")).group_by(I.code).subquery()
    rows = select(ConditionItem).join(
        newest, (I.code == newest.c.code) & (I.version == newest.c.version)
    )
    if active:
        rows = rows.where(I.active)
    return work.session.exec(rows.order_by(I.code)).all()


def wordings(work: UnitOfWork) -> Sequence[ConditionItem]:
    """Every version of every wording, switched off or not: a text may have been copied from any of them."""
    return work.session.exec(select(ConditionItem).order_by(I.code, I.version.desc())).all()


def versions(work: UnitOfWork, code: str) -> Sequence[tuple[ConditionItem, str]]:
    """Every version of a wording, the newest first, with who made it."""
    rows: Any = select(ConditionItem, Account.name).outerjoin(Account, col(Account.id) == I.made_by)
    found = work.session.exec(rows.where(I.code == code).order_by(I.version.desc())).all()
    return [(item, name or "") for item, name in found]


def used(work: UnitOfWork) -> Mapping[str, int]:
    """How many sentences use each wording, in any version."""
    rows = select(I.code, func.count(S.id)).join(Sentence, S.item_id == I.id).group_by(I.code)
    return {code: int(count) for code, count in work.session.execute(rows)}


def addressees(work: UnitOfWork, ids: set[int]) -> Mapping[int, tuple[str, str]]:
    """Whom wordings bind, by the version that was used, in English and in Russian."""
    rows = select(I.id, I.addressee_en, I.addressee_ru).where(I.id.in_(ids))
    return (
        {id_: (english, russian) for id_, english, russian in work.session.execute(rows)}
        if ids
        else {}
    )


def sentences(work: UnitOfWork, notice_id: int) -> Sequence[Sentence]:
    """Every sentence about the notice, in their order."""
    rows = select(Sentence).where(S.notice_id == notice_id)
    return work.session.exec(rows.order_by(S.ordinal, S.id)).all()


def asked_for(work: UnitOfWork, notice_id: int) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Consultation -> (words, ground) of each condition that its body gave as data, as it said them first."""
    c: Any = Consultation
    rows: Any = select(S.consultation_id, S.original, S.ground).join(
        Consultation, c.id == S.consultation_id
    )
    rows = rows.where(
        c.notice_id == notice_id, S.kind == "conditions", S.original != func.coalesce(c.facts, "")
    )
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for asked, words, ground in work.session.execute(rows.order_by(S.id)):
        found[asked] = (*found.get(asked, ()), (words, ground))
    return found


def next_ordinal(work: UnitOfWork, notice_id: int) -> int:
    """Where the next sentence goes: after all others."""
    last = work.session.execute(
        select(func.max(S.ordinal)).where(S.notice_id == notice_id)
    ).scalar()
    return int(last or 0) + 1


def bodies(
    work: UnitOfWork, notice_id: int
) -> Mapping[int, tuple[Unit, datetime | None, datetime]]:
    """Consultation -> its body, when it answered, by when it was to answer."""
    c: Any = Consultation
    rows: Any = select(c.id, Unit, c.answered_at, c.due_at).join(Unit, col(Unit.id) == c.unit_id)
    found = work.session.execute(rows.where(c.notice_id == notice_id))
    return {id_: (unit, answered, due) for id_, unit, answered, due in found}


def settlements(work: UnitOfWork, notice_id: int) -> Sequence[tuple[Settlement, str, str]]:
    """What was settled about the notice, in order, with who did it in both spellings."""
    t: Any = Settlement
    rows: Any = select(Settlement, Account.name, Account.name_ru)
    rows = rows.join(Account, col(Account.id) == t.made_by).where(t.notice_id == notice_id)
    return [tuple(row) for row in work.session.execute(rows.order_by(t.id))]


def names(work: UnitOfWork, ids: set[int]) -> Mapping[int, tuple[str, str]]:
    """Accounts by their names in both spellings."""
    a: Any = Account
    rows = select(a.id, a.name, a.name_ru).where(a.id.in_(ids))
    return {id_: (name, name_ru or name) for id_, name, name_ru in work.session.execute(rows)}
