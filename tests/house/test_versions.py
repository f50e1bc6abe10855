"""Version floors and locks: nothing older than the last known hole, nothing without a hash."""

import re
from importlib.metadata import PackageNotFoundError, version

import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.files import read

FLOORS = {
    # package: lowest version, and what was mended in it
    "weasyprint": ("70.0", "CVE-2026-55073, CVE-2026-49452, CVE-2025-68616: past the fetcher"),
    "werkzeug": ("3.1.6", "CVE-2026-27199, CVE-2024-49767: device names, multipart memory"),
    "flask": ("3.1.3", "CVE-2026-27205, CVE-2025-47278: Vary: Cookie, wrong key"),
    "jinja2": ("3.1.6", "CVE-2025-27516, CVE-2024-56326: sandbox"),
    "sqlalchemy": ("2.0", "text in order_by and group_by, 2019"),
    "pillow": ("12.2.0", "CVE-2026-40192 and four more: bombs"),
    "pikepdf": ("10.17", "CVE-2021-29421: XXE in XMP"),
    "joserfc": ("1.4.2", "CVE-2025-65015: a token of any size copied into the log"),
    "cbor2": (
        "5.8.0",
        "CVE-2025-68131, CVE-2024-26134: what one decoding leaves to the next, a crash",
    ),
}
ONLY_IF_USED = {
    "flask-security": ("5.3.3", "CVE-2023-49438: open redirect"),
    "gunicorn": ("23.0.0", "CVE-2024-6827, CVE-2024-1135: request smuggling"),
    "authlib": ("1.7.1", "CVE-2026-27962: forged JWS"),
    "pypdf": ("6.16.1", "some forty loops and memory holes; better left out"),
}
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)


def pinned(text: str) -> dict[str, str]:
    """Name and version of each line of a lock that holds on this system."""
    return {
        canonicalize_name(name): pin
        for name, pin, marker in PIN.findall(text)
        if not marker or Marker(marker.strip()).evaluate()
    }


def lock_faults(text: str) -> list[str]:
    """Lines that would let an unknown file in, or that name an address."""
    joined = text.replace("\\\n", " ")
    faults = [
        line.split("--hash", maxsplit=1)[0].strip()
        for line in joined.splitlines()
        if line.strip()
        and not line.startswith("#")
        and not re.search(r"--hash=sha256:[0-9a-f]{64}", line)
    ]
    return faults + re.findall(r"https?://\S+|--index-url.*|--find-links.*", text)


def below_floor(pins: dict[str, str], floors: dict[str, tuple[str, str]]) -> list[str]:
    """Pins that are older than their floor."""
    return [
        f"{name} {pins[name]} < {floor}: {why}"
        for name, (floor, why) in floors.items()
        if name in pins and Version(pins[name]) < Version(floor)
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_address(lock: str) -> None:
    assert lock_faults(read(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_locked_is_below_its_floor(lock: str) -> None:
    assert below_floor(pinned(read(lock)), FLOORS | ONLY_IF_USED) == []


def test_what_is_installed_is_what_is_locked() -> None:
    different = []
    for name, pin in pinned(read("requirements-dev.lock")).items():
        try:
            here = version(name)
        except PackageNotFoundError:
            here = "missing"
        if here != pin:
            different.append(f"{name}: {here}, locked {pin}")
    assert different == []


def test_both_locks_agree() -> None:
    run, dev = (pinned(read(lock)) for lock in LOCKS)
    assert {name: pin for name, pin in run.items() if dev.get(name) != pin} == {}
    assert {"hatchling", "weasyprint", "flask"} <= run.keys()


def test_every_floor_is_about_something_we_use() -> None:
    assert FLOORS.keys() - pinned(read("requirements-dev.lock")).keys() == set()


def test_the_rules_find_a_bad_lock() -> None:
    assert lock_faults("flask==3.1.3\n") == ["flask==3.1.3"]
    assert lock_faults("--index-url https://mirror.example/simple\n") != []
    assert below_floor({"flask": "3.1.2"}, FLOORS) != []
