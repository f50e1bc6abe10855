"""Checkpoints of the log (AD-2): size and Merkle root, signed, so that nobody can change the past unseen.

A checkpoint is made from the last one and what was written since, never from a log that does not hold:
what cannot be signed in truth is not signed, and the missing checkpoint rings.
"""

from collections.abc import Sequence
from datetime import timedelta

from records import chain, checkpoint_rows, verify
from records.checkpoint_rows import Made
from records.signed_notes import Signer, read
from records.tree import Tree
from records.unit_of_work import UnitOfWork
from workflow.actor import SYSTEM

KIND = "checkpoint.made"
BATCH = timedelta(minutes=15)
"""Releases of so many minutes share one checkpoint."""


class Unsound(Exception):
    """The log does not hold, or does not go on from its last checkpoint: it is not signed."""


def examine(work: UnitOfWork, keys: Sequence[str]) -> chain.Verdict:
    """Verify what was written since the last checkpoint, or everything where that one is not our word.

    `keys` are our own public keys. Unsound if the log breaks or contradicts its last checkpoint.
    """
    last = checkpoint_rows.newest(work)
    known = _known(last, keys) if last else chain.EMPTY
    found = verify.walk(work.session.connection(), known, {last.size} if last else ())
    if not found.ok:
        raise Unsound(f"The log is broken at entry {found.broken}: {found.why}.")
    if last and checkpoint_rows.entries(work) < last.size:
        raise Unsound(
            f"A checkpoint was signed over {last.size} entries, and now there are "
            f"{checkpoint_rows.entries(work)}: the end was cut off, or an older database was put back."
        )
    root = known.root if known.size else found.roots.get(last.size) if last else None
    if last and (root != last.root or checkpoint_rows.hash_of(work, last.size) != last.head):
        raise Unsound(f"The first {last.size} entries are not those that were signed.")
    return found


def _known(last: Made, keys: Sequence[str]) -> chain.Verdict:
    """What the last checkpoint proves by itself: its peaks give the root that one of our keys signed."""
    said = next(filter(None, (read(last.note, key) for key in keys)), None)
    try:
        tree = Tree(last.size, list(last.peaks))
        if said and (said.size, said.root) == (last.size, last.root) and tree.root() == last.root:
            return chain.Verdict(last.size, last.root, last.head, peaks=last.peaks)
    except ValueError:
        pass  # peaks that are none: nothing is known, so all is read
    return chain.EMPTY


def keep(work: UnitOfWork, signer: Signer, found: chain.Verdict) -> Made | None:
    """Sign what was found and keep it; None if it covers nothing new. The log says that it was made."""
    last = checkpoint_rows.newest(work)
    if not found.size or (last and last.size >= found.size):
        return None
    made = Made(
        found.size, work.now, found.root, found.head, found.peaks,
        signer.sign(found.size, found.root), signer.key,
    )  # fmt: skip
    checkpoint_rows.add(work, made)
    details = {"size": made.size, "root": made.root, "key": made.key}
    work.log(KIND, actor=SYSTEM, subject=("log", made.size), details=details)
    return made


def send(work: UnitOfWork, made: Made, addresses: Sequence[str], *, folder: bool) -> None:
    """Promise that a checkpoint leaves the machine: by mail to these addresses, into the folder."""
    for number, address in enumerate(addresses, start=1):
        payload = {"to": "checkpoint", "size": made.size, "address": address}
        work.promise("mail", f"mail:checkpoint:{made.size}:{number}", payload)
    if folder:
        work.promise("checkpoint", f"checkpoint:copy:{made.size}", {"copy": made.size})


def hourly(work: UnitOfWork) -> None:
    """Promise a checkpoint for this hour, if none was made in it and there is a log."""
    hour = work.now.replace(minute=0, second=0, microsecond=0)
    last = checkpoint_rows.newest(work)
    if (last is None or last.at < hour) and checkpoint_rows.entries(work):
        work.promise("checkpoint", f"checkpoint:hour:{chain.instant(hour)}", {})


def after_release(work: UnitOfWork) -> None:
    """Promise a checkpoint soon after a decision was released; those of a quarter of an hour share one."""
    minute = work.now.minute // 15 * 15
    end = work.now.replace(minute=minute, second=0, microsecond=0) + BATCH
    work.promise("checkpoint", f"checkpoint:release:{chain.instant(end)}", {}, not_before=end)
