"""A large city in cells: what a page carries and what a cell carries is bounded, and nothing is searched from end to end."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import shapely

from bench import streets
from places import atlas, board, cells, drawing, mapfile, mapmaking
from places.atlas import Atlas
from places.cells import Cell
from places.mapfile import Found

SIZE = streets.Size(across=4, up=3, streets=6)
PACKED = 60_000
"""Bytes of a board as it goes over the line, at the most."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder: Path = tmp_path_factory.mktemp("city")
    found = Found()
    for path in streets.write(folder, SIZE, unnamed=0):
        with path.open(encoding="utf-8") as source:
            mapfile.load(source, path.name, found)
    return atlas.read(mapmaking.merged(found, atlas.EMPTY, {}))


def over(level: int, lon: float = 37.345, lat: float = 55.573) -> Cell:
    high = cells.HIGHEST / 2**level
    return Cell(level, int((lon + 180) / high / 2), int((lat + 90) / high))


def read(city: Atlas, cell: Cell, locale: str = "en") -> dict[str, Any]:
    body = cells.of(city).read(cell, locale)
    assert body is not None
    assert len(body) <= cells.MOST_BYTES
    said: dict[str, Any] = json.loads(body)
    return said


def spots(origin: list[float], steps: list[int]) -> Iterator[tuple[float, float]]:
    x = y = 0
    for i, j in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + i, y + j
        yield origin[0] + x / 1e5, origin[1] + y / 1e5


def test_a_board_carries_districts_and_its_window_whatever_the_city(
    city: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "MOST_ON_A_BOARD", 100)
    for near in ([], [city.districts[0].shape], [city.of("crossing")[0].shape]):
        window = drawing.window_of(city, [], near)
        assert window is not None
        svg = board.board(city, window, [], "Map", "ru", address="/map/x/ru")
        assert len(zlib.compress(svg.encode())) <= PACKED
        assert svg.count("stroke-dasharray") == 1
        assert all(one.ru in svg for one in city.districts)
        drawn = svg.count("data-street=")
        assert drawn < len(city.of("street")) / 2 or not near


def test_a_cell_has_what_lies_in_it_where_it_lies(city: Atlas) -> None:
    near = over(5)
    said = read(city, near)
    box = shapely.box(*near.bounds)
    there = {one.en for one in city.of("street") if one.shape.intersects(box)}
    assert {name for name, *_lines in said["s"]} == there
    inside = {(one.en, one.at) for one in city.of("crossing") if box.contains(one.shape)}
    assert {name for name, _x, _y in said["n"]} == {name for name, _at in inside}
    for name, x, y in said["n"]:
        ((lon, lat),) = spots(said["o"], [x, y])
        assert (
            min(abs(lon - at[0]) + abs(lat - at[1]) for other, at in inside if other == name) < 2e-5
        )
    name, line = said["s"][0][:2]
    street = next(one for one in city.of("street") if one.en == name)
    assert max(street.shape.distance(shapely.Point(spot)) for spot in spots(said["o"], line)) < 3e-5
    assert read(city, near, "ru")["s"][0][0] == street.ru
    neighbour = read(city, Cell(5, near.column + 1, near.row))
    assert not {tuple(one) for one in said["n"]} & {tuple(one) for one in neighbour["n"]}


def test_from_afar_the_longest_streets_alone(city: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_STREETS", 11)
    far = cells.Cells(city).read(over(1), "en")
    said = json.loads(far or b"")
    assert len(said["s"]) == 11
    assert (said["n"], said["m"]) == ([], True)
    box = shapely.box(*over(1).bounds)
    inside = [one for one in city.of("street") if one.shape.intersects(box)]
    longest = sorted((one.shape.length for one in inside), reverse=True)[:11]
    named = {one.en: one.shape.length for one in inside}
    assert [named[name] for name, *_lines in said["s"]] == longest


def test_a_cell_of_very_long_names_still_fits(city: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_BYTES", 2_000)
    body = cells.Cells(city).read(over(5), "ru") or b""
    assert 500 < len(body) <= 2_000
    assert json.loads(body)["m"] is True


@pytest.mark.parametrize(
    "cell", [Cell(6, 1, 1), Cell(-1, 1, 1), Cell(0, 0, 0), Cell(0, -1, 455), Cell(3, 10**30, 10**30), Cell(5, 10877, 2)]
)  # fmt: skip
def test_there_is_no_cell_outside_the_city(city: Atlas, cell: Cell) -> None:
    assert cells.of(city).read(cell, "en") is None


def test_only_what_a_box_holds_is_looked_at(city: Atlas) -> None:
    """The tree gives the streets of the box; the work of a cell does not grow with the city beyond it."""
    here = cells.of(city)
    box = over(5).bounds
    rows, more = here.longest(box, 10**6)
    assert not more
    assert len(rows) == sum(one.shape.intersects(shapely.box(*box)) for one in city.of("street"))
    assert len(rows) < len(city.of("street")) / 5
    asked: list[Any] = []

    class Counted(list[Any]):
        def __getitem__(self, at: Any) -> Any:
            asked.append(at)
            return super().__getitem__(at)

        def __iter__(self) -> Iterator[Any]:
            raise AssertionError("the whole layer was read")

    counted = cells.Cells(city)
    for layer, (named, tree) in list(counted._spots.items()):
        counted._spots[layer] = (cast(Any, Counted(named)), tree)
    assert counted.named(box, 10**6, ("crossing",))
    assert len(asked) < len(city.of("crossing")) / 5
