"""`python -m tests.faults.holder URL`: another process that holds the write lock until its line is closed."""

import sys

from sqlalchemy import text

from records.engine import make_engine
from records.unit_of_work import CHAIN_LOCK


def hold(url: str) -> None:
    """Say when it is held; let go when told to."""
    engine = make_engine(url)
    with engine.connect().execution_options(write=True) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CHAIN_LOCK})
        else:
            connection.execute(text("SELECT 1"))
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.read()
        connection.rollback()


if __name__ == "__main__":
    hold(sys.argv[1])
