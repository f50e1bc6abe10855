"""The certificate with which a city signs its letters: read from its PKCS#12 file, or what keeps it from signing."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from letters.parts import N_, Unprintable

DEMO = "DEMO: not a real city"
"""Stands in the name of a self-made certificate, so that every reader of signatures shows it."""
REASONS = {
    "missing": N_("The city's certificate is not there, so the letter can't be signed: %(file)s."),
    "open": N_(
        "The city's certificate can be read by others, so the letter is not signed: %(file)s."
    ),
    "passphrase": N_(
        "The passphrase does not open the city's certificate, or its file is damaged: %(file)s."
    ),
    "form": N_("The city's certificate can't sign letters: %(file)s."),
    "early": N_(
        "The city's certificate is not valid yet, so the letter can't be signed: %(file)s."
    ),
    "expired": N_("The city's certificate has expired, so the letter can't be signed: %(file)s."),
}


class Unfit(Unprintable):
    """The certificate can't sign now; `why` is the id of the reason. A letter is then held, never sent unsigned."""

    def __init__(self, why: str, file: Path) -> None:
        super().__init__(REASONS[why], file=file.name)
        self.why = why


@dataclass(frozen=True)
class Keyfile:
    """Where the certificate with its private key lies, and what opens it."""

    file: Path
    passphrase: Path | None = None

    def opens(self) -> bytes | None:
        """The passphrase. Unfit where its file is not there."""
        if self.passphrase is None:
            return None
        try:
            return self.passphrase.read_bytes().strip(b"\r\n")
        except OSError as error:
            raise Unfit("missing", self.passphrase) from error


@dataclass(frozen=True)
class Certificate:
    """What anybody may know of a certificate."""

    pem: str
    sha256: str
    name: str
    issuer: str
    begins: datetime
    ends: datetime

    @property
    def demo(self) -> bool:
        """Whether it is one that Veche made for a city that is none."""
        return DEMO in self.name


def told(pem: str) -> Certificate:
    """What a certificate says. ValueError for a text that is none."""
    return _told(x509.load_pem_x509_certificate(pem.encode("ascii")))


def _told(one: x509.Certificate) -> Certificate:
    return Certificate(
        pem=one.public_bytes(Encoding.PEM).decode("ascii"),
        sha256=one.fingerprint(SHA256()).hex(),
        name=_name(one.subject),
        issuer=_name(one.issuer),
        begins=one.not_valid_before_utc,
        ends=one.not_valid_after_utc,
    )


def _name(name: x509.Name) -> str:
    order = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    said = [str(part.value) for oid in order for part in name.get_attributes_for_oid(oid)]
    return re.sub(r"\s+", " ", ", ".join(said))[:200] or "?"


def fit(key: Keyfile, now: datetime, *, closed: bool = False) -> Certificate:
    """The certificate, if it can sign now. Unfit with the reason if not.

    `closed`: its files must not be readable by other users of the machine.
    """
    for file in (key.file, key.passphrase):
        if file is not None and not file.is_file():
            raise Unfit("missing", file)
        if file is not None and closed and file.stat().st_mode & 0o077:
            raise Unfit("open", file)
    known = _known(key, *(_stamp(file) for file in (key.file, key.passphrase)))
    if now < known.begins:
        raise Unfit("early", key.file)
    if now > known.ends:
        raise Unfit("expired", key.file)
    return known


def _stamp(file: Path | None) -> tuple[int, int]:
    found = file.stat() if file else None
    return (found.st_mtime_ns, found.st_ino) if found else (0, 0)


@lru_cache(maxsize=8)
def _known(key: Keyfile, *_stamps: tuple[int, int]) -> Certificate:
    """Opening a key is made slow on purpose; it is done once for each state of its files."""
    _, found = opened(key)
    _may_sign(found, key.file)
    return _told(found)


def opened(key: Keyfile) -> tuple[Any, x509.Certificate]:
    """Private key and certificate. Unfit where they can't be read."""
    try:
        raw = key.file.read_bytes()
    except OSError as error:
        raise Unfit("missing", key.file) from error
    try:
        private, found, _ = pkcs12.load_key_and_certificates(raw, key.opens())
    except (ValueError, TypeError) as error:
        raise Unfit("passphrase", key.file) from error
    if private is None or found is None:
        raise Unfit("form", key.file)
    return private, found


def _may_sign(found: x509.Certificate, file: Path) -> None:
    """RSA of 2048 bits or more, ECDSA on a curve of NIST, Ed25519; and a use that allows to sign documents."""
    public = found.public_key()
    strong = (
        (isinstance(public, rsa.RSAPublicKey) and public.key_size >= 2048)
        or (isinstance(public, ec.EllipticCurvePublicKey) and public.curve.name.startswith("secp"))
        or isinstance(public, ed25519.Ed25519PublicKey)
    )
    try:
        use = found.extensions.get_extension_for_class(x509.KeyUsage).value
        allowed = use.digital_signature or use.content_commitment
    except x509.ExtensionNotFound:
        allowed = True
    if not strong or not allowed:
        raise Unfit("form", file)


def self_made(city: str, passphrase: bytes, now: datetime, years: int = 5) -> bytes:
    """A PKCS#12 file for a demo city: its certificate says in its name that it is of no real city."""
    private = ec.generate_private_key(ec.SECP256R1())
    called = f"{city[:40]} ({DEMO})"  # a name of a certificate has 64 characters at most
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    use = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(use, critical=True)
        .sign(private, SHA256())
    )
    sealed = BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(b"veche", private, made, None, sealed)
