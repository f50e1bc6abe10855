"""A second implementation of chain, root and signed note, in the fewest words; shares no code with Veche.

It knows only the written form: canonical JSON, SHA-256, RFC 6962, RFC 2104, C2SP signed notes. The root is
folded level by level, HMAC is made by its definition, and no function of the product is called.
"""

import base64
import hashlib
import json
from typing import Any

Row = dict[str, Any]


def verify(rows: list[Row]) -> tuple[int | None, str]:
    """(first broken entry, root): one of the two says something."""
    prev, level = "0" * 64, []
    for number, row in enumerate(rows, start=1):
        told = {key: value for key, value in row.items() if key not in ("hash", "personal")}
        mine = hashlib.sha256(b"\0" + plain({**told, "v": 1})).hexdigest()
        person = row["personal"]
        true = not person or row["personal_commit"] == hmac(person["salt"], person["details"])
        if (row["seq"], row["prev"], row["hash"], true) != (number, prev, mine, True):
            return number, ""
        prev = mine
        level.append(bytes.fromhex(mine))
    return None, fold(level).hex()


def fold(level: list[bytes]) -> bytes:
    """Neighbours are joined, level by level; one without a neighbour goes up as it is."""
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [
            hashlib.sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0]
            for pair in pairs
        ]
    return level[0]


def plain(value: Any) -> bytes:
    """Canonical JSON: keys in order, no space, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hmac(salt: str, details: Row) -> str:
    """HMAC by its definition (RFC 2104), block of 64 bytes."""
    key = bytes.fromhex(salt).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in key) + plain(details)).digest()
    return hashlib.sha256(bytes(b ^ 0x5C for b in key) + inner).hexdigest()


def said(note: str) -> tuple[str, int, str]:
    """Whose log, how many entries, which root (hex): what a note says, signatures not looked at."""
    origin, size, root = note.split("\n")[:3]
    return origin, int(size), base64.b64decode(root).hex()


def chain(size: int, at: str = "2027-03-01T09:00:00.000000Z") -> list[Row]:
    """A chain of so many entries, made here and not by Veche; every third has personal details."""
    rows: list[Row] = []
    prev = "0" * 64
    for number in range(1, size + 1):
        personal = None
        if number % 3 == 0:
            details = {"name": "Ольга Ёлкина", "phone": f"+7 916 {number:07d}"}
            personal = {"salt": hashlib.md5(str(number).encode()).hexdigest(), "details": details}
        rows.append(
            linked(
                {
                    "seq": number, "at": at, "kind": "x.done", "actor_id": number % 7 or None,
                    "role": "officer", "subject_kind": "notice", "subject_id": number,
                    "from_stage": None, "to_stage": "review", "details": {"why": "«Весна» — ё?"},
                    "personal": personal,
                },
                prev,
            )
        )  # fmt: skip
        prev = rows[-1]["hash"]
    return rows


def linked(row: Row, prev: str) -> Row:
    """The entry with its place in the chain and its hash as they must be."""
    person = row["personal"]
    told = {key: value for key, value in row.items() if key not in ("hash", "personal")}
    told["personal_commit"] = hmac(person["salt"], person["details"]) if person else ""
    told["prev"] = prev
    mine = hashlib.sha256(b"\0" + plain({**told, "v": 1})).hexdigest()
    return {**told, "hash": mine, "personal": person}
