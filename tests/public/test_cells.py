"""The ground of the map as anybody's browser asks for it: kept for a year under its hash, and nothing beyond the city."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support.clock import FakeClock
from web.mapcells import KEEP
from web.settings import load
from web.work import atlas
from wsgi import create_app

NEAR = "5/10885/14582"
"""A cell of the schematic town."""
BAD = (
    f"de/{NEAR}", "en/0/0/0", "en/6/1/1", "en/5/10885/99999999999999999999", "en/-1/340/455", "en/x/1/1",
    "en/5/10885", "en/0/340.5/455", "en/0/%00/455", f"en/{NEAR}/1", "en/99999999999999999999/1/1",
)  # fmt: skip


@pytest.fixture
def client(tmp_path: Path, database_url: str, clock: FakeClock) -> Iterator[FlaskClient]:
    app = create_app(
        load(mode="test", home=tmp_path / "home", database_url=database_url, demo=True), clock
    )
    yield app.test_client()
    app.extensions["veche"].engine.dispose()


@pytest.fixture
def base(client: FlaskClient) -> str:
    with client.application.app_context():
        return f"/map/{atlas().sha256[:16]}"


def test_a_cell_is_the_same_for_everybody_and_kept(client: FlaskClient, base: str) -> None:
    answer = client.get(f"{base}/ru/{NEAR}")
    assert answer.status_code == 200
    said = json.loads(answer.data)
    assert "Садовников улица" in {name for name, *_lines in said["s"]}
    assert "Мельничная улица, 3" in {name for name, _x, _y in said["n"]}
    assert answer.headers["Cache-Control"] == KEEP
    assert "Set-Cookie" not in answer.headers
    packed = client.get(f"{base}/ru/{NEAR}", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == answer.data
    again = client.get(f"{base}/ru/{NEAR}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"{base}/en/{NEAR}", headers={"If-None-Match": answer.headers["ETag"]})
    assert other.status_code == 200


def test_a_bad_box_is_told_and_another_map_has_no_cells_here(
    client: FlaskClient, base: str
) -> None:
    for path in BAD:
        answer = client.get(f"{base}/{path}")
        assert answer.status_code == 404, path
        assert "public" not in answer.headers["Cache-Control"]
    for version in ("0" * 16, "a", base[-16:][:-1]):
        assert client.get(f"/map/{version}/en/{NEAR}").status_code == 404
    assert client.post(f"{base}/en/{NEAR}").status_code in {400, 403, 405}
