"""The ground of the city's map: rows of access.py, kept apart for their number. This city has no map, so nobody gets any."""

TABLE = """
GET  public.map_cell           404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "public.map_cell": ("/map/0123456789abcdef/en/0/340/455", {}),
}
