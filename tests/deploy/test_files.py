"""The files of `deploy/` are what they say: units that systemd takes, a proxy that nginx takes, names that exist."""

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.front import certificate, configured, free_port, nginx, say
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


def test_the_page_of_an_absent_veche_may_wear_its_style() -> None:
    """The proxy's strict policy names the hash of the one style that the page has; nothing else comes with it."""
    page, proxy = read("deploy/away.html"), read("deploy/nginx-veche.conf")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    said = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{said}'" in proxy
    assert not re.search(r"<script|src=|href=|style=|@import|url\(", page)
    assert 'lang="en"' in page
    assert "charset" in page


@pytest.mark.deep
def test_the_proxy_says_in_words_that_nobody_answers(tmp_path: Path) -> None:
    """A restart without the socket unit: 503 with a date to come back, in both languages, also after a form."""
    with nginx(tmp_path / "nginx", [free_port()]) as proxy:
        for words in (
            b"GET /help HTTP/1.1\r\nHost: events.example.org\r\nConnection: close\r\n\r\n",
            (
                b"POST /draft/answers HTTP/1.1\r\nHost: events.example.org\r\nConnection: close\r\n"
                b"Content-Length: 3\r\n\r\na=b"
            ),
        ):
            head, _, body = say(proxy, words).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 503"), head
            assert b"Retry-After: 30" in head
            assert b"Content-Security-Policy: default-src 'none'" in head
            assert "отправьте форму ещё раз".encode() in body
            assert b"send the form again" in body


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


def test_a_shell_reads_the_settings_as_systemd_does() -> None:
    """The word `veche` of the how-to sources the file. Planted: a value of two words without quotes."""
    values = re.findall(r"^(VECHE_\w+)=\"?([^\"\n]*)", read("deploy/veche.env"), flags=re.MULTILINE)
    asked = "; ".join(f'printf "%s\\n" "${name}"' for name, _ in values)
    script = f"set -eu; set -a; . {HOUSE}/deploy/veche.env; {asked}"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [value for _, value in values]
    assert any(" " in value for _, value in values)
