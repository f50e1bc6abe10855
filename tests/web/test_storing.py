"""The settings of papers: where they lie, and whose key opens it."""

from pathlib import Path

import pytest
from click import ClickException
from pydantic import SecretStr

from records.store_s3 import S3Store
from records.stores import DiskStore
from web.settings import BadSettings, load
from web.storing import S3, open_papers


def test_papers_lie_in_the_home_where_nothing_else_is_said(tmp_path: Path) -> None:
    store = open_papers(tmp_path, "", S3())
    assert isinstance(store, DiskStore)
    assert store.folder == tmp_path / "uploads"


def test_the_key_comes_from_the_environment_or_from_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    path = tmp_path / "secrets" / "s3"
    path.write_text("file-id\nfile-secret\n")
    path.chmod(0o600)
    given = S3(endpoint="http://127.0.0.1:9", region="x")
    for access, id_ in (
        (given, "file-id"),
        (given.model_copy(update={"key_id": "own", "secret": SecretStr("s")}), "own"),
    ):
        store = open_papers(tmp_path, "s3://papers/city", access)
        assert isinstance(store, S3Store)
        assert store.client._request_signer._credentials.access_key == id_


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    path = tmp_path / "secrets" / "s3"
    path.write_text("id\nsecret\n")
    path.chmod(0o644)
    with pytest.raises(ClickException, match="chmod 600"):
        open_papers(tmp_path, "s3://papers", S3())


@pytest.mark.parametrize(
    ("name", "value"),
    [("uploads_url", "uploads"), ("uploads_url", "http://papers"), ("scanner", "clamd"), ("scanner", "tcp://clamd")],
)  # fmt: skip
def test_an_address_that_is_none_is_named_at_the_start(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSettings, match=f"VECHE_{name.upper()}: {value} is no such address"):
        load(home=tmp_path, **{name: value})
