"""Keys: one file a purpose in VECHE_HOME/secrets, newest first; read again when the file changes (AD-19).

The newest key makes, the older ones only read: so a rotation signs nobody out and no running process has
to be started anew.
"""

import os
import re
import secrets
import stat
from pathlib import Path

from click import ClickException

KEY_NAMES = ("session", "csrf", "links", "totp", "checkpoint", "backup")
"""What `prepare` makes: one file a purpose."""
TWO = frozenset({"session", "csrf", "links"})
"""Of these two keys are enough: after a rotation nothing old is left that only the third would open. The others
are all kept: an older backup holds what they opened at its time."""
SHORTEST = 32
HEX = frozenset({"checkpoint"})
"""Keys that are made into a key pair: 64 figures or more of 0-9 and a-f."""
TOLD = re.compile(r"change.?me|secret|default|password|example|insecure|veche", re.IGNORECASE)


class BadSettings(ClickException):
    """A setting that Veche will not start with; the sentence says how to mend it."""


def strong(key: str, where: str) -> str:
    """Refuse a key that can be guessed: short, plain, one piece over and over, a word of an example."""
    over_and_over = any(key == (key[:piece] * len(key))[: len(key)] for piece in range(1, 13))
    if len(key) < SHORTEST or len(set(key)) < 8 or over_and_over or TOLD.search(key):
        raise BadSettings(f"The key in {where} is too short or too plain. Run `veche prepare`.")
    return key


class Ring:
    """The keys of one installation. Without files, outside production, keys live as long as the process."""

    def __init__(self, folder: Path, *, production: bool) -> None:
        self.folder = folder
        self._production = production
        self._known: dict[str, tuple[tuple[int, int], list[str]]] = {}
        self._passing: dict[str, list[str]] = {}

    def keys(self, name: str) -> list[str]:
        """Keys for one purpose, newest first. BadSettings when production has none, or one that is bad."""
        path = self.folder / name
        try:
            now = path.stat()
        except FileNotFoundError:
            if self._production:
                raise BadSettings(
                    f"{path} is missing. Run `veche prepare` once to make the keys."
                ) from None
            return list(self._passing.setdefault(name, [secrets.token_hex(32)]))
        mark = (now.st_mtime_ns, now.st_ino)
        if name not in self._known or self._known[name][0] != mark:
            self._known[name] = (mark, self._read(path, name, now.st_mode))
        return list(self._known[name][1])

    def _read(self, path: Path, name: str, mode: int) -> list[str]:
        if self._production and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise BadSettings(f"{path} can be read by others. Run: chmod 600 {path}")
        try:
            lines = [line.strip() for line in path.read_text("ascii").splitlines()]
        except UnicodeDecodeError as error:
            raise BadSettings(f"{path} is not a file of keys: one key a line, letters and figures.") from error  # fmt: skip
        keys = [strong(line, str(path)) for line in lines if line]
        if not keys:
            raise BadSettings(f"{path} is empty. Remove it and run `veche prepare`.")
        if name in HEX and not all(re.fullmatch(r"[0-9a-f]{64,}", key) for key in keys):
            raise BadSettings(f"{path} is no key to sign with: 64 figures of 0-9 and a-f a line.")
        return keys

    def rotate(self, name: str) -> int:
        """A new key in front; how many the file holds now. The file is whole at every moment, and synced."""
        kept = [secrets.token_hex(32), *self.keys(name)]
        kept = kept[:2] if name in TWO else kept
        beside = self.folder / f".{name}.new"
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("".join(f"{key}\n" for key in kept))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / name)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return len(kept)
