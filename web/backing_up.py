"""One backup made by hand, by plan or before an upgrade, and what is said of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from records.backups import keeping
from records.backups.refusal import Refusal
from records.engine import make_engine
from web import journalling
from web.backups import plan_of
from web.settings import Settings
from web.telling import counted, progress
from web.work import SystemClock


@contextmanager
def in_words() -> Iterator[None]:
    """A refusal is said as it is, under its name, and the command ends with 1."""
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(f"{type(refusal).__name__}: {refusal}") from refusal


def make(settings: Settings, to: tuple[Path, ...] = (), *, quiet: bool = False) -> Path:
    """Make one backup and say what came of it. ClickException where it can't be made."""
    engine = make_engine(settings.database_url)
    plan = plan_of(settings, engine)
    if to:
        plan = replace(plan, places=to)
    try:
        with in_words(), progress(quiet=quiet) as tell:
            made = keeping.back_up(plan, SystemClock(), tell)
    finally:
        engine.dispose()
    _thin_journal(settings)
    if not quiet:
        notices = made.manifest.tables.get("notices", 0)
        click.echo(f"Made and read back: {made.path}")
        click.echo(
            f"{counted(notices, 'notice')}, "
            f"{counted(made.manifest.chain['size'], 'entry', 'entries')} of the log, "
            f"{counted(made.manifest.files, 'file')} of {made.manifest.bytes / 1e6:.1f} MB; "
            f"root {made.manifest.chain['root'][:16]}."
        )
        for other in plan.places[1:]:
            click.echo(f"Copied to {other}")
        click.echo(
            f"Its key is {settings.home / 'secrets' / 'backup'}: keep a copy of it elsewhere."
        )
    return made.path


def _thin_journal(settings: Settings) -> None:
    """Days of the receipt journal go when backups of their days would: they hold people's data as well."""
    journal = journalling.of(settings)
    if journal is not None:
        oldest = SystemClock().now() - timedelta(days=settings.backup.keep_days)
        journal.thin(oldest.date())
