"""The same house as in tests/web."""

from tests.web.conftest import client, house

__all__ = ["client", "house"]
