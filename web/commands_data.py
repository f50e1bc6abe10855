"""`veche migrate`: brings the database to the newest tables."""

import click

from records.engine import make_engine
from records.migrate import is_current, upgrade
from web.settings import load


@click.command("migrate")
def migrate() -> None:
    """Bring the database to the newest tables; does nothing if it has them."""
    engine = make_engine(load().database_url)
    if is_current(engine):
        click.echo("The tables are current.")
    else:
        upgrade(engine)
        click.echo("The tables are current now.")
    engine.dispose()
