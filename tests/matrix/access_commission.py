"""Who keeps commissions and sittings, and who votes: rows of the table of access.py."""

TABLE = """
GET  desk.commissions          in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.commissions          403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.commission           in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.commission           403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
POST desk.end_seat             403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.sittings             in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.sittings             403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403
GET  desk.sitting              in   in   403  403  404  404  404  200  404  200  200  404  404  404  200  404  in   in   2f
POST desk.put_on_agenda        403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403
POST desk.open_sitting         403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403
POST desk.drop_sitting         403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403
POST desk.mark_presence        403  403  403  403  404  404  404  403  404  403  403  404  404  404  403  404  403  403  403
POST desk.cast_vote            403  403  403  403  404  404  404  303  404  403  403  404  404  404  403  404  403  403  403
POST desk.close_sitting        403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403
POST desk.print_minutes_again  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  403
GET  desk.sitting_minutes_pdf  in   in   403  403  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.commissions": (
        "/desk/commissions", {"unit": "{office}", "name_ru": "Комиссия", "name_en": "Board", "quorum": "3"},
    ),
    "desk.commission": ("/desk/commissions/{commission}", {"account": "{colleague}", "from_day": "01.03.2027"}),
    "desk.end_seat": ("/desk/commissions/{commission}/seats/{seat}/end", {}),
    "desk.sittings": (
        "/desk/sittings", {"commission": "{commission}", "day": "05.03.2027", "hour": "14:00", "place": "Hall"},
    ),
    "desk.sitting": ("/desk/sittings/{sitting}", {}),
    "desk.put_on_agenda": ("/desk/sittings/{sitting}/agenda", {"notices": "1"}),
    "desk.open_sitting": ("/desk/sittings/{sitting}/open", {}),
    "desk.drop_sitting": ("/desk/sittings/{sitting}/drop", {"reason": "Called for the wrong day"}),
    "desk.mark_presence": ("/desk/sittings/{sitting}/presence", {"account": "{colleague}", "way": "here"}),
    "desk.cast_vote": ("/desk/sittings/{sitting}/items/{item}/vote", {"choice": "for"}),
    "desk.close_sitting": ("/desk/sittings/{sitting}/close", {}),
    "desk.print_minutes_again": ("/desk/sittings/{sitting}/minutes/again", {}),
    "desk.sitting_minutes_pdf": ("/desk/sittings/{sitting}/minutes-en.pdf", {}),
}  # fmt: skip
