"""Letters obey PDF/A-3a and PDF/UA-1, and the same letter is the same bytes."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from letters import certificate, press, signing
from letters.certificate import Keyfile
from letters.press import Printed
from letters.specimens import all_specimens, specimen
from tests.support.verapdf import PROFILES, Verdict, verdicts

NAMES = [name for name, _ in all_specimens()]
SIGNED = ("ru-refused", "en-conditions", "ru-receipt")
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def found(
    printed: Mapping[str, Printed], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Verdict]:
    folder = tmp_path_factory.mktemp("letters")
    for name, letter in printed.items():
        (folder / f"{name}.pdf").write_bytes(letter.pdf)
    one = printed["ru-refused"].pdf
    with pikepdf.open(io.BytesIO(one)) as spoiled:
        del spoiled.Root.MarkInfo
        del spoiled.Root.Lang
        spoiled.save(folder / "spoiled.pdf")
    key = Keyfile(folder / "city.p12", folder / "city.pass")
    key.file.write_bytes(certificate.self_made("Moscow", b"words", NOW))
    (folder / "city.pass").write_bytes(b"words")
    for name in SIGNED:
        (folder / f"signed-{name}.pdf").write_bytes(signing.sign(printed[name].pdf, key, NOW).pdf)
    signing.stop()
    return verdicts(sorted(folder.glob("*.pdf")))


@pytest.mark.parametrize("name", [*NAMES, *(f"signed-{name}" for name in SIGNED)])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_letter_obeys_the_standard(
    found: dict[tuple[str, str], Verdict], name: str, profile: str
) -> None:
    verdict = found[name, profile]
    assert (verdict.compliant, verdict.failed) == (True, "")
    assert verdict.checks > 2000


def test_the_engine_finds_a_spoiled_letter(found: dict[tuple[str, str], Verdict]) -> None:
    assert not found["spoiled", "PDFA-3A"].compliant
    assert not found["spoiled", "PDFUA-1"].compliant


def test_the_same_letter_is_the_same_bytes_in_another_process(
    printed: Mapping[str, Printed], tmp_path: Path
) -> None:
    script = (
        "import sys; from letters import press; from letters.specimens import all_specimens\n"
        "for name, letter in all_specimens():\n"
        "    if letter.kind in ('receipt', 'refused'): print(name, press.pdf(letter).sha256)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert dict(line.split() for line in run.stdout.splitlines()) == {
        name: letter.sha256
        for name, letter in printed.items()
        if name.endswith(("-receipt", "-refused"))
    }


def test_the_hash_is_of_the_bytes(printed: Mapping[str, Printed]) -> None:
    for letter in printed.values():
        assert letter.sha256 == hashlib.sha256(letter.pdf).hexdigest()


def _languages(pdf: bytes) -> tuple[str, set[str]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts = {
            str(part.Lang)
            for part in opened.objects
            if isinstance(part, pikepdf.Dictionary)
            and part.get("/Type") == "/StructElem"
            and "/Lang" in part
        }
        return str(opened.Root.Lang), parts


def test_russian_words_in_an_english_letter_are_read_as_russian(
    printed: Mapping[str, Printed],
) -> None:
    assert _languages(printed["en-refused"].pdf) == ("en", {"ru"})
    assert _languages(printed["ru-refused"].pdf) == ("ru", set())


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_holds_nothing_active(printed: Mapping[str, Printed], name: str) -> None:
    with pikepdf.open(io.BytesIO(printed[name].pdf)) as opened:
        assert list(opened.attachments) == ([] if "receipt" in name else ["letter.json"])
        assert "/OpenAction" not in opened.Root
        assert all("/Annots" not in page for page in opened.pages)
        assert len(opened.pages) == printed[name].pages


def test_a_mark_makes_another_file_of_the_same_letter() -> None:
    letter = specimen("agreed", "ru")
    assert len({press.pdf(letter, mark).sha256 for mark in ("", "draft", "specimen")}) == 3
