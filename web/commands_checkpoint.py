"""`veche checkpoint`: signs the state of the log, lists what was signed, gives the public key."""

import sys

import click

from records import checkpoint_rows
from records.tree import consistency
from records.unit_of_work import reading
from web import checkpoints
from web.command_log import open_log
from web.settings import load
from web.work import SystemClock
from workflow.checkpointing import Unsound


@click.group("checkpoint")
def checkpoint() -> None:
    """Sign the state of the log, so that nobody can change the past unseen."""


@checkpoint.command("make", short_help="Sign the log as it is now, and send that out.")
def make() -> None:
    """Sign the log as it is now; send it where the settings say. Ends with 1 if the log does not hold."""
    settings, engine = open_log()
    try:
        made = checkpoints.make(engine, SystemClock(), settings)
        written = (
            checkpoints.copy(engine, SystemClock(), settings) if settings.checkpoints.folder else []
        )
    except (Unsound, checkpoints.Contradicted) as error:
        click.echo(f"NOT SIGNED: {error}" if isinstance(error, Unsound) else str(error), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"Signed, but not laid into the folder: {error}") from error
    finally:
        engine.dispose()
    if made is None:
        click.echo("Nothing was written since the last checkpoint.")
    else:
        click.echo(made.note, nl=False)
    for path in written:
        click.echo(f"wrote {path}", err=True)
    if settings.checkpoints.addresses:
        click.echo("The worker mails it.", err=True)
    if not settings.checkpoints.sent_out:
        click.echo(
            "It stays on this machine, where whoever changes the log can change it too: "
            "set VECHE_CHECKPOINTS__MAIL_TO or VECHE_CHECKPOINTS__FOLDER.",
            err=True,
        )


@checkpoint.command("list", short_help="The last checkpoints: when, how many entries, root.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 100_000))
def list_(limit: int) -> None:
    """Say when the last checkpoints were made, over how many entries, with which root."""
    _, engine = open_log()
    with reading(engine, SystemClock()) as work:
        found = checkpoint_rows.listed(work, limit=limit)
    engine.dispose()
    for made in found:
        click.echo(f"{made.at:%Y-%m-%d %H:%M:%S}Z {made.size:>12} {made.root}")
    if not found:
        click.echo("None was made yet: the worker makes one every hour.", err=True)


@checkpoint.command("show", short_help="One checkpoint as it was signed.")
@click.argument("size", type=int)
def show(size: int) -> None:
    """Print the signed checkpoint over SIZE entries."""
    _, engine = open_log()
    with reading(engine, SystemClock()) as work:
        made = checkpoint_rows.over(work, size)
    engine.dispose()
    if made is None:
        raise click.ClickException(
            f"No checkpoint over {size} entries: see `veche checkpoint list`."
        )
    click.echo(made.note, nl=False)


@checkpoint.command("key", short_help="The public keys that verify checkpoints.")
def key() -> None:
    """Print the public key to hand out, the newest first; older ones verify older checkpoints."""
    for signer in checkpoints.signers(load()):
        click.echo(signer.key)


@checkpoint.command(
    "prove", short_help="That the log of one checkpoint began with that of another."
)
@click.argument("old", type=click.IntRange(1))
@click.argument("new", type=click.IntRange(1))
def prove(old: int, new: int) -> None:
    """Print the proof (RFC 6962) that the log of NEW entries begins with that of OLD, one hash a line.

    For `python -m proof.consistency`, by somebody who has two checkpoints and no log.
    """
    _, engine = open_log()
    with reading(engine, SystemClock()) as work:
        leaves = checkpoint_rows.hashes(work, new)
    engine.dispose()
    if len(leaves) < new or old > new:
        raise click.ClickException(f"The log has {len(leaves)} entries; OLD is at most NEW.")
    for one in consistency(leaves, old):
        click.echo(one)
