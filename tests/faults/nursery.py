"""`python -m tests.faults.nursery`: has read the whole program once and forks processes of Veche on demand.

Each is a process of its own that can be killed for real; none pays again for what was read at the start.
It takes orders as lines of JSON and answers each with the number of the process.
"""

import json
import os
import signal
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask
from flask.cli import ScriptInfo
from jinja2 import FileSystemBytecodeCache

from tests.faults import traps
from web import worker
from web.settings import load
from wsgi import create_app, main


class FileClock:
    """The time that stands in a file: one clock for several processes, moved from outside."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def now(self) -> datetime:
        """Read it."""
        return datetime.fromisoformat(self.path.read_text("ascii")).astimezone(UTC)


def live(order: dict[str, Any]) -> NoReturn:
    """Be the process that was ordered, to the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    os.environ.update(order["env"])
    code = 1
    try:
        if order["point"]:
            traps.lay(order["point"], Path(order["armed"]) if order["armed"] else None)
        clock = FileClock(Path(order["clock"]))
        if order["deed"]:
            app = create_app(load(), clock)
            with app.app_context():
                getattr(worker, order["deed"])(app.extensions["veche"])
        else:
            info = ScriptInfo(create_app=lambda: create_app(load(), clock))
            main.main(order["argv"], obj=info, standalone_mode=False)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever ended it is for the log of its test
        traceback.print_exc()
    finally:
        os._exit(code)


def learn(folder: str) -> None:
    """Read laws and pages once for all who are born here."""
    cache = FileSystemBytecodeCache(folder)
    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": cache}
    here = create_app(load(home=folder, mode="test"))
    here.extensions["veche"].engine.dispose()


def serve() -> None:
    """Fork as ordered until the line is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody here waits for them
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            live(order)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        learn(scratch)
        serve()
