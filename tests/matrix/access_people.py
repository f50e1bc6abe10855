"""People and posts: the administrator's; rows of the table of access.py."""

TABLE = """
GET  desk.people               in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
POST desk.people               403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  303  403  403  403
GET  desk.person               in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
POST desk.person               403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  303  403  403  403
POST desk.end_post             403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  303  403  403  403
POST desk.disable_person       403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  303  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.people": (
        "/desk/people",
        {"email": "owner@veche.example", "role": "officer", "unit": "prefecture-svao", "from_day": "01.03.2027"},
    ),
    "desk.person": (
        "/desk/people/{colleague}", {"role": "clerk", "unit": "prefecture-svao", "from_day": "01.03.2027"},
    ),
    "desk.end_post": ("/desk/people/{colleague}/posts/{post}/end", {}),
    "desk.disable_person": ("/desk/people/{colleague}/disable", {"reason": "Left"}),
}  # fmt: skip
