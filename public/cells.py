"""The ground of the city's map, cell by cell, for whoever draws on a map: the same for everybody, of nobody."""

from werkzeug.wrappers import Response

from public.views import bp
from web import mapcells
from web.gate import gate


@bp.get(
    "/map/<string(maxlength=16):version>/<string(maxlength=2):locale>/<int:level>/<int:column>/<int:row>"
)
@gate("public.read")
def map_cell(version: str, locale: str, level: int, column: int, row: int) -> Response:
    """Give streets and named spots of one box, at most 48 kB; the list of lines needs none of it."""
    return mapcells.answer(version, locale, level, column, row)
