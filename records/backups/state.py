"""What a city knows of its own backups: when the last good one was made, and what went wrong since."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, select

from records.tables import Mark
from records.unit_of_work import UnitOfWork

GOOD = "backup.good"
TRIED = "backup.tried"
FAILED = "backup.failed"
RESTORED = "restored.at"
JOURNAL = "journal.failed"
JOURNALLED = "journal.upto"  # id of the last notice that the journal is known to have
LONGEST = 200  # characters of a mark
M: Any = Mark


def last_good(engine: Engine) -> datetime | None:
    """When the newest backup was taken that lies checked in every place of the setting; None if none does."""
    return _moment(engine, GOOD)


def last_tried(engine: Engine) -> datetime | None:
    """When a backup was begun last, by plan or by hand."""
    return _moment(engine, TRIED)


def trouble(engine: Engine) -> str:
    """What went wrong with the newest try, in words; nothing if it ended well."""
    return said(engine, FAILED)


def journal_trouble(engine: Engine) -> str:
    """Since when, and why, filings could not be written into the journal; nothing if they are."""
    return said(engine, JOURNAL)


def say(work: UnitOfWork, name: str, value: str) -> None:
    """Keep a fact about this installation; an empty one is forgotten."""
    work.session.execute(delete(Mark).where(M.name == name))
    if value:
        work.add(Mark(name=name, value=value[:LONGEST]))
        work.flush()


def said(engine: Engine, name: str) -> str:
    """What a mark says; nothing if there is none."""
    with engine.connect() as connection:
        found = connection.execute(select(M.value).where(M.name == name)).scalar()
    return str(found or "")


def _moment(engine: Engine, name: str) -> datetime | None:
    moment = said(engine, name)
    return datetime.fromisoformat(moment) if moment else None
