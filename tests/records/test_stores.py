"""The store of papers, on disk and in S3: written once, whole, found by a name that tells its hash."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from records.errors import Busy, Missing
from records.stores import (
    CHUNK,
    DiskStore,
    S3Access,
    Store,
    copy_key,
    open_store,
    original_key,
    sha256_in,
    true,
)
from tests.support import s3

LONG = bytes(range(256)) * 4096  # a megabyte


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3.moto_server() as address:
        s3.make_bucket(address)
        yield address


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "disk":
        return open_store(f"file://{tmp_path}/uploads")
    return s3.bucket_store(request.getfixturevalue("server"))


def kept(store: Store, tmp_path: Path, content: bytes, code: str = "code") -> str:
    path = tmp_path / "sent"
    path.write_bytes(content)
    key = original_key(hashlib.sha256(content).hexdigest(), code)
    store.put(key, path)
    return key


def test_what_is_put_is_read_back_in_small_parts(store: Store, tmp_path: Path) -> None:
    key = kept(store, tmp_path, LONG)
    parts = list(store.chunks(key))
    assert b"".join(parts) == LONG
    assert max(map(len, parts)) <= CHUNK
    assert store.size(key) == len(LONG)
    assert true(store, key)
    assert sha256_in(key) == hashlib.sha256(LONG).hexdigest()


def test_a_key_that_is_there_is_not_written_again(store: Store, tmp_path: Path) -> None:
    key = kept(store, tmp_path, b"the first")
    path = tmp_path / "other"
    path.write_bytes(b"another")
    store.put(key, path)
    assert b"".join(store.chunks(key)) == b"the first"


def test_two_papers_of_one_content_share_no_bytes(store: Store, tmp_path: Path) -> None:
    one, two = (kept(store, tmp_path, b"the same", code) for code in ("one", "two"))
    store.remove(one)
    assert b"".join(store.chunks(two)) == b"the same"


def test_an_absent_key_is_missing(store: Store) -> None:
    key = copy_key("0" * 64, "absent")
    with pytest.raises(Missing):
        store.size(key)
    with pytest.raises(Missing):
        list(store.chunks(key))
    store.remove(key)


def test_the_store_is_walked_key_by_key(store: Store, tmp_path: Path) -> None:
    for one in store.walk():
        store.remove(one.key)
    path = tmp_path / "sent"
    path.write_bytes(b"12345")
    keys = [copy_key("b" * 64, "x"), original_key("a" * 64, "y"), original_key("c" * 64, "z")]
    for key in reversed(keys):
        store.put(key, path)
    assert [(one.key, one.size) for one in store.walk()] == [(key, 5) for key in keys]
    assert all(one.at.tzinfo is not None for one in store.walk())


def test_a_paper_that_was_changed_is_found(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    key = kept(store, tmp_path, b"as it came")
    (tmp_path / key).write_bytes(b"as it cama")
    assert not true(store, key)


@pytest.mark.parametrize("key", ["../secrets/x", "originals/../../x", "originals/aa/\0", "/etc/passwd", "a/b/c/d", ""])  # fmt: skip
def test_no_key_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(Missing):
        DiskStore(tmp_path).size(key)


def test_file_and_folders_are_synced_before_put_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []

    def noting(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    monkeypatch.setattr(os, "fsync", noting)
    store = DiskStore(tmp_path / "uploads")
    key = kept(store, tmp_path, b"kept for ever")
    folder = (tmp_path / "uploads" / key).parent
    assert any(
        "incoming" in path.parts for path in synced
    )  # the bytes, before they have their name
    assert {folder, folder.parent, folder.parent.parent, tmp_path} <= set(synced)
    assert synced[-1] == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_full_disk_is_told_and_leaves_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store = DiskStore(tmp_path)
    with pytest.raises(Busy, match="store of papers"):
        kept(store, tmp_path, b"too much")
    assert list(store.walk()) == []


@pytest.mark.parametrize("wrong", [
    lambda address: ("s3://papers/x", S3Access(endpoint="http://127.0.0.1:9", region="us-east-1", key_id="k", secret="s")),
    lambda address: ("s3://no-such-bucket", s3.access(address)),
], ids=["away", "no bucket"])  # fmt: skip
@pytest.mark.deep
def test_a_store_that_cannot_be_reached_is_told(
    server: str, tmp_path: Path, wrong: Callable[[str], tuple[str, S3Access]]
) -> None:
    store = open_store(*wrong(server))
    with pytest.raises(Busy):
        kept(store, tmp_path, b"x")


@pytest.mark.parametrize("url", ["", "uploads", "http://papers", "file://host/x", "file:relative", "s3:///x"])  # fmt: skip
def test_no_other_address_is_a_store(url: str) -> None:
    with pytest.raises(ValueError, match="no store"):
        open_store(url)
