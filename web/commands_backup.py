"""`veche backup`: copies of the city that this machine has read back before it calls them done."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from records.backups import checking, keys, places, state
from records.backups.files import Store
from records.engine import make_engine
from web.backing_up import in_words, make
from web.settings import Settings, load
from web.telling import progress

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("backup", invoke_without_command=True, short_help="Make a backup, and read it back.")
@click.option("--to", "to", type=FOLDER, multiple=True,
              help="A folder, in place of those of the setting; may be repeated.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.pass_context
def backup(context: click.Context, to: tuple[Path, ...], quiet: bool) -> None:
    """Make a backup of the whole city in every place, read it back, thin the old ones.

    People go on working meanwhile. It is sealed with the key VECHE_HOME/secrets/backup: keep a copy of
    that file somewhere else, or no backup can be opened on the day it is needed.
    """
    if context.invoked_subcommand is None:
        make(load(), to, quiet=quiet)


@backup.command("list", short_help="The backups there are, and when the last good one was made.")
def listing() -> None:
    """The backups of every place, the newest last, and how the last try ended."""
    settings = load()
    zone = ZoneInfo(settings.timezone)
    for place in settings.backup.places(settings.home):
        found = places.backups(place)
        click.echo(f"{place}: {len(found)}")
        for path in found:
            click.echo(f"  {path.name}  {_said(places.taken_at(path), zone)}  {_size(path)}")
    engine = make_engine(settings.database_url)
    good, trouble = state.last_good(engine), state.trouble(engine)
    engine.dispose()
    click.echo(f"Last good one: {_said(good, zone)}.")
    if trouble:
        click.echo(f"The last try failed: {trouble}")


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"


def _said(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}" if at else "none yet"


@backup.command("check", short_help="Read one backup back, every byte of it.")
@click.argument("file", type=FILE)
@click.option(
    "--key", type=FILE, help="A file with the key of that time; else VECHE_HOME/secrets/backup."
)
def check(file: Path, key: Path | None) -> None:
    """Open a backup, put it into a database of its own, walk its log, read its files; changes nothing."""
    settings = load()
    with in_words(), progress() as tell:
        store = Store(file.parent, keys_of(settings, key))
        checked = checking.check(file, store, settings.home / "scratch", tell)
    click.echo(f"Whole: taken {checked.head.taken_at} by Veche {checked.head.version}.")
    for name, count in sorted(checked.manifest.tables.items()):
        click.echo(f"  {count:9} {name}")
    chain = checked.manifest.chain
    click.echo(f"The log holds: {chain['size']} entries, root {chain['root']}.")


def keys_of(settings: Settings, file: Path | None) -> list[str]:
    """The keys of a named file before those of VECHE_HOME."""
    own: list[str] = []
    if (settings.home / "secrets" / "backup").exists() or file is None:
        own = settings.keys("backup")
    if file is None:
        return own
    try:
        named = [line.strip() for line in file.read_text("ascii").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{file} can't be read as a key: {error}") from error
    return [*named, *own]


@backup.command("secrets", short_help="The keys of the city in one file, under a passphrase.")
@click.argument("file", type=FILE)
@click.password_option("--passphrase", help="At least 12 signs; asked for if not given.")
def secrets(file: Path, passphrase: str) -> None:
    """Write VECHE_HOME/secrets into one sealed file, to be kept apart from the backups.

    Without these keys a restored city knows nobody's telephone for codes, and no backup opens.
    """
    if len(passphrase) < 12:
        raise click.ClickException("The passphrase is too short: 12 signs at least.")
    settings = load()
    with in_words():
        count = keys.seal(settings.home / "secrets", file, passphrase)
    click.echo(
        f"{count} secrets are in {file}. Keep it apart from the backups, and the passphrase apart from it."
    )


def join(group: Any) -> None:
    """Add the commands to `veche`."""
    group.add_command(backup)
