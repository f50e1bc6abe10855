"""Who reads and keeps the register of signing powers: rows of the table of access.py."""

TABLE = """
GET  desk.powers               in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.powers               403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.end_power            in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
GET  desk.all_readings         in   in   403  403  403  403  403  403  403  403  403  403  403  403  200  403  in   in   2f
POST desk.export_readings        403  403  403  403  403  403  403  403  403  403  403  403  403  403  200  403  403  403  403
POST desk.end_power            403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.powers": (
        "/desk/powers?unit=prefecture-svao",
        {"account": "{colleague}", "order_no": "7-k", "order_day": "20.02.2027", "from_day": "01.03.2027"},
    ),
    "desk.all_readings": ("/desk/readings", {}),
    "desk.export_readings": ("/desk/readings/export", {"reason": "Asked by the court"}),
    "desk.end_power": ("/desk/powers/{power}/end", {"reason": "Mistake"}),
}  # fmt: skip
