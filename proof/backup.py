"""Verify a backup of Veche without Veche: `python -m proof.backup FILE --opens KEYFILE`.

KEYFILE holds the key of backups, a line each (`VECHE_HOME/secrets/backup`). With `--checkpoint` and `--key` as
for proof.audit the log in the backup is compared with what was signed. Read are the seal of every piece, the
counts and sums of every table, and the chain; files that are kept beside the backup are counted, not opened.
Ends with 0 if everything holds, 1 if something is broken or untrue, 2 if there is nothing to read.
"""

import argparse
import gzip
import hashlib
import io
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from proof import audit, note
from proof.consistency import keys_of

MARK, END = b"VECHE-SEALED", b"VECHE-END"
PIECE, TAG, HEAD = 1024 * 1024, 16, 48
LONGEST = 64 * PIECE
"""Bytes of one line; large contents lie beside a backup, so a line of Veche is far shorter."""


class Damaged(Exception):
    """The backup is not as it was written, or was never one."""


class Opened(io.RawIOBase):
    """The plain bytes of a sealed file, piece by piece; nothing is given out before its tag was checked."""

    def __init__(self, file: BinaryIO, keys: list[str]) -> None:
        super().__init__()
        self._file = file
        self._head = self._file.read(HEAD)
        if len(self._head) < HEAD or not self._head.startswith(MARK):
            raise Damaged("it is no backup of Veche")
        if self._head[12:16] != (1).to_bytes(4, "big"):
            raise Damaged("it is of a newer form than this program knows")
        self._left = self._file.seek(0, io.SEEK_END) - HEAD - len(END)
        self._file.seek(-len(END), io.SEEK_END)
        if self._left < TAG or self._file.read() != END:
            raise Damaged("it is cut off")
        self._file.seek(HEAD)
        self._cipher, self._number, self._ready = self._fitting(keys), 0, b""

    def _fitting(self, keys: list[str]) -> AESGCM:
        for key in keys:
            name = hashlib.sha256(b"veche key name\x00" + key.encode()).digest()[:16]
            if name == self._head[16:32]:
                derived = HKDF(SHA256(), 32, self._head[32:], b"veche sealed file 1")
                return AESGCM(derived.derive(key.encode()))
        raise Damaged("no key that was given opens it")

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give the next bytes; 0 at the true end."""
        while not self._ready and self._left:
            piece = self._file.read(min(PIECE + TAG, self._left))
            self._left -= len(piece)
            nonce = self._number.to_bytes(11, "big") + bytes([not self._left])
            try:
                self._ready = self._cipher.decrypt(nonce, piece, self._head)
            except (InvalidTag, ValueError) as error:
                raise Damaged(f"piece {self._number + 1} is not as it was written") from error
            self._number += 1
        some = min(len(buffer), len(self._ready))
        buffer[:some], self._ready = self._ready[:some], self._ready[some:]
        return some


def lines(path: Path, keys: list[str]) -> Iterator[tuple[bytes, Any]]:
    """Each line of a backup, as written and as read. Damaged at the first that does not hold."""
    with (
        path.open("rb") as file,
        gzip.GzipFile(fileobj=io.BufferedReader(Opened(file, keys), PIECE)) as packed,
    ):
        try:
            while raw := packed.readline(LONGEST + 1):
                if len(raw) > LONGEST:
                    raise Damaged("it opens, and a line of it has no end")
                yield raw, json.loads(raw)
        except (gzip.BadGzipFile, zlib.error, EOFError, ValueError, RecursionError) as error:
            raise Damaged("it opens, and is no backup of a city") from error


def counted(path: Path, keys: list[str]) -> tuple[dict[str, Any], dict[int, tuple[str, str]]]:
    """The manifest, after every count and sum of it was made anew; and the personal details of the log."""
    tables, sums, manifest = dict[str, int](), dict[str, Any](), None
    name, columns, details = "", list[str](), dict[int, tuple[str, str]]()
    for raw, said in lines(path, keys):
        if isinstance(said, list):
            tables[name] += 1
            sums[name].update(raw)
            if name == "log_details":
                row = _row(columns, said)
                details[row["seq"]] = (row["salt"], row["details"])
        elif "table" in said:
            name, columns = said["table"], said["columns"]
            tables[name], sums[name] = 0, hashlib.sha256()
        elif "end" in said:
            manifest = said["end"]
    if manifest is None:
        raise Damaged("it ends before its manifest")
    told = {table: one.hexdigest() for table, one in sums.items()}
    if (manifest["tables"], manifest["sums"]) != (tables, told):
        raise Damaged("it holds other rows than its manifest says")
    return manifest, details


def _row(columns: list[str], said: list[Any]) -> dict[str, Any]:
    if len(columns) != len(said):
        raise Damaged("a row has more or fewer values than its table")
    return dict(zip(columns, said, strict=True))


def entries(
    path: Path, keys: list[str], details: dict[int, tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """The entries of the log in a backup, as proof.audit takes them."""
    name, columns = "", list[str]()
    for _, said in lines(path, keys):
        if isinstance(said, dict):
            name, columns = said.get("table", name), said.get("columns", columns)
        elif name == "log_entries":
            row = _row(columns, said)
            kept = details.get(row["seq"])
            personal = {"salt": kept[0], "details": audit.parsed(kept[1])} if kept else None
            yield row | {"details": audit.parsed(row["details"]), "personal": personal}


def verdict(path: Path, opens: list[str], files: list[Path], keys: list[str]) -> tuple[int, str]:
    """Exit code and sentence. OSError, ValueError where something can't be read."""
    try:
        manifest, details = counted(path, opens)
        known = audit.known(files, keys)
        code, said, found = audit.held(entries(path, opens, details), known, signed=bool(keys))
    except Damaged as error:
        return 1, f"BROKEN: {path.name}: {error}."
    except note.Untrue as error:
        return 1, f"UNTRUE: {error}."
    except (LookupError, TypeError, AttributeError, RecursionError):  # sealed, and of another shape
        return 1, f"BROKEN: {path.name}: it opens, and is no backup of a city."
    if code == 0 and manifest["chain"] != found:
        return 1, f"BROKEN: {path.name}: it holds another log than its manifest says."
    if code and said.startswith("CUT OFF"):
        said += " A backup that was made before that checkpoint can't hold them: then give only checkpoints of before it."
    rows = sum(manifest["tables"].values())
    files_said = f"{manifest['files']} files beside it were not opened."
    head = f"{len(manifest['tables'])} tables, {rows} rows as the manifest says; {files_said} "
    return code, (head if code == 0 else "") + said


def main(arguments: list[str]) -> int:
    """Verify the backup that is named; say what was found."""
    parser = argparse.ArgumentParser(prog="python -m proof.backup", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--opens", required=True, type=Path, metavar="KEYFILE")
    parser.add_argument("--checkpoint", action="append", default=[], type=Path, metavar="FILE")
    parser.add_argument("--key", action="append", default=[], metavar="KEY")
    given = parser.parse_args(arguments)
    try:
        opens = given.opens.read_text("ascii").split()
        code, said = verdict(given.file, opens, given.checkpoint, keys_of(given.key))
    except note.Untrue as error:
        code, said = 1, f"UNTRUE: {error}."
    except (OSError, ValueError) as error:
        print(f"Cannot be read: {error}", file=sys.stderr)  # noqa: T201 - a program that speaks on the terminal
        return 2
    print(said)  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
