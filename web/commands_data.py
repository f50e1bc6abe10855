"""`veche migrate`: brings the database to the newest tables."""

from typing import Any

import click

from places import offices
from records import rights
from records.engine import make_engine
from records.errors import Busy
from records.migrate import is_current, upgrade
from records.unit_of_work import Clock, unit_of_work
from web.newer import refuse_newer
from web.settings import BadSettings, Settings, load
from web.work import SystemClock
from workflow import founding


@click.command("migrate", short_help="Bring the database to the newest tables; keeps all data.")
def migrate() -> None:
    """Bring the database to the newest tables, and its offices to their file; keeps all data.

    Where VECHE_OWNER_DATABASE_URL names the role that owns the tables, that role changes them, and
    the service's role gets the rights that it needs and no others.
    """
    settings = load()
    engine = owner(settings)
    refuse_newer(engine)
    if is_current(engine):
        click.echo("The tables are current.")
    else:
        try:
            upgrade(engine)
        except Busy as error:
            raise click.ClickException(
                "The database was in use all the time, or does not answer: nothing was changed. "
                "Try again in a quieter minute."
            ) from error
        click.echo("The tables are current now.")
    bound(engine, settings)
    engine.dispose()
    engine = make_engine(settings.database_url)
    found_city(engine, settings)
    engine.dispose()


def owner(settings: Settings) -> Any:
    """The engine of the role that makes and changes tables: the service's own where no other is named."""
    return make_engine(settings.owner_database_url or settings.database_url)


def bound(owner: Any, settings: Settings) -> None:
    """Give the service's role its rights, after each migration anew: new tables come without any.

    Does nothing where no other role owns the tables.
    """
    if not settings.owner_database_url:
        return
    if not settings.database_url.startswith("postgres"):
        raise BadSettings("VECHE_OWNER_DATABASE_URL is for PostgreSQL; a file has no roles.")
    role = rights.role_of(settings.database_url)
    try:
        rights.grant(owner, role)
    except rights.NoRole as error:
        raise BadSettings(
            f"VECHE_DATABASE_URL: {error} See docs/how-to/several-machines.md."
        ) from error
    click.echo(f"{role} may use the tables, and change neither them nor the log.")


def found_city(engine: Any, settings: Settings, clock: Clock | None = None) -> None:
    """Write the offices of VECHE_HOME/places/offices.toml, or of the box, into the records."""
    entries = offices.load_city(settings.home / "places")
    with unit_of_work(engine, clock or SystemClock()) as work:
        founding.found(work, entries, check_url=f"{settings.public_base_url.rstrip('/')}/c")
