"""How many rows each table has: what an upgrade is compared by."""

from sqlalchemy import Engine, inspect


def rows(engine: Engine) -> dict[str, int]:
    """Tables with their rows, the migration's own table aside."""
    with engine.connect() as connection:
        names = [one for one in inspect(connection).get_table_names() if one != "alembic_version"]
        return {
            name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608 - the database's own names
            for name in names
        }
