"""`veche regimes prove`: walks every path of a regime and holds each claim against it."""

import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import click

from regimes import checking, shelf
from regimes.fault import Fault
from regimes.reading import read_regime
from regimes.regime import Regime
from web.settings import load
from workflow.proving import BODIES, Report, prove
from workflow.proving_claims import CLAIMS
from workflow.proving_words import VERDICTS

WIDTH = 110  # columns
EVERY = 2  # seconds between two lines of progress
NO_ROAD = "is not a "
"""A fault of a file that names what does not exist: there is no road that could be walked."""
CLOCKS = {
    "absent": "the law set the office no clock",
    "pending": "the office's clock runs, and nothing follows from its end in law",
    "met": "the office had answered in time, and its letter was replaced or its end undone",
    "missed": "what follows from the missed clock was applied, and then undone with a reason",
    "dropped": "a correction took the clock away",
}
"""What became of the office's last clock in law."""


@click.command("prove", short_help="Walk every path of a regime: can an answer be missed?")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--bodies",
    type=click.IntRange(0, 6),
    default=BODIES,
    show_default=True,
    help="How many bodies are asked at most.",
)
@click.option("--quiet", is_flag=True, help="No word of progress.")
def prove_command(files: tuple[Path, ...], bodies: int, quiet: bool) -> None:
    """Walk every reachable state of the regimes in FILES, or of all on the shelf, and prove the claims.

    A claim that does not hold is told with a shortest path that breaks it. Exit status 1 if there is one.
    """
    broken = 0
    for name, regime in _regimes(files):
        if isinstance(regime, Fault):
            click.echo(f"FAULT {regime}")
            broken += 1
            continue
        click.echo(f"{name}: {regime.title.en}")
        report = prove(regime, bodies=bodies, seen=_silent if quiet else _Progress())
        for line in _told(report):
            click.echo(line)
        broken += not report.holds
    if broken:
        raise SystemExit(1)


def _regimes(files: tuple[Path, ...]) -> Iterator[tuple[str, Regime | Fault]]:
    """Each regime by the name of its file; of the shelf by its pin."""
    if not files:
        try:
            yield from ((one.pin, one) for one in shelf.load_all(load().home / "regimes"))
        except Fault as error:
            yield error.file, error
        return
    for path in files:
        try:
            yield path.name, _read(path)
        except Fault as error:
            yield path.name, error


def _read(path: Path) -> Regime:
    """The regime of a file whose road can be walked, though it may break what a check would name."""
    try:
        body = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(path.name, "", "is not UTF-8") from error
    _say_faults(path.name, body)
    regime = read_regime(path.name, body, checked=False)
    for fault in checking.check(path.name, regime):
        if NO_ROAD in fault.problem:
            raise fault
    return regime


def _say_faults(file: str, body: str) -> None:
    """A claim may break for what `check` names in one line: then that is mended first."""
    try:
        read_regime(file, body)
    except Fault as error:
        click.echo(
            f"{file}: faults that `veche regimes check` finds: {len(error.all)}. Mend them first; "
            "what breaks below may follow from them."
        )


class _Progress:
    """A line every two seconds, however slowly states are found."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, entered: int, left: int) -> None:
        now = time.monotonic()
        if now - self._told >= EVERY:
            self._told = now
            click.echo(f"    {entered:,} states entered, {left:,} to be left ...", err=True)


def _silent(entered: int, left: int) -> None:
    pass


def _told(report: Report) -> Iterator[str]:
    """The report in lines: counts, claims, how roads end, and a trace for each claim that is broken."""
    yield f"    {report.states:,} states, {report.transitions:,} transitions"
    wrong = {violation.claim for violation in report.violations}
    for claim, sentence in CLAIMS.items():
        yield from _wrapped("BROKEN  " if claim in wrong else "holds   ", sentence)
    yield from _ends(report)
    for violation in report.violations:
        yield ""
        yield from _wrapped(
            "BROKEN  ", f"{CLAIMS[violation.claim].split(':')[0]}: {violation.what}"
        )
        for number, line in enumerate(violation.trace, 1):
            yield from _wrapped(f"    {number:2}. ", line)


def _ends(report: Report) -> Iterator[str]:
    stages, ends = report.regime.stages, report.ends
    for verdict, names in sorted(ends.alone.items()):
        left = ", ".join(sorted(f"«{stages[name].title.en}»" for name in names))
        open_ = sum(not stages[name].final for name in names)
        how = "waits for a person at" if open_ == len(names) else "comes to"
        said = "If nobody ever acts, a notice filed"
        yield from _wrapped("ends    ", f"{said} {VERDICTS[verdict]} {how} {left}.")
    yield from _wrapped(
        "ends    ",
        f"Of {ends.open:,} open states time alone ends {ends.by_time:,}; in the others a person has to act.",
    )
    for waits, count in sorted(ends.waiting.items()):
        who = "the organiser" if waits.turn == "organiser" else "the office"
        said = (
            f"{count:,} wait for {who}, the notice {VERDICTS[waits.verdict]}: {CLOCKS[waits.clock]}"
        )
        yield from _wrapped("            ", said)


def _wrapped(head: str, text: str) -> Iterator[str]:
    head = f"    {head}"
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
    )
