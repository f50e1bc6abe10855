"""The signature inside a signed PDF: a detached CMS (RFC 5652) of one signer, as PAdES wants it (ETSI EN 319 142-1).

Known are RSA (PKCS#1 v1.5), ECDSA and Ed25519 with SHA-256, 384 or 512. What is signed are the attributes: the
digest of the bytes, and the certificate itself by its hash, so that no other can be put in its place.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

SIGNED_DATA, DATA = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1"
CONTENT_TYPE, DIGEST, TIME = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5"
CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
HASHES: dict[str, hashes.HashAlgorithm] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
METHODS = {
    "sha256": {
        "1.2.840.113549.1.1.1",
        "1.2.840.113549.1.1.11",
        "1.2.840.10045.4.3.2",
        "1.3.101.112",
    },
    "sha384": {
        "1.2.840.113549.1.1.1",
        "1.2.840.113549.1.1.12",
        "1.2.840.10045.4.3.3",
        "1.3.101.112",
    },
    "sha512": {
        "1.2.840.113549.1.1.1",
        "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.4",
        "1.3.101.112",
    },
}
"""Digest -> the methods that sign with it: RSA, RSA with its digest, ECDSA, Ed25519."""
SEQUENCE, SET, INTEGER, OCTETS, OID = 0x30, 0x31, 0x02, 0x04, 0x06
MOST = 200
"""Elements in one list; a certificate chain has a handful."""


class Unsound(Exception):
    """The signature does not hold, or is of no known form; the id of the sentence that says why."""


@dataclass(frozen=True)
class Signer:
    """Whose certificate made a signature that holds, and when, as the signature itself says."""

    certificate: x509.Certificate
    at: datetime | None


def holds(cms: bytes, signed: bytes) -> Signer:
    """The signer of these bytes. Unsound if the signature does not hold for them."""
    try:
        return _holds(cms, signed)
    except (
        ValueError,
        IndexError,
        UnsupportedAlgorithm,
    ) as error:  # a certificate that can't be read
        raise Unsound("signature-form") from error


def _holds(cms: bytes, signed: bytes) -> Signer:
    content = _fields(_only(cms, SEQUENCE))
    if len(content) != 2 or _oid(content[0]) != SIGNED_DATA:
        raise Unsound("signature-form")
    version, methods, what, *rest = _fields(_only(_inside(content[1], 0xA0), SEQUENCE))
    certificates = [one for part in rest if part[0] == 0xA0 for one in _fields(part[1])]
    signers = _fields(_inside(rest[-1], SET))
    if len(signers) != 1 or version != (INTEGER, b"\x01"):
        raise Unsound("signature-form")
    if [_oid(one) for one in _fields(_inside(what, SEQUENCE))] != [DATA]:
        raise Unsound("signature-form")
    info = _fields(_inside(signers[0], SEQUENCE))
    method, attributes = _oid(_fields(_inside(info[2], SEQUENCE))[0]), info[3]
    if attributes[0] != 0xA0 or method not in HASHES or _fields(_inside(methods, SET)) != [info[2]]:
        raise Unsound("signature-form")
    said = _attributes(attributes[1])
    algorithm = HASHES[method]
    if _oid(said[CONTENT_TYPE]) != DATA:
        raise Unsound("signature-form")
    if said[DIGEST][1] != hashlib.new(algorithm.name, signed).digest():
        raise Unsound("signature-bytes")
    signer = _named(said[CERTIFICATE], certificates)
    _same(signer, info)
    _verify(
        signer,
        _inside(info[5], OCTETS),
        b"\x31" + _long(len(attributes[1])) + attributes[1],
        algorithm,
    )
    return Signer(signer, _moment(said.get(TIME)))


def _attributes(raw: bytes) -> dict[str, tuple[int, bytes]]:
    """Each attribute with its only value. Unsound where one is there twice."""
    found: dict[str, tuple[int, bytes]] = {}
    for attribute in _fields(raw):
        name, values = _fields(_inside(attribute, SEQUENCE))
        values_of = _fields(_inside(values, SET))
        if _oid(name) in found or len(values_of) != 1:
            raise Unsound("signature-form")
        found[_oid(name)] = values_of[0]
    if not {CONTENT_TYPE, DIGEST, CERTIFICATE} <= set(found):
        raise Unsound("signature-form")
    return found


def _same(signer: x509.Certificate, info: list[tuple[int, bytes]]) -> None:
    """The signer is also named by issuer and serial number, and the method is one of its kind of key."""
    issuer, serial = _fields(_inside(info[1], SEQUENCE))
    raw = bytes([issuer[0]]) + _long(len(issuer[1])) + issuer[1]
    number = int.from_bytes(_inside(serial, INTEGER), "big", signed=True)
    if raw != signer.issuer.public_bytes() or number != signer.serial_number:
        raise Unsound("signature-form")
    method = _oid(_fields(_inside(info[4], SEQUENCE))[0])
    digest = HASHES[_oid(_fields(_inside(info[2], SEQUENCE))[0])].name
    if info[0] != (INTEGER, b"\x01") or method not in METHODS[digest]:
        raise Unsound("signature-form")


def _named(said: tuple[int, bytes], certificates: list[tuple[int, bytes]]) -> x509.Certificate:
    """The certificate whose hash the signed attributes name (ESSCertIDv2, RFC 5035)."""
    first = _fields(
        _inside(_fields(_inside(_fields(_inside(said, SEQUENCE))[0], SEQUENCE))[0], SEQUENCE)
    )
    method = _oid(_fields(first[0][1])[0]) if first[0][0] == SEQUENCE else "2.16.840.1.101.3.4.2.1"
    if method not in HASHES:
        raise Unsound("signature-form")
    wanted = first[1][1] if first[0][0] == SEQUENCE else first[0][1]
    for tag, body in certificates:
        raw = bytes([tag]) + _long(len(body)) + body
        if hashlib.new(HASHES[method].name, raw).digest() == wanted:
            return x509.load_der_x509_certificate(raw)
    raise Unsound("signature-form")


def _verify(
    certificate: x509.Certificate, signature: bytes, said: bytes, algorithm: hashes.HashAlgorithm
) -> None:
    key = certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, said, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, said, ec.ECDSA(algorithm))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, said)
        else:
            raise Unsound("signature-form")
    except InvalidSignature as error:
        raise Unsound("signature-untrue") from error


def _moment(said: tuple[int, bytes] | None) -> datetime | None:
    if said is None:
        return None
    form = "%y%m%d%H%M%SZ" if said[0] == 0x17 else "%Y%m%d%H%M%SZ"
    try:
        return datetime.strptime(said[1].decode("ascii"), form).replace(tzinfo=UTC)
    except ValueError as error:
        raise Unsound("signature-form") from error


# --- DER: tag, length, content -------------------------------------------------------------------


def _element(raw: bytes, at: int) -> tuple[int, bytes, int]:
    """Tag, content and end of the element that stands there."""
    if at + 2 > len(raw) or raw[at] & 0x1F == 0x1F:
        raise Unsound("signature-form")
    tag, size, at = raw[at], raw[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or at + count > len(raw):
            raise Unsound("signature-form")
        size, at = int.from_bytes(raw[at : at + count], "big"), at + count
    if at + size > len(raw):
        raise Unsound("signature-form")
    return tag, raw[at : at + size], at + size


def _only(raw: bytes, tag: int) -> bytes:
    """The content of the one element; after it come only zeros, which fill the room for it."""
    found, content, end = _element(raw, 0)
    if found != tag or raw[end:].strip(b"\0"):
        raise Unsound("signature-form")
    return content


def _fields(raw: bytes) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(raw):
        tag, content, at = _element(raw, at)
        found.append((tag, content))
        if len(found) > MOST:
            raise Unsound("signature-form")
    return found


def _inside(element: tuple[int, bytes], tag: int) -> bytes:
    if element[0] != tag:
        raise Unsound("signature-form")
    return element[1]


def _oid(element: tuple[int, bytes]) -> str:
    raw = _inside(element, OID)
    if not 0 < len(raw) <= 40:
        raise Unsound("signature-form")
    numbers, number = [min(raw[0] // 40, 2)], 0
    numbers.append(raw[0] - 40 * numbers[0])
    for byte in raw[1:]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    return ".".join(map(str, numbers))


def _long(size: int) -> bytes:
    """The length as DER writes it."""
    if size < 0x80:
        return bytes([size])
    raw = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(raw)]) + raw
