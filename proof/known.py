"""What a reader has of the city: certificates, keys of its log, checkpoints, a proof between two of them."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509

from proof import note, seal


@dataclass(frozen=True)
class Known:
    """All of it; nothing at all is allowed, and then less can be said."""

    certificates: list[x509.Certificate] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    checkpoints: list[note.Checkpoint] = field(default_factory=list)
    proof: list[bytes] | None = None


def gather(city: list[Path], keys: list[str], checkpoints: list[Path], proof: Path | None) -> Known:
    """Read the files. OSError, ValueError, note.Untrue where one is not what it should be."""
    texts = [one if note.KEY.fullmatch(one) else seal.read(Path(one)) for one in keys]
    texts += [seal.read(path) for path in city]
    for text, where in zip(texts, [*keys, *city], strict=True):
        if not seal.PEM.search(text) and not note.KEY.search(text):
            raise ValueError(f"{where}: neither a certificate nor a key of the log is in it")
    own = [one for text in texts if note.KEY.search(text) for one in note.read_keys(text)]
    of_log = list(dict.fromkeys(own))
    points = [
        one
        for path, text in zip(city, texts[len(keys) :], strict=True)
        if note.CHECKPOINT.search(text)
        for one in note.parse(text, str(path), of_log)
    ]
    points += [one for path in checkpoints for one in note.read(path, of_log)]
    return Known(
        [one for text in texts for one in seal.certificates(text)], of_log, points, _hashes(proof)
    )


def _hashes(path: Path | None) -> list[bytes] | None:
    if path is None:
        return None
    if path.stat().st_size > 100_000:
        raise ValueError(f"{path}: it is far larger than a proof between two checkpoints")
    return [bytes.fromhex(line) for line in path.read_text("ascii").split()]
