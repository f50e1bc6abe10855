"""Signed checkpoints as text: C2SP tlog-checkpoint in a C2SP signed-note, Ed25519.

    veche.example/log
    20852
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — veche.example/log <base64 of the key's id and the signature>

Three lines (whose log, how many entries, the Merkle root in base64), an empty line, a signature over
the three lines with their line ends. Any program that reads checkpoints of transparency logs reads ours.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"  # the signature type of the format
NOTE = re.compile(r"(\S+)\n([1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/=]+)\n")


@dataclass(frozen=True, slots=True)
class Note:
    """What a checkpoint says: whose log, how many entries, the root over them (hex)."""

    origin: str
    size: int
    root: str


class Signer:
    """The key of checkpoints under the name of this log; made from 32 bytes in hex, a line of the key file."""

    def __init__(self, origin: str, seed: str) -> None:
        self.origin = origin
        self._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)[:32])
        self._public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def key(self) -> str:
        """The public key as a line to hand out: name, id, base64 of type and key."""
        body = base64.b64encode(ED25519 + self._public).decode()
        return f"{self.origin}+{self._id().hex()}+{body}"

    def _id(self) -> bytes:
        return hashlib.sha256(self.origin.encode() + b"\n" + ED25519 + self._public).digest()[:4]

    def sign(self, size: int, root: str) -> str:
        """The signed note over this size and root (hex)."""
        said = f"{self.origin}\n{size}\n{base64.b64encode(bytes.fromhex(root)).decode()}\n"
        signature = base64.b64encode(self._id() + self._key.sign(said.encode())).decode()
        return f"{said}\n— {self.origin} {signature}\n"


def read(text: str, key: str) -> Note | None:
    """What the note says, if this public key signed it; else None."""
    found = NOTE.fullmatch(text)
    if found is None:
        return None
    origin, size, root, name, signed = found.groups()
    try:
        key_name, key_id, body = key.split("+", 2)  # the last part may hold a plus of its own
        signature, public = base64.b64decode(signed), base64.b64decode(body)
        if (name, signature[:4].hex(), public[:1]) != (key_name, key_id, ED25519):
            return None
        said = text[: text.index("\n\n") + 1].encode()
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], said)
    except (ValueError, binascii.Error, InvalidSignature):
        return None
    return Note(origin, int(size), base64.b64decode(root).hex())
