"""The pipe to the press: starts it, asks it, starts it again when it died."""

import os
import queue
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

from letters.parts import N_, Unprintable
from letters.press.frames import frame, receive
from letters.press.limits import Life

HOUSE = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds: a cold start, and the 30 that the press gives a letter
AT_ONCE = 2


class Line:
    """One press, asked by one caller at a time; each of its children prints so many `letters`."""

    def __init__(self, letters: int = Life.letters, *, module: str = "letters.press") -> None:
        self.letters, self.module = letters, module
        self.press: subprocess.Popen[bytes] | None = None

    def ask(self, question: dict[str, Any], body: bytes = b"") -> tuple[dict[str, Any], bytes]:
        """The answer of the press. A press that died since the last letter is started again, once."""
        for _ in range(2):
            press = self._running()
            try:
                answer = self._exchange(press, frame(question, body))
            except BrokenPipeError:
                answer = None
            if answer is not None:
                return answer
            self.stop()
        raise Unprintable(N_("The press does not answer."))

    def stop(self) -> None:
        """End the press; the next letter starts another."""
        if self.press:
            self.press.kill()
            self.press.wait()
            for pipe in (self.press.stdin, self.press.stdout):
                if pipe:
                    pipe.close()
        self.press = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self.press and self.press.poll() is not None:
            self.stop()
        if self.press is None:
            self.press = subprocess.Popen(  # noqa: S603 - our own module and a number
                [sys.executable, "-m", self.module, str(self.letters)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=HOUSE,
                env=_environment(),
            )
        return self.press

    def _exchange(
        self, press: subprocess.Popen[bytes], question: bytes
    ) -> tuple[dict[str, Any], bytes] | None:
        if press.stdin is None or press.stdout is None:
            return None
        press.stdin.write(question)
        press.stdin.flush()
        if not select.select([press.stdout], [], [], PATIENCE)[0]:
            return None
        return receive(press.stdout)


class Lines:
    """At most two presses, started when they are needed; the one used last is used first."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget presses that another process started: a forked copy must not share their pipes."""
        self.free: queue.LifoQueue[Line] = queue.LifoQueue()
        for _ in range(AT_ONCE):
            self.free.put(Line())

    def ask(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        line = self.free.get()
        try:
            return line.ask(question)
        finally:
            self.free.put(line)


def _environment() -> dict[str, str]:
    """No secret of the house reaches the press, and no font of the machine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(HOUSE / "static" / "letters" / "fonts.conf"),
    }


LINES = Lines()
os.register_at_fork(after_in_child=LINES.begin)
