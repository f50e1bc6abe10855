"""Who declares interests, reads the register of recusals and lifts them: rows of the table of access.py."""

from tests.matrix import access_commission, access_people, access_power, access_sections

TABLE = """
GET  desk.interests            in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.interests            403  403  403  403  303  303  303  303  303  303  303  303  303  303  303  303  403  403  403
POST desk.declare_interests    403  403  403  403  303  303  303  303  303  303  303  303  303  303  303  303  403  403  403
GET  desk.notice_interest      in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.notice_interest      403  403  403  403  303  303  404  303  404  303  303  303  404  404  303  404  403  403  403
POST desk.no_interest          403  403  403  403  303  303  404  303  404  303  303  303  404  404  303  404  403  403  403
GET  desk.recusals             in   in   403  403  403  403  403  403  403  200  403  403  403  403  200  403  in   in   2f
POST desk.recusals             403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
GET  desk.lift_recusal         in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  403  in   in   2f
POST desk.lift_recusal         403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
GET  desk.end_interest         in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  403  in   in   2f
POST desk.end_interest         403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.interests": ("/desk/interests", {"kind": "organiser", "words": "Nobody in the city"}),
    "desk.declare_interests": ("/desk/interests/declare", {}),
    "desk.notice_interest": ("/desk/notices/{review}/interest", {"reason": "A friend files"}),
    "desk.no_interest": ("/desk/notices/{review}/no-interest", {}),
    "desk.recusals": (
        "/desk/recusals", {"reference": "{review}", "account": "{colleague}", "reason": "A friend"},
    ),
    "desk.lift_recusal": ("/desk/recusals/{recusal}/lift", {"reason": "Mistake"}),
    "desk.end_interest": ("/desk/interests/{interest}/end", {"reason": "Over"}),
}  # fmt: skip

TABLE += access_power.TABLE + access_commission.TABLE + access_people.TABLE + access_sections.TABLE
ADDRESSES |= (
    access_power.ADDRESSES
    | access_commission.ADDRESSES
    | access_people.ADDRESSES
    | access_sections.ADDRESSES
)
"""With those of signing powers and commissions: all say who may have a part."""
