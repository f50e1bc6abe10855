"""The state of the log on a letter: signed by the city's log, printed alike, and one log with what the reader has."""

import base64
from typing import Any

from proof import merkle, note
from proof.finding import Finding, found
from proof.known import Known
from proof.pagetext import fold

PRINTED = 16
"""Hex digits of the root that a letter has room for."""


def examine(said: dict[str, Any], printed: list[str] | str, known: Known) -> list[Finding]:
    """What was found of the checkpoint of a letter, and against those of the reader."""
    text = said["checkpoint"]
    if not text:
        return [found("checkpoint", "unknown", "checkpoint-none")]
    match = note.CHECKPOINT.fullmatch(text.strip())
    if match is None:
        return [found("checkpoint", "wrong", "checkpoint-form")]
    try:
        mine = note.parse(text, "letter.json", [])[0]
        signature = base64.b64decode(match["signature"])
    except (note.Untrue, ValueError):
        return [found("checkpoint", "wrong", "checkpoint-form")]
    root = mine.root.hex()[:PRINTED]
    if isinstance(printed, str) or fold(f"{mine.size}{root}") not in printed[0]:
        return [found("checkpoint", "wrong", "checkpoint-page")]
    values = {"size": mine.size, "root": root}
    own = f"{match['name']}+{signature[:4].hex()}"
    if not known.keys:
        first = found("checkpoint", "unknown", "checkpoint-unchecked", **values)
    elif not any(key.startswith(own + "+") for key in known.keys):
        first = found("checkpoint", "unknown", "checkpoint-key", key=own)
    elif _signed(text, known.keys):
        first = found("checkpoint", "holds", "checkpoint-signed", **values)
    else:
        return [found("checkpoint", "wrong", "checkpoint-untrue")]
    return [first, against(mine, known)]


def _signed(text: str, keys: list[str]) -> bool:
    try:
        return note.parse(text, "letter.json", keys)[0].signed
    except (note.Untrue, ValueError):
        return False


def against(mine: note.Checkpoint, known: Known) -> Finding:
    """The checkpoint of the letter against those that the reader has: the same size first, else the newest."""
    ours = sorted(one for one in known.checkpoints if one.origin == mine.origin)
    if not ours:
        origins = ", ".join(sorted({one.origin for one in known.checkpoints}))
        if origins:
            return found("newest", "unknown", "newest-log", origin=origins)
        return found("newest", "unknown", "newest-none")
    for one in ours:
        if one.size == mine.size and one.root != mine.root:
            return found("newest", "wrong", "newest-other", size=mine.size)
    newest = ours[-1]
    if known.proof is None or newest.size == mine.size:
        if any(one.size == mine.size for one in ours):
            return found("newest", "holds", "newest-same", size=mine.size)
        old, new = sorted([mine.size, newest.size])
        return found("newest", "unknown", "newest-apart", old=old, new=new)
    return _proved(mine, newest, known.proof)


def _proved(mine: note.Checkpoint, newest: note.Checkpoint, proof: list[bytes]) -> Finding:
    old, new = sorted([mine, newest])
    holds = merkle.begins_with(old.size, old.root, new.size, new.root, proof)
    values = {"old": old.size, "new": new.size}
    if holds:
        return found("newest", "holds", "newest-proved", **values)
    return found("newest", "wrong", "newest-unproved", **values)
