"""Who may change a filed notice, and who speaks in the talks: rows of the table of access.py."""

TABLE = """
GET  desk.amend                in   in   403  403  200  200  404  403  404  403  403  200  404  404  403  404  in   in   2f
POST desk.amend                403  403  403  403  200  200  404  403  404  403  403  200  404  404  403  404  403  403  403
GET  desk.versions             in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.looked               403  403  403  403  303  303  404  303  404  303  303  303  404  404  403  403  403  403  403
GET  desk.conditions           in   in   403  403  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST desk.decide_condition     403  403  403  403  409  409  404  403  404  409  403  403  403  403  403  403  403  403  403
GET  desk.counter              in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.counter              403  403  403  403  303  303  404  403  404  403  403  303  404  404  403  404  403  403  403
GET  desk.minutes              in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.write_minutes        403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  intake.amend              404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.make_amendment     404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.amend_papers       404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.add_amend_papers   404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.own_versions       404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.tongue             404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.counter            404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.counter            404  422  422  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.conditions         404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.conditions         404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.minutes            404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.minutes            404  409  409  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
"""

UNKNOWN = {
    "organiser": "Council of Yards", "address": "-", "phone": "1", "email": "a@example.com", "authorised": "",
}  # fmt: skip
"""Typed over what names the seeded organiser: an answer may repeat what was typed."""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.amend":               ("/desk/notices/{review}/amend", {**UNKNOWN, "order": "Twenty stewards", "reason": "By letter"}),
    "intake.tongue":            ("/notices/{review}/language", {"letters": "ru"}),
    "desk.versions":            ("/desk/notices/{review}/versions", {}),
    "desk.looked":              ("/desk/notices/{review}/versions", {"version": "1"}),
    "desk.conditions":          ("/desk/notices/{review}/conditions", {}),
    "desk.decide_condition":    ("/desk/notices/{review}/conditions", {"condition": "1", "office": "kept", "reason": "So"}),
    "desk.counter":             ("/desk/notices/{proposed}/counter-offer", {"came_day": "01.03.2027", "came_hour": "12:00", "conditions": "We clear the square", "note": "So"}),
    "desk.minutes":             ("/desk/notices/{review}/minutes", {}),
    "desk.write_minutes":       ("/desk/notices/{review}/minutes", {"held_on": "01.03.2027", "people": "Two", "said": "Hello"}),
    "intake.amend":             ("/notices/{review}/amend", {}),
    "intake.make_amendment":    ("/notices/{review}/amend", {"open": "people", "attendance": "200", "do": "go"}),
    "intake.amend_papers":      ("/notices/{review}/amend/papers", {}),
    "intake.add_amend_papers":  ("/notices/{review}/amend/papers", {"do": "go"}),
    "intake.own_versions":      ("/notices/{review}/versions", {}),
    "intake.counter":           ("/notices/{proposed}/counter-offer", {}),
    "intake.conditions":        ("/notices/{review}/conditions", {}),
    "intake.minutes":           ("/notices/{review}/minutes", {"minutes": "1"}),
}  # fmt: skip
