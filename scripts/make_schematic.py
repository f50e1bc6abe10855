"""Draws the schematic map of the demo city: districts as a plan of rectangles, invented streets and squares.

    .venv/bin/python scripts/make_schematic.py       writes places/schematic.geojson anew

Districts have the names of Moscow and not its borders; streets, squares and houses are invented.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from places import mapfile, mapmaking
from places.atlas import EMPTY, SCHEMATIC
from places.districts import load

CENTRE = (37.62, 55.75)
EAST, NORTH = 111_320 * math.cos(math.radians(CENTRE[1])), 111_320
CELL = 10_000  # metres of an okrug's side
PLAN = {
    "ZelAO": (-2.6, 1.6, 0.9), "SZAO": (-1, 1, 1), "SAO": (0, 1, 1), "SVAO": (1, 1, 1), "ZAO": (-1, 0, 1),
    "CAO": (0, 0, 1), "VAO": (1, 0, 1), "YuZAO": (-1, -1, 1), "YuAO": (0, -1, 1), "YuVAO": (1, -1, 1),
    "NAO": (-2, -1, 1), "TAO": (-2, -2, 1),
}  # fmt: skip
SOURCE = {
    "en": "Schematic map of the demo city: districts as a plan, streets and squares invented",
    "ru": "Схема демонстрационного города: районы показаны условно, улицы и площади вымышлены",
}
TOWN = json.loads((Path(__file__).with_name("schematic.json")).read_text("utf-8"))


def spot(x: float, y: float) -> list[float]:
    """Metres from the centre as degrees."""
    return [round(CENTRE[0] + x / EAST, 6), round(CENTRE[1] + y / NORTH, 6)]


def box(x: float, y: float, wide: float, high: float) -> dict[str, Any]:
    """A rectangle around a middle."""
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    ring = [spot(x + i * wide / 2, y + j * high / 2) for i, j in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: dict[str, Any], **about: Any) -> dict[str, Any]:
    """One feature."""
    return {"type": "Feature", "properties": about, "geometry": geometry}


def districts() -> Iterator[tuple[dict[str, Any], tuple[float, float]]]:
    """Each district as a rectangle of its okrug's, and its middle in metres."""
    for okrug in load():
        column, row, scale = PLAN[okrug.code]
        side, count = CELL * scale, len(okrug.districts)
        rows = max(1, round(math.sqrt(count)))
        per_row = [count // rows + (1 if at < count % rows else 0) for at in range(rows)]
        left, top, place = column * CELL - side / 2, row * CELL + side / 2, 0
        for at, columns in enumerate(per_row):
            high, wide = side / rows, side / columns
            for across in range(columns):
                one = okrug.districts[place]
                x, y = left + wide * (across + 0.5), top - high * (at + 0.5)
                place += 1
                yield (
                    feature(
                        box(x, y, wide, high),
                        layer="district",
                        id=one.id,
                        okrug=okrug.code,
                        en=one.en,
                        ru=one.ru,
                    ),
                    (x, y),
                )


def town(middles: dict[str, tuple[float, float]]) -> Iterator[dict[str, Any]]:
    """Streets, houses and places; written in metres from the middle of their district."""
    for one in TOWN:
        x, y = middles[one["in"]]
        about = {
            key: value
            for key, value in one.items()
            if key not in {"in", "line", "box", "at", "outline"}
        }
        shape: dict[str, Any]
        if "line" in one:
            shape = {
                "type": "LineString",
                "coordinates": [spot(x + i, y + j) for i, j in one["line"]],
            }
        elif "outline" in one:
            ring = [spot(x + i, y + j) for i, j in one["outline"]]
            shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        elif "box" in one:
            i, j, wide, high = one["box"]
            shape = box(x + i, y + j, wide, high)
        else:
            shape = {"type": "Point", "coordinates": spot(x + one["at"][0], y + one["at"][1])}
        yield feature(shape, **about)


def main() -> None:
    """Write the map."""
    made = list(districts())
    middles = {one["properties"]["id"]: middle for one, middle in made}
    features = [*(one for one, _middle in made), *town(middles)]
    whole = {
        "type": "FeatureCollection",
        "schematic": True,
        "sources": [SOURCE],
        "features": features,
    }
    found = mapfile.Found()
    mapfile.load(json.dumps(whole), "schematic", found)
    text = mapmaking.merged(found, EMPTY, mapfile.known_okrugs(load()))
    SCHEMATIC.write_text(text.replace('{"geometry"', '\n{"geometry"') + "\n", "utf-8")


if __name__ == "__main__":
    main()
