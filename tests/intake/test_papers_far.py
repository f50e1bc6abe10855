"""Papers in an S3-compatible store: the same pages, and what is told while the store is away."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from records import files
from records.stores import true
from tests.intake.conftest import Opens
from tests.intake.test_papers import adds, kept, part
from tests.support import s3
from tests.support.made_files import picture
from web import sweeping
from web.storing import S3


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3.moto_server() as address:
        s3.make_bucket(address)
        yield address


def test_a_paper_goes_to_the_store_and_comes_back(opens: Opens, server: str) -> None:
    key = S3(endpoint=server, region="us-east-1", key_id="key", secret=SecretStr("secret"))
    door = opens(uploads_url=f"s3://{s3.BUCKET}/city", s3=key)
    vera = door.visitor()
    vera.get("/notices/new")
    vera.post("/notices/new", kind="march")
    assert adds(vera, part(picture("JPEG", exif=True), "IMG.jpg")).status_code == 303
    [file] = kept(door)
    here = door.app.extensions["veche"]
    assert {one.key for one in here.store.walk()} == set(files.keys_of(file))
    assert all(true(here.store, one) for one in files.keys_of(file))
    assert b"Canary" not in vera.get(f"/draft/papers/{file.code}").data
    assert sweeping.sweep(here) == 0
    vera.get("/draft/papers")
    vera.post("/draft/papers", draft=vera.hidden("draft"), do=f"remove:{file.code}")
    assert list(here.store.walk()) == []


@pytest.mark.deep
def test_while_the_store_is_away_the_page_says_so_and_the_draft_lives(opens: Opens) -> None:
    gone = S3(
        endpoint="http://127.0.0.1:9", region="us-east-1", key_id="key", secret=SecretStr("secret")
    )
    door = opens(uploads_url="s3://papers", s3=gone)
    vera = door.visitor()
    vera.get("/notices/new")
    vera.post("/notices/new", kind="march")
    assert adds(vera, part(picture("PNG"), "map.png")).status_code == 503
    assert kept(door) == []
    assert vera.get("/draft/papers").status_code == 200
