"""Verify the log chain of Veche without Veche: `python -m proof.audit DATABASE`.

DATABASE is an SQLite file (a backup, a copy) or a dump in JSON lines (`veche audit dump`). With
`--checkpoint FILE` (a signed checkpoint, a saved mail, or a folder of them; as often as you have some) and
`--key KEY` (a public key or a file with keys) also what the chain cannot tell by itself is found.
Written apart from records/chain.py on purpose: two programs that agree are worth more than one.
Ends with 0 if everything holds, 1 if something is broken or untrue, 2 if there is nothing to read.
"""

import argparse
import hashlib
import hmac
import json
import sqlite3
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proof import merkle, note
from proof.consistency import NO_KEY, keys_of

CAVEAT = (
    "No checkpoint was compared, so this cannot see a cut-off end, an older database put back, "
    "or a chain computed anew."
)
FIELDS = (
    "seq", "at", "kind", "actor_id", "role", "subject_kind", "subject_id", "from_stage", "to_stage", "details",
    "personal_commit", "prev",
)  # fmt: skip
QUERY = (
    f"SELECT {', '.join('e.' + name for name in FIELDS)}, e.hash, d.salt, d.details"  # noqa: S608 - fixed names
    " FROM log_entries e LEFT JOIN log_details d ON d.seq = e.seq ORDER BY e.seq"
)


class Broken(Exception):
    """The chain does not hold at this entry."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"BROKEN at entry {seq}: {why}.")
        self.seq = seq


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Entries of an SQLite file or of JSON lines, in order, with `hash` and `personal`."""
    with path.open("rb") as file:
        is_database = file.read(16) == b"SQLite format 3\x00"
    return _from_sqlite(path) if is_database else _from_lines(path)


def _from_sqlite(path: Path) -> Iterator[dict[str, Any]]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        for row in connection.execute(QUERY):
            entry = dict(zip((*FIELDS, "hash"), row, strict=False))
            # stored as «2027-03-01 09:00:00.000000», UTC
            day, _, clock = str(entry["at"]).partition(" ")
            entry["at"] = f"{day}T{clock if '.' in clock else clock + '.000000'}Z"
            entry["details"] = parsed(entry["details"])
            entry["personal"] = (
                {"salt": row[-2], "details": parsed(row[-1])} if row[-2] is not None else None
            )
            yield entry
    finally:
        connection.close()


def parsed(text: Any) -> Any:
    """A stored JSON text as a value; what can't be read stays as it is."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text  # not what Veche writes: the hash will say so


def _from_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            if line.strip():
                row = parsed(line)
                yield row if isinstance(row, dict) else {"seq": None}


def check(rows: Iterator[dict[str, Any]]) -> tuple[int, str]:
    """The number of entries and the Merkle root over them. Broken with the first that does not hold."""
    leaves = walk(rows).leaves
    return len(leaves), merkle.root(leaves).hex()


@dataclass
class Walked:
    """A chain that holds: its leaves, the roots that were asked for, entries whose personal details are erased."""

    leaves: list[bytes]
    roots: dict[int, bytes]
    erased: int = 0


def walk(rows: Iterator[dict[str, Any]], sizes: Container[int] = ()) -> Walked:
    """Walk the whole chain. Broken with the first entry that does not hold."""
    before, done = "0" * 64, Walked([], {})
    for number, row in enumerate(_readable(rows), start=1):
        if row.get("seq") != number:
            raise Broken(number, f"it is not there; the next one is {row.get('seq')}")
        if row.get("prev") != before:
            raise Broken(number, "it does not follow the entry before it")
        leaf = hashlib.sha256(b"\x00" + _bytes({"v": 1} | {name: row.get(name) for name in FIELDS}))
        if leaf.hexdigest() != row.get("hash"):
            raise Broken(number, "its content does not match its hash")
        personal = row.get("personal")
        if personal is not None and not _kept(personal, str(row.get("personal_commit"))):
            raise Broken(number, "its personal details do not match their commitment")
        done.erased += personal is None and bool(row.get("personal_commit"))
        before = leaf.hexdigest()
        done.leaves.append(leaf.digest())
        if number in sizes:
            done.roots[number] = merkle.root(done.leaves)
    return done


def _readable(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows; a database that can be opened and not read through is broken where the reading ends."""
    read = 0
    while True:
        try:
            row = next(rows, None)
        except sqlite3.OperationalError:
            raise  # no such file, no such table
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise Broken(read + 1, f"the file is damaged there ({error})") from error
        if row is None:
            return
        read += 1
        yield row


def compare(
    entries: int, roots: dict[int, bytes], checkpoints: list[note.Checkpoint]
) -> str | None:
    """What the checkpoints say against a chain that holds; None if they agree."""
    origins = sorted({one.origin for one in checkpoints})
    if len(origins) > 1:
        return f"UNTRUE: the checkpoints are of different logs: {', '.join(origins)}."
    good = 0
    for one in sorted(checkpoints):
        if one.size > entries:
            return (
                f"CUT OFF: {one.where} was signed over {one.size} entries, and there are {entries}. "
                f"Entries {entries + 1} to {one.size} are missing: the end was cut off, or an older "
                "database was put back."
            )
        if one.root != roots[one.size]:
            return (
                f"CHANGED: the first {one.size} entries are not those of {one.where}. The chain was "
                f"computed anew; the first entry that changed is one of {good + 1} to {one.size}."
            )
        good = one.size
    return None


def _bytes(value: Any) -> bytes:
    """Canonical form 1: JSON, keys sorted, no spaces, not escaped, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def _kept(personal: Any, commitment: str) -> bool:
    try:
        salt, details = bytes.fromhex(personal["salt"]), _bytes(personal["details"])
    except (KeyError, TypeError, ValueError):
        return False
    return hmac.compare_digest(
        hmac.digest(salt, details, "sha256").hex().encode(),
        commitment.encode("utf-8", "surrogatepass"),
    )


def main(arguments: list[str]) -> int:
    """Verify the file that is named; say what was found."""
    parser = argparse.ArgumentParser(
        prog="python -m proof.audit",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("database", type=Path, metavar="DATABASE")
    parser.add_argument("--checkpoint", action="append", default=[], type=Path, metavar="FILE")
    parser.add_argument("--key", action="append", default=[], metavar="KEY")
    try:
        given = parser.parse_args(arguments)
    except SystemExit as asked:
        return int(asked.code or 0)
    try:
        code, said = verdict(given.database, given.checkpoint, given.key)
    except (OSError, sqlite3.Error, ValueError) as error:
        print(f"Cannot be read: {error}", file=sys.stderr)  # noqa: T201 - a program that speaks on the terminal
        return 2
    print(said)  # noqa: T201
    return code


def verdict(database: Path, files: list[Path], keys: list[str]) -> tuple[int, str]:
    """Exit code and sentence. OSError, sqlite3.Error, ValueError where something can't be read."""
    try:
        public = keys_of(keys)
        code, said, _ = held(entries(database), known(files, public), signed=bool(public))
    except note.Untrue as error:
        return 1, f"UNTRUE: {error}."
    return code, said


def known(files: list[Path], keys: list[str]) -> list[note.Checkpoint]:
    """The checkpoints of these files. Untrue as `note.read`."""
    return [one for path in files for one in note.read(path, keys)]


def held(
    rows: Iterator[dict[str, Any]], checkpoints: list[note.Checkpoint], *, signed: bool
) -> tuple[int, str, dict[str, Any]]:
    """Exit code, sentence, and size, root and head of the chain, if it holds."""
    try:
        found = walk(rows, {one.size for one in checkpoints})
    except Broken as broken:
        return 1, str(broken), {}
    against = compare(len(found.leaves), found.roots, checkpoints)
    root = merkle.root(found.leaves).hex()
    head = found.leaves[-1].hex() if found.leaves else "0" * 64
    chain = {"size": len(found.leaves), "root": root, "head": head}
    if against:
        return 1, against, chain
    return 0, " ".join(_told(found, root, checkpoints, signed=signed)), chain


def _told(found: Walked, root: str, known: list[note.Checkpoint], *, signed: bool) -> Iterator[str]:
    """What holds, and what that does not tell."""
    yield f"OK: {len(found.leaves)} entries, root {root}."
    if found.erased:
        yield f"Entries whose personal details were erased: {found.erased}."
    if not known:
        yield CAVEAT
        return
    last = max(known)
    count = (
        f"{len(known)} checkpoints agree, the last" if len(known) > 1 else "The checkpoint agrees,"
    )
    yield f"{count} over {last.size} entries."
    if later := len(found.leaves) - last.size:
        yield f"Entries after it, covered by none: {later}."
    if not signed:
        yield NO_KEY


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
