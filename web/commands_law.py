"""`veche clock` and `veche regimes`: the law's dates and files, on the command line."""

import json
from pathlib import Path
from typing import Any

import click

from regimes import shelf, words
from regimes.counting import DueDate, Judgement, Step, Uncountable
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import Rulebook
from web.clock_cases import BadCase, answer, decide, moment, read_case, read_cases
from web.settings import load


def _rulebook() -> Rulebook:
    """The box's shelf and the city's own files in VECHE_HOME/regimes."""
    try:
        return shelf.load_all(load().home / "regimes")
    except Fault as error:
        raise click.ClickException("\n".join(map(str, error.all))) from error


@click.command("clock", short_help="Say when to file, and who must answer by when.")
@click.option(
    "--cases",
    type=click.File(encoding="utf-8"),
    help="JSON list of cases, or - for standard input.",
)
@click.option(
    "--regime",
    "regime_id",
    default="ru-moscow-assembly",
    show_default=True,
    help="Id of the regime.",
)
@click.option("--kind", help="Kind of event, for example rally.")
@click.option(
    "--start",
    help="When the event starts: 2026-03-14T14:00, in the regime's zone if no offset is given.",
)
@click.option("--end", help="When it ends; on a later day it is held daily at these hours.")
@click.option("--filed", help="When the notice is received.")
@click.option(
    "--participants", type=click.IntRange(0), default=1, show_default=True, help="Expected number."
)
@click.option(
    "--okrug",
    "okrugs",
    multiple=True,
    help="Code of an okrug touched, for example CAO. May be repeated.",
)
@click.option("--special-place", default="", help="Name of a specially designated site.")
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Another input, for example announced_at=...",
)
@click.option("--json", "as_json", is_flag=True, help="Print the line that --cases prints.")
def clock(cases: Any, as_json: bool, **given: Any) -> None:
    """Say when a notice may be filed, whether it is in time, and who must answer by when.

    With --cases: one JSON object a line for each case, with the keys that --json prints; a bad
    case gives {id, error} and exit status 1 at the end.
    """
    rulebook = _rulebook()
    if cases is not None:
        _many(rulebook, cases)
        return
    data = _one(rulebook, given)
    if as_json:
        found = answer(rulebook, data)
        click.echo(json.dumps(found))
        raise SystemExit("error" in found)
    try:
        case = read_case(rulebook, data)
        _show(case.regime, decide(rulebook, case))
    except (BadCase, Uncountable) as error:
        raise click.ClickException(str(error)) from error


def _many(rulebook: Rulebook, file: Any) -> None:
    try:
        cases = read_cases(file.read())
    except (BadCase, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error
    bad = False
    for data in cases:
        found = answer(rulebook, data)
        bad = bad or "error" in found
        click.echo(json.dumps(found))
    if bad:
        raise SystemExit(1)


def _one(rulebook: Rulebook, given: dict[str, Any]) -> dict[str, Any]:
    """The options as a case. Moments without an offset are read in the regime's zone."""
    for name in ("kind", "start", "filed"):
        if not given[name]:
            raise click.UsageError(f"Give --{name}, or --cases.")
    known = [regime for regime in rulebook if regime.id == given["regime_id"]]
    if not known:
        raise click.ClickException(f"regime: {given['regime_id']!r} is not on the shelf")
    inputs: dict[str, Any] = {
        "participants": given["participants"],
        "okrugs": list(given["okrugs"]),
    }
    inputs |= {"special_place": given["special_place"]}
    for item in given["inputs"]:
        key, equals, value = item.partition("=")
        if not equals:
            raise click.UsageError(f"--input {item}: write KEY=VALUE.")
        inputs[key] = {"true": True, "false": False}.get(value, value)
    names = {"event_start": "start", "event_end": "end", "filed_at": "filed"}
    try:
        moments = {
            key: moment(given, name, known[0].zone).isoformat()
            for key, name in names.items()
            if given[name]
        }
    except BadCase as error:
        raise click.ClickException(str(error)) from error
    return {
        "id": None,
        "regime": given["regime_id"],
        "event_kind": given["kind"],
        "inputs": inputs,
        **moments,
    }


def _show(regime: Regime, found: Judgement) -> None:
    """The judgement for people, every date with its steps."""
    click.echo(f"{regime.title.en}, {regime.pin}; times of {regime.zone.key}")
    click.echo(f"Verdict: {found.verdict.replace('_', ' ')}")
    to = (
        regime.addressees[found.addressee].name.en
        if found.addressee in regime.addressees
        else "nobody"
    )
    click.echo(f"Addressee: {to}")
    for name, instant in (("Opens", found.opens), ("Closes", found.closes)):
        said = f"{instant:%a %Y-%m-%d %H:%M:%S}" if instant else "no limit"
        click.echo(f"{name}: {said}")
    if found.extra_filing_day:
        click.echo(f"Also open on: {found.extra_filing_day:%a %Y-%m-%d}")
    _show_steps(found.steps)
    for due in found.dues:
        _show_due(regime, due)
    for word in found.warnings:
        click.echo(f"Warning: {word}")
    for caution in found.cautions:
        click.echo(f"Note: {caution.in_english()}")


def _show_due(regime: Regime, due: DueDate) -> None:
    click.echo(f"{regime.clocks[due.clock].title.en}: {due.due_at:%a %Y-%m-%d %H:%M:%S}")
    _show_steps(due.steps)


def _show_steps(steps: tuple[Step, ...]) -> None:
    for step in steps:
        click.echo(f"    {step.in_english()}")


@click.group("regimes", short_help="Files of law: what is on the shelf, and if it is sound.")
def regimes() -> None:
    """Files of law: what is on the shelf, and whether a file is sound."""


@regimes.command("list", short_help="List the regimes and how sure their values are.")
def list_regimes() -> None:
    """List the regimes, each with how many of its values were read, remembered or designed."""
    click.echo(f"{'regime':28}{'in force':12}{'read':>6}{'memory':>8}{'design':>8}  pin")
    for regime in _rulebook():
        marks = "".join(
            f"{regime.marks[mark]:>{width}}"
            for mark, width in zip(words.MARKS, (6, 8, 8), strict=True)
        )
        click.echo(f"{regime.id:28}{regime.valid_from!s:12}{marks}  {regime.pin}")
        if regime.marks["memory"]:
            click.echo(
                f"    {regime.title.en}: {regime.marks['memory']} values wait for a lawyer's check"
            )


@regimes.command("check", short_help="Check regime files; name every fault of each.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lists", is_flag=True, help="Print the closed lists of words that a file may use.")
def check(files: tuple[Path, ...], lists: bool) -> None:
    """Check regime FILES, or all on the shelf; name file and key of every fault.

    Exit status 1 if a file has a fault.
    """
    if lists:
        _print_lists()
    rulebook = _rulebook()
    checked = list(files) or shelf.regime_files(shelf.FOLDER)
    faults = [fault for path in checked if (fault := _fault_of(path, rulebook))]
    if faults:
        raise SystemExit(1)


def _fault_of(path: Path, rulebook: Rulebook) -> Fault | None:
    try:
        regime = shelf.load(path, rulebook.calendars)
    except Fault as error:
        for fault in error.all:
            click.echo(f"FAULT {fault}")
        return error
    click.echo(
        f"ok    {path.name}: {len(regime.kinds)} kinds, {len(regime.stages)} stages, {len(regime.moves)} moves, "
        f"{len(regime.clocks)} clocks, {sum(regime.marks.values())} sources"
    )
    return None


def _print_lists() -> None:
    lists = {
        "verbs": words.VERBS,
        "guards": words.GUARDS,
        "letters": words.LETTERS,
        "questions": words.QUESTIONS,
        "units": words.UNITS,
        "anchors": words.ANCHORS,
        "day classes": words.DAY_CLASSES,
        "roles": words.ROLES,
        "parts": words.PARTS,
        "printed": words.PRINTED,
        "marks": words.MARKS,
        "verdicts": words.VERDICTS,
        "inputs": words.INPUTS,
        "letter words": words.LETTER_WORDS,
        "appeals counted from": words.APPEAL_FROM,
        "signatures": words.SIGNATURES,
        "languages": words.LANGUAGES,
    }
    for name, found in lists.items():
        click.echo(f"{name}: {', '.join(found)}")
