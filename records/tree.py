"""The Merkle tree over the log (RFC 6962, 2.1), kept as its peaks: a million entries are twenty hashes.

The peaks of `size` leaves are the roots of complete subtrees, largest first: one for each 1 in the
binary form of `size`. They are all that is needed to go on, so that a checkpoint reads only what is new.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

EMPTY = hashlib.sha256(b"").hexdigest()  # the root over nothing


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Tree:
    """A tree that grows to the right. `peaks`: hex, largest subtree first."""

    size: int = 0
    peaks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """ValueError where the number of peaks does not fit the size."""
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"{len(self.peaks)} peaks can't stand over {self.size} entries.")

    def add(self, leaf: str) -> None:
        """Append one leaf hash (hex)."""
        up, size = bytes.fromhex(leaf), self.size
        while size & 1:  # a subtree as large as the one just made stands to its left
            up, size = node(bytes.fromhex(self.peaks.pop()), up), size >> 1
        self.peaks.append(up.hex())
        self.size += 1

    def root(self) -> str:
        """The root over all leaves, hex."""
        if not self.peaks:
            return EMPTY
        *left, up = (bytes.fromhex(one) for one in self.peaks)
        for peak in reversed(left):
            up = node(peak, up)
        return up.hex()


def root_of(leaves: Sequence[str]) -> str:
    """The root over these leaf hashes, in order."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def consistency(leaves: Sequence[str], old: int) -> list[str]:
    """The proof that the tree over `leaves` begins with the tree over its first `old` (RFC 6962, 2.1.2).

    Hex hashes, some twenty for a million entries. ValueError unless 0 < old <= len(leaves).
    """
    if not 0 < old <= len(leaves):
        raise ValueError(f"A log of {len(leaves)} entries has no beginning of {old}.")
    return _subproof(leaves, old, whole=True)


def _subproof(leaves: Sequence[str], old: int, *, whole: bool) -> list[str]:
    """SUBPROOF of the RFC; `whole`: the old tree is a subtree of its own, so its root is known already."""
    if old == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= split:
        return [*_subproof(leaves[:split], old, whole=whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], old - split, whole=False), root_of(leaves[:split])]
