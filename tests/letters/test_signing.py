"""The city's signature on a letter: three readers agree on it, and each finds a changed byte."""

import io
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import pem as armour
from asn1crypto import x509 as forms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from letters import certificate, press, runfile, signing
from letters.certificate import Keyfile, Unfit
from letters.parts import Unprintable
from letters.press import Printed
from letters.specimens import all_specimens
from proof import letter, seal
from proof.known import Known
from tests.support.verapdf import verdicts

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def signed(key: Keyfile, printed: Mapping[str, Printed]) -> signing.Signed:
    return signing.sign(printed["ru-refused"].pdf, key, NOW)


def by_pdfsig(pdf: bytes, folder: Path) -> str:
    file = folder / "letter.pdf"
    file.write_bytes(pdf)
    asked = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    )
    return asked.stdout


def by_pyhanko(pdf: bytes, pem: str) -> tuple[bool, bool, bool]:
    """Intact, valid, and covering the whole file, as the library that did not write our verifier sees it."""
    root = forms.Certificate.load(armour.unarmor(pem.encode())[2])
    (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    context = ValidationContext(trust_roots=[root], moment=NOW, allow_fetching=False)
    found = validate_pdf_signature(embedded, context)
    return (
        found.intact,
        found.valid and found.trusted,
        getattr(found.coverage, "name", "") == "ENTIRE_FILE",
    )


def test_three_readers_agree_that_the_city_signed(signed: signing.Signed, tmp_path: Path) -> None:
    known = Known(seal.certificates(signed.certificate))
    verdict, found, _ = letter.examine(signed.pdf, known)
    assert (verdict, found[0].sentence) == ("genuine", "signature-city")
    assert dict(found[0].values)["at"] == "2027-03-01 09:00:00 UTC"
    assert certificate.DEMO in dict(found[0].values)["name"]

    said = by_pdfsig(signed.pdf, tmp_path)
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "Signature is Valid" in said
    assert by_pyhanko(signed.pdf, signed.certificate) == (True, True, True)


def test_a_changed_byte_is_found_by_all_of_them(
    signed: signing.Signed, printed: Mapping[str, Printed], tmp_path: Path
) -> None:
    """A byte within a stream of a page: every reader opens the file, and none believes it."""
    plain = printed["ru-refused"].pdf
    at = plain.index(b"stream\n") + 500
    changed = signed.pdf[:at] + bytes([signed.pdf[at] ^ 1]) + signed.pdf[at + 1 :]
    known = Known(seal.certificates(signed.certificate))

    assert letter.examine(changed, known)[1][0].sentence == "signature-bytes"
    assert "Signature is Valid" not in by_pdfsig(changed, tmp_path)
    assert by_pyhanko(changed, signed.certificate)[0] is False
    for place in range(11, len(signed.pdf), len(signed.pdf) // 80):
        other = signed.pdf[:place] + bytes([signed.pdf[place] ^ 4]) + signed.pdf[place + 1 :]
        assert letter.examine(other, known)[0] == "wrong", place


@pytest.mark.deep
def test_every_byte_of_the_signature_counts(signed: signing.Signed, key: Keyfile) -> None:
    """Its own container too, in which formats leave room: digits in another case, lists that nobody reads."""
    known = Known(seal.certificates(signed.certificate))
    begin = signed.pdf.index(b"/Contents <") - 100
    for place in range(begin, len(signed.pdf), 2):
        other = bytearray(signed.pdf)
        other[place] ^= 1 << (place // 2) % 7
        verdict, found, _ = letter.examine(bytes(other), known)
        assert verdict == "wrong", (place, found)


def test_what_is_hung_onto_a_signed_letter_is_found(signed: signing.Signed, key: Keyfile) -> None:
    """A second signature, or any later revision: the first one no longer covers the file."""
    known = Known(seal.certificates(signed.certificate))
    last = int(signed.pdf.rstrip().rsplit(b"\n", 2)[1])
    trailer = b"trailer\n<</Root 2 0 R /Size 1 /Prev %d>>" % last
    more = b"\nxref\n0 0\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % (len(signed.pdf) + 1)
    assert letter.examine(signed.pdf + more, known)[1][0].sentence == "signature-part"
    with pytest.raises(Unprintable):  # the field is taken
        signing.sign(signed.pdf, key, NOW)


def test_anothers_certificate_is_not_the_citys(signed: signing.Signed) -> None:
    other = pkcs12.load_pkcs12(certificate.self_made("Moscow", b"x", NOW), b"x").cert
    assert other is not None
    for known, sentence in (([other.certificate], "signature-stranger"), ([], "signature-unknown")):
        assert letter.examine(signed.pdf, Known(known))[1][0].sentence == sentence
    assert letter.examine(signed.pdf, Known([other.certificate]))[0] == "wrong"
    assert letter.examine(signed.pdf, Known())[0] == "unproved"


def test_a_signature_of_after_the_certificate_is_said(
    key: Keyfile, printed: Mapping[str, Printed]
) -> None:
    late = signing.sign(printed["ru-refused"].pdf, key, NOW + timedelta(days=3650))
    known = Known(seal.certificates(late.certificate))
    assert letter.examine(late.pdf, known)[1][0].sentence == "signature-expired"


def test_the_press_made_all_but_the_signature(
    signed: signing.Signed, printed: Mapping[str, Printed], key: Keyfile
) -> None:
    """What lies under it is to the byte what the press gives each time; the signature itself is new each time."""
    plain = printed["ru-refused"].pdf
    again = signing.sign(plain, key, NOW)
    assert again.pdf.startswith(plain)
    assert again.pdf != signed.pdf
    assert len(signed.pdf) - len(plain) < 6000


def test_a_print_file_takes_the_page_and_leaves_the_signature(signed: signing.Signed) -> None:
    """It covers the letter alone; on paper there is none, and a reader of the run would call it broken."""
    part = runfile.Part(signed.pdf, signed.sha256, "1", "R0001-0001", 1, "ru")
    made = runfile.merged([part])
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert all("/Annots" not in page for page in opened.pages)
    assert b"ETSI.CAdES" not in made


@pytest.mark.deep
def test_every_specimen_signed_obeys_both_standards(key: Keyfile, tmp_path: Path) -> None:
    for name, one in all_specimens():
        made = signing.sign(press.pdf(one).pdf, key, NOW).pdf
        (tmp_path / f"{name}.pdf").write_bytes(made)
    found = verdicts(sorted(tmp_path.iterdir()))
    assert [name for name, one in found.items() if not one.compliant] == []


def test_what_keeps_a_certificate_from_signing_has_a_name(key: Keyfile, tmp_path: Path) -> None:
    def why(one: Keyfile, at: datetime = NOW, *, closed: bool = False) -> str:
        with pytest.raises(Unfit) as told:
            certificate.fit(one, at, closed=closed)
        assert one.file.name in str(told.value) or str(told.value)
        return told.value.why

    def keyed(name: str, raw: bytes, passphrase: bytes | None = None) -> Keyfile:
        (tmp_path / name).write_bytes(raw)
        if passphrase is None:
            return Keyfile(tmp_path / name)
        (tmp_path / f"{name}.pass").write_bytes(passphrase)
        return Keyfile(tmp_path / name, tmp_path / f"{name}.pass")

    assert certificate.fit(key, NOW).demo
    assert why(key, NOW + timedelta(days=5 * 365 + 2)) == "expired"
    assert why(key, NOW - timedelta(days=2)) == "early"
    assert why(Keyfile(tmp_path / "none.p12")) == "missing"
    assert why(Keyfile(key.file, tmp_path / "none.pass")) == "missing"
    assert why(keyed("wrong.p12", key.file.read_bytes(), b"other words")) == "passphrase"
    assert why(keyed("broken.p12", b"nothing", b"x")) == "passphrase"
    key.file.chmod(0o644)
    assert why(key, closed=True) == "open"
    assert why(keyed("sealing.p12", _for_ciphers())) == "form"


def _for_ciphers() -> bytes:
    """A certificate that may encrypt and not sign."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    use = x509.KeyUsage(False, False, True, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
        .serial_number(1).not_valid_before(NOW).not_valid_after(NOW + timedelta(days=9))
        .add_extension(use, critical=True).sign(private, hashes.SHA256())
    )  # fmt: skip
    return pkcs12.serialize_key_and_certificates(b"x", private, made, None, NoEncryption())
