"""That one checkpoint goes on from another, without the log: `python -m proof.consistency OLD NEW [PROOF]`.

OLD and NEW are checkpoints (files, saved mails); PROOF is what `veche checkpoint prove OLD NEW` printed,
a file or standard input. `--key KEY`: a public key or a file with keys. Ends with 0 if NEW holds the whole
log of OLD and more, 1 if not, 2 if there is nothing to read.
"""

import argparse
import sys
from pathlib import Path

from proof import merkle, note


def main(arguments: list[str]) -> int:
    """Compare two checkpoints; say what was found."""
    parser = argparse.ArgumentParser(prog="python -m proof.consistency", description=__doc__)
    parser.add_argument("old", type=Path, metavar="OLD")
    parser.add_argument("new", type=Path, metavar="NEW")
    parser.add_argument("proof", nargs="?", type=Path, metavar="PROOF")
    parser.add_argument("--key", action="append", default=[], metavar="KEY")
    given = parser.parse_args(arguments)
    try:
        keys = keys_of(given.key)
        old, new = max(note.read(given.old, keys)), max(note.read(given.new, keys))
        text = given.proof.read_text("ascii") if given.proof else sys.stdin.read()
        proof = [bytes.fromhex(line) for line in text.split()]
    except note.Untrue as error:
        print(f"UNTRUE: {error}.")  # noqa: T201 - a program that speaks on the terminal
        return 1
    except (OSError, ValueError) as error:
        print(f"Cannot be read: {error}", file=sys.stderr)  # noqa: T201
        return 2
    holds = old.origin == new.origin and merkle.begins_with(
        old.size, old.root, new.size, new.root, proof
    )
    if not holds:
        print(f"NOT PROVED: that the log of {new.size} entries begins with that of {old.size}.")  # noqa: T201
        return 1
    unsigned = "" if keys else " " + NO_KEY
    print(f"OK: the log of {new.size} entries begins with that of {old.size}.{unsigned}")  # noqa: T201
    return 0


NO_KEY = (
    "No public key was given, so this cannot tell whether the office signed what was compared: "
    "it is worth as much as the place where you kept it."
)


def keys_of(given: list[str]) -> list[str]:
    """Public keys, each typed or in a file. Untrue if one is none; OSError if a file can't be read."""
    keys: list[str] = []
    for one in given:
        keys += note.read_keys(one if note.KEY.fullmatch(one) else Path(one).read_text("utf-8"))
    return keys


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
