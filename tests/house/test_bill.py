"""What Veche is made of, said to others: the bill of materials is the lock, no more and no less (S-2)."""

import json
import re

import pytest

from scripts import sbom
from tests.house.files import read
from tests.house.test_versions import pinned

LOCK = "requirements.lock"


def test_the_bill_is_equal_to_the_lock() -> None:
    text = read(LOCK)
    bill = json.loads(sbom.made())

    said = {(one["name"], one["version"]) for one in bill["components"]}
    assert {name for name, _ in said} >= set(pinned(text))
    lines = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)
    assert said == {(re.sub(r"[-_.]+", "-", name).lower(), pin) for name, pin in lines}
    hashes = {one["content"] for part in bill["components"] for one in part["hashes"]}
    assert hashes == set(re.findall(r"--hash=sha256:([0-9a-f]{64})", text))


def test_the_bill_has_the_form_of_cyclonedx() -> None:
    bill = json.loads(sbom.made())

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    references = [one["bom-ref"] for one in bill["components"]]
    assert len(references) == len(set(references)) > 20
    for one in bill["components"]:
        assert one["type"] == "library"
        assert re.fullmatch(r"pkg:pypi/[a-z0-9-]+@[^@]+", one["purl"])
        assert one["hashes"]
    assert "://" not in sbom.made()  # no address: aiohttp is a name


def test_the_same_lock_gives_the_same_bytes_and_a_missing_hash_is_told() -> None:
    assert sbom.made() == sbom.made()
    with pytest.raises(ValueError, match="flask has no hash"):
        sbom.components("flask==3.1.3\n")
