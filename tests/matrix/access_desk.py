"""What people of an office keep for themselves, and who has how much: rows of the table of access.py."""

TABLE = """
GET  desk.notes                in   in   403  403  200  200  404  404  404  200  200  200  404  404  200  403  in   in   2f
POST desk.write_note           403  403  403  403  303  303  404  403  404  303  303  303  404  404  403  403  403  403  403
POST desk.keep_view            403  403  403  403  303  303  303  303  303  303  303  303  303  303  303  303  403  403  403
POST desk.drop_view            403  403  403  403  303  303  303  303  303  303  303  303  303  303  303  303  403  403  403
GET  desk.workload             in   in   403  403  200  200  200  200  200  200  403  403  403  403  200  403  in   in   2f
GET  desk.plan                 in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.note_absence         403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.notes":        ("/desk/notices/{review}/notes", {}),
    "desk.write_note":   ("/desk/notices/{review}/notes", {"kind": "note", "text": "Ask about the stage"}),
    "desk.keep_view":    ("/desk/views?stage=review", {"name": "In review"}),
    "desk.drop_view":    ("/desk/views/1/drop", {}),
    "desk.workload":     ("/desk/workload", {}),
    "desk.plan":         ("/desk/plan?first=01.03.2027&days=31", {}),
    "desk.note_absence": ("/desk/absences/{absence}/note", {"note": "The key is with the clerk"}),
}  # fmt: skip
