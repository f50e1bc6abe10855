"""`veche mail`: whether mail leaves, asked before the first organiser waits for a receipt; what came back."""

import re
import sys

import click

from web import mail_trial
from web.commands_bounces import bounces
from web.settings import load
from web.work import SystemClock


@click.group("mail")
def mail() -> None:
    """See whether mail leaves this machine; read what came back."""


mail.add_command(bounces)


@mail.command("test", short_help="Send one mail; say which step failed and what to do.")
@click.argument("address")
def test(address: str) -> None:
    """Send one mail to ADDRESS through the city's server. Ends with 1 at the first step that fails."""
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", address):
        raise click.UsageError(f"{address!r} is no address, like admin@city.example.")
    settings = load()
    try:
        mail_trial.send(
            settings.smtp, address, SystemClock().now(), lambda said: click.echo(f"ok    {said}"),
            city=settings.city.name.in_("en"),
        )  # fmt: skip
    except mail_trial.Failed as failed:
        click.echo(f"FAIL  {failed}")
        click.echo(f"      mend: {failed.mend}")
        sys.exit(1)
