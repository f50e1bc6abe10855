"""`python -m papers`: reads a question a line, lets a child look at the file, answers a line.

The parent is warm and single-threaded and never touches a file. Each file gets a child of its own, forked and
limited: what a hostile file breaks dies with that child, and nothing of one file is left when the next comes.
"""

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from papers import documents, pictures
from papers.signs import Odd

SMALL = 4
"""Seconds of CPU for the first megabyte of a file; each further one adds a second, up to CPU."""

MEMORY, CPU, FILE, WALL = 600 << 20, 10, 100 << 20, 30.0
"""What one file may use: bytes of address space, seconds of CPU, bytes of any file written, seconds on the wall."""


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """What is to be said of one file: {"pages": n}, or {"odd": reason, "values": {...}}."""
    path, copy, kind = Path(question["path"]), Path(question["copy"]), question["kind"]
    try:
        if kind == "pdf":
            return {"pages": documents.look(path, copy)}
        return {"pages": pictures.look(path, copy, kind)}
    except Odd as odd:
        return {"odd": odd.reason, "values": odd.values}
    except (MemoryError, RecursionError, OSError):
        return {"odd": "slow", "values": {}}


def cpu_of(size: int) -> int:
    """Seconds of CPU that a file of so many bytes may use: a small one has no need of much."""
    return min(CPU, SMALL + size // (1 << 20))


def limit(size: int) -> None:
    """Set what this process and nothing of it may exceed (reliability AD-10)."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + 1 + cpu_of(size)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def in_a_child(question: dict[str, Any]) -> dict[str, Any]:
    """Let a child look; what it says, or that it did not live to say it, and the memory it held at most."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _live(question, writing)
    os.close(writing)
    said = _heard(reading, time.monotonic() + WALL)
    os.close(reading)
    os.kill(pid, signal.SIGKILL)
    _, _, used = os.wait4(pid, 0)
    found: dict[str, Any] = json.loads(said) if said else {"odd": "slow", "values": {}}
    return found | {"memory": used.ru_maxrss * 1024, "seconds": used.ru_utime + used.ru_stime}


def _live(question: dict[str, Any], line: int) -> NoReturn:
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        limit(Path(question["path"]).stat().st_size)
        os.write(line, json.dumps(answer(question)).encode())
    finally:
        os._exit(0)


def _heard(line: int, end: float) -> bytes:
    """All that the child says before its end; nothing when it is late."""
    said = b""
    while select.select([line], [], [], max(0.0, end - time.monotonic()))[0]:
        part = os.read(line, 65536)
        if not part:
            return said
        said += part
    return b""


def main() -> None:
    """Answer until nobody asks."""
    gc.freeze()
    for line in sys.stdin.buffer:
        found = in_a_child(json.loads(line))
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
