"""What anybody may take to check letters alone: rows of the table of access.py."""

TABLE = """
GET  public.city_keys          200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.city_keys_file     200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "public.city_keys": ("/check-letter/keys", {}),
    "public.city_keys_file": ("/check-letter/keys/city.txt", {}),
}
