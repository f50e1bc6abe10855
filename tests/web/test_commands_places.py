"""`veche places`: a map is checked whole, kept by its hash, put in use and taken back."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlmodel import col, select

from records.tables import LogEntry
from tests.support.city import City
from tests.support.clock import FakeClock
from web.commands_places import places as group
from web.settings import load, prepare
from web.work import atlas, places
from wsgi import create_app

Run = Callable[..., Result]
SQUARE = [[[37.0, 55.0], [37.1, 55.0], [37.1, 55.1], [37.0, 55.1], [37.0, 55.0]]]
DISTRICT: dict[str, Any] = {
    "type": "Feature",
    "properties": {
        "layer": "district",
        "id": "sokol",
        "okrug": "SAO",
        "en": "Sokol",
        "ru": "Сокол",
    },
    "geometry": {"type": "Polygon", "coordinates": SQUARE},
}


def whole(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


@pytest.fixture
def app(database_url: str, engine: Any, tmp_path: Path) -> Iterator[Flask]:
    clock = FakeClock()
    City(engine, clock).found()
    settings = load(home=tmp_path / "home", mode="test", database_url=database_url, demo=False)
    prepare(settings)
    made = create_app(settings, clock)
    yield made
    made.extensions["veche"].engine.dispose()


def runner(app: Flask) -> Run:
    """`veche places WORDS`."""

    def run(args: list[str]) -> Result:
        result: Result = app.test_cli_runner().invoke(group, args)
        return result

    return run


def test_a_map_is_checked_used_and_taken_back(app: Flask, tmp_path: Path, engine: Any) -> None:
    run = runner(app)
    (tmp_path / "districts.geojson").write_text(whole(DISTRICT), "utf-8")
    (tmp_path / "bad.geojson").write_text(whole(DISTRICT, {**DISTRICT, "geometry": None}), "utf-8")
    given = ["import", str(tmp_path / "districts.geojson"), "--attribution", "© City, 2026"]

    bad = run(args=["import", str(tmp_path / "bad.geojson")])
    assert bad.exit_code == 1
    assert "bad.geojson, feature 2 (Sokol): its geometry is missing; a district is a" in bad.output
    way = {"type": "LineString", "coordinates": [[37.01, 55.01], [37.02, 55.02]]}
    named = {"layer": "street", "en": "Mill Street", "ru": "Мельничная улица"}
    streets = [
        DISTRICT | {"properties": about, "geometry": way}
        for about in (named, {"layer": "street"}, named)
    ]
    (tmp_path / "streets.geojson").write_text(whole(*streets), "utf-8")
    dry = run(args=[*given, str(tmp_path / "streets.geojson"), "--dry-run"])
    assert (dry.exit_code, "Nothing was changed." in dry.output) == (0, True)
    assert "Streets: 1, of 2 pieces." in dry.output
    assert (
        "streets.geojson: streets without a name, left out since nobody can write them: 1 (feature 2)"
        in dry.output
    )
    assert [one.name for one in (tmp_path / "home/places").rglob("*.geojson")] == []
    assert list((tmp_path / "home/places/maps").iterdir()) == []  # the draft is gone
    with app.app_context():
        assert atlas().features == ()
        assert len(places().by_id) > 100

    used = run(args=given)

    assert used.exit_code == 0, used.output
    with app.app_context():
        first = atlas().sha256
        assert list(places().by_id) == ["sokol"]
        assert atlas().sources[0].en == "© City, 2026"
    assert f"In use: map {first}." in used.output
    other = {**DISTRICT, "properties": {**DISTRICT["properties"], "en": "Falcon"}}
    (tmp_path / "districts.geojson").write_text(whole(other), "utf-8")
    assert run(args=given).exit_code == 0
    assert run(args=["use", "abc"]).exit_code == 1
    assert run(args=["use", first[:12]]).exit_code == 0
    with app.app_context():
        assert atlas().sha256 == first
    listed = run(args=["list"]).output
    assert first in listed
    assert listed.count(" UTC  ") == 2
    with City(engine, FakeClock()).reading() as work:
        rows = (
            select(LogEntry.details).where(LogEntry.kind == "map.used").order_by(col(LogEntry.seq))
        )
        said = [(one["sha256"] == first, one["features"]) for one in work.session.exec(rows)]
    assert said == [(True, {"district": 1}), (False, {"district": 1}), (True, {"district": 1})]


def test_files_that_cant_be_read_are_told_plainly(app: Flask, tmp_path: Path) -> None:
    run = runner(app)
    (tmp_path / "latin.geojson").write_bytes(b'{"x": "\xe9"}')
    for name, sentence in (("none.geojson", "can't be read"), ("latin.geojson", "is not in UTF-8")):
        said = run(args=["import", str(tmp_path / name)])
        assert said.exit_code == 1
        assert sentence in said.output
        assert "nothing was changed" in said.output
