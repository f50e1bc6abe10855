"""The log at the machine: what a command needs before it can read it."""

import sys
from typing import Any

import click

from records import migrate
from records.engine import make_engine
from records.errors import NoAnswer
from records.verify import has_log
from web.newer import refuse_newer
from web.settings import Settings, load


def open_log() -> tuple[Settings, Any]:
    """Settings and engine of a city that has a log. Ends with 2 where there is none yet; ClickException."""
    settings = load()
    engine = make_engine(settings.database_url)
    try:
        there = has_log(engine)
    except NoAnswer as error:
        raise click.ClickException(
            f"The database does not answer ({error}). See `veche doctor`."
        ) from error
    if not there:
        click.echo("This database has no log yet: `veche migrate` makes its tables.", err=True)
        sys.exit(2)
    refuse_newer(engine)
    if not migrate.is_current(engine):
        click.echo(
            "These tables are of an older Veche, and nothing was verified: `veche upgrade` brings them to this version"
            " and walks the log; until then verify with the version that made them.",
            err=True,
        )
        sys.exit(2)
    return settings, engine
