"""Somebody changes the past in every way there is: found, named, or said that it cannot be seen (D-5).

The oracle is what was done, not what the verifier says: each deed knows which entry is the first that is
no longer true. Both verifiers, of the product's log and of the stick, are asked about the same rows.
"""

import copy
import json
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from proof import audit
from records import chain
from records.signed_notes import Signer
from tests.proof import second
from tests.proof.second import Row

SIZE = 12
SEED = "5e" * 32
SIGNER = Signer("veche.example/log", SEED)

Deed = Callable[[list[Row], random.Random], int | None]
"""Tampers; the first entry that the chain itself must name, None if only a checkpoint can tell."""


def one_field(rows: list[Row], chance: random.Random) -> int | None:
    at = chance.randrange(len(rows))
    name = chance.choice([*chain.FIELDS, "hash"])
    value = rows[at][name]
    rows[at][name] = value + 1 if isinstance(value, int) else f"{value}x"
    return at + 1


def a_row_less(rows: list[Row], chance: random.Random) -> int | None:
    at = chance.randrange(len(rows) - 1)  # without the last one it is a cut-off end
    del rows[at]
    return at + 1


def swapped(rows: list[Row], chance: random.Random) -> int | None:
    one, other = sorted(chance.sample(range(len(rows)), 2))
    rows[one], rows[other] = rows[other], rows[one]
    if chance.random() < 0.5:  # with their numbers put right
        rows[one]["seq"], rows[other]["seq"] = rows[other]["seq"], rows[one]["seq"]
    return one + 1


def pushed_in(rows: list[Row], chance: random.Random) -> int | None:
    at = chance.randrange(1, len(rows) + 1)
    rows.insert(at, copy.deepcopy(rows[at - 1]))
    for number, row in enumerate(rows, start=1):
        row["seq"] = number
    return at + 1


def a_person_edited(rows: list[Row], chance: random.Random) -> int | None:
    at = chance.choice([number for number, row in enumerate(rows) if row["personal"]])
    kept = rows[at]["personal"]
    if chance.random() < 0.3:
        kept["salt"] = f"{chance.getrandbits(128):032x}"
    else:
        kept["details"][chance.choice(["name", "phone"])] += chance.choice("0123456789")
    return at + 1


def cut_off(rows: list[Row], chance: random.Random) -> int | None:
    del rows[chance.randrange(1, len(rows)) :]
    return None


def computed_anew(rows: list[Row], chance: random.Random) -> int | None:
    at = chance.randrange(len(rows))
    rows[at]["role"] = "head"
    if chance.random() < 0.5:
        rows[at]["details"] = {"outcome": "refused"}
    prev = rows[at - 1]["hash"] if at else chain.GENESIS
    for number in range(at, len(rows)):
        rows[number] = second.linked(rows[number], prev)
        prev = rows[number]["hash"]
    return None


def old_database(rows: list[Row], chance: random.Random) -> int | None:
    """Put back as it was, and worked on since, past the size that was signed."""
    del rows[chance.randrange(1, len(rows)) :]
    prev = rows[-1]["hash"]
    for number in range(len(rows) + 1, SIZE + 4):
        rows.append(second.linked({**rows[0], "seq": number, "kind": "y.done"}, prev))
        prev = rows[-1]["hash"]
    return None


SEEN_FROM_INSIDE: tuple[Deed, ...] = (
    one_field, a_row_less, swapped, pushed_in, a_person_edited,
)  # fmt: skip
SEEN_FROM_OUTSIDE: tuple[Deed, ...] = (cut_off, computed_anew, old_database)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checkpoints over 4, 8 and 12 entries, as they lie in a folder of another machine."""
    folder = tmp_path_factory.mktemp("witness")
    rows = second.chain(SIZE)
    for size in (4, 8, 12):
        root = second.verify(rows[:size])[1]
        (folder / f"{size}.checkpoint").write_text(SIGNER.sign(size, root), encoding="utf-8")
    return folder


@pytest.mark.parametrize("times", [1000, pytest.param(20_000, marks=pytest.mark.deep)])
def test_whatever_is_done_to_the_log_is_found(signed: Path, tmp_path: Path, times: int) -> None:
    whole = json.dumps(second.chain(SIZE))
    file = tmp_path / "log.jsonl"
    chance = random.Random(times)
    for turn in range(times):
        rows: list[Row] = json.loads(whole)
        deed = chance.choice([*SEEN_FROM_INSIDE, *SEEN_FROM_OUTSIDE])
        first = deed(rows, chance)
        file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        what = (turn, deed.__name__, first)

        alone, said = audit.verdict(file, [], [])
        code, told = audit.verdict(file, [signed], [SIGNER.key])

        assert code == 1, what
        mine = chain.verify(_as_stored(rows))
        if first is None:
            assert (alone, mine.ok) == (0, True), what
            assert audit.CAVEAT in said, what
            assert told.startswith(("CUT OFF", "CHANGED")), what
        else:
            assert (alone, mine.broken) == (1, first), what
            assert said == told, what
            assert said.startswith(f"BROKEN at entry {first}:"), what
            assert second.verify(rows)[0] == first, what


def test_between_two_checkpoints_the_changed_entry_is_looked_for(
    signed: Path, tmp_path: Path
) -> None:
    rows = second.chain(SIZE)
    prev = rows[5]["hash"]
    rows[6]["role"] = "head"
    for number in range(6, SIZE):
        rows[number] = second.linked(rows[number], prev)
        prev = rows[number]["hash"]
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    assert "the first entry that changed is one of 5 to 8" in audit.verdict(file, [signed], [])[1]


@pytest.mark.parametrize("times", [300, pytest.param(20_000, marks=pytest.mark.deep)])
def test_one_byte_of_the_file_is_found(signed: Path, tmp_path: Path, times: int) -> None:
    """Any byte of a dump: found, unless what is read is still the same, or a person looks erased.

    Erasure is lawful and leaves the chain valid, so a lost detail is told in numbers, not as a fault.
    """
    rows = second.chain(SIZE)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    file = tmp_path / "log.jsonl"
    chance = random.Random(times)
    erased = 0
    for turn in range(times):
        at, other = chance.randrange(len(lines)), chance.randrange(1, 256)
        file.write_bytes(lines[:at] + bytes([lines[at] ^ other]) + lines[at + 1 :])

        code, said = audit.verdict(file, [signed], [SIGNER.key])

        if code == 0:
            left = [row for row in map(_row, file.read_bytes().splitlines()) if row]
            same = [_public(row) for row in left] == [_public(row) for row in rows]
            assert same, (turn, at, other)
            gone = sum(1 for a, b in zip(rows, left, strict=True) if a["personal"] != b["personal"])
            assert gone == ("personal details were erased: 1." in said), (turn, at, other)
            erased += gone
        else:
            assert code == 1, (turn, at, other, said)
    assert erased < times / 50


def _row(line: bytes) -> Row:
    try:
        found = json.loads(line.decode(errors="surrogateescape"))
    except ValueError:
        return {}
    return {**found, "personal": found.get("personal")}


def _public(row: Row) -> Row:
    return {name: row.get(name) for name in (*chain.FIELDS, "hash")}


def _as_stored(rows: list[Row]) -> Any:
    """The rows as the product reads them from its tables."""
    for row in rows:
        kept = row["personal"]
        yield {**row, "at": _instant(row["at"])}, (kept["salt"], kept["details"]) if kept else None


def _instant(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
