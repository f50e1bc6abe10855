"""Where papers lie: the store that the settings name, with its key from the environment or from a file."""

import stat
from pathlib import Path
from urllib.parse import urlsplit

from click import ClickException
from pydantic import BaseModel, ConfigDict, SecretStr

from records.stores import S3Access, Store, open_store


class S3(BaseModel):
    """How to reach an S3-compatible store; the key may lie in VECHE_HOME/secrets/s3, id and secret on two lines."""

    model_config = ConfigDict(frozen=True)
    endpoint: str = ""
    region: str = ""
    key_id: str = ""
    secret: SecretStr = SecretStr("")


def url_fault(url: str) -> str:
    """What is wrong with the address of a store, in a sentence; nothing where it can be one."""
    parts = urlsplit(url)
    folder = parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc
    if not url or folder or (parts.scheme == "s3" and parts.netloc):
        return ""
    return "Name file:///folder or s3://bucket/prefix."


def scanner_fault(address: str) -> str:
    """What is wrong with the address of a virus scanner; nothing where it can be one."""
    parts = urlsplit(address)
    host = parts.scheme == "tcp" and parts.hostname and parts.netloc.rpartition(":")[2].isdigit()
    if not address or host or (parts.scheme == "unix" and parts.path.startswith("/")):
        return ""
    return "Name tcp://host:port or unix:///path of clamd."


def open_papers(home: Path, url: str, access: S3) -> Store:
    """The store of this installation; a folder of VECHE_HOME where the settings name none.

    ClickException where others of the machine can read its key.
    """
    key_id, secret = access.key_id, access.secret.get_secret_value()
    path = home / "secrets" / "s3"
    if url.startswith("s3:") and not secret and path.exists():
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ClickException(f"{path} can be read by others. Run: chmod 600 {path}")
        key_id, secret = [*path.read_text("ascii").split(), "", ""][:2]
    given = S3Access(access.endpoint, access.region, key_id, secret)
    return open_store(url or f"file://{home}/uploads", given)
