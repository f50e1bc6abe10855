"""Sheets of labels and envelopes as data, and where each label lies on its sheet."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letters.inner import Box

BOX = Path(__file__).parent / "stationery.toml"
A4 = (210.0, 297.0)  # mm


class BadStationery(ValueError):
    """The file of labels and envelopes can't be used; names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Labels:
    """One kind of sheet of labels, mm."""

    id: str
    en: str
    ru: str
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float
    inside: float

    @property
    def many(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    def plates(
        self, lines: Sequence[tuple[str, ...]], first: int = 1
    ) -> tuple[tuple[Box, ...], ...]:
        """A sheet of boxes for each sheet of labels, row by row, from place `first` of the first sheet on."""
        sheets: list[list[Box]] = []
        for at, one in enumerate(lines, start=first - 1):
            if not sheets or at % self.many == 0:
                sheets.append([])
            sheets[-1].append(self._box(at % self.many, one))
        return tuple(map(tuple, sheets))

    def _box(self, at: int, lines: tuple[str, ...]) -> Box:
        row, column = divmod(at, self.columns)
        left, top = self.left + column * self.across, self.top + row * self.down
        return Box(
            left=f"{left + self.inside:.2f}", top=f"{top + self.inside:.2f}",
            width=f"{self.width - 2 * self.inside:.2f}", height=f"{self.height - 2 * self.inside:.2f}", lines=lines,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Envelope:
    """One kind of envelope and how many sheets it takes."""

    id: str
    en: str
    ru: str
    sheets: int


@dataclass(frozen=True, slots=True)
class Cupboard:
    """All there is."""

    labels: tuple[Labels, ...]
    envelopes: tuple[Envelope, ...]

    def envelope(self, sheets: int) -> Envelope | None:
        """The smallest that takes so many sheets; None where there is none."""
        return next((one for one in self.envelopes if sheets <= one.sheets), None)


def load_city(extra: Path) -> Cupboard:
    """The city's own (VECHE_HOME/brand/stationery.toml), else the box's. BadStationery names what is wrong."""
    own = extra / BOX.name
    return load(own if own.is_file() else BOX)


def load(path: Path = BOX) -> Cupboard:
    """Read a file. BadStationery names the file and the entry that is wrong."""
    try:
        held = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadStationery(f"{path.name}: is not TOML: {error}") from error
    labels = tuple(_labels(path.name, row) for row in _rows(path.name, held, "labels"))
    envelopes = tuple(_envelope(path.name, row) for row in _rows(path.name, held, "envelopes"))
    if not labels or not envelopes:
        raise BadStationery(f"{path.name}: needs [[labels]] and [[envelopes]], one at least.")
    return Cupboard(labels, tuple(sorted(envelopes, key=lambda one: one.sheets)))


def _rows(file: str, held: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for row in held.get(name, []):
        id_, named = row.get("id"), row.get("name", {})
        if not id_ or id_ in seen or not named.get("en") or not named.get("ru"):
            raise BadStationery(
                f"{file}: {name} {id_ or '?'} needs an id of its own, and a name in en and ru."
            )
        seen.add(id_)
        yield row


def _labels(file: str, row: dict[str, Any]) -> Labels:
    where = f"{file}: labels {row['id']}"
    columns, rows = (_number(where, row, name) for name in ("columns", "rows"))
    sizes = [
        _number(where, row, name)
        for name in ("left", "top", "width", "height", "across", "down", "inside")
    ]
    found = Labels(row["id"], row["name"]["en"], row["name"]["ru"], int(columns), int(rows), *sizes)
    right = found.left + (found.columns - 1) * found.across + found.width
    bottom = found.top + (found.rows - 1) * found.down + found.height
    if min(found.columns, found.rows) < 1 or right > A4[0] + 0.5 or bottom > A4[1] + 0.5:
        raise BadStationery(f"{where}: {found.columns} × {found.rows} labels do not fit on A4.")
    if found.inside * 2 + 15 > min(found.width, found.height):
        raise BadStationery(f"{where}: leaves no room for an address inside.")
    return found


def _envelope(file: str, row: dict[str, Any]) -> Envelope:
    sheets = _number(f"{file}: envelopes {row['id']}", row, "sheets")
    return Envelope(row["id"], row["name"]["en"], row["name"]["ru"], int(sheets))


def _number(where: str, row: dict[str, Any], name: str) -> float:
    found = row.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 300:
        raise BadStationery(f"{where}: {name} is not a number from 0 to 300.")
    return float(found)
