"""`veche letters verify`: is this letter genuine, by the file alone; the verifier is `proof.letter`."""

import sys
from pathlib import Path

import click

from proof import known, letter, note

PATHS = click.Path(exists=True, path_type=Path)


@click.command("verify", short_help="Whether the PDF of a letter is genuine, without network.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--city",
    multiple=True,
    type=PATHS,
    help="What the city hands out on its page of keys: certificates, keys of its log, checkpoints; a file or a folder.",
)
@click.option(
    "--key", "keys", multiple=True, help="A certificate or a key of the log, typed or in a file."
)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=PATHS,
    help="A checkpoint that you have: a file, a saved mail, or a folder of them.",
)
@click.option(
    "--proof",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="That the log of one checkpoint begins with that of the other: what `veche checkpoint prove` printed.",
)
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True)
@click.option("--json", "machine", is_flag=True, help="The findings for a program.")
def verify(
    file: Path,
    city: tuple[Path, ...],
    keys: tuple[str, ...],
    checkpoints: tuple[Path, ...],
    proof: Path | None,
    lang: str,
    *,
    machine: bool,
) -> None:
    """Say whether the PDF of a letter is genuine. Needs no database and no network.

    Looks at the signature and what it covers, the decision enclosed in the file against its form and against the
    printed pages, and the state of the city's log on it. Ends with 0 if the letter is genuine (signed by the city,
    and nothing is wrong), 1 if something is wrong, 3 if nothing is wrong and the city's signature is not proved,
    2 if there is nothing to read. The same program without Veche: `python -m proof.letter FILE`.
    """
    try:
        has = known.gather([*city], [*keys], [*checkpoints], proof)
        code, said = letter.verify(file, has, lang=lang, machine=machine)
    except (OSError, ValueError, note.Untrue) as error:
        click.echo(f"Cannot be read: {error}", err=True)
        sys.exit(2)
    click.echo(said)
    sys.exit(code)
