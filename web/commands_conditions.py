"""`veche conditions`: the library of conditions from one TOML file that a lawyer reads."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from records import said_rows
from web.filters import say
from web.work import reading, unit_of_work
from workflow import library
from workflow.actor import SYSTEM
from workflow.errors import Invalid
from workflow.library import Wording

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("conditions", short_help="The library of conditions.")
def conditions() -> None:
    """The library of conditions; kept on the desk's page «Library of conditions» too."""


def _read(path: Path) -> tuple[Wording, ...]:
    try:
        return library.read(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise click.ClickException("The file is not UTF-8.") from error
    except Invalid as error:
        raise click.ClickException(say(error.text, **error.values)) from error


@conditions.command("check", short_help="Read a file and say what is wrong in it.")
@click.argument("path", type=FILE)
@with_appcontext
def check(path: Path) -> None:
    """Read the file PATH and say what is wrong in it, or how many conditions it holds. Nothing is kept."""
    click.echo(f"{len(_read(path))} conditions, nothing wrong.")


@conditions.command("import", short_help="Take the conditions of a file into the library.")
@click.argument("path", type=FILE)
@with_appcontext
def import_(path: Path) -> None:
    """Take the conditions of the file PATH into the library: all of them or none.

    What differs becomes the next version of its code, what is new begins at 1, what the file does not name stays.
    """
    found = _read(path)
    with unit_of_work() as work:
        kept = [one.code for one in found if library.keep(work, actor=SYSTEM, wording=one)]
    click.echo(
        f"{len(found)} conditions read, {len(kept)} new or changed: {', '.join(kept) or '-'}."
    )


@conditions.command("list", short_help="List the library with how often each was used.")
@with_appcontext
def listed() -> None:
    """List the newest version of every condition, with how often it was used."""
    with reading() as work:
        used = said_rows.used(work)
        for one in said_rows.items(work):
            offered = "" if one.active else " (not offered)"
            click.echo(
                f"{one.code:30} v{one.version} used {used.get(one.code, 0)}{offered}: {one.what_en}"
            )


def join(group: click.Group) -> None:
    """Add the command to `veche`."""
    group.add_command(conditions)
