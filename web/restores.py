"""A city is put back from a backup: looked through first, put together beside, settled, then put in its place."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from records import migrate, stores
from records.backups import checking, erased, files, loading, outside
from records.backups.belongings import exchanged, laid_out
from records.backups.checking import Checked
from records.backups.files import Store
from records.backups.journal import Journal
from records.backups.making import FOLDERS, PAPERS
from records.backups.outside import Checkpoint
from records.backups.refusal import NoSpace, NotEmpty, Refusal
from records.backups.staging import Target
from records.errors import Busy, Missing
from records.unit_of_work import Clock, unit_of_work
from regimes.shelf import Rulebook, load_all
from web import journalling
from web.backups import papers_of
from web.settings import Settings
from workflow import refiling, restoring
from workflow.errors import Invalid
from workflow.restoring import Restored

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """What the person at the machine asked for."""

    file: Path
    keys: Sequence[str]
    over: bool = False
    accept_broken: bool = False
    checkpoint: Checkpoint | None = None


@dataclass(slots=True)
class Report:
    """What a restore did, and what is known to be lost."""

    checked: Checked
    refiled: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # of the journal, and could not be filed again
    papers: int = 0  # that came back with those filings
    lacking: list[str] = field(
        default_factory=list
    )  # filings of which a paper could not be put back
    journal: bool = False  # whether there was one to read
    newest: int = 0  # the newest entry of the lost log that the journal names
    aside: str = ""  # what the city before is called now
    fits: bool | None = None  # whether the checkpoint fits, where one was given
    held: int = 0
    erased: int = 0
    at: datetime | None = None


def look(settings: Settings, ask: Ask, tell: Tell) -> Checked:
    """Everything that can be known before anything is touched. A Refusal names what is wrong."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store(ask.file.parent, ask.keys)
    checked = checking.check(
        ask.file, store, settings.home / "scratch", tell, accept_broken=ask.accept_broken
    )
    if not ask.over:
        _must_be_empty(settings, checked)
    return checked


def _must_be_empty(settings: Settings, checked: Checked) -> None:
    target = Target(settings.owner_database_url or settings.database_url)
    if target.holds():
        raise NotEmpty(
            "There is a city in this database already. A backup is put back into an empty one; with --over "
            "what is there is put aside first, and you are asked to type so."
        )
    known = dict(checked.files)
    papers = {one.key for one in papers_of(settings).walk()}
    if strange := sorted(key for key in papers if PAPERS + key not in known):
        raise NotEmpty(
            f"The store of papers holds {strange[0]}, which is not of this backup. Empty it, or use --over."
        )
    for path, source in files.of_home(settings.home, FOLDERS):
        if path not in known or files.sum_of(source) != known[path].sha256:
            raise NotEmpty(
                f"{source} is not of this backup. Empty the folder of the city, or use --over."
            )


def restore(settings: Settings, clock: Clock, ask: Ask, checked: Checked, tell: Tell) -> Report:
    """Put a backup back that `look` found whole. NoSpace if the disk is full: then the city is as it was."""
    report = Report(checked, at=clock.now())
    store = Store(ask.file.parent, ask.keys)
    try:
        tell("Papers are put back.")
        papers, mine = papers_of(settings), []
        for path, kept in checked.files:
            if path.startswith(PAPERS):
                key = path.removeprefix(PAPERS)
                _put_paper(settings.home / "scratch", papers, key, store.blocks(kept))
            else:
                mine.append((path, kept))
        target = Target(settings.owner_database_url or settings.database_url)
        with laid_out(settings.home, store, mine, FOLDERS) as beside, target.beside() as engine:
            head, manifest, _ = loading.load(engine, ask.file, store, tell)
            loading.proved(engine, ask.file, manifest, accept_broken=ask.accept_broken)
            if ask.checkpoint is not None and ask.checkpoint.size <= manifest.chain["size"]:
                report.fits = outside.fits(engine, ask.checkpoint)
            tell("The tables are brought to this version.")
            migrate.upgrade(engine)
            restored = Restored(
                ask.file.name, datetime.fromisoformat(head.taken_at), manifest.chain
            )
            rulebook = load_all(beside / "regimes")
            _settle(engine, clock, settings, ask.keys, restored, rulebook, report, tell)
            tell("The city takes its place.")
            with exchanged(settings.home, beside, FOLDERS):
                report.aside = target.take_place(engine, clock.now())
    except (OSError, Busy) as error:
        raise NoSpace(f"The disk can't be written: {error}. The city is as it was.") from error
    return report


def _put_paper(scratch: Path, papers: stores.Store, key: str, blocks: Iterable[bytes]) -> None:
    """A paper goes back into its store, also where what lies there under its key was damaged."""
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=scratch) as file:
        for block in blocks:
            file.write(block)
        file.flush()
        with suppress(Missing):
            if not stores.true(papers, key):
                papers.remove(key)  # a store never writes over a key that is there
        papers.put(key, Path(file.name))


def _settle(
    engine: Any,
    clock: Clock,
    settings: Settings,
    keys: Sequence[str],
    restored: Restored,
    rulebook: Rulebook,
    report: Report,
    tell: Tell,
) -> None:
    zone = ZoneInfo(settings.timezone)
    tell("Sessions end, numbers jump, the outbox is held.")
    with unit_of_work(engine, clock) as work:
        restoring.settle(work, restored, zone)
    journal = journalling.of(settings, keys)
    if journal is None or not journal.folder.is_dir():
        return
    report.journal = True
    tell("Filings of the receipt journal are looked for.")
    gone = erased.notices(settings.journal_path)
    bring = partial(_bring, settings, journal)
    for entry in refiling.each_once(journal.entries()):
        report.newest = max(report.newest, int(entry["seq"]))
        if entry["reference"] in gone:
            journal.papers.remove(
                refiling.keys_of(entry)
            )  # its disk may have been away at the erasure
        else:
            _refile(engine, clock, rulebook, entry, zone, report, bring)


def _bring(settings: Settings, journal: Journal, paper: dict[str, Any]) -> bool:
    """The bytes of a paper, original and copy, from the journal into the store, each proved by its hash."""
    papers, kept = papers_of(settings), paper.get("kept") or {}
    try:
        for key in paper["keys"]:
            _put_paper(
                settings.home / "scratch", papers, key, journal.papers.blocks(kept[key], key)
            )
    except (KeyError, Refusal):
        return all(_there(papers, key) for key in paper["keys"])
    return True


def _there(papers: stores.Store, key: str) -> bool:
    try:
        return stores.true(papers, key)
    except Missing:
        return False


def _refile(
    engine: Any,
    clock: Clock,
    rulebook: Rulebook,
    entry: dict[str, Any],
    zone: ZoneInfo,
    report: Report,
    bring: refiling.Bring,
) -> None:
    back: list[bool] = []

    def bring_and_count(paper: dict[str, Any]) -> bool:
        back.append(bring(paper))
        return back[-1]

    try:
        with unit_of_work(engine, clock) as work:
            reference = refiling.refile(work, rulebook, entry, bring_and_count)
            if reference is not None:
                received = datetime.fromisoformat(entry["received_at"])
                restoring.keep_ahead(work, reference, zone, received)
    except Invalid as error:
        report.failed.append(f"{entry['reference']} ({error.text % error.values})")
        return
    except (OSError, Busy):
        raise  # the disk is full: the city is as it was
    except Exception as error:  # noqa: BLE001 - one filing that can't be read again keeps no other from it
        report.failed.append(f"{entry['reference']} ({type(error).__name__})")
        return
    if reference is not None:
        report.refiled.append(reference)
        report.papers += back.count(True)
        if False in back or "papers" not in entry:
            report.lacking.append(reference)
