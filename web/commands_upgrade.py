"""`veche upgrade`: a backup, then the newest tables, then a look at what came out; and the way back."""

from importlib.metadata import version
from typing import Any

import click

from records import counts, migrate
from records.verify import sentence
from records.verify import verify as walk
from web.backing_up import make
from web.commands_data import bound, found_city, owner
from web.newer import refuse_newer
from web.settings import Settings, lacking, load, prepare
from web.telling import counted

COPY = (
    "If the version that runs now has no `veche backup`, stop the city and copy VECHE_HOME first (cp -a), and with\n"
    "PostgreSQL its database (pg_dump): it can read no backup of this version."
)


@click.command(
    "upgrade", short_help="Back up, bring the tables to this version, look at the result."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option(
    "--without-backup", is_flag=True, help="Leave the backup out: you have one of this moment."
)
def upgrade(dry_run: bool, without_backup: bool) -> None:
    """Bring a city to this version of Veche. Stop its processes first; start them again afterwards.

    Refuses tables that are newer than this version. All steps of the tables are done, or none.
    """
    settings = load()
    engine = owner(settings)
    refuse_newer(engine)
    steps = migrate.missing(engine)
    if dry_run:
        _lacking_keys(settings)
    else:
        _keys(settings)
    if not steps:
        click.echo(f"Nothing to do: the tables are those of Veche {version('veche')}.")
        return
    click.echo(f"To Veche {version('veche')}: {counted(len(steps), 'step')}.")
    for number, said in steps:
        click.echo(f"  {number}  {said}")
    if dry_run:
        click.echo("Nothing was changed. Without --dry-run a backup is made first.")
        click.echo(COPY)
        return
    old = migrate.revision(engine)
    saved = None
    if old and not without_backup:
        saved = make(settings)
    before = counts.rows(engine)
    migrate.upgrade(engine)
    click.echo("The tables are current.")
    bound(engine, settings)
    found_city(engine, settings)
    _look(engine, before)
    engine.dispose()
    click.echo("Done: start the city.")
    if saved is not None:
        click.echo(
            "The way back, if something is wrong: stop the city, install the version that ran before, and\n"
            f"  veche restore {saved} --over\n"
            "What people do from now on would then be lost, but for filings of the receipt journal.\n"
            f"A version that has no `veche restore` goes back to the copy that you made of {settings.home}"
            " and of its database."
        )


def _lacking_keys(settings: Settings) -> None:
    """Say which keys would be made: this version needs them and the one before did not."""
    for path in lacking(settings):
        click.echo(f"The key {path} is missing and would be made.")


def _keys(settings: Settings) -> None:
    """A key that this version needs and the one before did not is made, as `veche prepare` does."""
    for path in prepare(settings):
        click.echo(f"Made {path}: make a new file of secrets (veche backup secrets).")


def _look(engine: Any, before: dict[str, int]) -> None:
    """Nothing went missing on the way, the tables are what the code thinks, the log holds. ClickException."""
    after = counts.rows(engine)
    fewer = [name for name, count in before.items() if after.get(name, -1) < count]
    different = migrate.differences(engine)
    verdict = walk(engine)
    click.echo(sentence(verdict))
    if fewer or different or not verdict.ok:
        what = ", ".join(fewer) or "; ".join(different[:3]) or "the log"
        raise click.ClickException(
            f"The upgrade came out wrong ({what}). Restore the backup that was made before it."
        )


def join(group: Any) -> None:
    """Add the command to `veche`."""
    group.add_command(upgrade)
