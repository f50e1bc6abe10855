"""Pages are sent compressed, with a random length added where they hold what is somebody's own.

What is compressed together with a secret tells about it by its length, to whoever can make the browser ask for the
page again and again with a guess in the address (BREACH). Two things stand against it: the cookie is `SameSite=Lax`,
so another site's page gets nothing of one's own but by opening it before one's eyes; and up to a hundred random bytes
in the head of the packed text, which no average over a few thousand tries takes away (the way of Django's middleware
since 4.2, after «Heal the BREACH», 2022). Static files are packed in web/assets.py.
"""

import gzip
import io
import secrets

from flask import Flask, request
from werkzeug.wrappers import Response

from web.sessions import browser

SMALLEST = 1_000  # bytes; below that a packet is not shorter
PADDING = 100  # bytes at most
LEVEL = 5  # of 9: a hundredth longer than 9, in a third of its time


def pack(response: Response) -> Response:
    """Compress a page where the browser takes it."""
    if response.mimetype != "text/html" or response.direct_passthrough or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    plain = response.get_data()
    takes = request.accept_encodings.quality("gzip") > 0
    if not takes or len(plain) < SMALLEST or "Content-Encoding" in response.headers:
        return response
    here = browser()
    response.set_data(packed(plain, own=bool(here.sent or here.wanted)))
    response.headers["Content-Encoding"] = "gzip"
    return response


def packed(plain: bytes, *, own: bool) -> bytes:
    """The bytes as gzip; a page of one's own carries a name of random length, which readers skip (RFC 1952)."""
    name = "x" * secrets.randbelow(PADDING + 1) if own else ""
    held = io.BytesIO()
    with gzip.GzipFile(name, "wb", LEVEL, held, mtime=0) as file:
        file.write(plain)
    return held.getvalue()


def init_app(app: Flask) -> None:
    """Put this before whatever writes into pages: what is registered first is done last."""
    app.after_request(pack)
