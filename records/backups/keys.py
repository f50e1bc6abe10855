"""The secrets of a city in a file of their own, under a passphrase: never inside a backup."""

import io
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from records.backups.files import written
from records.backups.refusal import NoBackup, WrongKey
from records.backups.sealed import Opener, Sealer

MARK = b"VECHE-SECRETS-1\n"
_COST = 2**16  # scrypt: 64 MB and some tenths of a second a guess
_SALT = 16


def _key(passphrase: str, salt: bytes) -> str:
    return Scrypt(salt, 32, n=_COST, r=8, p=1).derive(passphrase.encode()).hex()


def seal(folder: Path, out: Path, passphrase: str) -> int:
    """Write every file of the folder of secrets into one sealed file; how many there are."""
    found = {
        path.name: path.read_text("ascii") for path in sorted(folder.iterdir()) if path.is_file()
    }
    salt = os.urandom(_SALT)
    with written(out) as file:
        file.write(MARK + salt)
        with Sealer(file, _key(passphrase, salt)) as sealer:
            sealer.write(json.dumps(found).encode())
    return len(found)


def unseal(source: Path, passphrase: str) -> dict[str, str]:
    """The secrets of a sealed file by name. NoBackup, WrongKey, or another Refusal that says what is wrong."""
    raw = source.read_bytes() if source.is_file() else b""
    if not raw.startswith(MARK):
        raise NoBackup(f"{source} is no file of secrets: `veche backup secrets` makes one.")
    head = len(MARK) + _SALT
    try:
        opener = Opener(
            io.BytesIO(raw[head:]), [_key(passphrase, raw[len(MARK) : head])], str(source)
        )
    except WrongKey as error:
        raise WrongKey(f"This passphrase does not open {source}.") from error
    found: dict[str, str] = json.loads(opener.read())
    return found


def put(folder: Path, found: dict[str, str]) -> None:
    """Write secrets where there are none, or none that differ. WrongKey where another key is in use."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in found.items():
        if Path(name).name != name:
            raise NoBackup(f"«{name}» is no name of a secret.")
        path = folder / name
        if path.exists() and path.read_text("ascii") != text:
            path.replace(path.with_name(f"{name}.before-restore"))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
