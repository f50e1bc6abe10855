"""Malformed requests, and requests that hide a second one: at the server and through the proxy.

Each gets one answer at most, of refusal or of the page that was asked for openly; the hidden one gets
none; no answer repeats a forged name.
"""

import re
from pathlib import Path

import pytest

from tests.deploy.conftest import Front
from tests.deploy.front import nginx, say
from tests.faults.conftest import Site

HIDDEN = b"GET /help HTTP/1.1\r\nHost: events.example.org\r\n\r\n"
HOST = b"Host: events.example.org\r\n"
CHUNKS = b"0\r\n\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


def post(*headers: bytes, body: bytes = b"", host: bytes = HOST) -> bytes:
    """A form sent to the sign-in page with these header lines, and what follows on the same wire."""
    return b"POST /sign-in HTTP/1.1\r\n" + host + FORM + b"".join(headers) + b"\r\n" + body


CASES = {
    "length and chunks": post(b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", body=CHUNKS + HIDDEN),
    "chunks and length": post(b"Transfer-Encoding: chunked\r\n", b"Content-Length: 5\r\n", body=CHUNKS + HIDDEN),
    "two lengths": post(b"Content-Length: 0\r\n", b"Content-Length: 60\r\n", body=HIDDEN),
    "lengths in one line": post(b"Content-Length: 0, 60\r\n", body=HIDDEN),
    "a signed length": post(b"Content-Length: +0\r\n", body=HIDDEN),
    "a negative length": post(b"Content-Length: -1\r\n", body=HIDDEN),
    "a length in hex": post(b"Content-Length: 0x0\r\n", body=HIDDEN),
    "a coding nobody knows": post(b"Transfer-Encoding: xchunked\r\n", body=CHUNKS + HIDDEN),
    "chunks twice": post(b"Transfer-Encoding: chunked, chunked\r\n", body=CHUNKS + HIDDEN),
    "a coding behind a space": post(b"Transfer-Encoding : chunked\r\n", body=CHUNKS + HIDDEN),
    "a folded coding": post(b"Transfer-Encoding:\r\n chunked\r\n", body=CHUNKS + HIDDEN),
    "a coding after a tab": post(b"Transfer-Encoding:\x0bchunked\r\n", body=CHUNKS + HIDDEN),
    "a bad chunk": post(b"Transfer-Encoding: chunked\r\n", body=b"zz\r\nhello\r\n0\r\n\r\n" + HIDDEN),
    "a newline in a chunk": post(b"Transfer-Encoding: chunked\r\n", body=b"1;a\nb\r\nx\r\n0\r\n\r\n" + HIDDEN),
    "two hosts": b"GET /help HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
    "no host": b"GET /help HTTP/1.1\r\n\r\n",
    "another host": b"GET /help HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a host with a break": b"GET /help HTTP/1.1\r\nHost: evil.example\x00.org\r\n\r\n",
    "a bare return in a header": b"GET /help HTTP/1.1\r\n" + HOST + b"X: a\rSet-Cookie: evil.example=1\r\n\r\n",
    "a line that is too long": b"GET /help?" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "too many headers": b"GET /help HTTP/1.1\r\n" + HOST + b"".join(b"X-%d: evil.example\r\n" % n for n in range(3000)) + b"\r\n",
    "another version": b"GET /help HTTP/9.9\r\n" + HOST + b"\r\n",
}  # fmt: skip
EVIL_AT_LEAST = 20
PLAIN = b"GET /help HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


def statuses(heard: bytes) -> list[int]:
    """The status of each answer on the wire."""
    return [int(one) for one in re.findall(rb"^HTTP/1\.[01] (\d{3})", heard, re.MULTILINE)]


def refused(heard: bytes, name: str, *, proxied: bool) -> list[str]:
    """What is wrong with what came back."""
    came = statuses(heard)
    faults = []
    if len(came) > 1:
        faults.append(f"{name}: {len(came)} answers {came}")
    if any(one >= 500 and one not in (501, 505) for one in came):
        faults.append(f"{name}: {came}")
    if b"evil.example" in heard:
        faults.append(f"{name}: the forged name came back")
    if not proxied and came and came[0] < 400:
        faults.append(f"{name}: was taken, {came}")
    return faults


@pytest.mark.deep
def test_no_request_hides_another(front: Front) -> None:
    assert len(CASES) >= EVIL_AT_LEAST
    faults = []
    for name, words in CASES.items():
        faults += refused(say(front.server, words, tls=False), f"server, {name}", proxied=False)
        faults += refused(say(front.proxy, words), f"proxy, {name}", proxied=True)
    assert faults == []
    assert statuses(say(front.proxy, PLAIN)) == [200]
    assert statuses(say(front.server, PLAIN, tls=False)) == [200]


@pytest.mark.deep
def test_the_proxy_guards_one_process_too(site: Site, env: dict[str, str], tmp_path: Path) -> None:
    """`veche serve` by itself takes some of these, and says that it is for a trusted network."""
    served = site.ward.serves("", None, **env)
    faults = []
    with nginx(tmp_path / "nginx", [served.port]) as proxy:
        for name, words in CASES.items():
            faults += refused(say(proxy, words), name, proxied=True)
        assert statuses(say(proxy, PLAIN)) == [200]
    assert faults == []


def test_what_is_wrong_is_seen() -> None:
    two = b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    assert refused(two, "planted", proxied=True) == ["planted: 2 answers [200, 200]"]
    assert refused(b"HTTP/1.1 302\r\nLocation: https://evil.example/\r\n", "x", proxied=True)
    assert refused(b"HTTP/1.1 500 Oops\r\n", "x", proxied=True)
    assert refused(b"HTTP/1.1 200 OK\r\n", "x", proxied=False)
    assert refused(b"HTTP/1.1 400 Bad\r\n", "x", proxied=False) == []
