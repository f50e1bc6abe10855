"""The Merkle tree of RFC 6962, by halving: roots, and that one tree begins with another."""

import hashlib


def root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1: split at the largest power of two that is smaller than the number of leaves."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return _node(root(leaves[:split]), root(leaves[split:]))


def begins_with(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with that of `old` (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    mine = theirs = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            mine, theirs = _node(step, mine), _node(step, theirs)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            theirs = _node(theirs, step)
        at, last = at >> 1, last >> 1
    return (mine, theirs, last) == (old_root, new_root, 0)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
