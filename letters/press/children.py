"""Children that print one letter after another: what a hostile letter breaks dies with its child.

A child is forked from the warm parent, limits itself, and answers questions until its life is over (Life) or a
letter was odd: more than the words of a plain refusal came of it. Then a fresh fork takes its place, so that no
letter is judged by what another left behind.
"""

import gc
import os
import signal
import socket
import time
from collections.abc import Callable
from typing import NoReturn

from letters.press.frames import SIZE, packed
from letters.press.limits import Life, Limits, keep_only, limit, limit_cpu, resident

Work = Callable[[bytes], tuple[bytes, bool]]
"""Question -> answer, and whether all went as it should. It must not raise: a child that raises answers nothing."""

READY, PLAIN, ODD = b"+", b".", b"!"
TIDYING = 5.0  # seconds a child has, after its answer, to clear up


class Children:
    """One child at a time. Use it where there is one thread."""

    def __init__(self, work: Work, limits: Limits | None = None, life: Life | None = None) -> None:
        self.work, self.limits, self.life = work, limits or Limits(), life or Life()
        self.child: _Child | None = None

    def ask(self, question: bytes) -> bytes | None:
        """The answer of the work, None when its child did not live to give it within the limits.

        Whatever is odd in a child that has printed before is asked of a fresh one, within the same time.
        """
        child = self._ready()
        end = time.monotonic() + self.limits.wall
        answer, plain = child.ask(question, end)
        if not plain and child.letters > 1 and time.monotonic() < end:
            self.end()
            child = self._ready()
            answer, plain = child.ask(question, end)
        if not plain:
            self.end()
        return answer

    def end(self) -> None:
        """End the child; the next question gets another."""
        if self.child:
            self.child.end()
        self.child = None

    def _ready(self) -> "_Child":
        """The child that waits for its next question, or a fresh one in its place."""
        if self.child and not self.child.ready(time.monotonic() + TIDYING):
            self.end()
        if self.child is None:
            self.child = _Child(self.work, self.limits, self.life)
        return self.child


class _Child:
    """The parent's end of a child."""

    def __init__(self, work: Work, limits: Limits, life: Life) -> None:
        self.line, theirs = socket.socketpair()
        self.limits, self.letters = limits, 0
        self.pid = os.fork()
        if self.pid == 0:
            _live(work, theirs, limits, life)
        theirs.close()

    def ready(self, end: float) -> bool:
        """Whether it can take a question in time; one whose life is over has closed its end."""
        try:
            return _take(self.line, 1, end) == READY
        except OSError:
            return False

    def ask(self, question: bytes, end: float) -> tuple[bytes | None, bool]:
        """Answer, and whether nothing odd happened; no answer when it died or time is over."""
        if not self.letters and not self.ready(end):
            return None, False
        self.letters += 1
        try:
            self.line.settimeout(max(0.0, end - time.monotonic()))
            self.line.sendall(packed(question))
            manner = _take(self.line, 1, end)
            size = SIZE.unpack(_take(self.line, SIZE.size, end))[0]
            if size > self.limits.file:
                return None, False
            return _take(self.line, size, end), manner == PLAIN
        except OSError:
            return None, False

    def end(self) -> None:
        """Kill it: it has nothing to tidy up."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.line.close()


def _take(line: socket.socket, size: int, end: float | None = None) -> bytes:
    """So many bytes. Raises OSError when the other side is gone or, at the time `end`, late."""
    held, at = bytearray(size), 0
    while at < size:
        if end is not None:
            line.settimeout(max(0.0, end - time.monotonic()))
        came = line.recv_into(memoryview(held)[at:])
        if not came:
            raise ConnectionError
        at += came
    return bytes(held)


def _live(work: Work, line: socket.socket, limits: Limits, life: Life) -> NoReturn:
    try:
        keep_only(line.fileno())
        limit(limits)
        began, plain, letters = resident(), True, 0
        while plain and letters < life.letters and resident() - began <= life.growth:
            line.sendall(READY)
            question = _take(line, SIZE.unpack(_take(line, SIZE.size))[0])
            limit_cpu(limits.cpu)
            answer, plain = work(question)
            line.sendall((PLAIN if plain else ODD) + packed(answer))
            del question, answer  # nothing of a letter stays longer than its answer takes
            gc.collect()
            letters += 1
    finally:
        os._exit(0)  # nothing of the parent's is flushed or closed twice
