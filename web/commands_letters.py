"""`veche letters`: specimens to look at, a letter set anew to compare, a print run with its progress."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from letters import layout, press, runfile, specimens
from records import accounts, rows, run_rows
from records.errors import Missing
from web import letter_layouts, run_papers
from web.command_city import in_city, reads_city
from web.commands_verify import verify
from web.entering import actor_of
from web.filters import say, today
from web.i18n import force_locale
from web.settings import load
from web.work import house, reading, unit_of_work
from workflow import laying, policy, printing, run_parts, runs
from workflow.actor import Actor
from workflow.dispatching import WAYS
from workflow.errors import Refused


@click.group("letters", short_help="Specimens, print runs, a letter set anew.")
def letters() -> None:
    """Specimens to look at, a letter set anew to compare, print runs, whether a letter is genuine."""


letters.add_command(verify)


@letters.command("specimens", short_help="One invented letter of each kind, language and layout.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--layout", "only", multiple=True, help="Only this page layout; may stand several times."
)
def specimens_(folder: Path, only: tuple[str, ...]) -> None:
    """Write one invented letter of each kind, language and page layout into FOLDER, marked as a specimen.

    Beside them the same with long names, Hebrew, Vietnamese and signs that no font has, and one of several pages.
    """
    folder.mkdir(parents=True, exist_ok=True)
    own = letter_layouts.folder(load())
    try:
        sheets = {name: layout.named(name, own) for name in only or layout.names(own)}
    except layout.BadLayout as fault:
        raise click.ClickException(str(fault)) from fault
    every = [*specimens.every_page(sheets)]
    with progress("Letters", len(every)) as step:
        for name, letter, sheet in every:
            try:
                made = press.pdf(letter, "specimen", sheet)
            except press.Unprintable as error:
                raise click.ClickException(f"{name}: {error}") from error
            runfile.write(folder / f"{name}.pdf", made.pdf)
            step()
    click.echo(f"{len(every)} letters are in {folder}.")


@letters.command("layouts", short_help="The page layouts there are; checks a file of your own.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def layouts(files: tuple[Path, ...]) -> None:
    """List the page layouts, or check FILES: every fault is said with the file and the key, and ends with 1."""
    settings = load()
    own = letter_layouts.folder(settings)
    wanted = [(path.stem, path.parent) for path in files] or [
        (name, own) for name in layout.names(own)
    ]
    faults = 0
    for name, folder in wanted:
        try:
            found = layout.named(name, folder)
        except layout.BadLayout as fault:
            faults += 1
            click.echo(str(fault))
            continue
        used = " (in use)" if name == settings.letter_layout and not files else ""
        click.echo(f"{name}{used}: {found.standard}. {found.envelope.en}.")
    if faults:
        raise SystemExit(1)


@letters.command("render", short_help="Set a letter anew and compare it with what is stored.")
@click.argument("reference")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@reads_city
def render(reference: str, folder: Path) -> None:
    """Set the letters of REFERENCE (number of a notice, or of a letter) anew from their kept data, into FOLDER.

    Nothing is stored: the first rendering is the one that counts. Says of each whether the bytes are the
    same, and ends with 1 if some are not: another version of Veche may set a page differently. Of a signed letter
    the bytes under its signature are compared; it is not signed again.
    """
    with reading() as work:
        found = rows.letters_named(work, reference)
        frozen = [(row, printing.frozen(row)) for row in found]
        kept = laying.kept(work, [row.id or 0 for row in found])
        signed = {row.id: rows.letter_bytes(work, row) or b"" for row in found if row.certificate}
    if not frozen:
        raise click.ClickException(f"No notice and no letter has the number {reference}.")
    folder.mkdir(parents=True, exist_ok=True)
    differ = 0
    for row, letter in frozen:
        try:
            made = press.pdf(letter, layout=kept.get(row.id or 0, house().layout))
        except press.Unprintable as error:
            raise click.ClickException(f"Letter {row.number}: {error}") from error
        name = f"{row.kind}-{row.number.replace('/', '-')}-{row.locale}.pdf"
        runfile.write(folder / name, made.pdf)
        same = row.sha256 == hashlib.sha256(made.pdf).hexdigest()
        same = same or signed.get(row.id, b"").startswith(
            made.pdf
        )  # a signature stands behind what was set
        differ += bool(row.sha256) and not same
        told = "not printed yet" if not row.sha256 else "the same bytes" if same else "OTHER BYTES"
        click.echo(f"{name}: {told}")
    if differ:
        raise SystemExit(1)


@letters.command(
    "run", short_help="Make a print run and write its file; goes on where it was stopped."
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--by", required=True, help="E-mail of the clerk in whose name it is printed.")
@click.option("--office", default="", help="Code of the office, if the clerk serves several.")
@click.option(
    "--way", type=click.Choice(WAYS), default=None, help="Only letters that leave this way."
)
@click.option("--kind", default="", help="Only letters of this kind.")
@click.option("--one-sided", is_flag=True, help="The printer prints on one side only.")
@click.option("--lang", type=click.Choice(["ru", "en"]), default="ru", show_default=True)
@in_city
def run(
    folder: Path, by: str, office: str, way: str | None, kind: str, lang: str, *, one_sided: bool
) -> None:
    """Take what waits for paper into a run and write its file into FOLDER.

    A run that was begun this way and whose file was not finished goes on, with the same number and letters.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        actor = _clerk(by)
        unit_id = _office(actor, office)
        number = _begun(actor, unit_id) or _made(
            actor, unit_id, kind=kind, way=way or "", sides=1 if one_sided else 2
        )
        with force_locale(lang):
            path = _written(actor, number, folder)
    except Refused as error:
        raise click.ClickException(say(error.text, **error.values)) from error
    except press.Unprintable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{path} is ready.")


def _clerk(email: str) -> Actor:
    with reading() as work:
        number = accounts.find(work, email)
        person = accounts.person(work, number, today()) if number else None
    if person is None:
        raise click.ClickException(f"Nobody signs in with {email}.")
    return actor_of(person)


def _office(actor: Actor, code: str) -> int:
    with reading() as work:
        if code:
            try:
                return rows.unit_by_code(work, code).id or 0
            except Missing as error:
                raise click.ClickException(str(error)) from error
        waiting = run_rows.groups(work, policy.scope_of(actor))
    mine = {one.unit_id for one in waiting if runs.may_print(actor, one.unit_id)}
    begun = _open_runs(actor)
    mine |= {line.unit_id for line in begun}
    if len(mine) != 1:
        raise click.ClickException(
            "Nothing waits for paper."
            if not mine
            else "Letters of several offices wait: name one with --office."
        )
    return mine.pop()


def _open_runs(actor: Actor) -> list[run_rows.RunLine]:
    with reading() as work:
        found = run_rows.runs(work, policy.scope_of(actor), limit=50)
    return [line for line in found if line.state == "open" and line.taken_at is None]


def _begun(actor: Actor, unit_id: int) -> int:
    """The run of this office that was begun and never finished; 0 if there is none."""
    for line in _open_runs(actor):
        if line.unit_id == unit_id and runs.may_print(actor, unit_id):
            click.echo(f"Run {runs.code(line.number)} was begun before and goes on.")
            return line.id
    return 0


def _made(actor: Actor, unit_id: int, **more: Any) -> int:
    with unit_of_work() as work:
        return runs.make(work, actor=actor, unit_id=unit_id, **more).id or 0


def _written(actor: Actor, number: int, folder: Path) -> Path:
    with reading() as work:
        scope = policy.scope_of(actor)
        line = run_rows.run(work, scope, number)
        pieces = run_rows.pieces(work, scope, number)
        assert line is not None
        with progress(runs.code(line.number), len(pieces)) as step:
            made = run_papers.file_of(work, actor, line, pieces, told=lambda _count: step())
    path = folder / f"{runs.code(line.number)}.pdf"
    runfile.write(path, made)
    with unit_of_work() as work:
        runs.taken(work, actor=actor, run_id=number)
        run_parts.note_reading(work, actor=actor, pieces=pieces)
    return path


@contextmanager
def progress(what: str, total: int) -> Iterator[Any]:
    """A bar that fits a terminal; gives what moves it on by one."""
    columns = (TextColumn(f"{what:12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
