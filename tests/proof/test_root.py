"""One root by four ways: the product's peaks, its verifier, the stick, and code that shares nothing (D-6)."""

import hashlib
import json
import random
from datetime import datetime
from pathlib import Path

import pytest

from proof import audit, merkle
from records import chain, tree
from tests.proof import second

SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100]


def leaves(size: int) -> list[bytes]:
    """So many different leaves."""
    return [hashlib.sha256(str(number).encode()).digest() for number in range(size)]


@pytest.mark.parametrize("size", SIZES)
def test_folding_halving_and_growing_give_one_root(size: int) -> None:
    given = leaves(size)
    grown = tree.Tree()
    for leaf in given:
        grown.add(leaf.hex())

    assert grown.root() == merkle.root(given).hex() == second.fold(given).hex()
    assert tree.Tree(size, list(grown.peaks)).root() == grown.root()


def test_a_tree_goes_on_from_its_peaks() -> None:
    given = leaves(50)
    for size in range(50):
        grown = tree.Tree()
        for leaf in given[:size]:
            grown.add(leaf.hex())
        again = tree.Tree(grown.size, list(grown.peaks))
        for leaf in given[size:]:
            again.add(leaf.hex())
        assert again.root() == second.fold(given).hex()


@pytest.mark.parametrize(("size", "peaks"), [(1, []), (3, ["00" * 32]), (-1, []), (0, ["00" * 32])])
def test_peaks_that_do_not_fit_their_size_are_refused(size: int, peaks: list[str]) -> None:
    with pytest.raises(ValueError, match="peaks"):
        tree.Tree(size, peaks)


@pytest.mark.parametrize(
    "size", [10, 1_000, pytest.param(20_000, marks=pytest.mark.deep), pytest.param(100_000, marks=pytest.mark.deep)]
)  # fmt: skip
def test_all_verifiers_find_the_same_root(size: int, tmp_path: Path) -> None:
    rows = second.chain(size)
    file = tmp_path / "log.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)

    broken, root = second.verify(rows)
    kept = (
        (
            {**row, "at": datetime.fromisoformat(row["at"])},
            (row["personal"]["salt"], row["personal"]["details"]) if row["personal"] else None,
        )
        for row in rows
    )

    assert broken is None
    assert audit.check(audit.entries(file)) == (size, root)
    verdict = chain.verify(kept)
    assert (verdict.ok, verdict.size, verdict.root) == (True, size, root)


def test_every_beginning_is_proved_and_nothing_else() -> None:
    given = leaves(33)
    hexed = [leaf.hex() for leaf in given]
    chance = random.Random(1)
    for new in range(1, 34):
        for old in range(1, new + 1):
            roots = second.fold(given[:old]), second.fold(given[:new])
            proof = [bytes.fromhex(one) for one in tree.consistency(hexed[:new], old)]
            assert merkle.begins_with(old, roots[0], new, roots[1], proof)
            assert len(proof) <= 2 * new.bit_length()
            other = second.fold([*given[: old - 1], b"\0" * 32])
            assert not merkle.begins_with(old, other, new, roots[1], proof)
            assert not merkle.begins_with(old, roots[0], new, other, proof)
            assert not merkle.begins_with(old, roots[0], new, roots[1], [*proof, b"\0" * 32])
            if proof:
                at = chance.randrange(len(proof))
                wrong = [*proof[:at], b"\0" * 32, *proof[at + 1 :]]
                assert not merkle.begins_with(old, roots[0], new, roots[1], wrong)
                assert not merkle.begins_with(old, roots[0], new, roots[1], proof[1:])


@pytest.mark.parametrize("old", [0, 4])
def test_what_is_no_beginning_has_no_proof(old: int) -> None:
    with pytest.raises(ValueError, match="no beginning"):
        tree.consistency(["00" * 32] * 3, old)
