"""Catalogues: find the texts of each room, keep its Russian beside it, compile one file for all.

extract [room ...]  find the texts, add new ones to locales/<language>/<room>.po, drop the gone
check               fail on missing, fuzzy or unused texts and on placeholders that differ
compile             merge every room into locales/<language>/LC_MESSAGES/messages.mo
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).resolve().parent.parent
LOCALES = HOUSE / "locales"
LANGUAGES = ("ru",)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_l": None,
    "N_": None,
    "say": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
ACCOUNTS = ("security", "sessions", "limits", "factors", "entering", "by_link", "commands_people")
"""Files of web/ that speak for accounts/."""

LENT: dict[str, tuple[str, ...]] = {
    "accounts": tuple(f"web/{name}.py" for name in ACCOUNTS),
    "guards": ("workflow/guards.py", "workflow/machine.py"),
}
"""Files that stand in one room and have their texts in the catalogue of another."""

ROOMS: dict[str, tuple[str, ...]] = {
    "web": ("wsgi.py", "web/**/*.py", "templates/*.html", "templates/components/**/*.html",
            "templates/errors/**/*.html"),
    "public": ("public/**/*.py", "templates/public/**/*.html"),
    "accounts": ("accounts/**/*.py", "templates/accounts/**/*", "templates/security/**/*"),
    "intake": ("intake/**/*.py", "templates/intake/**/*"),
    "desk": ("desk/**/*.py", "templates/desk/**/*"),
    "workflow": ("workflow/**/*.py", "records/**/*.py"),
    "guards": (),
    "mail": ("templates/mail/**/*",),
    "regimes": ("regimes/**/*.py",),
    "papers": ("papers/**/*.py",),
    "letters": ("letters/**/*.py", "templates/letters/**/*"),
}  # fmt: skip
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_STRAY = re.compile(r"(?<!%)%(?!\(\w+\)[sd]|%)")

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """One text of the source with the places where it stands."""

    id: str | tuple[str, ...]
    context: str | None
    places: tuple[tuple[str, int], ...]

    @property
    def key(self) -> Key:
        """What the catalogues know it by."""
        return _key(self.id, self.context)


def _key(id_: str | tuple[str, ...] | list[str], context: str | None) -> Key:
    return (id_ if isinstance(id_, str) else id_[0], context)


def files(room: str) -> list[Path]:
    """The files of a room, its own code and its templates, without those lent to another."""
    lent = {HOUSE / name for names in LENT.values() for name in names}
    found = {path for glob in ROOMS[room] for path in HOUSE.glob(glob) if path.is_file()}
    taken = {HOUSE / name for name in LENT.get(room, ())}
    return sorted((found - lent) | {path for path in taken if path.exists()})


def texts(room: str) -> list[Found]:
    """Every marked text of a room, in the order of its files."""
    seen: dict[Key, Found] = {}
    for path in files(room):
        name = path.relative_to(HOUSE).as_posix()
        for line, id_, context in _in_file(path):
            one = Found(id_, context, ((name, line),))
            before = seen.get(one.key)
            if before:
                keep = before.id if isinstance(before.id, tuple) else one.id
                one = Found(keep, context, before.places + one.places)
            seen[one.key] = one
    return list(seen.values())


def _in_file(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    with path.open("rb") as source:
        found = extract(method, source, KEYWORDS, (), {} if path.suffix == ".py" else options)
        for line, message, _comments, context in found:
            if message:
                yield (
                    line,
                    tuple(message) if isinstance(message, tuple | list) else message,
                    context,
                )


def path_of(language: str, room: str) -> Path:
    """Where the translations of a room live."""
    return LOCALES / language / f"{room}.po"


def read(language: str, room: str) -> Catalog:
    """Read a room's catalogue; an empty one if it has none yet."""
    path = path_of(language, room)
    if not path.exists():
        return Catalog(locale=language, domain=room)
    with path.open("rb") as source:
        return read_po(source, locale=language, domain=room, abort_invalid=True)


def update(language: str, room: str) -> tuple[int, int]:
    """Add new texts, drop gone ones, keep every translation. Returns (new, gone)."""
    old = {_key(one.id, one.context): one for one in read(language, room) if one.id}
    elsewhere = {
        _key(one.id, one.context): one
        for other in ROOMS
        for one in read(language, other)
        if one.id and _filled(one)
    }
    made = Catalog(locale=language, domain=room, fuzzy=False)
    fresh = 0
    for one in texts(room):
        known = old.get(one.key) or elsewhere.get(one.key)
        fresh += one.key not in old
        said = (
            known.string if known and isinstance(known.id, str) == isinstance(one.id, str) else ""
        )
        # Places without lines: a catalogue changes only when a text does.
        where = sorted({(name, 1) for name, _line in one.places})
        made.add(one.id, said or None, locations=where, context=one.context)
    _write(made, path_of(language, room))
    return fresh, len(old.keys() - {one.key for one in texts(room)})


def _write(catalog: Catalog, path: Path) -> None:
    out = io.BytesIO()
    write_po(out, catalog, width=100, omit_header=True, include_lineno=False, sort_output=True)
    head = (
        f"# {catalog.domain}: {catalog.locale}\n"
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head.encode() + out.getvalue())


def _strings(one: Message) -> list[str]:
    return [one.string] if isinstance(one.string, str) else list(one.string or ())


def _filled(one: Message) -> bool:
    strings = _strings(one)
    return bool(strings) and all(strings)


def faults(language: str, room: str) -> list[str]:
    """What is wrong with a room's catalogue, one sentence each."""
    where = f"locales/{language}/{room}.po"
    known = {_key(one.id, one.context): one for one in read(language, room) if one.id}
    used = texts(room)
    found = [f"{where}: unused: {key[0]!r}" for key in known.keys() - {one.key for one in used}]
    for text in used:
        one = known.get(text.key)
        found += [
            f"{text.places[0][0]}: a lone % (write %%): {part!r}"
            for part in ((text.id,) if isinstance(text.id, str) else text.id)
            if _STRAY.search(part)
        ]
        if one is None or not _filled(one):
            found.append(f"{where}: missing: {text.key[0]!r} ({text.places[0][0]})")
            continue
        if one.fuzzy:
            found.append(f"{where}: fuzzy: {text.key[0]!r}")
        found += [f"{where}: {fault}" for fault in _differing(text, one)]
    return sorted(found)


def _differing(text: Found, one: Message) -> Iterator[str]:
    wanted = set(_PLACEHOLDER.findall(text.id if isinstance(text.id, str) else text.id[-1]))
    if isinstance(text.id, tuple) and len(_strings(one)) != 3:
        yield f"{text.key[0]!r} needs three plural forms"
    for said in _strings(one):
        if set(_PLACEHOLDER.findall(said)) != wanted or _STRAY.search(said):
            yield f"placeholders differ: {text.key[0]!r} -> {said!r}"


def merge(language: str) -> tuple[Catalog, list[str]]:
    """One catalogue of all rooms, and where two rooms say the same text differently."""
    made = Catalog(locale=language, fuzzy=False)
    quarrels: list[str] = []
    said: dict[Key, tuple[str, Any]] = {}
    for room in ROOMS:
        for one in read(language, room):
            if not one.id or not _filled(one) or one.fuzzy:
                continue
            key = _key(one.id, one.context)
            before = said.setdefault(key, (room, one.string))
            if before[1] != one.string and isinstance(before[1], str) == isinstance(
                one.string, str
            ):
                quarrels.append(f"{key[0]!r}: {before[0]} and {room} differ in {language}")
            if before[0] == room:
                made.add(one.id, one.string, context=one.context)
    return made, quarrels


def compile_all() -> list[Path]:
    """Write messages.mo of each language; returns what was written."""
    made: list[Path] = []
    for language in LANGUAGES:
        path = LOCALES / language / "LC_MESSAGES/messages.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        out = io.BytesIO()
        write_mo(out, merge(language)[0])
        path.write_bytes(out.getvalue())
        made.append(path)
    return made


def check() -> list[str]:
    """Every fault of every catalogue."""
    found = [fault for language in LANGUAGES for room in ROOMS for fault in faults(language, room)]
    return found + [quarrel for language in LANGUAGES for quarrel in merge(language)[1]]


def main(arguments: list[str]) -> int:
    """Do one deed; 1 if `check` finds a fault, 2 if the deed is unknown."""
    deed, rooms = (arguments or [""])[0], arguments[1:] or list(ROOMS)
    if deed in {"extract", "update"}:
        for language in LANGUAGES:
            for room in rooms:
                if files(room):
                    fresh, gone = update(language, room)
                    print(f"locales/{language}/{room}.po: {fresh} new, {gone} gone")
        return 0
    if deed == "check":
        found = check()
        print("\n".join(found) or "Catalogues are whole.")
        return 1 if found else 0
    if deed == "compile":
        print("\n".join(str(path.relative_to(HOUSE)) for path in compile_all()))
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
