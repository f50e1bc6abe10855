"""`veche migrate`: brings the database to the newest tables."""

from typing import Any

import click

from places import offices
from records.engine import make_engine
from records.migrate import is_current, upgrade
from records.unit_of_work import Clock, unit_of_work
from web.settings import Settings, load
from web.work import SystemClock
from workflow import founding


@click.command("migrate", short_help="Bring the database to the newest tables; keeps all data.")
def migrate() -> None:
    """Bring the database to the newest tables, and its offices to their file; keeps all data."""
    settings = load()
    engine = make_engine(settings.database_url)
    if is_current(engine):
        click.echo("The tables are current.")
    else:
        upgrade(engine)
        click.echo("The tables are current now.")
    found_city(engine, settings)
    engine.dispose()


def found_city(engine: Any, settings: Settings, clock: Clock | None = None) -> None:
    """Write the offices of VECHE_HOME/places/offices.toml, or of the box, into the records."""
    entries = offices.load_city(settings.home / "places")
    with unit_of_work(engine, clock or SystemClock()) as work:
        founding.found(work, entries, check_url=f"{settings.public_base_url.rstrip('/')}/c")
