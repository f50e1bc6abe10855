"""`veche audit`: proves the log chain, or writes it out for a machine that has no Veche."""

import sys

import click

from records.engine import make_engine
from records.errors import NoAnswer
from records.verify import dump as lines
from records.verify import has_log, sentence
from records.verify import verify as walk
from web.settings import load


@click.group("audit")
def audit() -> None:
    """Prove that the log is unbroken."""


@audit.command("verify")
def verify() -> None:
    """Walk the whole log; name the first broken entry. Ends with 1 if there is one."""
    engine = make_engine(load().database_url)
    try:
        there = has_log(engine)
    except NoAnswer as error:
        raise click.ClickException(
            f"The database does not answer ({error}). See `veche doctor`."
        ) from error
    if not there:
        click.echo("This database has no log yet: `veche migrate` makes its tables.", err=True)
        sys.exit(2)
    verdict = walk(engine)
    engine.dispose()
    click.echo(sentence(verdict))
    if not verdict.ok:
        sys.exit(1)


@audit.command("dump", short_help="Write the log as JSON lines, for a check elsewhere.")
def dump() -> None:
    """Write the log as JSON lines, for `python -m proof.audit FILE` elsewhere. Holds personal data."""
    engine = make_engine(load().database_url)
    for line in lines(engine):
        click.echo(line)
    engine.dispose()
