"""Who has a part in the print room: rows of the table of access.py."""

TABLE = """
GET  desk.register             in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  403  in   in   2f
POST desk.register_table       403  403  403  403  403  403  403  403  403  403  403  200  403  200  403  403  403  403  403
POST desk.register_paper       403  403  403  403  403  403  403  403  403  403  403  200  403  200  403  403  403  403  403
GET  desk.returns              in   in   403  403  403  403  403  403  403  403  403  200  403  200  403  403  in   in   2f
GET  desk.letter_returned      in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.letter_returned      403  403  403  403  403  403  403  403  403  403  403  422  403  404  403  403  403  403  403
GET  desk.letter_way           in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.letter_way           403  403  403  403  403  403  403  403  403  403  403  409  403  404  403  403  403  403  403
GET  desk.letter_delivered     in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.letter_delivered     403  403  403  403  403  403  403  403  403  403  403  422  403  404  403  403  403  403  403
GET  desk.settle_return        in   in   403  403  403  403  403  403  403  403  403  404  403  404  403  403  in   in   2f
POST desk.settle_return        403  403  403  403  403  403  403  403  403  403  403  404  403  404  403  403  403  403  403
GET  desk.settle_mail          in   in   403  403  403  403  403  403  403  403  403  404  403  404  403  403  in   in   2f
POST desk.settle_mail          403  403  403  403  403  403  403  403  403  403  403  404  403  404  403  403  403  403  403
GET  desk.run_left             in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.run_left             403  403  403  403  403  403  403  403  403  403  403  409  403  404  403  403  403  403  403
POST desk.letter_again         403  403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403
POST desk.letter_substitute    403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403  403
GET  desk.runs                 in   in   403  403  403  403  403  403  403  403  403  200  403  200  403  403  in   in   2f
POST desk.runs                 403  403  403  403  403  403  403  403  403  403  403  422  403  422  403  403  403  403  403
GET  desk.run                  in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.run_file             403  403  403  403  403  403  403  403  403  403  403  200  403  404  403  403  403  403  403
POST desk.count_sheets         403  403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403
POST desk.spoil_sheet          403  403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403
GET  desk.run_post             in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.run_post             403  403  403  403  403  403  403  403  403  403  403  409  403  404  403  403  403  403  403
POST desk.run_post_paper       403  403  403  403  403  403  403  403  403  403  403  200  403  404  403  403  403  403  403
POST desk.run_post_table       403  403  403  403  403  403  403  403  403  403  403  200  403  404  403  403  403  403  403
POST desk.run_labels           403  403  403  403  403  403  403  403  403  403  403  422  403  404  403  403  403  403  403
GET  desk.void_run             in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.void_run             403  403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403
GET  desk.letter_again_on_paper in  in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.letter_again_on_paper 403 403  403  403  403  403  403  403  403  403  403  409  403  404  403  403  403  403  403
GET  desk.letter_not_sent      in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.letter_not_sent      403  403  403  403  403  403  403  403  403  403  403  409  403  404  403  403  403  403  403
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "desk.register":            ("/desk/letters/register", {}),
    "desk.register_table":      ("/desk/letters/register.csv", {"reason": "For the court"}),
    "desk.register_paper":      ("/desk/letters/register.pdf", {"reason": "For the court"}),
    "desk.returns":             ("/desk/letters/returns", {}),
    "desk.letter_returned":     ("/desk/letters/{letter}/returned", {"sent": "", "day": "01.03.2027", "note": "Unknown"}),
    "desk.letter_way":          ("/desk/letters/{letter}/way", {"way": "in-person"}),
    "desk.letter_delivered":    ("/desk/letters/{letter}/delivered", {"sent": "", "day": "01.03.2027"}),
    "desk.settle_return":       ("/desk/letters/returns/999", {"outcome": "Handed over"}),
    "desk.settle_mail":         ("/desk/letters/returns/mails/999", {"outcome": "Told by telephone"}),
    "desk.run_left":            ("/desk/letters/runs/{run}/left", {"day": "01.03.2027"}),
    "desk.letter_again":        ("/desk/letters/{held}/again", {}),
    "desk.letter_substitute":   ("/desk/letters/{held}/substitute", {}),
    "desk.runs":                ("/desk/letters/runs", {"unit": "0"}),
    "desk.run":                 ("/desk/letters/runs/{run}", {}),
    "desk.run_file":            ("/desk/letters/runs/{run}.pdf", {}),
    "desk.count_sheets":        ("/desk/letters/runs/{run}/sheets", {"sheet": "1"}),
    "desk.spoil_sheet":         ("/desk/letters/runs/{run}/spoiled", {"spoiled": "1", "reason": "Torn"}),
    "desk.run_post":            ("/desk/letters/runs/{run}/post", {"place": "1", "post_id": "80101"}),
    "desk.run_post_paper":      ("/desk/letters/runs/{run}/post.pdf", {}),
    "desk.run_post_table":      ("/desk/letters/runs/{run}/post.csv", {}),
    "desk.run_labels":          ("/desk/letters/runs/{run}/labels.pdf", {"sheet": "70x37", "begin": "99"}),
    "desk.void_run":            ("/desk/letters/runs/{run}/void", {"reason": "Wrong printer"}),
    "desk.letter_again_on_paper": ("/desk/letters/{letter}/print-again", {"reason": "Lost"}),
    "desk.letter_not_sent":     ("/desk/letters/{letter}/not-sent", {"reason": "Handed over"}),
}  # fmt: skip
