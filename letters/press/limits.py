"""A child that may use only so much: what a hostile letter breaks dies with it, the parent stays as it was."""

import os
import resource
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True)
class Limits:
    """What one letter may use (reliability.md AD-10)."""

    memory: int = 1 << 30  # bytes of address space
    cpu: int = 20  # seconds
    file: int = 50 << 20  # bytes of any file
    wall: float = 30.0  # seconds


def limited(work: Callable[[], bytes], limits: Limits) -> bytes | None:
    """What `work` returns in a forked child, None when the child did not live to return it.

    `work` must not raise: a child that raises answers nothing. Call it where there is one thread.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(work, writing, limits)
    os.close(writing)
    answer = _read(reading, time.monotonic() + limits.wall)
    os.close(reading)
    os.kill(
        child, signal.SIGKILL
    )  # it has answered, or its time is over; it has nothing to tidy up
    os.waitpid(child, 0)
    return answer[: -len(END)] if answer.endswith(END) else None


END = b"\n%end-of-answer"


def _read(descriptor: int, end: float) -> bytes:
    parts = []
    while (left := end - time.monotonic()) > 0:
        if not select.select([descriptor], [], [], left)[0]:
            break
        part = os.read(descriptor, 1 << 16)
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def _child(work: Callable[[], bytes], writing: int, limits: Limits) -> NoReturn:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file, limits.file))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with os.fdopen(writing, "wb") as answer:
            answer.write(work() + END)
    finally:
        os._exit(0)  # nothing of the parent's is flushed or closed twice
