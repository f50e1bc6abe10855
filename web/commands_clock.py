"""`veche clock`: when a notice may be filed and who must answer by when, for programs and for people."""

import json
import re
import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TextIO

import click

from regimes.clocks import not_yet
from regimes.counting import DueDate, Judgement, Uncountable
from regimes.regime import Regime
from regimes.shelf import Rulebook
from regimes.steps import Step
from regimes.words import DERIVED
from web.case_stream import BadCase, each_case
from web.clock_cases import answer, decide, mended, moment, read_case
from web.commands_law import open_shelf

WIDTH = 80  # columns
MOMENT = "2026-03-14T14:00"
OPTIONS = {  # how a person calls what a case calls otherwise
    "event_start": "--start",
    "event_end": "--end",
    "filed_at": "--filed",
    "event_kind": "--kind",
    "inputs.participants": "--participants",
}
OF_ITS_OWN = ("participants", "okrugs", "special_place")


@click.command("clock", short_help="Say when to file, and who must answer by when.")
@click.option(
    "--cases",
    type=click.File(encoding="utf-8"),
    help="JSON list of cases, or an object with a list `cases`; - for standard input.",
)
@click.option(
    "--regime",
    default="ru-moscow-assembly",
    show_default=True,
    help="Id of the regime; `veche regimes list` names them.",
)
@click.option("--kind", help="Kind of event, for example rally.")
@click.option(
    "--start",
    help=f"When the event starts: {MOMENT}, in the regime's zone if no offset is given.",
)
@click.option("--end", help="When it ends; on a later day it is held daily at these hours.")
@click.option("--filed", help="When the notice is received.")
@click.option(
    "--participants", type=click.IntRange(0), help="Expected number; without it none is known."
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
    help="Anything else the law looks at: announced_at=2026-05-08T18:00, "
    "customarily_held=true. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the line that --cases prints.")
def clock(cases: TextIO | None, as_json: bool, **given: Any) -> None:
    """Say when a notice may be filed, whether it is in time, and who must answer by when.

    With --cases: one JSON object a line for each case, in their order, with the keys that --json
    prints. A bad case gives {id, error}, the others are answered, and the exit status is 1 at the end.
    """
    rulebook = open_shelf()
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
        judged = decide(rulebook, case)
    except (BadCase, Uncountable) as error:
        raise click.ClickException(_for_people(mended(error))) from error
    for line in _told(case.regime, judged):
        click.echo(line)
    if given["participants"] is None:
        click.echo("No --participants was given: rules that depend on the size were left out.")


def _many(rulebook: Rulebook, file: TextIO) -> None:
    """Answer as the cases come: memory holds one of them. What was answered stays answered."""
    bad = False
    try:
        for data in each_case(file):
            found = answer(rulebook, data)
            bad = bad or "error" in found
            click.echo(json.dumps(found))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"The text is not UTF-8: {error.reason}.") from error
    except BadCase as error:
        raise click.ClickException(str(error)) from error
    if bad:
        raise SystemExit(1)


def _one(rulebook: Rulebook, given: dict[str, Any]) -> dict[str, Any]:
    """The options as a case. Moments without an offset are read in the regime's zone."""
    for name in ("kind", "start", "filed"):
        if not given[name]:
            raise click.UsageError(f"Give --{name}, or --cases.")
    known = [regime for regime in rulebook if regime.id == given["regime"]]
    if not known:
        ids = ", ".join(sorted({regime.id for regime in rulebook}))
        raise click.UsageError(f"--regime: {given['regime']!r} is not on the shelf: {ids}.")
    regime = max(known, key=lambda one: one.valid_from)
    names = {"event_start": "start", "event_end": "end", "filed_at": "filed"}
    inputs = {"participants": given["participants"], "okrugs": list(given["okrugs"])}
    return {
        "id": None,
        "regime": regime.id,
        "event_kind": given["kind"],
        "inputs": {**inputs, "special_place": given["special_place"], **_inputs(regime, given)},
        **{key: _moment(given, name, regime) for key, name in names.items() if given[name]},
    }


def _inputs(regime: Regime, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in given["inputs"]:
        key, equals, value = item.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--input {item}: write KEY=VALUE.")
        if key in OF_ITS_OWN:
            raise click.UsageError(f"--input {item}: {key} has an option of its own; see --help.")
        if key.endswith("_at"):
            found[key] = _moment({key: value}, key, regime, f"--input {key}")
        else:
            found[key] = {"true": True, "false": False}.get(value, value)
        if key not in (*regime.inputs, *regime.questions, *DERIVED):
            there = ", ".join(one for one in regime.inputs if one not in OF_ITS_OWN) or "none"
            raise click.UsageError(
                f"--input {key}: {regime.id} knows no input of this name. It declares: {there}."
            )
    return found


def _moment(given: dict[str, Any], name: str, regime: Regime, said: str = "") -> str:
    try:
        return moment(given, name, regime.zone).isoformat()
    except BadCase as error:
        why = str(error).removeprefix(f"{name}: ")
        raise click.UsageError(f"{said or f'--{name}'}: {why}. Write it like {MOMENT}.") from error


def _for_people(sentence: str) -> str:
    for key, option in OPTIONS.items():
        sentence = re.sub(rf"\b{re.escape(key)}\b", option, sentence, count=1)
    return sentence


def _told(regime: Regime, found: Judgement) -> Iterator[str]:
    """The judgement in lines of a terminal, every date with its steps."""
    yield from _line(f"{regime.title.en}, {regime.pin}; times of {regime.zone.key}")
    yield from _line(f"Verdict: {found.verdict.replace('_', ' ')}")
    yield from _line(f"Addressee: {_office(regime, found.addressee)}")
    for copy in found.also_to:
        yield from _line(f"And also: {_office(regime, copy)}")
    yield from _line(f"Opens: {_at(found.opens)}")
    yield from _line(f"Closes: {_at(found.closes)}")
    if found.extra_filing_day:
        yield from _line(f"Also open on: {found.extra_filing_day:%a %Y-%m-%d}")
    if found.extra_day_unknown:
        yield from _line("Also open on: not known yet, see below")
    if found.route:
        yield from _line(f"Route: {found.route}")
    if found.may_proceed is not None:
        yield from _line(f"May proceed: {'yes' if found.may_proceed else 'no'}")
    if found.on_silence:
        yield from _line(f"On silence: {found.on_silence.replace('_', ' ')}")
    yield from _steps(found.steps)
    for due in found.dues:
        yield from _due(regime, due)
    yield from _notes(regime, found)


def _notes(regime: Regime, found: Judgement) -> Iterator[str]:
    """What has no date: clocks that a letter will begin, warnings, cautions."""
    for name in found.later:
        yield from _line(not_yet(regime.clocks[name]).in_english())
    for word in found.warnings:
        yield from _line(f"Warning: {word.replace('_', ' ')}")
    for caution in found.cautions:
        yield from _line(f"Note: {caution.in_english()}")


def _office(regime: Regime, name: str) -> str:
    known = regime.addressees.get(name)
    return known.name.en if known else "nobody"


def _at(instant: datetime | None) -> str:
    return f"{instant:%a %Y-%m-%d %H:%M:%S}" if instant else "no limit"


def _due(regime: Regime, due: DueDate) -> Iterator[str]:
    yield from _line(f"{regime.clocks[due.clock].title.en}: {_at(due.due_at)}")
    yield from _steps(due.steps)


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        yield from _line(step.in_english(), indent=4)


def _line(text: str, indent: int = 0) -> list[str]:
    """A sentence, broken where a terminal of 80 columns ends; what goes on stands further in."""
    first, next_ = " " * indent, " " * (indent + 4)
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=next_)
