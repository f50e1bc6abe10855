"""What organisers do against the office, and with what is their own: rows of access.py, kept apart for their number."""

TABLE = """
GET  desk.objections           in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  403  in   in   2f
GET  desk.complaints           in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  403  in   in   2f
GET  desk.objection            in   in   403  403  200  200  404  404  404  200  200  200  404  404  200  403  in   in   2f
GET  desk.complaint            in   in   403  403  404  404  404  404  404  200  404  404  404  404  200  403  in   in   2f
POST desk.assign_objection     403  403  403  403  403  303  404  404  404  303  403  403  403  403  403  403  403  403  403
POST desk.draft_objection      403  403  403  403  403  303  404  404  404  303  403  403  403  403  403  403  403  403  403
POST desk.send_back_objection  403  403  403  403  403  303  404  404  404  303  303  403  404  403  403  403  403  403  403
POST desk.sign_objection       403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403  403
POST desk.answer_complaint     403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
GET  intake.cancel             404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.cancel             404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.object_to          404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.object_to          404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.complain           404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.complain           404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.plea               404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.withdraw_plea      404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
POST intake.bundle             404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.notice_calendar    404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.account_calendar   404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.renew_calendar     403  403  200  200  200  200  200  200  200  200  200  200  200  200  200  200  403  403  403
POST intake.revoke_calendar    403  403  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  403  403
GET  intake.ask_drafts         403  403  409  409  409  409  409  409  409  409  409  409  409  409  409  409  403  403  2f
GET  intake.ask_contacts       403  403  409  409  409  409  409  409  409  409  409  409  409  409  409  409  403  403  2f
GET  intake.ask_account        403  403  409  200  409  409  409  409  409  409  409  409  409  409  409  409  403  403  2f
GET  intake.account_deleted    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
POST intake.delete_drafts      403  403  409  409  409  409  409  409  409  409  409  409  409  409  409  409  403  403  403
POST intake.delete_contacts    403  403  409  409  409  409  409  409  409  409  409  409  409  409  409  409  403  403  403
POST intake.delete_account     403  403  409  303  409  409  409  409  409  409  409  409  409  409  409  409  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.objections":          ("/desk/objections", {}),
    "desk.complaints":          ("/desk/complaints", {}),
    "desk.objection":           ("/desk/objections/{objection}", {}),
    "desk.complaint":           ("/desk/complaints/{complaint}", {}),
    "desk.assign_objection":    ("/desk/objections/{objection}/assign", {"to": "{colleague}", "seen": "{objection_seen}"}),
    "desk.draft_objection":     ("/desk/objections/{examined_plea}/draft", {"outcome": "rejected", "answer": "It stands.", "seen": "{examined_seen}"}),
    "desk.send_back_objection": ("/desk/objections/{unsigned}/send-back", {"note": "Say more", "seen": "{unsigned_seen}"}),
    "desk.sign_objection":      ("/desk/objections/{unsigned}/sign", {"seen": "{unsigned_seen}"}),
    "desk.answer_complaint":    ("/desk/complaints/{complaint}/answer", {"answer": "We found it late.", "seen": "{complaint_seen}"}),
    "intake.object_to":         ("/notices/{refused}/objection", {"decision": "{refused_decision}", "text": "The school is closed."}),
    "intake.complain":          ("/notices/{review}/complaint", {"about": "delay", "text": "Nobody answers."}),
    "intake.plea":              ("/notices/{objected}/objection/{objection}", {}),
    "intake.cancel":            ("/notices/{agreed}/cancel", {"note": "It rains"}),
    "intake.withdraw_plea":     ("/notices/{objected}/objection/{objection}/withdraw", {"revision": "{objection_seen}"}),
    "intake.bundle":            ("/notices/{agreed}/bundle.zip", {}),
    "intake.notice_calendar":   ("/notices/{agreed}/dates.ics", {}),
    "intake.account_calendar":  ("/calendar/nobody-has-this-one.ics", {}),
    "intake.renew_calendar":    ("/my-data/calendar", {}),
    "intake.revoke_calendar":   ("/my-data/calendar/revoke", {}),
    "intake.ask_drafts":        ("/my-data/drafts/delete", {}),
    "intake.ask_contacts":      ("/my-data/contacts/delete", {}),
    "intake.ask_account":       ("/my-data/account/delete", {}),
    "intake.account_deleted":   ("/my-data/account/deleted", {}),
    "intake.delete_drafts":     ("/my-data/drafts/delete", {}),
    "intake.delete_contacts":   ("/my-data/contacts/delete", {}),
    "intake.delete_account":    ("/my-data/account/delete", {}),
}  # fmt: skip
