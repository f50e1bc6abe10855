"""Papers in an S3-compatible store. Loaded only where VECHE_UPLOADS_URL names one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from records.errors import Busy, Missing
from records.stores import CHUNK, Kept, S3Access

ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
_ONE_THREAD = TransferConfig(use_threads=False, multipart_chunksize=8 * 1024 * 1024)


class S3Store:
    """A bucket, or a prefix in it. A paper is there whole or not at all: that is what `put` means to S3."""

    def __init__(self, bucket: str, prefix: str, access: S3Access) -> None:
        self.bucket, self.prefix = bucket, f"{prefix}/" if prefix else ""
        self._client: Callable[[], Any] = lambda: _client(access)
        self._made: Any = None

    @property
    def client(self) -> Any:
        """Made at the first use, so that a store that is away stops no page that needs no paper."""
        if self._made is None:
            self._made = self._client()
        return self._made

    def put(self, key: str, path: Path) -> None:
        with _told():
            if self._there(key):
                return
            self.client.upload_file(str(path), self.bucket, self.prefix + key, Config=_ONE_THREAD)

    def _there(self, key: str) -> bool:
        try:
            self.client.head_object(Bucket=self.bucket, Key=self.prefix + key)
        except ClientError as error:
            if _code(error) in ABSENT:
                return False
            raise
        return True

    def chunks(self, key: str) -> Iterator[bytes]:
        with _told(key):
            found = self.client.get_object(Bucket=self.bucket, Key=self.prefix + key)
            yield from found["Body"].iter_chunks(CHUNK)

    def size(self, key: str) -> int:
        with _told(key):
            found = self.client.head_object(Bucket=self.bucket, Key=self.prefix + key)
            return int(found["ContentLength"])

    def remove(self, key: str) -> None:
        with _told():
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def walk(self) -> Iterator[Kept]:
        with _told():
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix):
                for one in page.get("Contents", ()):
                    name = one["Key"].removeprefix(self.prefix)
                    if name.startswith(("copies/", "originals/")):
                        yield Kept(name, one["Size"], one["LastModified"])


def _client(access: S3Access) -> Any:
    """A client that gives up soon: a page waits for it."""
    return boto3.client(
        "s3",
        endpoint_url=access.endpoint or None,
        region_name=access.region or None,
        aws_access_key_id=access.key_id or None,
        aws_secret_access_key=access.secret or None,
        config=Config(
            connect_timeout=5,
            read_timeout=20,
            retries={"total_max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path" if access.endpoint else "auto"},
        ),
    )


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def _told(key: str = "") -> Iterator[None]:
    """Say what went wrong in our own words."""
    try:
        yield
    except ClientError as error:
        if key and _code(error) in ABSENT:
            raise Missing(f"The store has nothing under {key}.") from error
        raise Busy("store") from error
    except (BotoCoreError, boto3.exceptions.Boto3Error, OSError) as error:
        raise Busy("store") from error
