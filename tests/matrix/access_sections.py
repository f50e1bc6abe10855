"""Sections of an office, and a notice that is handed to one: rows of the table of access.py."""

from tests.matrix import access_texts

TABLE = """
GET  desk.sections             in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.sections             403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.section              in   in   403  403  200  200  404  404  404  200  200  200  404  404  200  200  in   in   2f
POST desk.section              403  403  403  403  403  403  404  404  404  303  403  403  404  404  403  303  403  403  403
POST desk.join_section         403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
POST desk.leave_section        403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
POST desk.end_section          403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.to_section           in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.to_section           403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.sections": ("/desk/sections", {"unit": "{office}", "name_ru": "Отдел", "name_en": "Section"}),
    "desk.section": ("/desk/sections/{section}", {"name_ru": "Первый", "name_en": "First", "seen": "1"}),
    "desk.join_section": ("/desk/sections/{section}/people", {"account": "{colleague}"}),
    "desk.leave_section": ("/desk/sections/{section}/people/{section_member}/leave", {}),
    "desk.end_section": ("/desk/sections/{section}/end", {}),
    "desk.to_section": ("/desk/notices/{review}/section", {"to": "{section}"}),
}  # fmt: skip

TABLE += access_texts.TABLE
ADDRESSES |= access_texts.ADDRESSES
"""With those of the texts: all are kept by administration."""
