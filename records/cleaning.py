"""After erasing: nothing of what is gone stays in the files of the database (AD-18, M22).

SQLite overwrites what is deleted (secure_delete) and VACUUM writes the file anew; the log of newest changes
is emptied. PostgreSQL writes the touched tables anew when asked to be thorough, else frees their space.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from records.engine import busy
from records.tables import Erasure, Mark
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into

MARK = "erasures-cleaned"
"""The newest erasure after which the files were cleaned: a run that was killed is cleaned up by the next."""


OWNS = """SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class
WHERE oid = 'erasures'::regclass"""


class NotOwner(Exception):
    """The role of this database does not own its tables."""


def newest(work: UnitOfWork) -> int:
    """The number of the newest erasure, 0 if there is none."""
    e: Any = Erasure
    return int(work.session.execute(select(func.max(e.id))).scalar() or 0)


def pending(work: UnitOfWork) -> bool:
    """Whether something was erased since the files were last cleaned."""
    m: Any = Mark
    done = work.session.execute(select(m.value).where(m.name == MARK)).scalar()
    return newest(work) > int(done or 0)


def cleaned(work: UnitOfWork, number: int) -> None:
    """Write down up to which erasure the files are clean."""
    row = insert_into(work.session, Mark).values(name=MARK, value=str(number))
    work.session.execute(
        row.on_conflict_do_update(index_elements=["name"], set_={"value": str(number)})
    )


def clean(engine: Engine, tables: Iterable[str], *, thorough: bool = False) -> None:
    """Clean the files. Busy if readers or writers hold them; then it is done again later.

    `thorough` rewrites PostgreSQL's tables; each stands still for that time. Only the owner of the tables
    may do either there: NotOwner for a role of the service, whose tables the server's own vacuum frees.
    """
    try:
        if engine.dialect.name == "sqlite":
            _sqlite(engine)
        else:
            _postgres(engine, tables, thorough)
    except SQLAlchemyError as error:
        trouble = busy(error)
        if trouble is None:
            raise
        raise trouble from error


def _sqlite(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")  # neither may run inside a transaction
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _postgres(engine: Engine, tables: Iterable[str], thorough: bool) -> None:
    how = "VACUUM (FULL, ANALYZE)" if thorough else "VACUUM (ANALYZE)"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text(OWNS)).scalar():
            raise NotOwner
        connection.execute(text("SET statement_timeout = 0"))
        for table in sorted(set(tables)):
            connection.execute(text(f'{how} "{table}"'))
        connection.invalidate()  # its time limit is off: nobody else gets it
