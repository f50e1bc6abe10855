"""The test's side of processes that fail: ordering them, watching them die, sending forms over a real wire."""

import fcntl
import http.client
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from web.settings import HOUSE

PATIENCE = 10.0
"""Seconds until a process must be there again, or gone; D-1 gives it no more."""
WIRE = 30.0


class Cut(Exception):
    """The wire was cut: nobody knows whether the form arrived."""


@dataclass
class Answer:
    """What came back from a form."""

    status: int
    place: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Process:
    """One process of Veche; not a child of the test, so it is watched through its descriptor."""

    pid: int
    out: Path
    port: int = 0
    said: deque[str] = field(default_factory=lambda: deque(maxlen=100))

    def __post_init__(self) -> None:
        try:
            self.watch = os.pidfd_open(self.pid)
        except ProcessLookupError:  # gone before anybody looked
            self.watch = -1

    def dies(self, within: float = PATIENCE * 3) -> bool:
        """Wait for its end; whether it came in time."""
        if self.watch < 0:
            return True
        return bool(select.select([self.watch], [], [], within)[0])

    def kill(self) -> None:
        """Kill -9, unless it is gone already."""
        if self.watch >= 0 and not self.dies(0):
            signal.pidfd_send_signal(self.watch, signal.SIGKILL)
            self.dies()
        self.close()

    def close(self) -> None:
        """Let go of what watched it."""
        if self.watch >= 0:
            os.close(self.watch)
            self.watch = -1

    def hear(self, line: IO[str]) -> None:
        """Read what it says to its end: one whose words nobody reads stands still once the pipe is full."""

        def read() -> None:
            with line:
                self.said.extend(line)

        threading.Thread(target=read, daemon=True).start()

    def post(
        self, path: str, cookie: str, sent: dict[str, Any], source: str = "127.0.0.1"
    ) -> Answer:
        """Send a form; Cut when the answer did not come whole."""
        return ask(self.port, "POST", path, cookie, urlencode(sent, doseq=True), source)

    def post_bytes(
        self, path: str, cookie: str, body: bytes, kind: str, source: str = "127.0.0.1"
    ) -> Answer:
        """Send a form that was put together already, with files in it."""
        return ask(self.port, "POST", path, cookie, body, source, kind)

    def get(self, path: str, cookie: str = "", source: str = "127.0.0.1") -> Answer:
        """Open a page."""
        return ask(self.port, "GET", path, cookie, None, source)


def reader(number: int) -> str:
    """An address of its own for each person: nobody waits for the others' number of notices."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def ask(
    port: int, method: str, path: str, cookie: str, body: str | bytes | None, source: str,
    kind: str = "application/x-www-form-urlencoded",
) -> Answer:  # fmt: skip
    """One request on a wire of its own. Each `source` in 127/8 is a reader with an address of its own."""
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=WIRE, source_address=(source, 0))
    headers = {"Cookie": f"veche={cookie}; veche_language=en", "Host": "localhost"}
    if body is not None:
        headers["Content-Type"] = kind
    try:
        wire.request(method, path, body, headers)
        came = wire.getresponse()
        text = came.read().decode()
        named = {name.lower(): value for name, value in came.getheaders()}
        return Answer(came.status, named.get("location", ""), text, named)
    except TimeoutError as error:  # a killed one cuts the wire, so this one lives and stands still
        raise AssertionError(f"no answer within {WIRE:.0f} s") from error
    except (OSError, http.client.HTTPException) as error:
        raise Cut from error
    finally:
        wire.close()


class Nursery:
    """Where processes of Veche come from: one that has read the program and forks on demand."""

    def __init__(self) -> None:
        self.line = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"], cwd=HOUSE, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def order(self, **order: Any) -> int:
        """Fork one; its number."""
        assert self.line.stdin is not None
        assert self.line.stdout is not None
        self.line.stdin.write(json.dumps(order) + "\n")
        return int(self.line.stdout.readline())

    def close(self) -> None:
        """Send it home."""
        with self.line as line:
            assert line.stdin is not None
            line.stdin.close()


@dataclass
class Ward:
    """Processes of one Veche: one database, one clock in a file, one home."""

    nursery: Nursery
    home: Path
    env: dict[str, str]
    processes: list[Process] = field(default_factory=list)

    @property
    def clock(self) -> Path:
        """The file with the time of its processes."""
        return self.home / "clock"

    @property
    def armed(self) -> Path:
        """While this file is there, traps that were laid for it snap."""
        return self.home / "armed"

    def _born(self, out: Path, **order: Any) -> Process:
        whole = {"argv": [], "deed": "", "point": "", "armed": "", "clock": str(self.clock)}
        env = {**self.env, **order.pop("more", {})}
        pid = self.nursery.order(**{**whole, **order, "out": str(out), "env": env})
        made = Process(pid, out)
        self.processes.append(made)
        return made

    def does(self, deed: str, point: str = "", **more: str) -> Process:
        """A process that does one deed of the worker (`deliver_all`, `tick`) and ends."""
        return self._born(self.home / "deed.log", deed=deed, point=point, more=more)

    def runs(self, *argv: str, point: str = "", clock: Path | None = None, **more: str) -> Process:
        """A command of `veche` as a process."""
        where = str(clock or self.clock)
        return self._born(
            self.home / "command.log", argv=list(argv), point=point, clock=where, more=more
        )

    def serves(self, point: str = "", clock: Path | None = None, **more: str) -> Process:
        """`veche serve`, answering: it has said where it is."""
        said = self.home / f"said-{len(self.processes)}"
        os.mkfifo(said)
        made = self._born(
            said, argv=["serve", "--no-worker", "--port", "0"], point=point,
            armed=str(self.armed) if point else "", clock=str(clock or self.clock), more=more,
        )  # fmt: skip
        line = said.open(encoding="utf-8")
        fcntl.fcntl(line, fcntl.F_SETPIPE_SZ, 4096)  # so that any test finds one that is not read
        first = line.readline()
        assert first.startswith("Veche is at "), first + line.read()
        made.port = int(first.rstrip("/\n").rsplit(":", 1)[1])
        made.hear(line)
        return made

    def ends(self) -> None:
        """Nothing of it is left running."""
        for one in self.processes:
            one.kill()
