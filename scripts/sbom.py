"""Writes what Veche is made of, from the lock: CycloneDX 1.5 as JSON, to standard output or a file.

    .venv/bin/python scripts/sbom.py [FILE]

The same lock gives the same bytes; nothing is asked of the network or of what happens to be installed.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;\s*(.+))?")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, Any]]:
    """One component for each line of a lock, with the hashes of all its files. ValueError for a line without any."""
    found = []
    for line in lock.replace("\\\n", " ").splitlines():
        pin = PIN.fullmatch(line.partition("--hash")[0].strip())
        if pin is None:
            continue
        name, version, marker = pin.groups()
        name = re.sub(r"[-_.]+", "-", name).lower()  # PEP 503
        hashes = sorted(HASH.findall(line))
        if not hashes:
            raise ValueError(f"{name} has no hash in the lock.")
        purl = f"pkg:pypi/{name}@{version}"
        one: dict[str, Any] = {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
        }
        if marker:
            one["properties"] = [{"name": "veche:marker", "value": marker}]
        found.append(one)
    return sorted(found, key=lambda one: str(one["bom-ref"]))


def bill(lock: str, version: str) -> dict[str, Any]:
    """The whole bill of materials."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "veche",
                "name": "veche",
                "version": version,
            }
        },
        "components": components(lock),
    }


def made() -> str:
    """The text of the bill for this checkout."""
    project = (HOUSE / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "([^"]+)"', project, re.MULTILINE)
    assert version is not None
    text = bill((HOUSE / "requirements.lock").read_text("utf-8"), version[1])
    return json.dumps(text, indent=2) + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(made(), "utf-8")
    else:
        sys.stdout.write(made())
