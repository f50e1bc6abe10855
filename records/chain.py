"""The chain of the log (AD-2): canonical form, hashes, commitments, Merkle root, verification.

Pure functions over plain values; the appending itself is in `unit_of_work.py`.
Canonical form, version 1: JSON, keys sorted, no spaces, no floats, non-ASCII unescaped, UTF-8;
an instant is ISO 8601 in UTC with six decimals and `Z`. `proof/audit.py` says the same again
without importing this file.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from records import tree

FORM = 1
GENESIS = "0" * 64  # `prev` of the first entry
FIELDS = (
    "seq",
    "at",
    "kind",
    "actor_id",
    "role",
    "subject_kind",
    "subject_id",
    "from_stage",
    "to_stage",
    "details",
    "personal_commit",
    "prev",
)


def canonical(value: Any) -> bytes:
    """The bytes that are hashed. TypeError for a float, an instant, a key that is no text, anything else."""
    _check(value)
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"A key of the log must be text, not {key!r}.")
            _check(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _check(inner)
    elif value is not None and not isinstance(value, (str, int)):  # bool is an int
        raise TypeError(f"The log cannot hold {type(value).__name__}: {value!r}.")


def instant(at: datetime) -> str:
    """ISO 8601, UTC, six decimals. ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("An instant of the log must carry its zone.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256 over 0x00 and the canonical form of the fields, `prev` among them (RFC 6962, leaf)."""
    plain = {name: entry[name] for name in FIELDS} | {"at": instant(entry["at"]), "v": FORM}
    return hashlib.sha256(b"\x00" + canonical(plain)).hexdigest()


def new_salt() -> str:
    """16 random bytes as hex: without them a phone number could be guessed from its commitment."""
    return secrets.token_hex(16)


def commitment(salt: str, personal: Mapping[str, Any]) -> str:
    """HMAC-SHA256(salt, canonical(personal)): binds without telling; survives erasure."""
    return hmac.new(bytes.fromhex(salt), canonical(dict(personal)), hashlib.sha256).hexdigest()


def merkle_root(hashes: Sequence[str]) -> str:
    """The root over leaf hashes in order (RFC 6962: node prefix 0x01); of nothing, SHA-256 of nothing."""
    return tree.root_of(hashes)


@dataclass(frozen=True)
class Verdict:
    """What a verification found. `broken` is the seq of the first broken entry, None if there is none.

    `peaks` and `head` are what the next verification may begin with; `roots` holds the roots over the
    sizes that were asked for.
    """

    size: int
    root: str
    head: str
    broken: int | None = None
    why: str = ""
    peaks: tuple[str, ...] = ()
    roots: Mapping[int, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.broken is None


EMPTY = Verdict(0, tree.EMPTY, GENESIS)

Rows = Iterable[tuple[Mapping[str, Any], tuple[str, Mapping[str, Any]] | None]]


def verify(rows: Rows, after: Verdict = EMPTY, sizes: Container[int] = ()) -> Verdict:
    """Verify entries in order of seq, each with its (salt, personal details) or None if erased or none.

    `after` is what was found before, if `rows` only go on from there. Finds a changed field, a gap, a swap,
    an insertion, an edited personal detail. Cannot find a cut-off tail or a chain computed anew: that needs
    a checkpoint from outside (M22); the roots over its `sizes` are given back to be compared.
    """
    grown, prev, roots = tree.Tree(after.size, list(after.peaks)), after.head, dict[int, str]()
    for entry, personal in rows:
        expected = grown.size + 1
        why = _fault(entry, personal, expected, prev)
        if why:
            return Verdict(grown.size, grown.root(), prev, expected, why, tuple(grown.peaks), roots)
        prev = str(entry["hash"])
        grown.add(prev)
        if grown.size in sizes:
            roots[grown.size] = grown.root()
    return Verdict(grown.size, grown.root(), prev, peaks=tuple(grown.peaks), roots=roots)


def _fault(
    entry: Mapping[str, Any],
    personal: tuple[str, Mapping[str, Any]] | None,
    expected: int,
    prev: str,
) -> str:
    if entry["seq"] != expected:
        return f"entry {expected} is not there; the next one is {entry['seq']}"
    if entry["prev"] != prev:
        return "it does not follow the entry before it"
    try:
        if entry_hash(entry) != entry["hash"]:
            return "its content does not match its hash"
        if personal is not None and commitment(*personal) != entry["personal_commit"]:
            return "its personal details do not match their commitment"
    except (AttributeError, TypeError, ValueError):
        return "its content cannot be read"
    return ""
