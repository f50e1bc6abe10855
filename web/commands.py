"""Commands of the house itself: the home folder, the routes, the doctor."""

import click
from flask import current_app
from flask.cli import with_appcontext

from web import (
    commands_backup,
    commands_change,
    commands_law,
    commands_prove,
    commands_replay,
    commands_restore,
    commands_upgrade,
    sealing,
)
from web.commands_audit import audit
from web.commands_calendar import calendar
from web.commands_checkpoint import checkpoint
from web.commands_clock import clock
from web.commands_data import migrate
from web.commands_letters import letters
from web.commands_mail import mail
from web.commands_move import move_to_postgres
from web.commands_places import places
from web.commands_watch import watch
from web.demo.command import demo
from web.doctor import doctor
from web.gate import action_of
from web.serving import serve, work
from web.settings import load, prepare
from web.work import SystemClock


@click.command("prepare", short_help="Make VECHE_HOME and the keys that are missing.")
def prepare_home() -> None:
    """Make VECHE_HOME and the keys that are missing; never changes a key."""
    settings = load()
    for path in [*prepare(settings), *sealing.prepare_demo(settings, SystemClock().now())]:
        click.echo(f"made {path}")
    click.echo(f"VECHE_HOME is {settings.home}")


@click.command("routes")
@with_appcontext
def routes() -> None:
    """List every address with the action that its gate asks for."""
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda one: one.rule):
        verbs = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        action = action_of(current_app.view_functions[rule.endpoint]) or "NO GATE"
        click.echo(f"{verbs:10} {rule.rule:45} {action:22} {rule.endpoint}")


def join(group: click.Group) -> None:
    """Add the commands to `veche`."""
    group.add_command(prepare_home)
    group.add_command(routes)
    group.add_command(migrate)
    group.add_command(move_to_postgres)
    group.add_command(doctor)
    group.add_command(watch)
    group.add_command(mail)
    group.add_command(letters)
    group.add_command(demo)
    group.add_command(serve)
    group.add_command(work)
    group.add_command(audit)
    group.add_command(checkpoint)
    group.add_command(clock)
    group.add_command(calendar)
    group.add_command(places)
    for room in (commands_backup, commands_restore, commands_upgrade):
        room.join(group)
    commands_law.regimes.add_command(commands_change.diff)
    commands_law.regimes.add_command(commands_replay.replay)
    commands_law.regimes.add_command(commands_prove.prove_command)
    group.add_command(commands_law.regimes)
