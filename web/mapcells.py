"""Cells of the city's map as answers: kept by browsers for a year, since the address names the map by its hash."""

import zlib

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from places import cells
from places.atlas import Atlas
from places.cells import Cell
from web.i18n import language
from web.packing import packed
from web.work import atlas

LETTERS = 16
"""Of the map's SHA-256 in the address."""
LANGUAGES = ("en", "ru")
KEEP = "public, max-age=31536000, immutable"


def address(here: Atlas) -> str:
    """Where a page asks for cells of this map: level, column and row follow."""
    first = url_for(
        "public.map_cell",
        version=here.sha256[:LETTERS],
        locale=language(),
        level=0,
        column=0,
        row=0,
    )
    return first.removesuffix("/0/0/0")


def answer(version: str, locale: str, level: int, column: int, row: int) -> BaseResponse:
    """A cell of the map in use. 404 for any other map, a language that Veche does not speak, a box outside the city."""
    here = atlas()
    if not version or version != here.sha256[:LETTERS] or locale not in LANGUAGES:
        raise NotFound
    body = cells.of(here).read(Cell(level, column, row), locale)
    if body is None:
        raise NotFound
    given = Response(mimetype="application/json")
    given.headers["Cache-Control"] = KEEP
    given.headers["Vary"] = "Accept-Encoding"
    given.set_etag(f"{version}-{locale}-{zlib.crc32(body):08x}", weak=True)
    if request.accept_encodings.quality("gzip") > 0:
        given.headers["Content-Encoding"] = "gzip"
        body = packed(body, own=False)
    given.set_data(body)
    return given.make_conditional(request)
