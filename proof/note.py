"""Reads signed checkpoints (C2SP tlog-checkpoint in a signed note) out of files, mails, folders.

Written apart from records/signed_notes.py on purpose.
"""

import base64
import email
import email.policy
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

CHECKPOINT = re.compile(
    r"^(?P<said>(?P<origin>\S+)\n(?P<size>[1-9]\d{0,17})\n(?P<root>[A-Za-z0-9+/]{43}=)\n)"
    r"\n— (?P<name>\S+) (?P<signature>[A-Za-z0-9+/]+=*)$",
    re.MULTILINE,
)
LARGEST = 16 * 1024 * 1024
"""Bytes of a file that may hold a checkpoint: a mail with much around it."""
KEY = re.compile(r"^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$", re.MULTILINE)


class Untrue(Exception):
    """A file holds no checkpoint, or none that a given key signed."""


@dataclass(frozen=True, order=True)
class Checkpoint:
    """The first `size` entries of the log `origin` have this Merkle root. `signed`: a key was tried and holds."""

    size: int
    root: bytes
    origin: str
    where: str
    signed: bool


def read_keys(text: str) -> list[str]:
    """Public keys in a text, each `name+id+base64`. Untrue if there is none, or one does not fit its own id."""
    found = KEY.findall(text)
    if not found:
        raise Untrue("no public key is in it: a key looks like veche.example/log+0123abcd+AbC...=")
    for key in found:
        name, number, body = key.split("+", 2)
        if _id(name, base64.b64decode(body)) != number:
            raise Untrue(f"the key {name}+{number} was damaged on its way")
    return found


def read(path: Path, keys: list[str]) -> list[Checkpoint]:
    """Every checkpoint of a file, of a mail that was saved, or of each file of a folder.

    Untrue if there is none, or one that none of `keys` signed; with no keys nothing is known of signatures.
    """
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.is_file() and one.name[0] != ".")
        found = [checkpoint for one in inside for checkpoint in read(one, keys)]
        if not found:
            raise Untrue(f"{path}: no checkpoint is in it")
        return found
    if path.stat().st_size > LARGEST:
        raise Untrue(f"{path}: it is far larger than a checkpoint, or a mail with one")
    return parse(_text(path.read_bytes()), str(path), keys)


def parse(text: str, where: str, keys: list[str]) -> list[Checkpoint]:
    """Every checkpoint in a text that comes from `where`. Untrue as `read`."""
    found = [_checked(match, where, keys) for match in CHECKPOINT.finditer(text)]
    if not found:
        raise Untrue(f"{where}: no checkpoint is in it")
    return found


def _text(raw: bytes) -> str:
    """The text of a file; a mail is unpacked if the checkpoint is not seen in it as it is."""
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    if CHECKPOINT.search(text):
        return text
    body = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain",))
    try:
        content = body.get_content() if body is not None else ""
    except LookupError:  # a mail that names no known set of letters holds nothing readable
        content = ""
    return str(content).replace("\r\n", "\n")


def _checked(match: re.Match[str], where: str, keys: list[str]) -> Checkpoint:
    try:
        signature = base64.b64decode(match["signature"])
        root = base64.b64decode(match["root"])
    except ValueError as error:
        raise Untrue(f"{where}: what should be a signature is none") from error
    for key in keys:
        name, number, body = key.split("+", 2)
        public = base64.b64decode(body)
        if (name, number) == (match["name"], signature[:4].hex()) and public[0] == 1:
            try:
                Ed25519PublicKey.from_public_bytes(public[1:]).verify(
                    signature[4:], match["said"].encode()
                )
            except InvalidSignature:
                break
            return Checkpoint(int(match["size"]), root, match["origin"], where, signed=True)
    if keys:
        raise Untrue(
            f"{where}: no key that was given signed the checkpoint of {match['size']} entries"
        )
    return Checkpoint(int(match["size"]), root, match["origin"], where, signed=False)


def _id(name: str, body: bytes) -> str:
    return hashlib.sha256(name.encode() + b"\n" + body).digest()[:4].hex()
