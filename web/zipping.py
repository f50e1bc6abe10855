"""A ZIP file written while it is sent: the same bytes for the same content, whatever its size one piece in memory."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: when it was packed is nobody's business, and would change the bytes."""


class _Outlet:
    """What zipfile writes to: it can't go back, and is emptied after each entry."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Keep a part until it is taken."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """Nothing is held open."""

    def take(self) -> bytes:
        """Give what came since the last time."""
        found, self._parts = b"".join(self._parts), []
        return found


Body = bytes | Iterable[bytes]
"""What an entry holds: whole, or in pieces that are read as they are sent."""


def stream(entries: Iterable[tuple[str, Body]], listed: str = "sha256.txt") -> Iterator[bytes]:
    """The parts of a ZIP file with these (name, body) in order, and last a list of their SHA-256.

    The list has the format of `sha256sum`, so that `sha256sum -c` checks an unpacked bundle.
    """
    outlet, lines = _Outlet(), []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for name, body in entries:
            digest = hashlib.sha256()
            with archive.open(_entry(name), "w", force_zip64=False) as entry:
                for piece in (body,) if isinstance(body, bytes) else body:
                    digest.update(piece)
                    entry.write(piece)
                    yield outlet.take()
            lines.append(f"{digest.hexdigest()}  {name}\n")
            yield outlet.take()
        archive.writestr(_entry(listed), "".join(lines).encode())
        yield outlet.take()
    yield outlet.take()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr, entry.create_system = 0o644 << 16, 3
    return entry
