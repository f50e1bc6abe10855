"""What a file says that it is, by its name and by its first bytes; both must agree before anything reads it."""

import re
import unicodedata
from pathlib import PurePosixPath

ENDINGS = {"pdf": "pdf", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "jfif": "jpeg"}
SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
RIGHT = {"pdf": "pdf", "png": "png", "jpeg": "jpg"}
LONGEST_NAME = 120
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


class Odd(Exception):
    """The file is not taken: `reason` is an id of papers.reasons, `values` fill its sentence."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


def kind_of(name: str, head: bytes) -> str:
    """`pdf`, `png` or `jpeg`, where ending and first bytes agree. Raises Odd."""
    if not head:
        raise Odd("empty")
    inside = next((kind for sign, kind in SIGNATURES.items() if head.startswith(sign)), "")
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".").strip()
    said = ENDINGS.get(ending, "")
    if not inside:
        raise Odd("front" if b"%PDF-" in head and said == "pdf" else "kind")
    if said != inside:
        if not ending or len(ending) > 8 or not ending.isalnum():
            raise Odd("kind")
        raise Odd("ending", ending=f".{ending}", kind=inside.upper(), right=RIGHT[inside])
    return inside


def clean_name(name: str, kind: str) -> str:
    """A name for people and for any disk: no folder, no sign that a system or a header stumbles over.

    Letters of every script stay; the ending is that of the kind. Never empty.
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(
        " " if unicodedata.category(one) in {"Zs", "Zl", "Zp", "Cc"} else one
        for one in plain
        if unicodedata.category(one) not in {"Cf", "Cs", "Co", "Cn"}
    )
    shown = _FORBIDDEN.sub("_", " ".join(shown.split()))
    stem = shown.rpartition(".")[0] if "." in shown else shown
    stem = stem.strip(" .")
    if not stem or _DEVICES.match(stem.split(".")[0].strip()):
        stem = f"paper {stem}".strip()
    return f"{stem[:LONGEST_NAME].strip(' .')}.{RIGHT[kind]}"
