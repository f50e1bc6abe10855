"""`veche move-to-postgres`: carries a live city from its SQLite file to a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from records import moving
from records.engine import make_engine
from records.errors import Busy
from web.settings import load
from web.telling import counted


@click.command("move-to-postgres", short_help="Carry this city from SQLite to PostgreSQL.")
@click.argument("url")
@click.option(
    "--back",
    is_flag=True,
    help="Open the SQLite file again, if nothing happened in PostgreSQL since.",
)
def move_to_postgres(url: str, back: bool) -> None:
    """Carry this city from its SQLite file into the EMPTY database at URL, and compare both.

    URL is postgresql://owner@host/name; the password is better kept out of it, in ~/.pgpass. Stop the
    service first: while it is carried, nobody can file. All of it arrives or nothing; one that was
    broken off is begun again. Afterwards the file takes nothing more, and stays as it was.
    """
    source = make_engine(load().database_url)
    try:
        target = moving.at(url)
        if back:
            entries = moving.go_back(source, target)
            click.echo(
                f"The SQLite file is open again, with {counted(entries, 'log entry', 'log entries')}."
            )
            return
        with _progress() as told:
            moved = moving.move(source, target, told)
    except moving.CantMove as error:
        raise click.ClickException(str(error)) from error
    except Busy as error:
        raise click.ClickException(
            f"{error} Is the service stopped, and does PostgreSQL answer?"
        ) from error
    finally:
        source.dispose()
    target.dispose()
    _say(moved, target.url.render_as_string(hide_password=True))


def _say(moved: moving.Moved, shown: str) -> None:
    click.echo(f"Carried {moved.rows} rows of {moved.tables} tables; both sides are the same.")
    click.echo(
        f"The log has {counted(moved.entries, 'entry', 'entries')}, root {moved.root}, on both sides."
    )
    click.echo("")
    click.echo(f"Now set VECHE_DATABASE_URL to {shown} (better with a role of the service's own,")
    click.echo(
        "docs/how-to/several-machines.md), run `veche migrate` and `veche doctor`, and start."
    )
    click.echo("The SQLite file stays as it was, and takes nothing more: keep it as a backup.")
    click.echo("To go back before anything new was filed: veche move-to-postgres URL --back")


@contextmanager
def _progress() -> Iterator[moving.Told]:
    """A bar a table, for a terminal."""
    columns = (
        TextColumn("{task.description:20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bars: dict[str, Any] = {}
    with Progress(*columns) as progress:

        def told(table: str, done: int, whole: int) -> None:
            if table not in bars:
                bars[table] = progress.add_task(table, total=whole)
            progress.update(bars[table], completed=done)

        yield told
