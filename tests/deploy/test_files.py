"""The files of `deploy/` are what they say: units that systemd takes, a proxy that nginx takes, names that exist."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.front import certificate, configured, free_port
from tests.house.files import read
from web.settings import HOUSE

UNITS = ("veche.service", "veche.socket", "veche-web.service", "veche-worker.service")


def judged(folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    """What systemd says of the units, with programs and folders of this machine."""
    for name in UNITS:
        text = changed.get(name, read(f"deploy/{name}"))
        text = re.sub(r"/opt/veche/\.venv/bin/\w+", "/bin/true", text).replace(
            "=/opt/veche", "=/tmp"
        )
        (folder / name).write_text(text, "utf-8")
    return subprocess.run(
        ["systemd-analyze", "verify", *(str(folder / name) for name in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.deep
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    said = judged(tmp_path)
    assert (said.returncode, said.stderr) == (0, "")

    wrong = read("deploy/veche.service").replace("ProtectSystem=strict", "ProtectSistem=strict")
    planted = judged(tmp_path, **{"veche.service": wrong})
    assert "ProtectSistem" in planted.stderr


@pytest.mark.deep
def test_nginx_takes_the_proxy(tmp_path: Path) -> None:
    certificate(tmp_path)
    path = configured(tmp_path, free_port(), [8000, 8001])
    words = ["nginx", "-t", "-e", str(tmp_path / "errors"), "-c", str(path)]
    said = subprocess.run(words, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_programs_that_units_start_are_ours() -> None:
    started = {
        word
        for name in UNITS
        for word in re.findall(
            r"^ExecStart=/opt/veche/\.venv/bin/(\w+)", read(f"deploy/{name}"), re.MULTILINE
        )
    }
    assert started == {"veche", "gunicorn"}
    for name in started:
        assert shutil.which(name, path=str(HOUSE / ".venv/bin")), name


def test_the_proxy_waits_as_long_as_decided() -> None:
    text = read("deploy/nginx-veche.conf")
    for line in (
        "client_header_timeout 10s;", "client_body_timeout 60s;", "limit_conn veche_address 20;",
        "proxy_request_buffering on;", "proxy_set_header Host $server_name;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
    ):  # fmt: skip
        assert line in text, line


def test_what_the_container_files_name_is_there() -> None:
    image, compose = read("deploy/Containerfile"), read("deploy/compose.yaml")
    for name in re.findall(r"^COPY (\S+) ", image, re.MULTILINE):
        assert (HOUSE / name).exists(), name
    packages = set(re.findall(r"libpango\S+|libharfbuzz\S+", image))
    assert packages == set(
        re.findall(r"want (libpango\S+|libharfbuzz\S+)", read("scripts/setup.sh"))
    )
    for name in re.findall(r"- \./([\w.-]+):", compose):
        assert (HOUSE / "deploy" / name).exists() or name in {"compose-nginx.conf", "tls"}, name
    assert set(re.findall(r"image: (\S+)", compose)) == {"veche", "postgres:17", "nginx:1.26"}
