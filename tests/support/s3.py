"""An S3-compatible store for tests: one moto server in a process of its own, with a bucket."""

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from records.stores import S3Access, Store, open_store

BUCKET = "papers"


@contextmanager
def moto_server() -> Iterator[str]:
    """Start it and give its address; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        try:
            for line in server.stderr:  # it says when it listens
                if b"Running on" in line:
                    break
            Thread(target=server.stderr.read, daemon=True).start()  # a full pipe would stop it
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


def access(address: str) -> S3Access:
    """How to reach it."""
    return S3Access(endpoint=address, region="us-east-1", key_id="key", secret="secret")


def make_bucket(address: str, name: str = BUCKET) -> None:
    """A bucket is made by who runs the store, never by Veche."""
    request = urllib.request.Request(f"{address}/{name}", method="PUT")
    request.add_header(
        "Authorization", "AWS4-HMAC-SHA256 Credential=key/20270301/us-east-1/s3/aws4_request"
    )
    urllib.request.urlopen(request, timeout=10).close()


def bucket_store(address: str) -> Store:
    """A store in a prefix of the bucket."""
    return open_store(f"s3://{BUCKET}/veche", access(address))
