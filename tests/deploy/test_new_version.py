"""A new version brought in while people file, and taken back: nobody is turned away, nothing is lost."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import inspect, text

from records.migrate import is_current
from tests.deploy.front import BETWEEN, NAME, dial, free_port, gunicorn, nginx
from tests.faults.conftest import Ready, Site
from web.settings import HOUSE

NEW = '''
"""One more column, as a next version might bring it."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{newest}", None, None
def upgrade():
    op.add_column("notices", sa.Column("of_next_version", sa.Integer(), nullable=True))
    op.create_index("ix_notices_of_next_version", "notices", ["of_next_version"])
'''


def send(port: int, ready: Ready, source: str) -> tuple[int, str]:
    """File over the wire; status and where it leads. OSError when the wire was cut."""
    body = urlencode(ready.sent, doseq=True).encode()
    head = (
        f"POST {ready.path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nCookie: __Host-veche={ready.cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with dial(port, source=source) as wire:
        wire.sendall(head.encode() + body)
        heard = b""
        while part := wire.recv(65536):
            heard += part
    lines = heard.split(b"\r\n\r\n", 1)[0].decode().split("\r\n")
    if not lines[0]:
        raise OSError("cut")
    found = dict(line.split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), {one.lower(): found[one] for one in found}.get("location", "")


@dataclass
class Crowd:
    """People who file one after the other, each trying once more if the first try did not go through."""

    port: int
    forms: list[Ready]
    tried_again: int = 0
    failed: list[object] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def live(self) -> None:
        """File until told to stop, or until there is no form left."""
        while self.forms and not self.stop.is_set():
            ready = self.forms.pop()
            number = len(
                self.forms
            )  # everybody has an address of their own: one files slower after ten
            source = f"127.0.{2 + number // 200}.{number % 200 + 1}"
            said: list[object] = []
            for _ in range(2):
                try:
                    status, place = send(self.port, ready, source)
                except OSError as error:
                    said.append(repr(error))
                else:
                    if status == 303 and "/receipt" in place:
                        self.told.append(place)
                        break
                    said.append((status, place))
                self.tried_again += 1
                BETWEEN.wait(0.5)
            else:
                self.failed.append(said)
            BETWEEN.wait(0.05)


def next_version(folder: Path) -> Path:
    """A copy of the program with one migration more."""
    house = folder / "next"
    away = shutil.ignore_patterns(".git", ".venv", "out", "__pycache__", "*_cache", "bench", "docs")
    shutil.copytree(HOUSE, house, ignore=away)
    versions = house / "records/migrations/versions"
    newest = max(path.name[:4] for path in versions.glob("[0-9]*.py"))
    (versions / "9999_next.py").write_text(NEW.format(newest=newest), "ascii")
    return house


def migrate(house: Path, env: dict[str, str]) -> None:
    """`veche migrate` of that version."""
    code = "import sys; sys.argv[0] = 'veche'; from wsgi import main; main()"
    given = {**os.environ, **env, "PYTHONPATH": str(house)}
    subprocess.run([sys.executable, "-c", code, "migrate"], cwd=house, env=given, check=True)


@pytest.mark.deep
def test_a_new_version_under_load_and_back(site: Site, env: dict[str, str], tmp_path: Path) -> None:
    forms = [site.ready() for _ in range(240)]
    house = next_version(tmp_path)
    old, new = free_port(), free_port()
    with ExitStack() as old_one, ExitStack() as rest:
        first = old_one.enter_context(gunicorn(env, old))
        port = rest.enter_context(nginx(tmp_path / "nginx", [old, new]))
        crowd = Crowd(port, forms)
        people = [threading.Thread(target=crowd.live) for _ in range(3)]
        for one in people:
            one.start()
        try:
            migrate(house, env)  # tables first, under load; the old code goes on with them
            with gunicorn(
                env, new, house
            ):  # the second machine has the new code, then the first is gone
                BETWEEN.wait(
                    4
                )  # the proxy looks again at a machine that was away after two seconds
                old_one.close()
                assert first.poll() is not None
                BETWEEN.wait(1)
                again = rest.enter_context(gunicorn(env, old))  # and back
                BETWEEN.wait(4)
            BETWEEN.wait(1)
            again.send_signal(signal.SIGHUP)  # a reload in place
            BETWEEN.wait(4)
        finally:
            crowd.stop.set()
            for one in people:
                one.join()

    assert "of_next_version" in {
        one["name"] for one in inspect(site.city.engine).get_columns("notices")
    }
    assert not is_current(site.city.engine), "the old code knows that the tables are newer"
    assert crowd.failed == [], (tmp_path / "nginx/errors").read_text("utf-8")
    assert len(crowd.told) > 20, "somebody did file meanwhile"
    with site.city.reading() as work:
        kept = work.session.execute(text("SELECT reference FROM notices")).scalars().all()
    assert len(kept) == len(set(kept))
    assert len(kept) == len(crowd.told)
    assert [place for place in crowd.told if not any(one in place for one in kept)] == []
    site.whole()
