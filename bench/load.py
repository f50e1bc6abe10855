"""Requests under load, bounded in count and time: by wrk where it is installed, else by threads of our own."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

FORM = "application/x-www-form-urlencoded"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Flow:
    """What came of one stretch of load; times in ms."""

    rate: float
    p50: float
    p99: float
    answers: int
    faults: int


def client() -> str:
    """Who asks."""
    return "wrk" if shutil.which("wrk") else "threads of Python"


def flow(url: str, cookie: str, connections: int, seconds: float) -> Flow:
    """Ask for the page over and over on so many connections for so long."""
    if shutil.which("wrk") and seconds >= 1:
        return _wrk(url, cookie, connections, round(seconds))
    return _threads(url, cookie, connections, seconds)


def _wrk(url: str, cookie: str, connections: int, seconds: int) -> Flow:
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "5s", "--latency", "-H", f"Cookie: {cookie}", url],
        capture_output=True, text=True, check=True, timeout=seconds + 30,
    ).stdout  # fmt: skip

    def number(pattern: str) -> float:
        found = re.search(pattern, said)
        return float(found[1]) if found else 0.0

    def late(part: str) -> float:
        found = re.search(rf"{part}%\s+([\d.]+)(us|ms|s)\b", said)
        return float(found[1]) * UNITS[found[2]] if found else 0.0

    faults = number(r"Non-2xx or 3xx responses: (\d+)")
    faults += sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said)))
    answers = int(number(r"(\d+) requests in"))
    return Flow(number(r"Requests/sec:\s+([\d.]+)"), late("50"), late("99"), answers, int(faults))


def posts(url: str, cookie: str, body: Callable[[], str], connections: int, seconds: float) -> Flow:
    """Send forms, each another one, over and over; every answer leads on with 303."""
    return _threads(url, cookie, connections, seconds, body)


def _threads(
    url: str, cookie: str, connections: int, seconds: float, body: Callable[[], str] | None = None
) -> Flow:
    parts, took, faults = urlsplit(url), list[float](), list[int]()
    end = time.perf_counter() + seconds

    def ask() -> None:
        line = http.client.HTTPConnection(parts.netloc, timeout=15)
        while time.perf_counter() < end:
            began = time.perf_counter()
            if body is None:
                line.request("GET", parts.path, headers={"Cookie": cookie})
            else:
                line.request("POST", parts.path, body(), {"Cookie": cookie, "Content-Type": FORM})
            answer = line.getresponse()
            answer.read()
            took.append((time.perf_counter() - began) * 1e3)
            if answer.status != (http.client.OK if body is None else http.client.SEE_OTHER):
                faults.append(answer.status)
        line.close()

    askers = [threading.Thread(target=ask) for _ in range(connections)]
    began = time.perf_counter()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    rate = len(took) / (time.perf_counter() - began)
    took.sort()
    return Flow(rate, took[len(took) // 2], took[int(len(took) * 0.99)], len(took), len(faults))
