"""A made city as its GeoJSON files would come: each street in as many pieces as it has blocks, each piece with its name.

Local streets make a grid in every district, avenues run along the districts' borders through the whole city.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEST, SOUTH = 37.3, 55.55
WIDE, HIGH = 0.03, 0.022  # degrees of a district
EN = (
    "Ash",
    "Birch",
    "Cedar",
    "Elm",
    "Fir",
    "Hazel",
    "Juniper",
    "Larch",
    "Maple",
    "Oak",
    "Pine",
    "Rowan",
    "Willow",
)
RU = (
    "Ясен",
    "Берёз",
    "Кедр",
    "Вяз",
    "Пихт",
    "Орех",
    "Можж",
    "Листв",
    "Клён",
    "Дуб",
    "Сосн",
    "Рябин",
    "Ив",
)


@dataclass(frozen=True)
class Size:
    """Districts across and up, streets of a district each way."""

    across: int = 19
    up: int = 8
    streets: int = 17

    @property
    def blocks(self) -> int:
        """Blocks of a street within its district."""
        return self.streets + 1

    @property
    def segments(self) -> int:
        """Pieces of streets that are written."""
        local = self.across * self.up * self.streets * self.blocks * 2
        return local + self.blocks * ((self.up + 1) * self.across + (self.across + 1) * self.up)

    @property
    def names(self) -> int:
        """Streets that these pieces make."""
        return self.across * self.up * self.streets * 2 + self.up + 1 + self.across + 1


WHOLE = Size()
"""A city of some 99,000 pieces."""


def write(folder: Path, size: Size = WHOLE, unnamed: int = 200) -> tuple[Path, Path]:
    """The files of districts and of streets; nothing is held but the line that is written."""
    paths = folder / "districts.geojson", folder / "streets.geojson"
    for path, features in zip(paths, (_districts(size), _streets(size, unnamed)), strict=True):
        with path.open("w", encoding="utf-8") as out:
            out.write(
                '{"type":"FeatureCollection","attribution":"Made for measuring","features":[\n'
            )
            for at, one in enumerate(features):
                out.write((",\n" if at else "") + json.dumps(one, ensure_ascii=False))
            out.write("\n]}\n")
    return paths


def _feature(layer: str, kind: str, spots: Any, **about: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"layer": layer, **about},
        "geometry": {"type": kind, "coordinates": spots},
    }


def _districts(size: Size) -> Iterator[dict[str, Any]]:
    for code, en, ru in (("O0", "Western", "Западный"), ("O1", "Eastern", "Восточный")):
        yield {"type": "Feature", "geometry": None,
               "properties": {"layer": "okrug", "id": code, "en": f"{en} okrug", "ru": f"{ru} округ"}}  # fmt: skip
    for x in range(size.across):
        for y in range(size.up):
            west, south = WEST + x * WIDE, SOUTH + y * HIGH
            ring = [
                [west, south],
                [west + WIDE, south],
                [west + WIDE, south + HIGH],
                [west, south + HIGH],
                [west, south],
            ]
            yield _feature("district", "Polygon", [[[round(lon, 6), round(lat, 6)] for lon, lat in ring]],
                           id=f"d{x}-{y}", okrug=f"O{int(x * 2 >= size.across)}",
                           en=f"District {x}-{y}", ru=f"Район {x}-{y}")  # fmt: skip


def _streets(size: Size, unnamed: int) -> Iterator[dict[str, Any]]:
    for at in range(unnamed):
        lon = WEST + at * WIDE / unnamed
        yield _feature(
            "street", "LineString", [[round(lon, 6), SOUTH], [round(lon, 6), SOUTH + 0.0004]]
        )
    steps = size.blocks
    for y in range(size.up + 1):
        spots = (WEST + x * WIDE / steps for x in range(size.across * steps + 1))
        yield from _pieces(f"a{y}", [(lon, SOUTH + y * HIGH) for lon in spots], 0.0)
    for x in range(size.across + 1):
        tall = (SOUTH + y * HIGH / steps for y in range(size.up * steps + 1))
        yield from _pieces(f"b{x}", [(WEST + x * WIDE, lat) for lat in tall], 0.0)
    for x in range(size.across):
        for y in range(size.up):
            west, south = WEST + x * WIDE, SOUTH + y * HIGH
            for at in range(1, size.streets + 1):
                here = west + at * WIDE / steps, south + at * HIGH / steps
                row = [(west + i * WIDE / steps, here[1]) for i in range(steps + 1)]
                column = [(here[0], south + i * HIGH / steps) for i in range(steps + 1)]
                yield from _pieces(f"h{x}-{y}-{at}", row, 0.00004)
                yield from _pieces(f"v{x}-{y}-{at}", column, 0.00004)


def _pieces(code: str, spots: list[tuple[float, float]], bend: float) -> Iterator[dict[str, Any]]:
    """A street block by block; the middle of each block is off the line, its corners are on it."""
    number = sum(ord(letter) * 31**at for at, letter in enumerate(code)) % 100_000
    en, ru = EN[number % len(EN)], RU[number % len(RU)]
    for at in range(len(spots) - 1):
        (lon, lat), (east, north) = spots[at], spots[at + 1]
        off = bend * math.sin(at + number)
        middle = (
            (lon + east) / 2 + (off if lon == east else 0),
            (lat + north) / 2 + (0 if lon == east else off),
        )
        line = [[round(i, 6), round(j, 6)] for i, j in ((lon, lat), middle, (east, north))]
        yield _feature(
            "street", "LineString", line, en=f"{en} {code} Street", ru=f"{ru}овая {code} улица"
        )
