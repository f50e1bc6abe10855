"""What the city words itself: rows of the table of access.py."""

TABLE = """
GET  desk.texts                in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
GET  desk.text                 in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
POST desk.text                 403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  303  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.texts": ("/desk/texts", {}),
    "desk.text": (
        "/desk/texts/letter-closing",
        {"text_ru": "С уважением,", "text_en": "Yours,", "from_day": "05.03.2027", "why": "So", "seen": "0"},
    ),
}  # fmt: skip
