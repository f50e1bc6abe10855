"""Messages of an office about a notice: rows of the table of access.py."""

TABLE = """
GET  desk.messages             in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.write_message        403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.message              in   in   403  403  200  200  404  404  404  200  200  200  404  404  200  404  in   in   2f
POST desk.do_message           403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  intake.messages           404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.messages           404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.messages": ("/desk/notices/{review}/messages", {}),
    "desk.write_message": (
        "/desk/notices/{review}/messages",
        {"to": "organiser", "text": "Call us"},
    ),
    "desk.message": ("/desk/notices/{review}/messages/{message}", {}),
    "desk.do_message": ("/desk/notices/{review}/messages/{message}", {"do": "again"}),
    "intake.messages": ("/notices/{review}/messages", {"message": "{message}", "text": "I will"}),
}
