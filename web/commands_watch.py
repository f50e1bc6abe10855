"""`veche watch`: what rings on this machine, asked by a timer that doesn't need the worker."""

import json
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPException

import click
from flask.cli import with_appcontext

from records.alarm_rows import Rung
from records.unit_of_work import unit_of_work
from web import alarm_words, alarms, mail, mail_alarm
from web.alarms import News
from web.i18n import force_locale
from web.work import House, house

KEPT = "watch.json"
"""What was told while the database could not be asked; in VECHE_HOME."""
DEAF = frozenset({"database", "worker", "outbox"})
"""While one of these rings, nobody keeps the promise of a mail: it is sent from here."""


@click.command("watch", short_help="Say what rings on this machine; ends with 1 if something does.")
@click.option(
    "--mail/--no-mail", "mails", default=True, show_default=True, help="Mail what is new."
)
@with_appcontext
def watch(*, mails: bool) -> None:
    """Say what rings on this machine; ends with 1 if something does. A timer starts it every minute.

    What is new is mailed to VECHE_WATCH__MAIL_TO: through the outbox, or at once from here where the worker is
    silent, mails wait too long, or the database does not answer. Each alarm once, and once when it is over.
    """
    here = house()
    rings = alarms.should_ring(
        here.settings, alarms.look(here.settings, here.engine, here.clock), here.clock.now()
    )
    told = _tell(here, rings, mails=mails)
    with force_locale("en"):
        for ring in rings:
            click.echo(
                f"ALARM {ring.name:10} {alarm_words.title(ring.name)}. {alarm_words.sentence(ring.name, ring.said)}"
            )
            click.echo(f"      {'':10} do: {alarm_words.mend(ring.name)}")
    for one in told.over:
        click.echo(f"over  {one.name}")
    if not rings:
        click.echo("Nothing rings.")
    sys.exit(1 if rings else 0)


def _tell(here: House, rings: list[alarms.Ring], *, mails: bool) -> News:
    """Tell what is new, then write it down, so that what could not be told is told by the next call."""
    if any(ring.name == "database" for ring in rings):
        return _without_database(here, mails=mails)
    kept = here.settings.home / KEPT
    late = _over(here, kept, mails=mails)
    direct = any(ring.name in DEAF for ring in rings)
    with unit_of_work(here.engine, here.clock) as work:
        told, now_ringing = alarms.news(work, rings)
        if not (direct and mails):
            alarms.settle(work, told, now_ringing)
            if mails:
                for over, ones in ((False, told.begun), (True, told.over)):
                    for one in ones:
                        alarms.promise(work, here.settings, one, over=over)
    if direct and mails and _send_all(here, told):
        with unit_of_work(here.engine, here.clock) as work:
            alarms.settle(work, told, now_ringing)
    return News(told.begun, (*told.over, *late))


def _without_database(here: House, *, mails: bool) -> News:
    """The one alarm that can't be written into the database is kept in a file."""
    kept = here.settings.home / KEPT
    if kept.exists():
        return News()
    one = Rung("database", here.clock.now(), here.clock.now(), "")
    if not mails or _send_all(here, News(begun=(one,))):
        with suppress(OSError):  # a full disk: the next call tells it again
            kept.write_text(json.dumps({"database": one.since.isoformat()}), "ascii")
    return News(begun=(one,))


def _over(here: House, kept: Path, *, mails: bool) -> tuple[Rung, ...]:
    """The database answers again: said once."""
    if not kept.exists():
        return ()
    try:
        since = datetime.fromisoformat(json.loads(kept.read_text("ascii"))["database"])
    except (ValueError, KeyError, TypeError):
        since = here.clock.now() - timedelta(minutes=1)
    one = Rung("database", since, since, "")
    if not mails or _send_all(here, News(over=(one,))):
        kept.unlink(missing_ok=True)
    return (one,)


def _send_all(here: House, told: News) -> bool:
    """Send each mail from here; whether all were taken. What keeps one is printed."""
    if here.settings.demo or not here.settings.watch.addresses:
        return True
    if not here.settings.smtp.host:
        click.echo("No mail server is set, so nobody was mailed: VECHE_SMTP__HOST.", err=True)
        return True
    well = True
    for over, ones in ((False, told.begun), (True, told.over)):
        for one in ones:
            for number, address in enumerate(here.settings.watch.addresses, start=1):
                well = _send(here, one, number, address, over=over) and well
    return well


def _send(here: House, one: Rung, number: int, address: str, *, over: bool) -> bool:
    payload = {
        "name": one.name, "said": one.said, "over": over, "since": one.since.isoformat(),
        "address": address,
    }  # fmt: skip
    key = f"watch.{one.name}.{one.since:%Y%m%dT%H%M%S}.{'over' if over else 'begun'}.{number}"
    try:
        mail.send(here.settings, key, mail_alarm.write(payload), None)
    except (OSError, SMTPException) as error:
        click.echo(
            f"The mail about {one.name} was not taken: {type(error).__name__}. Try: veche mail test",
            err=True,
        )
        return False
    return True
