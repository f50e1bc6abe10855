"""What the service's own role may do on PostgreSQL: use the tables, never change them or the log.

The owner's role makes and changes tables (`veche migrate`). The role of the running service gets no
more than it needs, read off the guards of the tables themselves: where a trigger `<table>_no_update`
or `<table>_no_delete` refuses a deed to everybody, the role may not even ask for it, and can't take
the trigger away.
"""

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import make_url

from records.tables import LogEntry

VERSIONS = "alembic_version"
"""Read by the service, to know whether its tables are current; written by migrations alone."""


class NoRole(Exception):
    """The role can't be given rights; the sentence says why."""


def role_of(url: str) -> str:
    """The role that an address signs in as; '' where it names none."""
    return make_url(url).username or ""


def grant(owner: Engine, role: str) -> None:
    """Give `role` what the service needs, and take everything else from it. NoRole where that can't be.

    Safe to repeat; done after every migration, since new tables come without rights.
    """
    with owner.begin() as connection:
        _may_be_bounded(connection, role)
        name = connection.dialect.identifier_preparer.quote(role)
        connection.execute(text(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {name}"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {name}"))
        guarded = _guarded(connection)
        for table in inspect(connection).get_table_names(schema="public"):
            deeds = ", ".join(_deeds(table, guarded))
            connection.execute(text(f'REVOKE ALL ON TABLE public."{table}" FROM PUBLIC, {name}'))
            connection.execute(text(f'GRANT {deeds} ON TABLE public."{table}" TO {name}'))
        connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}"))


def _deeds(table: str, guarded: set[str]) -> list[str]:
    if table == VERSIONS:
        return ["SELECT"]
    refused = {deed for deed in ("UPDATE", "DELETE") if f"{table}_no_{deed.lower()}" in guarded}
    return ["SELECT", "INSERT", *sorted({"UPDATE", "DELETE"} - refused)]


def _guarded(connection: Connection) -> set[str]:
    names = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
    return set(names.scalars())


def _may_be_bounded(connection: Connection, role: str) -> None:
    found = connection.execute(
        text("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = :role"),
        {"role": role},
    ).first()
    if found is None:
        raise NoRole(f"The server knows no role {role}.")
    if found[1]:
        raise NoRole(f"{role} is the owner itself: the service needs a role of its own.")
    if found[0]:
        raise NoRole(f"{role} is a superuser: no right can be kept from it.")


def can_rewrite_the_log(engine: Engine) -> bool:
    """Whether the role of this engine could change log entries if it wanted to, once their guard is gone."""
    if engine.dialect.name != "postgresql":
        return True
    asked = text("SELECT has_table_privilege(current_user, CAST(:table AS text), 'UPDATE')")
    with engine.connect() as connection:
        table = str(LogEntry.__tablename__)
        return bool(connection.execute(asked, {"table": table}).scalar_one())
