"""Passwords, codes of the telephone, recovery codes: pure checks, no database, no request.

argon2id by argon2-cffi, time codes (RFC 6238) and encryption of their keys by cryptography.
"""

import base64
import hashlib
import hmac
import secrets
import threading
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

import segno
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from web import common_passwords
from workflow.errors import N_, Invalid

SHORTEST, LONGEST = (
    12,
    200,
)  # letters of a password; no rule of composition (NIST SP 800-63B, 3.1.1.2)
STEP = 30  # seconds that a code lives; the neighbours are taken too, for clocks that differ
DIGITS = 6
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that looks like something else
RECOVERY_CODES = 10

_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)  # AD-7: 64 MB, t=3
_turns = threading.BoundedSemaphore(2)  # at most 128 MB of hashing at a time in one process
# For unknown people: a hash of nothing anybody knows, so that they wait as long as known ones (M21).
_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$okZBM7zLRBLHMFJDonzmuQ$T278EGhxDuzv+3y2FAAX2db41XPpFGzFp+FMRwA7aGg"


COMMON = N_(
    "This password is among the first that are tried: it is on a list of common ones, one word with figures, or one "
    "thing repeated. Take a few words that do not belong together."
)


def hash_password(password: str) -> str:
    """argon2id, with its parameters. Raises Invalid for one that is too short, too long, or among the first that are tried."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise Invalid(
            "password", N_("Use at least %(least)s letters; a few words are best."), least=SHORTEST
        )
    if common_passwords.is_common(plain):
        raise Invalid("password", COMMON)
    with _turns:
        return _hasher.hash(plain)


def same_password(kept: str | None, typed: str) -> bool:
    """Whether the typed password is the kept one; without a kept one, as slowly, no."""
    with _turns:
        try:
            _hasher.verify(kept or _DUMMY, _plain(typed)[: 4 * LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def new_key() -> str:
    """160 random bits for a telephone, as base 32 (RFC 4226, section 4, R6)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def lock_key(key: str, keys: Sequence[str]) -> str:
    """Encrypt the key of a telephone with the newest of the house's keys."""
    return _safe(keys).encrypt(key.encode()).decode()


def open_key(locked: str, keys: Sequence[str]) -> str | None:
    """Give it back; None when none of the house's keys opens it (they were lost or changed)."""
    try:
        return _safe(keys).decrypt(locked.encode()).decode()
    except InvalidToken:
        return None


def _safe(keys: Sequence[str]) -> MultiFernet:
    digests = [hashlib.sha256(b"totp " + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def step_of(key: str, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed, from the last, this or the next one; None if none."""
    digits = "".join(typed.split())
    if len(digits) != DIGITS or not digits.isascii():
        return None
    totp = TOTP(base64.b32decode(key), DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303 - RFC 6238's default; telephones know no other
    this, found = int(now.timestamp()) // STEP, None
    for step in (this - 1, this, this + 1):
        if hmac.compare_digest(totp.generate(step * STEP), digits.encode()):
            found = step
    return found


def address_of_key(key: str, who: str, city: str) -> str:
    """The `otpauth:` address that telephones read."""
    label = quote(f"{city}:{who}")
    return f"otpauth://totp/{label}?secret={key}&issuer={quote(city)}&digits={DIGITS}&period={STEP}"


def picture_of_key(address: str) -> tuple[int, str]:
    """The address as a square for a camera: its size in modules, and one SVG path of what is dark."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)]
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on]
    return len(rows), "".join(dark)


def new_code(letters: int) -> str:
    """Random Crockford letters, in groups of five if there are more."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(letters))
    return "-".join(drawn[at : at + 5] for at in range(0, letters, 5)) if letters > 6 else drawn


def recovery_codes() -> list[str]:
    """Ten codes of 50 bits, to be printed and kept."""
    return [new_code(10) for _ in range(RECOVERY_CODES)]


def plain_code(typed: str) -> str:
    """A code as typed, without dashes, spaces and mistaken letters."""
    return typed.upper().translate(str.maketrans("OIL", "011", " -–\u00a0"))


def code_hash(account_id: int, code: str) -> str:
    """The form in which a recovery code is kept."""
    return hashlib.sha256(f"recovery {account_id} {plain_code(code)}".encode()).hexdigest()


def short_code(secret: str) -> str:
    """The six letters that a link shows in another browser; made from its secret, kept nowhere."""
    number = int.from_bytes(hashlib.sha256(b"short " + secret.encode()).digest()[:8], "big")
    return "".join(LETTERS[(number >> (5 * at)) & 31] for at in range(6))
