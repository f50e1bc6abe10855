"""`veche regimes diff`: the change of law between two files, in words."""

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from regimes import shelf
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import Rulebook
from web.law_change import Entry, Line, told
from web.law_words import Speech, speech
from web.settings import load
from workflow.errors import N_

WIDTH = 80  # columns
LANGUAGES = click.Choice(["en", "ru"])


class Trouble(click.ClickException):
    """The two could not be compared; 1 is the answer «they differ», as diff(1) has it."""

    exit_code = 2


def rulebook() -> Rulebook:
    """The box's shelf and the city's own files; Trouble where one has a fault."""
    try:
        return shelf.load_all(load().home / "regimes")
    except Fault as error:
        raise Trouble(str(error)) from error


def found(book: Rulebook, name: str) -> Regime:
    """A regime by its file, its pin (or the beginning of it), its id with a day, or its id: the newest.

    Trouble where no file and no text of the shelf is meant, or the file has a fault.
    """
    path = Path(name)
    if path.is_file():
        try:
            return shelf.load(path, book.calendars)
        except (Fault, OSError) as error:
            raise Trouble(str(error)) from error
    id_, at, day = name.partition("@")
    known = [regime for regime in book if regime.id == id_]
    if at:
        known = [one for one in known if one.pin.startswith(name)] or _in_force(known, day)
    if not known:
        raise Trouble(f"{name}: no such file, and the shelf holds no such regime")
    return max(known, key=lambda regime: regime.valid_from)


def _in_force(known: list[Regime], day: str) -> list[Regime]:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return []
    return [regime for regime in known if regime.valid_from <= wanted]


@click.command("diff", short_help="Say what changed between two files of law, in words.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--lang", "language", type=LANGUAGES, default="en", show_default=True, help="Language."
)
def diff(old: str, new: str, language: str) -> None:
    """Say what changed from OLD to NEW: each a file, a pin, or an id with a day (ID@2026-01-01).

    Exit status 0 if nothing changed, 1 if something did, 2 in trouble.
    """
    book = rulebook()
    was, now = found(book, old), found(book, new)
    say = speech(language)
    sections = told(was, now, say)
    click.echo(f"{say.law(now.title)}\n{was.pin}\n  -> {now.pin}")
    if not sections:
        click.echo(say.say(N_("Nothing changed in law.")))
        return
    for section in sections:
        click.echo(f"\n{section.title.upper()}")
        for entry in section.entries:
            for line in printed(say, entry):
                click.echo(line)
    raise SystemExit(1)


def printed(say: Speech, entry: Entry) -> Iterator[str]:
    """One part of the law in lines of at most 80 columns."""
    marks = {"added": N_("added"), "removed": N_("removed")}
    if entry.title:
        mark = f" ({say.say(marks[entry.mark])})" if entry.mark else ""
        yield ""
        yield from wrapped(entry.title + mark, "  ")
    for line in entry.lines:
        yield from _line(say, line, bool(entry.mark))


def _line(say: Speech, line: Line, whole: bool) -> Iterator[str]:
    if whole:  # the part is new or gone: its heading says which
        yield from wrapped(f"{line.label}: {line.was or line.now}", "    ")
        yield from _basis(line.basis_was or line.basis_now, "    ")
        return
    marks = {"added": N_("added"), "removed": N_("removed"), "order": N_("in another order")}
    mark = f" ({say.say(marks[line.mark])})" if line.mark else ""
    yield from wrapped(f"{line.label}{mark}", "    ")
    same = line.basis_was == line.basis_now
    sides = [
        (N_("was"), line.was, "" if same else line.basis_was, line.mark != "added"),
        (N_("is"), line.now, line.basis_now, line.mark != "removed"),
    ]
    for word, words, basis, there in sides:
        if there:
            yield from wrapped(words or "-", f"      {say.say(word):6}", " " * 12)
            yield from _basis(basis, " " * 12)


def _basis(basis: str, before: str) -> Iterator[str]:
    if basis:
        yield from wrapped(f"[{basis}]", before)


def wrapped(words: str, before: str = "", after: str = "") -> list[str]:
    """`words` behind `before`, cut at spaces; a longer word than the line is cut too."""
    return textwrap.wrap(
        " ".join(words.split()), WIDTH, initial_indent=before, subsequent_indent=after or before
    )
