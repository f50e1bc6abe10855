"""The door of the sorting table: a file in, what it is and a clean copy out, or the reason why not.

The work is done by `python -m papers`, started at the first file and again when it died. Two at most look at
once; a third caller waits, and not for ever. Everything here may be called from any thread.
"""

import json
import os
import queue
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papers.reasons import SENTENCES
from papers.signs import Odd, clean_name, kind_of

HOUSE = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds: a cold start, and the 30 that one file is given
WAIT = 20.0  # seconds in the queue
HEAD, AT_ONCE = 1024, 2


class NotTaken(Exception):
    """The file is not taken: `text` is a message id, `values` fill its placeholders."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(SENTENCES[reason] % values)
        self.reason, self.text, self.values = reason, SENTENCES[reason], values


@dataclass(frozen=True, slots=True)
class Good:
    """A file that was taken: what it is, its name for people, its pages. `memory`: bytes its child held at most."""

    kind: str
    name: str
    pages: int
    memory: int
    seconds: float


def look(path: Path, name: str, copy: Path) -> Good:
    """Look at the file `path`, sent under `name`, and write its copy. Raises NotTaken; then there is no copy."""
    try:
        with path.open("rb") as source:
            kind = kind_of(name, source.read(HEAD))
    except Odd as odd:
        raise NotTaken(odd.reason, **odd.values) from odd
    said = TABLES.ask({"path": str(path), "copy": str(copy), "kind": kind})
    if "odd" in said:
        copy.unlink(missing_ok=True)
        raise NotTaken(said["odd"], **said["values"])
    return Good(kind, clean_name(name, kind), said["pages"], said["memory"], said["seconds"])


class Table:
    """One process that looks, asked by one caller at a time."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """What it says. One that died since the last file is started again, once."""
        for _ in range(2):
            process = self._running()
            try:
                said = self._exchange(process, json.dumps(question).encode() + b"\n")
            except BrokenPipeError:
                said = None
            if said is not None:
                return said
            self.stop()
        return {"odd": "slow", "values": {}}

    def stop(self) -> None:
        """End it; the next file starts another."""
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
        self.process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process and self.process.poll() is not None:
            self.stop()
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "papers"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=HOUSE,
                env=_environment(),
            )
        return self.process

    def _exchange(self, process: subprocess.Popen[bytes], question: bytes) -> dict[str, Any] | None:
        if process.stdin is None or process.stdout is None:
            return None
        process.stdin.write(question)
        process.stdin.flush()
        if not select.select([process.stdout], [], [], PATIENCE)[0]:
            return None
        line = process.stdout.readline()
        found: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return found


class Tables:
    """At most two, started when they are needed; the one used last is used first.

    Whoever waits longer than `wait` seconds for one is asked to send the file again.
    """

    def __init__(self, wait: float = WAIT) -> None:
        self.wait = wait
        self.begin()

    def begin(self) -> None:
        """Forget those that another process started: a forked copy must not share their pipes."""
        self.free: queue.LifoQueue[Table] = queue.LifoQueue()
        for _ in range(AT_ONCE):
            self.free.put(Table())

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        try:
            table = self.free.get(timeout=self.wait)
        except queue.Empty:
            return {"odd": "busy", "values": {}}
        try:
            return table.ask(question)
        finally:
            self.free.put(table)


def _environment() -> dict[str, str]:
    """No secret of the house reaches it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"LANG": "C.UTF-8"}


TABLES = Tables()
os.register_at_fork(after_in_child=TABLES.begin)
