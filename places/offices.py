"""The offices of a city, from its file: who receives notices and who is asked about them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from places import numbering
from places.districts import BadPlaces

BOX = Path(__file__).resolve().parent / "offices.toml"
KINDS = ("addressee", "body", "site")


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One office; `letterhead` holds its index, its own language and the words of each language."""

    code: str
    kind: str
    en: str
    ru: str
    okrug: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    letterhead: dict[str, Any] = field(default_factory=dict)

    def in_(self, locale: str) -> str:
        """Give the name in a language."""
        return self.ru if locale == "ru" else self.en


def load(path: Path = BOX) -> tuple[OfficeEntry, ...]:
    """Read the offices. BadPlaces names the file and the office at fault."""
    held = tomllib.loads(path.read_text("utf-8"))
    entries = tuple(_entry(path, row) for row in held.get("offices", []))
    codes = [entry.code for entry in entries]
    doubled = {code for code in codes if codes.count(code) > 1}
    if doubled:
        raise BadPlaces(f"{path.name}: the code {min(doubled)} stands twice.")
    return tuple(_numbered(path, entries, held.get("numbering")))


def _numbered(path: Path, entries: tuple[OfficeEntry, ...], every: Any) -> Iterator[OfficeEntry]:
    """Each office with its way of numbering letters: its own, else that of `[[numbering]]` for the whole city."""
    senders = [entry for entry in entries if entry.kind == "addressee"]
    marks = [str(entry.letterhead.get("index", entry.code.upper())) for entry in senders]
    for entry in entries:
        rows = entry.letterhead.get("numbering", every)
        if entry.kind != "addressee" or rows is None:
            yield entry
            continue
        where, unit = (
            f"{path.name}: office {entry.code}",
            str(entry.letterhead.get("index", entry.code.upper())),
        )
        if marks.count(unit) > 1:
            raise BadPlaces(
                f"{where}: the index {unit} stands with two offices, so that numbers would be alike."
            )
        kept = numbering.read(rows, where=where, unit=unit, alone=len(senders) == 1)
        yield replace(entry, letterhead=entry.letterhead | {"numbering": kept})


def load_city(extra: Path) -> tuple[OfficeEntry, ...]:
    """Read the city's own offices (VECHE_HOME/places/offices.toml) or the box's."""
    own = extra / BOX.name
    return load(own) if own.exists() else load()


def _entry(path: Path, row: dict[str, Any]) -> OfficeEntry:
    code = str(row.get("code", ""))
    name = row.get("name", {})
    if not code or row.get("kind") not in KINDS or not name.get("en") or not name.get("ru"):
        raise BadPlaces(
            f"{path.name}: office {code or '?'} needs code, kind ({', '.join(KINDS)}) and name."
        )
    if row["kind"] == "addressee" and not {"en", "ru"} <= set(row.get("letterhead", {})):
        raise BadPlaces(
            f"{path.name}: office {code} sends letters, so it needs a letterhead in en and ru."
        )
    return OfficeEntry(
        code=code,
        kind=row["kind"],
        en=name["en"],
        ru=name["ru"],
        okrug=str(row.get("okrug", "")),
        address=str(row.get("address", "")),
        email=str(row.get("email", "")),
        phone=str(row.get("phone", "")),
        letterhead=dict(row.get("letterhead", {})),
    )
