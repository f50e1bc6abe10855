"""Verify the log chain of Veche without Veche: `python -m proof.audit DATABASE`.

DATABASE is an SQLite file (a backup, a copy) or a dump in JSON lines (`veche audit dump`). Written
apart from records/chain.py on purpose: two programs that agree are worth more than one.
Ends with 0 if the chain holds, 1 if it is broken, 2 if there is nothing to read.
"""

import hashlib
import hmac
import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

USAGE = "usage: python -m proof.audit DATABASE   (an SQLite file, or JSON lines)"
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
            entry["details"] = _parsed(entry["details"])
            entry["personal"] = (
                {"salt": row[-2], "details": _parsed(row[-1])} if row[-2] is not None else None
            )
            yield entry
    finally:
        connection.close()


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text  # not what Veche writes: the hash will say so


def _from_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def check(rows: Iterator[dict[str, Any]]) -> tuple[int, str]:
    """The number of entries and the Merkle root over them. Broken with the first that does not hold."""
    before, leaves = "0" * 64, list[bytes]()
    for number, row in enumerate(rows, start=1):
        if row.get("seq") != number:
            raise Broken(number, f"it is not there; the next one is {row.get('seq')}")
        if row.get("prev") != before:
            raise Broken(number, "it does not follow the entry before it")
        leaf = hashlib.sha256(b"\x00" + _bytes({"v": 1} | {name: row.get(name) for name in FIELDS}))
        if leaf.hexdigest() != row.get("hash"):
            raise Broken(number, "its content does not match its hash")
        personal = row.get("personal")
        if personal and not _kept(personal, str(row["personal_commit"])):
            raise Broken(number, "its personal details do not match their commitment")
        before = leaf.hexdigest()
        leaves.append(leaf.digest())
    return len(leaves), _root(leaves).hex()


def _bytes(value: Any) -> bytes:
    """Canonical form 1: JSON, keys sorted, no spaces, not escaped, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def _kept(personal: dict[str, Any], commitment: str) -> bool:
    try:
        salt = bytes.fromhex(personal["salt"])
    except ValueError:
        return False
    return hmac.compare_digest(
        hmac.digest(salt, _bytes(personal["details"]), "sha256").hex(), commitment
    )


def _root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1: split at the largest power of two that is smaller than the number of leaves."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + _root(leaves[:split]) + _root(leaves[split:])).digest()


def main(arguments: list[str]) -> int:
    """Verify the file that is named; say what was found."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)  # noqa: T201 - a program that speaks on the terminal
        return 2
    try:
        size, root = check(entries(Path(arguments[0])))
    except Broken as broken:
        print(broken)  # noqa: T201
        return 1
    except (OSError, sqlite3.Error, ValueError) as error:
        print(f"Cannot be read: {error}", file=sys.stderr)  # noqa: T201
        return 2
    print(f"OK: {size} entries, root {root}. {CAVEAT}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
