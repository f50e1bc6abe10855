"""`veche restore` puts a backup back; `veche outbox` shows and lets go what a restored city holds."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask.cli import ScriptInfo, pass_script_info

from records import fence
from records.backups import keys as secrets_files
from records.backups import outside
from records.backups.refusal import Refusal
from records.engine import make_engine
from records.outbox import stuck
from records.unit_of_work import reading, unit_of_work
from web import erasing_runs, occupied, restored_words
from web.command_city import opened
from web.commands_data import bound, owner
from web.restores import Ask, Report, look, restore
from web.settings import Settings, load, prepare
from web.telling import progress
from web.work import SystemClock, house
from workflow import restoring, sending_again
from workflow.actor import SYSTEM

FILE = click.Path(dir_okay=False, path_type=Path)
TYPED = "put this city aside"


@click.command("restore", short_help="Put a backup back into an empty database.")
@click.argument("file", type=FILE)
@click.option(
    "--key", type=FILE, help="A file with the key of that time; else VECHE_HOME/secrets/backup."
)
@click.option(
    "--secrets", type=FILE, help="A file of `veche backup secrets`; its passphrase is asked for."
)
@click.option(
    "--checkpoint", type=FILE, help="A checkpoint of the log that was kept elsewhere: is it newer?"
)
@click.option(
    "--over", is_flag=True, help="Over a city that is there: it is put aside, after you type so."
)
@click.option(
    "--accept-broken-log", is_flag=True, help="Put back a backup whose log is broken all the same."
)
@pass_script_info
def put_back(
    info: ScriptInfo,
    file: Path,
    key: Path | None,
    secrets: Path | None,
    checkpoint: Path | None,
    over: bool,
    accept_broken_log: bool,
) -> None:
    """Look through a backup, then put it back: the database, the files, and what the receipt journal has more.

    Stop the city first. Nothing is touched before the whole backup was read. Afterwards everybody signs in
    anew, numbers go on 1,000 further, and mails wait until `veche outbox release`.
    """
    settings = load()
    try:
        with occupied.alone(settings.home):
            pass  # nobody types a passphrase, or reads a whole backup, in vain
        if secrets is not None:
            passphrase = click.prompt("Passphrase of the secrets", hide_input=True)
            secrets_files.put(settings.home / "secrets", secrets_files.unseal(secrets, passphrase))
            settings = load()
        named = _named(settings, key)
        outer = outside.read(checkpoint) if checkpoint else None
        ask = Ask(file, named, over=over, accept_broken=accept_broken_log, checkpoint=outer)
        with progress() as tell:
            checked = look(settings, ask, tell)
        if over:
            _confirm(settings)
        with progress() as tell, occupied.alone(settings.home):
            report = restore(settings, SystemClock(), ask, checked, tell)
    except Refusal as refusal:
        raise click.ClickException(f"{type(refusal).__name__}: {refusal}") from refusal
    for one in named:
        _keep_key(settings, one)
    prepare(settings)
    bound(owner(settings), settings)
    _erase_again(info, report)
    _tell(settings, report, outer)


def _erase_again(info: ScriptInfo, report: Report) -> None:
    """Who was erased after the backup is erased again, by the journal of erasures outside the database."""
    app = opened(info)
    with app.app_context():
        report.erased = erasing_runs.again(house(), erasing_runs.way_of(house()))


def _named(settings: Settings, file: Path | None) -> list[str]:
    own = settings.home / "secrets" / "backup"
    if file is None and not own.exists():
        raise click.ClickException(
            f"There is no key: put the one of the lost city into {own}, or name its file with --key."
        )
    found: list[str] = []
    for path in (file, own):
        if path is not None and path.exists():
            found += [line.strip() for line in path.read_text("ascii").splitlines() if line.strip()]
    if not found:
        raise click.ClickException(f"{file} holds no key.")
    return found


def _confirm(settings: Settings) -> None:
    click.echo(f"The city in {settings.database_url.rpartition('@')[2]} will be put aside.")
    if click.prompt(f"Type «{TYPED}» to go on") != TYPED:
        raise click.ClickException("Nothing was changed.")


def _keep_key(settings: Settings, key: str) -> None:
    """The key that opened this backup opens the older ones too: it stays readable, at the end of the file."""
    path = settings.home / "secrets" / "backup"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = path.read_text("ascii").split() if path.exists() else []
    if key not in lines:
        path.touch(mode=0o600)
        path.write_text("\n".join([*lines, key]) + "\n", "ascii")


def _tell(settings: Settings, report: Report, checkpoint: outside.Checkpoint | None) -> None:
    engine = make_engine(settings.database_url)
    with reading(engine, SystemClock()) as work:
        report.held = fence.count(work)
    engine.dispose()
    text = restored_words.told(
        report, checkpoint, ZoneInfo(settings.timezone), settings.checkpoints.folder
    )
    assert report.at is not None
    path = settings.home / f"restored-{report.at:%Y%m%dT%H%M%SZ}.txt"
    path.write_text(text + "\n", "utf-8")
    path.chmod(0o600)
    click.echo(text)
    click.echo(f"This report is kept as {path}.")


@click.group(
    "outbox", short_help="What waits after a restore or failed too often, and letting it go."
)
def outbox() -> None:
    """What waits for a person: all of it after a restore, since some may have been sent; else what failed 8 times."""


@outbox.command("list", short_help="What is held, or was tried in vain.")
def listing() -> None:
    """What would leave, in the order in which it was promised: id, when, what, of which notice."""
    settings = load()
    engine, zone = make_engine(settings.database_url), ZoneInfo(settings.timezone)
    with reading(engine, SystemClock()) as work:
        since = fence.since(work)
        if since is None:
            click.echo("Nothing is held: there was no restore, or its outbox was released.")
            _stuck(engine, zone)
            return
        click.echo(f"Held since {_said(since, zone)}: {fence.count(work)}.")
        after = 0
        while held := fence.held(work, after):
            for one in held:
                what = f"{one.kind} {one.what}".strip()
                click.echo(f"{one.id:8}  {_said(one.made_at, zone)}  {what:28}  {one.reference}")
            after = held[-1].id
    engine.dispose()


def _stuck(engine: Any, zone: ZoneInfo) -> None:
    """What was tried in vain: id, since when, what, the kind of the last error."""
    found = stuck(engine, SystemClock().now())
    if found:
        click.echo("Tried 8 times in vain; mend the cause, then «veche outbox again all»:")
    for one in found:
        click.echo(f"{one.id:8}  {_said(one.made_at, zone)}  {one.kind:8}  {one.last_error[:80]}")


def _said(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


@outbox.command("release", short_help="Let go what is held.")
@click.option(
    "--drop",
    type=int,
    multiple=True,
    help="Id of one that was sent before: it rests. May be repeated.",
)
def release(drop: tuple[int, ...]) -> None:
    """Let go what is held; the worker sends it. What is dropped is not sent."""
    engine = make_engine(load().database_url)
    with unit_of_work(engine, SystemClock()) as work:
        if fence.since(work) is None:
            raise click.ClickException("Nothing is held.")
        left, dropped = restoring.release(work, SYSTEM, list(drop))
    engine.dispose()
    click.echo(f"Released: {left}. Dropped: {dropped}.")


@outbox.command("again", short_help="Send on its way what was tried in vain.")
@click.argument("which", metavar="ID|all")
def again(which: str) -> None:
    """Try anew what failed, with its eight tries before it: one by the id of `veche outbox list`, or all.

    The worker takes it within a minute. Nothing that was sent is sent twice by this.
    """
    if which != "all" and not (which.isascii() and which.isdigit() and len(which) < 10):
        raise click.ClickException("Name an id of «veche outbox list», or «all».")
    engine = make_engine(load().database_url)
    with unit_of_work(engine, SystemClock()) as work:
        one = None if which == "all" else int(which)
        found = sending_again.again(work, actor=SYSTEM, promise=one)
    engine.dispose()
    if not found and which != "all":
        raise click.ClickException("That one did not fail: it was sent, or it goes by itself.")
    click.echo(f"Sent on its way again: {found}.")


def join(group: Any) -> None:
    """Add the commands to `veche`."""
    group.add_command(put_back)
    group.add_command(outbox)
