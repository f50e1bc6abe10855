"""Static files: named by their content, so that browsers keep them; compressed once a process."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory, url_for
from werkzeug.security import safe_join

from web.kept import kept
from web.settings import HOUSE
from web.work import settings

STATIC = HOUSE / "static"
_TEXT = {".css", ".js", ".svg", ".txt"}
_YEAR = "public, max-age=31536000, immutable"


@lru_cache(maxsize=64)
def _hash(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=64)
def _zipped(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def asset(name: str) -> str:
    """Give the address of a static file with the hash of its content."""
    path = STATIC / name
    version = _hash(path, path.stat().st_mtime_ns)
    return kept(("asset", name, version), lambda: url_for("static", filename=name, v=version))


def serve(filename: str) -> Response:
    """Serve a static file; with its hash in the address it is kept for a year."""
    keep = _YEAR if "v" in request.args else "public, max-age=3600"
    path = _inside(filename)
    if path and path.suffix in _TEXT and request.accept_encodings.quality("gzip") > 0:
        answer = Response(_zipped(path, path.stat().st_mtime_ns), mimetype=_kind(path))
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer = send_from_directory(STATIC, filename)
    answer.headers["Cache-Control"] = keep
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


def _inside(filename: str) -> Path | None:
    found = safe_join(str(STATIC), filename)
    try:
        return Path(found) if found and Path(found).is_file() else None
    except OSError:  # a name that no disk can hold
        return None


def _kind(path: Path) -> str:
    return {
        ".css": "text/css",
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".txt": "text/plain",
    }[path.suffix]


def brand_css() -> str:
    """Give the address of the city's own stylesheet, served after ours; empty if it has none."""
    return url_for("public.brand_css") if (settings().home / "brand/brand.css").is_file() else ""


def init_app(app: Flask) -> None:
    """Give the pages `asset()` and `brand_css()`."""
    app.jinja_env.globals.update(asset=asset, brand_css=brand_css)
