"""`veche secrets`: keys of the house, made anew while people work (AD-19)."""

from datetime import UTC, datetime

import click

from records import credentials
from web import factors
from web.command_city import in_city
from web.settings import KEY_NAMES, load
from web.telling import counted
from web.work import reading, settings, unit_of_work
from workflow.actor import SYSTEM

GUARDS = {
    "session": "the web framework's own; sessions are random numbers of which the database has hashes",
    "csrf": "nothing yet; tokens of forms are made from the session's random number",
    "links": "nothing yet; links are random numbers of which the database has hashes",
    "totp": "keys of telephones, encrypted in the database; older keys are kept, older backups need them",
    "backup": "backups and the receipt journal; older keys are kept, they open older backups",
    "checkpoint": "signatures under checkpoints of the log; public keys stay with each checkpoint",
}
"""What each key guards, honestly."""


@click.group("secrets", short_help="Keys of the house.")
def secrets() -> None:
    """Keys of the house, in VECHE_HOME/secrets: one file a purpose, newest key first."""


@secrets.command(
    "list", short_help="List the keys: how many, how old, what they guard; never a key."
)
def list_keys() -> None:
    """List the files of keys: how many keys, when last changed, what they guard; never a key itself."""
    found = load()
    for name in KEY_NAMES:
        keys = found.keys(name)
        path = found.home / "secrets" / name
        since = f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m-%d}" if path.exists() else "nowhere kept"  # fmt: skip
        click.echo(f"{name:11} {counted(len(keys), 'key')}, {since}: {GUARDS.get(name, '')}")


@secrets.command("rotate", short_help="Make new keys; nobody is signed out, no form is lost.")
@click.argument("names", nargs=-1, type=click.Choice(KEY_NAMES))
@in_city
def rotate(names: tuple[str, ...]) -> None:
    """Make a new key for each of these NAMES, or for all; the one before is still read with.

    Nobody is signed out, open forms and mailed links stay good, old signatures verify. Running processes
    read the new keys by themselves. Copy VECHE_HOME/secrets to where you keep it apart from backups.
    """
    found = settings()
    names = names or tuple(KEY_NAMES)
    if "session" in names and found.secret_key.get_secret_value():
        raise click.ClickException(
            "The key of sessions comes from VECHE_SECRET_KEY: put a new one there and the old one into "
            "VECHE_SECRET_KEY_FALLBACKS, then start Veche anew. Nothing was changed."
        )
    if not (found.home / "secrets").is_dir():
        raise click.ClickException("There are no keys yet. Run `veche prepare`.")
    for name in names:
        if name == "totp":
            lock_anew()  # also what a restore brought back
        count = found.ring.rotate(name)
        if name == "totp":
            lock_anew()
        click.echo(f"{name:11} a new key; {count} in the file")
    with unit_of_work() as work:
        work.log("secrets.rotated", actor=SYSTEM, subject=("rule", 0), details={"names": sorted(names)})  # fmt: skip


def lock_anew() -> int:
    """Lock every telephone's key with the newest key of the house, each in a unit of its own; how many."""
    after, count = 0, 0
    while True:
        with reading() as work:
            some = credentials.locked_keys(work, after)
        for account_id, locked in some:
            keys = settings().keys("totp")
            plain = factors.open_key(locked, keys)
            if plain is None:
                click.echo(f"The telephone of account {account_id} opens with no key that is here. `veche person telephone` gives it a new one.", err=True)  # fmt: skip
                continue
            with unit_of_work() as work:
                credentials.relock(work, account_id, locked, factors.lock_key(plain, keys))
            count += 1
        if not some:
            return count
        after = some[-1][0]


def join(group: click.Group) -> None:
    """Add the commands to `veche`."""
    group.add_command(secrets)
