"""Backups of this installation: the plan that its settings make, and the worker's part in it."""

import logging
import os
import subprocess
import sys
from importlib.metadata import version
from typing import Any

from records.backups import keeping
from records.backups.keeping import Plan
from records.backups.making import City
from records.backups.places import Thinning
from records.stores import Store
from web import journalling, storing
from web.settings import Settings
from web.work import House

log = logging.getLogger("veche.backup")
_BEGUN: list[subprocess.Popen[bytes]] = []  # of this process; one at a time


def plan_of(settings: Settings, engine: Any) -> Plan:
    """Where backups go by the settings, with the keys of VECHE_HOME/secrets/backup."""
    given = settings.backup
    return Plan(
        city=City(engine, settings.home, version("veche"), papers_of(settings)),
        places=given.places(settings.home),
        keys=settings.keys("backup"),
        thinning=Thinning(given.keep_hours, given.keep_days),
        scratch=settings.home / "scratch",
    )


def papers_of(settings: Settings) -> Store:
    """Where the papers of this installation lie."""
    return storing.open_papers(settings.home, settings.uploads_url, settings.s3)


def keep_safe(here: House) -> None:
    """What keeps a lost disk from losing filings: the journal is caught up, a backup begun when one is due."""
    for what, deed in (("journal", journalling.catch_up), ("backup", by_plan)):
        try:
            deed(here)
        except Exception as error:  # noqa: BLE001 - neither holds up the other; the next minute tries again
            log.warning("%s failed: %s", what, type(error).__name__)


def by_plan(here: House) -> subprocess.Popen[bytes] | None:
    """Begin a backup in a process of its own if one is due; a demo city has nothing to keep.

    Beside the worker, not in it: packing and sealing would hold up pages and letters.
    """
    given = here.settings
    _BEGUN[:] = [one for one in _BEGUN if one.poll() is None]
    if _BEGUN or given.demo or not given.backup.minutes:
        return None
    plan = plan_of(given, here.engine)
    if not keeping.is_due(plan, here.clock.now(), given.backup.every):
        return None
    command = [sys.executable, "-c", "import wsgi; wsgi.main()", "backup", "--quiet"]
    log.info("a backup begins")
    begun = subprocess.Popen(  # noqa: S603 - our own command
        command,
        env=os.environ | {"VECHE_HOME": str(given.home), "VECHE_DATABASE_URL": given.database_url},
        preexec_fn=_gently,  # noqa: PLW1509 - only lowers its own priority
    )
    _BEGUN.append(begun)
    return begun


def _gently() -> None:
    os.nice(10)
