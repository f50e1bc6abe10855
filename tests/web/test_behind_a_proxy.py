"""Whose address and which scheme a page believes: what our own proxies say, and no word more."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask, request

from records.engine import make_engine
from records.migrate import upgrade
from web.settings import HOUSE, Settings, prepare
from wsgi import create_app

FORGED = "6.6.6.6, 198.51.100.9"


def seen(tmp_path: Path, hops: int) -> tuple[str | None, str, str]:
    """Address, scheme and host that a view sees of a request through one proxy."""
    app: Flask = create_app(Settings(home=tmp_path, mode="test", proxy_hops=hops))
    headers = {
        "X-Forwarded-For": FORGED,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
    }
    captured: list[tuple[str | None, str, str]] = []

    @app.before_request
    def look() -> None:
        captured.append((request.remote_addr, request.scheme, request.host))

    app.test_client().get(
        "/health/live", headers=headers, environ_base={"REMOTE_ADDR": "127.0.0.1"}
    )
    return captured[0]


def test_without_proxies_no_header_is_believed(tmp_path: Path) -> None:
    assert seen(tmp_path, 0) == ("127.0.0.1", "http", "localhost")


def test_of_one_proxy_its_own_entry_is_believed(tmp_path: Path) -> None:
    assert seen(tmp_path, 1) == ("198.51.100.9", "https", "localhost")


def test_more_proxies_than_entries_leave_the_neighbour(tmp_path: Path) -> None:
    assert seen(tmp_path, 3) == ("127.0.0.1", "http", "localhost")


@pytest.mark.parametrize("pid", ["$$", "1"])
def test_a_port_that_a_service_manager_holds_is_used(tmp_path: Path, pid: str) -> None:
    """`LISTEN_PID` names this very process, or the descriptor is somebody else's."""
    home = tmp_path / "home"
    given = Settings(home=home, mode="test")
    prepare(given)
    engine = make_engine(given.database_url)
    upgrade(engine)
    engine.dispose()
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        env = {**os.environ, "VECHE_HOME": str(home), "VECHE_MODE": "test", "LISTEN_FDS": "1"}
        code = "import sys; sys.argv[0] = 'veche'; from wsgi import main; main()"
        line = f'exec 3<&{held.fileno()}; LISTEN_PID={pid} exec {sys.executable} -c "{code}" serve --no-worker --port 0'
        server = subprocess.Popen(
            ["bash", "-c", line],
            cwd=HOUSE,
            env=env,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[held.fileno()],
        )
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            assert (f":{port}/" in said) is (pid == "$$"), said
        finally:
            server.terminate()
            server.wait(timeout=20)
