"""A forger has a signed letter: another decision, another state of the log, another key.

Each forgery is shown to three readers that know nothing of each other: poppler's pdfsig, pyHanko, and
`veche letters verify`. The third is told what the first two can't know: which keys are the city's. (A key that ran out: test_signing.py. pyHanko does not mind one that it was told to trust.)
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from letters import certificate, signing
from letters.certificate import Keyfile
from letters.press import Printed
from proof import letter, seal
from proof.known import Known
from tests.letters.test_signing import NOW, by_pdfsig, by_pyhanko

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Keyfile, Keyfile]]:
    """The city's, and a forger's of the same name."""
    made = []
    for name in ("city", "forger"):
        folder = tmp_path_factory.mktemp(name)
        (folder / "x.p12").write_bytes(certificate.self_made("Moscow", b"three wise words", NOW))
        (folder / "x.pass").write_bytes(b"three wise words\n")
        made.append(Keyfile(folder / "x.p12", folder / "x.pass"))
    yield made[0], made[1]
    signing.stop()


@pytest.fixture(scope="module")
def signed(keys: tuple[Keyfile, Keyfile], printed: Mapping[str, Printed]) -> signing.Signed:
    return signing.sign(printed["ru-refused"].pdf, keys[0], NOW)


def rewritten(pdf: bytes, change: Change) -> bytes:
    """Opened and saved by another program, with another decision enclosed."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        enclosed = opened.Root.AF[0].EF.F
        said = json.loads(enclosed.read_bytes())
        change(said)
        enclosed.write(json.dumps(said).encode())
        opened.save(out := io.BytesIO())
    return out.getvalue()


def appended(pdf: bytes, change: Change) -> bytes:
    """The signed bytes stay as they are; a later revision at the end of the file encloses another decision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    files = writer.root["/AF"][0]["/EF"]
    said = json.loads(files["/F"].data)
    change(said)
    files["/F"] = writer.add_object(StreamObject(stream_data=json.dumps(said).encode()))
    writer.update_container(files)
    writer.write(out := io.BytesIO())  # type: ignore[no-untyped-call]  # of a library without types
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def another_number(said: dict[str, Any]) -> None:
    said["letter"]["number"] = "ДПМ-16-9999/26"


def another_log(said: dict[str, Any]) -> None:
    said["checkpoint"] = "veche.example/log\n31\nAAAA\n"


@pytest.mark.parametrize("change", [another_number, another_log])
@pytest.mark.parametrize("forge", [rewritten, appended])
def test_another_decision_or_log_state_in_a_signed_letter_is_found_by_each(
    signed: signing.Signed, forge: Callable[[bytes, Change], bytes], change: Change, tmp_path: Path
) -> None:
    forged = forge(signed.pdf, change)
    said = by_pdfsig(forged, tmp_path)
    assert not ("Signature is Valid" in said and "Total document signed" in said)
    assert by_pyhanko(forged, signed.certificate) != (True, True, True)
    verdict, found, _ = letter.examine(forged, Known(seal.certificates(signed.certificate)))
    assert verdict == "wrong"
    assert found[0].sentence in ({"signature-part"} if forge is appended else {"signature-form", "signature-part"})  # fmt: skip


def test_a_forgers_own_key_is_whole_and_not_the_citys(
    signed: signing.Signed,
    keys: tuple[Keyfile, Keyfile],
    printed: Mapping[str, Printed],
    tmp_path: Path,
) -> None:
    """Whoever is told no keys, as pdfsig is, believes it: so the office's keys are handed out, and asked for."""
    forged = signing.sign(printed["ru-agreed"].pdf, keys[1], NOW)
    assert "Signature is Valid" in by_pdfsig(forged.pdf, tmp_path)
    assert by_pyhanko(forged.pdf, signed.certificate) == (True, False, True)
    verdict, found, _ = letter.examine(forged.pdf, Known(seal.certificates(signed.certificate)))
    assert (verdict, found[0].sentence) == ("wrong", "signature-stranger")
