"""`veche serve` as a person starts it: it says where it is, answers, and ends when told to."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from records.engine import make_engine
from records.migrate import upgrade
from web.settings import HOUSE, load, prepare

VECHE = [sys.executable, "-c", "import sys; sys.argv[0] = 'veche'; from wsgi import main; main()"]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "VECHE_HOME": str(home), "VECHE_MODE": "development"}


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*VECHE, *words],
        cwd=HOUSE,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_answers_and_ends_on_term(tmp_path: Path) -> None:
    assert run(tmp_path, "prepare").returncode == 0
    assert run(tmp_path, "migrate").returncode == 0
    server = subprocess.Popen(
        [*VECHE, "serve", "--port", "0"], cwd=HOUSE, env=environment(tmp_path),
        stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        with urllib.request.urlopen(f"{address}health/live", timeout=10) as answer:
            assert answer.read() == b"alive\n"
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
    finally:
        server.kill()


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    settings = load(home=tmp_path, mode="development")
    prepare(settings)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    engine.dispose()

    refused = run(tmp_path, "serve", "--host", "192.0.2.1", "--port", "8000")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: Port 8000 of 192.0.2.1 can't be had")
    assert "Traceback" not in refused.stderr
