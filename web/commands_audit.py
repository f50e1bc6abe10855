"""`veche audit`: proves the log chain, or writes it out for a machine that has no Veche."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from records import alarm_rows
from records.engine import make_engine
from records.errors import RecordsError
from records.unit_of_work import unit_of_work
from records.verify import dump as lines
from records.verify import verify as walk
from web import log_check
from web.command_log import open_log
from web.settings import load
from web.work import SystemClock


@click.group("audit")
def audit() -> None:
    """Prove that the log is unbroken."""


@audit.command("verify")
@click.option(
    "--checkpoint", "files", multiple=True, type=click.Path(exists=True, path_type=Path),
    help="A checkpoint from outside: a file, a saved mail, or a folder of them.",
)  # fmt: skip
def verify(files: tuple[Path, ...]) -> None:
    """Walk the whole log; name the first broken entry. Ends with 1 if there is one.

    Compares with every checkpoint of this database, of the folder of the settings, and of the files named.
    """
    settings, engine = open_log()
    try:
        known = log_check.known(engine, settings, files)
    except log_check.Untrue as error:
        click.echo(f"UNTRUE: {error}.")
        sys.exit(1)
    verdict = walk(engine, {one.size for one in known})
    against = log_check.against(verdict, known)
    _tell_the_alarms(engine, against)
    engine.dispose()
    click.echo(against or log_check.told(verdict, known))
    if against:
        sys.exit(1)


def _tell_the_alarms(engine: Any, against: str) -> None:
    """A log that does not hold rings until it is found to hold; a database that can't be written is only read."""
    with suppress(RecordsError), unit_of_work(engine, SystemClock()) as work:
        alarm_rows.verified(work, against)


@audit.command("dump", short_help="Write the log as JSON lines, for a check elsewhere.")
def dump() -> None:
    """Write the log as JSON lines, for `python -m proof.audit FILE` elsewhere. Holds personal data."""
    engine = make_engine(load().database_url)
    for line in lines(engine):
        click.echo(line)
    engine.dispose()
