"""Bodies that are asked, by link and at the desk: rows of the table of access.py."""

TABLE = """
GET  asked.look                200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST asked.open_               410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST asked.again               200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  asked.question            404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
POST asked.question            404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  desk.questions            in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.answer_question      403  403  403  403  303  303  404  403  404  303  403  403  404  404  403  404  403  403  403
GET  intake.body_questions     404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  desk.merged               in   in   403  403  200  200  404  403  404  200  200  200  404  404  200  403  in   in   2f
POST desk.settle               403  403  403  403  409  409  404  403  404  409  403  403  403  403  403  403  403  403  403
POST desk.move_sentence        403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.sentence             in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.sentence             403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.add_sentence         in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.add_sentence         403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  assigned.look             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST assigned.open_            410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST assigned.again            200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  assigned.task             404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
POST assigned.task             404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  desk.resources_           in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.ask_resource         403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
POST desk.do_resource          403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.assignments          in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.give_assignment      403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.open_assignments     in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.mark_assignment      403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403  403  403
GET  intake.resources_         404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.resources_         404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  desk.bulk                 in   in   403  403  200  200  200  200  200  200  403  403  403  403  403  403  in   in   2f
POST desk.look_at_bulk         403  403  403  403  200  200  200  200  200  200  403  403  403  403  403  403  403  403  403
POST desk.start_bulk           403  403  403  403  303  303  404  404  404  303  403  403  403  403  403  403  403  403  403
GET  desk.bulk_run             in   in   403  403  404  404  404  404  404  404  403  403  403  403  403  403  in   in   2f
GET  desk.mails                in   in   403  403  200  200  404  403  404  200  403  200  403  404  403  403  in   in   2f
GET  desk.addressed            in   in   403  403  200  200  404  403  404  200  403  200  403  404  403  403  in   in   2f
POST desk.addressed            403  403  403  403  409  409  404  403  404  409  403  409  403  404  403  403  403  403  403
POST desk.resend_mail          403  403  403  403  303  303  404  403  404  303  403  303  403  404  403  403  403  403  403
GET  desk.library_             in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
GET  desk.new_wording          in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
POST desk.new_wording          403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.wording              in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
POST desk.wording              403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.bodies_              in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
GET  desk.new_body             in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
POST desk.new_body             403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  303  403  403  403
GET  desk.body                 in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
POST desk.body                 403  403  403  403  403  403  403  403  403  403  403  403  403  403  403  422  403  403  403
POST intake.body_questions     404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "asked.look":               ("/asked/" + "n" * 43, {}),
    "asked.open_":              ("/asked/" + "n" * 43, {}),
    "asked.again":              ("/asked/" + "n" * 43 + "/again", {}),
    "asked.question":           ("/asked/question/{question}", {"answer": "no-objection", "who": "A. Nikitin"}),
    "desk.questions":           ("/desk/notices/{review}/questions", {}),
    "desk.answer_question":     ("/desk/notices/{review}/questions", {"question": "{wanted}", "answer": "At the north end"}),
    "desk.merged":              ("/desk/notices/{review}/merged", {}),
    "desk.settle":              ("/desk/notices/{review}/merged", {"first": "1", "second": "2", "kept": "both", "reason": "Checked"}),
    "desk.move_sentence":       ("/desk/notices/{review}/merged/{sentence}/move", {"to": "up"}),
    "desk.sentence":            ("/desk/notices/{review}/merged/{sentence}", {"do": "leave-out", "why": "Nothing said"}),
    "desk.add_sentence":        ("/desk/notices/{review}/merged/add", {"text": "Quiet after ten"}),
    "assigned.look":            ("/assigned/" + "n" * 43, {}),
    "assigned.open_":           ("/assigned/" + "n" * 43, {}),
    "assigned.again":           ("/assigned/" + "n" * 43 + "/again", {}),
    "assigned.task":            ("/assigned/task/{task}", {"who": "A. Nikitin", "do": "done"}),
    "desk.resources_":          ("/desk/notices/{review}/resources", {}),
    "desk.ask_resource":        ("/desk/notices/{review}/resources", {"kind": "medical", "wanted": "2", "why": "Heat"}),
    "desk.do_resource":         ("/desk/notices/{review}/resources/{resource}", {"do": "drop", "why": "Enough"}),
    "desk.assignments":         ("/desk/notices/{review}/assignments", {}),
    "desk.give_assignment":     ("/desk/notices/{review}/assignments", {"unit": "police", "text": "Close it", "due_day": "14.03.2027"}),
    "desk.open_assignments":    ("/desk/assignments", {}),
    "desk.mark_assignment":     ("/desk/assignments/{task}", {"do": "known"}),
    "intake.resources_":        ("/notices/{review}/resources", {"resource": "{resource}", "number": "20", "organisation": "Council"}),
    "desk.bulk":                ("/desk/bulk", {}),
    "desk.look_at_bulk":        ("/desk/bulk", {"step": "register", "chosen": "{review}"}),
    "desk.start_bulk":          ("/desk/bulk/start", {"step": "register", "item": "{review}@1"}),
    "desk.bulk_run":            ("/desk/bulk/2000000001", {}),
    "desk.mails":               ("/desk/notices/{review}/mails", {}),
    "desk.addressed":           ("/desk/notices/{review}/addressed-as", {"name": "Somebody", "dative": "Somebody"}),
    "desk.resend_mail":         ("/desk/notices/{review}/mails", {"mail": "{mail}"}),
    "desk.library_":            ("/desk/library", {}),
    "desk.new_wording":         ("/desk/library/new", {"code": "quiet", "what_en": "Quiet.", "what_ru": "Тихо.", "basis": "art. 5"}),
    "desk.wording":             ("/desk/library/no-fire", {"what_en": "No open fire.", "what_ru": "Без открытого огня.", "basis": "art. 34"}),
    "desk.bodies_":             ("/desk/bodies", {}),
    "desk.new_body":            ("/desk/bodies/new", {"code": "road-works", "name_en": "Road works", "name_ru": "Дорожная служба", "email": "roads@veche.example"}),
    "desk.body":                ("/desk/bodies/{police}", {"name_en": "Police", "name_ru": "Полиция", "email": "police@veche.example"}),
    "intake.body_questions":    ("/notices/{review}/questions", {"question": "{wanted}", "answer": "At the north end"}),
}  # fmt: skip
