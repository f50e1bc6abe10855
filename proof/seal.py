"""Whose signature a PDF bears, and whether it covers the whole file; the city's certificates out of files."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from proof import cms
from proof.document import Document
from proof.pdf import Unreadable

PEM = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----")
MOST_FIELDS, MOST_CERTIFICATES = 50, 100


@dataclass(frozen=True)
class Seal:
    """A signature that holds for every byte of the file."""

    fingerprint: str
    name: str
    at: datetime | None
    city: bool
    """Whether the certificate is one of those that the city publishes."""
    in_time: bool
    """Whether the certificate was valid when the signature says that it was made."""


def certificates(text: str) -> list[x509.Certificate]:
    """The certificates in a text, as PEM. ValueError for one that is damaged."""
    return [
        x509.load_pem_x509_certificate(found[0].encode("ascii"))
        for found in list(PEM.finditer(text))[:MOST_CERTIFICATES]
    ]


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate, in hex."""
    return certificate.fingerprint(SHA256()).hex()


def shown(fingerprint: str) -> str:
    """The fingerprint in groups of four, as people compare it."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def named(certificate: x509.Certificate) -> str:
    """Whose certificate it says that it is."""
    order = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)
    said = [
        str(one.value) for oid in order for one in certificate.subject.get_attributes_for_oid(oid)
    ]
    return "".join(one for one in ", ".join(said)[:200] if one.isprintable()) or "?"


def find(document: Document) -> dict[str, Any] | None:
    """The only signature of the document; None if it bears none. Unsound if there are several."""
    form = document.dict_of(document.root.get("AcroForm"))
    found: list[dict[str, Any]] = []
    for field in document.list_of(form.get("Fields"))[:MOST_FIELDS]:
        said = document.dict_of(field)
        if document.get(said.get("FT")) == "Sig" and document.dict_of(said.get("V")):
            found.append(document.dict_of(said.get("V")))
    if len(found) > 1:
        raise cms.Unsound("signature-several")
    return found[0] if found else None


def check(document: Document, known: list[x509.Certificate]) -> Seal | None:
    """The signature of the file; None if it bears none. Unsound if it does not hold for the whole file."""
    try:
        said = find(document)
        if said is None:
            return None
        signed, contents = _covered(document, said)
        signer = cms.holds(contents, signed)
        at = signer.at or _moment(document.get(said.get("M")))
        return _seal(signer.certificate, at, known)
    except (Unreadable, ValueError, x509.DuplicateExtension) as error:
        raise cms.Unsound("signature-form") from error


def _seal(own: x509.Certificate, at: datetime | None, known: list[x509.Certificate]) -> Seal:
    return Seal(
        fingerprint(own), named(own), at,
        city=fingerprint(own) in {fingerprint(one) for one in known},
        in_time=at is None or own.not_valid_before_utc <= at <= own.not_valid_after_utc,
    )  # fmt: skip


def _covered(document: Document, said: dict[str, Any]) -> tuple[bytes, bytes]:
    """The signed bytes and the signature: all of the file, but for the signature itself.

    What stands after the signed bytes, or hides in the gap beside the signature, is not what the city signed.
    """
    span, contents = document.get(said.get("ByteRange")), document.get(said.get("Contents"))
    if (
        not isinstance(span, list)
        or len(span) != 4
        or any(type(one) is not int or one < 0 for one in span)
        or not isinstance(contents, bytes)
        or document.get(said.get("SubFilter")) not in {"ETSI.CAdES.detached", "adbe.pkcs7.detached"}
    ):
        raise cms.Unsound("signature-form")
    begin, first, second, rest = span
    data = document.data
    if begin or not first < second or second + rest != len(data):
        raise cms.Unsound("signature-part")
    gap = data[first:second]
    if (
        not re.fullmatch(rb"<(?:[0-9A-F]+|[0-9a-f]+)>", gap)
        or bytes.fromhex(gap[1:-1].decode()) != contents
    ):
        raise cms.Unsound("signature-part")
    return data[:first] + data[second:], contents


def _moment(said: Any) -> datetime | None:
    """A time of PDF, D:20270301090000Z; None where it is none."""
    found = (
        re.match(rb"D:(\d{14})(?:Z|([+-])(\d\d)'(\d\d))?", said)
        if isinstance(said, bytes)
        else None
    )
    if found is None or (found[2] and found[3] + found[4] != b"0000"):
        return None
    try:
        return datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def read(path: Path) -> str:
    """The text of a file, or of every file of a folder: certificates, keys and checkpoints, whatever lies in it."""
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.is_file() and one.name[0] != ".")
        return "\n".join(read(one) for one in inside[:1000])
    if path.stat().st_size > 4 * 1024 * 1024:
        raise ValueError(f"{path}: it is far larger than keys or checkpoints are")
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
