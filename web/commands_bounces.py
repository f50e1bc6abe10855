"""`veche mail bounces`: reports of mail servers that a mail did not arrive become tasks of the print room."""

import mailbox
import sys
from collections import Counter
from pathlib import Path

import click

from web import bounce
from web.command_city import in_city
from web.mail import host_of
from web.work import house, rulebook, unit_of_work
from workflow import bouncing

WAITS = "waits"
WORDS = {
    bouncing.LETTER: "a letter of the register came back: a task in the print room",
    bouncing.MAIL: "another mail about a notice came back: a task in the print room",
    bouncing.KNOWN: "told before: nothing new",
    WAITS: "delivered, or tried again by the server: nothing to do",
    bouncing.STRANGER: "no report about a mail of this city: for a person to read",
}


@click.command("bounces", short_help="Read reports that a mail did not arrive; make tasks of them.")
@click.argument("folder", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--aside", type=click.Path(path_type=Path, file_okay=False),
    help="With -: the Maildir that gets what is no report about a mail of this city.",
)  # fmt: skip
@in_city
def bounces(folder: Path, aside: Path | None) -> None:
    """Read what is new in the Maildir FOLDER, or one mail from the standard input (-), as a mail server gives it.

    A report (RFC 3464) about a mail that left from here marks it as come back and makes a task. Nothing is guessed:
    what is no such report stays for a person, flagged in FOLDER, or in the Maildir of --aside. Twice is once.
    """
    if str(folder) != "-":
        _folder(folder)
        return
    if aside is None:
        raise click.UsageError("With - name the Maildir that gets what is no report: --aside DIR.")
    raw = sys.stdin.buffer.read()
    became = _one(raw)
    if became == bouncing.STRANGER:
        mailbox.Maildir(aside, create=True).add(raw)
    click.echo(f"1: {WORDS[became]}")


def _folder(folder: Path) -> None:
    new, read = folder / "new", folder / "cur"
    if not (new.is_dir() and read.is_dir()):
        raise click.ClickException(f"{folder} is no Maildir: it has no folders new and cur.")
    became: Counter[str] = Counter()
    for path in sorted(new.iterdir()):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            found = _one(file.read(bounce.MOST + 1))
        became[found] += 1
        # moved after it was written down: a stop between the two reads it once more, which changes nothing
        path.rename(read / f"{path.name}:2,{'F' if found == bouncing.STRANGER else 'S'}")
    for name, count in became.items():
        click.echo(f"{count}: {WORDS[name]}")
    if not became:
        click.echo("Nothing new.")


def _one(raw: bytes) -> str:
    """What became of one mail. A report that names several of our mails, or none, is for a person."""
    report = bounce.read(raw, host_of(house().settings))
    if report is None or len(report.tokens) != 1:
        return bouncing.STRANGER
    if not report.failed:
        return WAITS
    (token,) = report.tokens
    with unit_of_work() as work:
        return bouncing.came_back(work, rulebook(), token=token, note=report.said)
