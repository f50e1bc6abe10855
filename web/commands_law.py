"""`veche regimes`: the files of law, on the command line."""

from pathlib import Path

import click

from regimes import notes, shelf, words
from regimes.fault import Fault
from regimes.shelf import Rulebook
from web.settings import load


def open_shelf() -> Rulebook:
    """The box's shelf and the city's own files in VECHE_HOME/regimes."""
    try:
        return shelf.load_all(load().home / "regimes")
    except Fault as error:
        raise click.ClickException("\n".join(map(str, error.all))) from error


@click.group("regimes", short_help="Files of law: what is on the shelf, and if it is sound.")
def regimes() -> None:
    """Files of law: what is on the shelf, and whether a file is sound."""


@regimes.command("list", short_help="List the regimes and how sure their values are.")
def list_regimes() -> None:
    """List the regimes, each with how many of its values were read, remembered or designed."""
    click.echo(f"{'regime':28}{'in force':12}{'read':>6}{'memory':>8}{'design':>8}  pin")
    for regime in open_shelf():
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
    rulebook = open_shelf()
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
    for note in notes.notes(regime, rulebook.calendar_of(regime)):
        click.echo(f"note  {path.name}: {note}")
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
        "weekdays": words.WEEKDAYS,
        "roles": words.ROLES,
        "parts": words.PARTS,
        "printed": words.PRINTED,
        "marks": words.MARKS,
        "verdicts": words.VERDICTS,
        "inputs": words.INPUTS,
        "checks of rules": words.CHECKS,
        "weights of rules": words.WEIGHTS,
        "sides of the event": words.SIDES_OF_THE_EVENT,
        "letter words": words.LETTER_WORDS,
        "appeals counted from": words.APPEAL_FROM,
        "signatures": words.SIGNATURES,
        "languages": words.LANGUAGES,
    }
    for name, found in lists.items():
        click.echo(f"{name}: {', '.join(found)}")
