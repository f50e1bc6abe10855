"""The receipt journal beside the commits: written before the answer, caught up by the worker, alarmed about.

A filing counts by its commit. The journal is written after it and before anybody is told: what the journal has
was filed, and what was acknowledged is in both. Where the journal can't be written, the filing still counts, the
receipt promises nothing about it, and an entry of the log and a mark say so until it is caught up
(docs/decisions/2026-11-26-a-filing-twice.md).
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import records.unit_of_work as units
from records import behind
from records.backups import state
from records.backups.journal import Journal
from records.backups.refusal import Changed, Refusal
from records.errors import Missing, RecordsError
from web.settings import Settings
from workflow import refiling
from workflow.actor import SYSTEM

log = logging.getLogger("veche.journal")


def of(settings: Settings, keys: Sequence[str] = ()) -> Journal | None:
    """The journal of this installation; None where the setting names no folder.

    `keys`: those of a lost city, where they are not yet among the own ones.
    """
    folder = settings.backup.journal
    return Journal(folder.expanduser(), keys or settings.keys("backup")) if folder else None


def keep(here: Any, filed: Sequence[int]) -> None:
    """Write notices that were just committed; returns when the disk has them, or an alarm is written down."""
    if here.journal is None:
        return
    with units.reading(here.engine, here.clock) as work:
        entries = [refiling.entry_of(work, behind.notice_by_id(work, id_)) for id_ in filed]
        now = work.now
    try:
        for entry in entries:
            _append(here, entry, now)
    except OSError as error:
        _alarm(here, error.strerror or str(error))


def _append(here: Any, entry: dict[str, Any], now: datetime) -> None:
    """The papers, then the line that says where they are. OSError when one of them can't be written.

    A line goes without its papers rather than not at all; it is written anew once they can be kept.
    """
    try:
        for paper in entry["papers"]:
            paper["kept"] = _kept(here, paper["keys"], now)
    except (OSError, RecordsError, Refusal) as error:
        raise OSError(0, f"papers of {entry['reference']}: {error}") from error
    finally:
        here.journal.append(entry, now)


def _kept(here: Any, keys: Sequence[str], now: datetime) -> dict[str, str]:
    """Where each key of one paper lies now; what the store itself has lost or spoilt is not asked for again."""
    try:
        return {
            key: here.journal.papers.keep(key, partial(here.store.chunks, key), now) for key in keys
        }
    except (Missing, Changed) as error:
        log.warning("a paper is not in the receipt journal: %s", error)
        return {}


def forget(here: Any, keys: Sequence[str]) -> None:
    """Take erased papers out of the journal too. Where its disk is away they go with their day."""
    if here.journal is None or not keys:
        return
    try:
        here.journal.papers.remove(keys)
    except OSError as error:
        log.warning("papers of the receipt journal stay until their day goes: %s", error.strerror)


def _alarm(here: Any, why: str) -> None:
    """Once, until the journal is caught up: an entry of the log, and a mark that the alarms read."""
    log.error("the receipt journal can't be written: %s", why)
    with suppress(RecordsError):
        if state.journal_trouble(here.engine):
            return
        with units.unit_of_work(here.engine, here.clock) as work:
            state.say(work, state.JOURNAL, f"{work.now.isoformat()} {why}")
            work.log(
                "journal.failed", actor=SYSTEM, subject=("city", 0), details={"why": why[:100]}
            )


def catch_up(here: Any) -> int:
    """Write filings that the journal lacks: after a crash, a full disk, or before it was set up. How many.

    No OSError leaves: it becomes the alarm, and the next minute tries again.
    """
    if here.journal is None:
        return 0
    after = int(state.said(here.engine, state.JOURNALLED) or 0)
    try:
        missing, last = _lacking(here, after)
        for entry in missing:
            _append(here, entry, here.clock.now())
    except OSError as error:
        _alarm(here, error.strerror or str(error))
        return 0
    if last > after:
        _caught_up(here, last)
    return len(missing)


def _lacking(here: Any, after: int) -> tuple[list[dict[str, Any]], int]:
    with units.reading(here.engine, here.clock) as work:
        since = behind.filed_since(work, after, work.now - timedelta(minutes=1))
        if since is None:
            return [], after
        day = since.date() - timedelta(days=1)
        known = {
            str(entry["reference"])
            for entry in here.journal.entries(day)
            if refiling.has_its_papers(entry)
        }
        return refiling.lacking(work, known, after)


def _caught_up(here: Any, last: int) -> None:
    trouble = state.journal_trouble(here.engine)
    with units.unit_of_work(here.engine, here.clock) as work:
        state.say(work, state.JOURNALLED, str(last))
        if trouble:
            state.say(work, state.JOURNAL, "")
            work.log(
                "journal.caught-up", actor=SYSTEM, subject=("city", 0), details={"notice": last}
            )
