"""THE table of access: every address, every method, every kind of person, what comes of it.

A number is the status. `in` leads to the sign-in page, `2f` asks for the second factor. A row that
is missing fails test_routes.py with the name of the address; so does a row without an address.

    vis  somebody who was never here        ask  officer of a body that was asked
    hold opened the notice by link or code  not  officer of a body that was not asked
    own  the organiser, signed in           head head of the addressee
    oth  another organiser, signed in       sign signatory of the addressee
    off  officer of the addressee           clrk clerk of the addressee
    sec  another officer of the addressee, who owns nothing
    far, fsgn, fclk   officer, signatory, clerk of another addressee
    aud  auditor                            adm  administrator
    gone officer whose account was switched off (the browser still has the cookie)
    out  officer who signed out (the same)  idle officer away for twenty minutes
"""

from tests.matrix import (
    access_accounts,
    access_bargain,
    access_bodies,
    access_desk,
    access_interest,
    access_keys,
    access_map,
    access_messages,
    access_own,
    access_runs,
    access_ways,
)

PARTS = (
    access_accounts, access_bargain, access_bodies, access_desk, access_interest, access_keys, access_map,
    access_messages, access_own, access_runs, access_ways,
)  # fmt: skip
ROLES = (
    "vis", "hold", "own", "oth", "off", "sec", "far", "ask", "not",
    "head", "sign", "clrk", "fsgn", "fclk", "aud", "adm", "gone", "out", "idle",
)  # fmt: skip

TABLE = """
#    address                   vis  hold own  oth  off  sec  far  ask  not  head sign clrk fsgn fclk aud  adm  gone out  idle
GET  desk.absences             in   in   403  403  200  200  200  200  200  200  200  200  200  200  403  403  in   in   2f
POST desk.absences             403  403  403  403  422  422  422  422  422  303  422  422  422  422  403  403  403  403  403
GET  desk.alarms_             in   in   403  403  403  403  403  403  403  403  403  403  403  403  403  200  in   in   2f
GET  desk.ask_another          in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.ask_another          403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.calendar             in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
GET  desk.correct_day          in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
POST desk.correct_day          403  403  403  403  403  403  403  403  403  200  403  403  403  403  403  200  403  403  403
GET  desk.enter_year           in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
POST desk.enter_year           403  403  403  403  403  403  403  403  403  200  403  403  403  403  403  200  403  403  403
GET  desk.recount              in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
GET  desk.revoke_day           in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
POST desk.revoke_day           403  403  403  403  403  403  403  403  403  200  403  403  403  403  403  200  403  403  403
GET  desk.settle_date          in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  403  in   in   2f
POST desk.settle_date          403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
GET  desk.close_consultation   in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.close_consultation   403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.consultation         in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.consultation         403  403  403  403  403  403  404  303  404  403  403  403  404  404  403  404  403  403  403
POST desk.copy_week            403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
GET  desk.correct              in   in   403  403  200  200  404  403  404  200  403  200  403  404  403  403  in   in   2f
POST desk.correct              403  403  403  403  303  303  404  403  404  303  403  303  403  404  403  403  403  403  403
GET  desk.dates                in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
POST desk.prolong              403  403  403  403  409  409  404  403  404  409  403  403  403  403  403  403  403  403  403
GET  desk.decision             in   in   403  403  200  200  404  403  404  200  200  200  404  404  403  403  in   in   2f
GET  desk.due                  in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
GET  desk.duty                 in   in   403  403  200  200  200  200  200  200  200  200  200  200  403  200  in   in   2f
POST desk.duty                 403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
POST desk.end_absence          403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
POST desk.end_duty             403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
POST desk.enter_paper          403  403  403  403  303  303  200  403  403  403  403  303  403  200  403  403  403  403  403
GET  desk.forward              in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.forward              403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
POST desk.give_up              403  403  403  403  303  403  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.hand_over            in   in   403  403  200  200  404  403  404  200  403  403  403  403  403  403  in   in   2f
POST desk.hand_over            403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.holds                in   in   403  403  403  403  403  403  403  200  403  403  403  403  200  200  in   in   2f
POST desk.holds                403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.lift_hold            in   in   403  403  403  403  403  403  403  200  403  403  403  403  403  200  in   in   2f
POST desk.lift_hold            403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  303  403  403  403
GET  desk.readings             in   in   403  403  403  403  403  403  403  403  403  403  403  403  200  403  in   in   2f
GET  desk.incident             in   in   403  403  403  403  403  403  403  200  403  403  403  403  200  403  in   in   2f
POST desk.incident             403  403  403  403  403  403  403  403  403  303  403  403  403  403  403  403  403  403  403
GET  desk.incidents            in   in   403  403  403  403  403  403  403  200  403  403  403  403  200  403  in   in   2f
GET  desk.letter_pdf           in   in   403  403  303  303  404  404  404  303  200  200  404  404  200  403  in   in   2f
GET  desk.letter_sent          in   in   403  403  403  403  403  403  403  403  403  200  403  404  403  403  in   in   2f
POST desk.letter_sent          403  403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403
GET  desk.law                  in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
GET  desk.law_diff             in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
GET  desk.law_text             in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
GET  desk.letters              in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  403  in   in   2f
POST desk.mail_again           403  403  403  403  403  403  403  403  403  303  403  303  403  303  403  303  403  403  403
POST desk.make_move            403  403  403  403  303  303  404  403  404  303  403  403  404  404  403  404  403  403  403
GET  desk.move                 in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
GET  desk.notice               in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
GET  desk.open_personal        in   in   403  403  200  200  404  403  404  200  200  200  404  404  403  403  in   in   2f
POST desk.open_personal        403  403  403  403  303  303  404  403  404  303  303  303  404  404  403  403  403  403  403
GET  desk.paper                in   in   403  403  200  200  200  403  403  403  403  200  403  200  403  403  in   in   2f
GET  desk.paper_receipt        in   in   403  403  200  200  404  403  403  403  403  200  403  404  403  403  in   in   2f
GET  desk.preview              in   in   403  403  200  200  404  403  404  200  200  200  404  404  403  403  in   in   2f
GET  desk.print_notice         in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
GET  desk.queue                in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.release              403  403  403  403  403  403  403  403  403  403  303  403  404  403  403  403  403  403  403
POST desk.save_decision        403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.replay               in   in   403  403  403  403  403  403  403  200  403  403  403  403  200  200  in   in   2f
GET  desk.replay_table         in   in   403  403  403  403  403  403  403  200  403  403  403  403  200  422  in   in   2f
GET  desk.search               in   in   403  403  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST desk.take                 403  403  403  403  303  303  404  403  404  303  403  403  403  403  403  403  403  403  403
GET  desk.paper_file           in   in   403  403  200  200  404  200  404  200  200  200  404  404  200  404  in   in   2f
GET  desk.scans                in   in   403  403  200  200  404  403  404  200  403  200  403  404  403  403  in   in   2f
POST desk.add_scans            403  403  403  403  303  303  404  403  404  303  403  303  403  404  403  403  403  403  403
# intake
POST intake.add_papers         303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.draft_paper        404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.more_papers        404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.notice_paper       404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.papers             303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
POST intake.send_papers        404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
POST intake.answer_proposal    404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.answers            303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
POST intake.begin              303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.check              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
GET  intake.confirm            200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
POST intake.confirmed          303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.cure               404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.cure               404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.draft              303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
GET  intake.exempt             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
POST intake.file               303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.find               200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
POST intake.find               303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.kind               303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
POST intake.kind               303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.later              303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
POST intake.later              303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.letter             404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.mend               404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.mine               303  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  303  303  2f
GET  intake.my_data            303  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  303  303  2f
GET  intake.my_data_file       303  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  303  303  2f
GET  intake.new                200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
GET  intake.open_draft         303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
GET  intake.proposal           404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.copy               404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.stop_reminders     404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.stop_reminders     404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
POST intake.open_own           404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
GET  intake.quiet              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
POST intake.quiet              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  403  200  403
GET  intake.receipt            404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.receipt_pdf        404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.save_step          303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  403  303  403
GET  intake.start              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
GET  intake.status             404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.step               303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  2f
GET  intake.which              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
GET  intake.dates              404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
GET  intake.withdraw           404  200  200  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  2f
POST intake.withdraw           404  303  303  404  404  404  404  404  404  404  404  404  404  404  404  404  403  404  403
# patterns
GET  patterns.desk             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
GET  patterns.patterns         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  2f
POST patterns.patterns         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  403  200  403
# public
GET  public.accessibility      200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.answer_times_      200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.brand_css          404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  public.check_letter       200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.contact            200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST public.compare_letter      422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422
POST public.csp_reports        204  204  204  204  204  204  204  204  204  204  204  204  204  204  204  204  204  204  204
GET  public.favicon            301  301  301  301  301  301  301  301  301  301  301  301  301  301  301  301  301  301  301
GET  public.help_              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST public.language           303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
GET  public.letter             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.letter_by_camera   200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.letter_without_code  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
GET  public.live               200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.ready              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.privacy            200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.robots             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  public.rules              200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
# static
GET  static                    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    **{name: asked for part in PARTS for name, asked in part.ADDRESSES.items()},
    # endpoint                  the address that is asked for            what its POST sends
    "desk.ask_another":         ("/desk/notices/{review}/ask", {"unit": "medical"}),
    "desk.calendar":           ("/desk/calendar/ru/2027", {}),
    "desk.correct_day":        ("/desk/calendar/ru/correct", {"day": "04.03.2027", "what": "day_off", "reason": "A decree"}),
    "desk.enter_year":         ("/desk/calendar/ru/2028/enter", {"days_off": "25.02", "reason": "A decree"}),
    "desk.recount":            ("/desk/calendar/recounts/{recount}", {}),
    "desk.revoke_day":         ("/desk/calendar/corrections/{correction}/revoke", {"reason": "A mistake"}),
    "desk.settle_date":        ("/desk/calendar/held/{moved}", {"note": "Looked", "do": "leave"}),
    "desk.close_consultation":  ("/desk/consultations/{question}/close", {"reason": "It will not come"}),
    "desk.consultation":        ("/desk/consultations/{question}", {"answer": "no-objection"}),
    "desk.correct":             ("/desk/notices/{review}/correct", {**access_bargain.UNKNOWN, "order": "Twenty stewards", "reason": "Misread"}),
    "desk.dates":               ("/desk/notices/{review}/dates", {}),
    "desk.prolong":             ("/desk/notices/{review}/dates/proposal", {"kind": "extension", "reason": "Long"}),
    "desk.decision":            ("/desk/notices/{written}/decision", {}),
    "desk.enter_paper":         ("/desk/paper", {}),
    "desk.absences":            ("/desk/absences", {"account": "{colleague}", "first_day": "08.03.2027", "last_day": "09.03.2027"}),
    "desk.alarms_":             ("/desk/alarms", {}),
    "desk.copy_week":           ("/desk/duty/copy", {"unit": "prefecture-svao"}),
    "desk.due":                 ("/desk/due", {}),
    "desk.duty":                ("/desk/duty?unit=prefecture-svao", {
        "account": "{colleague}", "from_day": "05.03.2027", "from_hour": "18:00",
        "until_day": "06.03.2027", "until_hour": "24:00", "phone": "+7 495 000-03-12",
    }),
    "desk.end_absence":         ("/desk/absences/{absence}/end", {}),
    "desk.end_duty":            ("/desk/duty/{shift}/end", {"unit": "prefecture-svao"}),
    "desk.give_up":             ("/desk/notices/{written}/give-up", {}),
    "desk.hand_over":           ("/desk/notices/{review}/hand-over", {"to": "{colleague}"}),
    "desk.holds":               ("/desk/holds", {"reference": "{review}", "reason": "A case"}),
    "desk.lift_hold":           ("/desk/holds/{agreed}/lift", {"reason": "It is over"}),
    "desk.readings":            ("/desk/notices/{review}/readings", {}),
    "desk.incident":            ("/desk/incidents/{incident}", {"explanation": "The office was closed."}),
    "desk.incidents":           ("/desk/incidents", {}),
    "desk.forward":             ("/desk/notices/{review}/forward", {"unit": "government", "note": "Theirs"}),
    "desk.law":                 ("/desk/law", {}),
    "desk.law_diff":            ("/desk/law/diff?old={pin}&new={pin}", {}),
    "desk.law_text":            ("/desk/law/text?pin={pin}&mark=memory", {}),
    "desk.letter_pdf":          ("/desk/letters/{letter}.pdf", {}),
    "desk.letter_sent":         ("/desk/letters/{letter}/sent", {"way": "post"}),
    "desk.letters":             ("/desk/letters", {}),
    "desk.mail_again":          ("/desk/mail/again", {}),
    "desk.make_move":           ("/desk/notices/{review}/moves/back-to-registered", {"note": "Too early"}),
    "desk.move":                ("/desk/notices/{review}/moves/back-to-registered", {}),
    "desk.notice":              ("/desk/notices/{review}", {}),
    "desk.open_personal":       ("/desk/notices/{review}/open", {"reason": "To call back"}),
    "desk.paper":               ("/desk/paper", {}),
    "desk.paper_receipt":       ("/desk/paper/{review}", {}),
    "desk.preview":             ("/desk/notices/{written}/decision/preview.pdf", {}),
    "desk.print_notice":        ("/desk/notices/{review}/print", {}),
    "desk.queue":               ("/desk/", {}),
    "desk.release":             ("/desk/notices/{signing}/decision/release", {}),
    "desk.replay":              ("/desk/law/replay?go=1&windows.ordinary.latest=7", {}),
    "desk.replay_table":        ("/desk/law/replay.csv?go=1&windows.ordinary.latest=7", {}),
    "desk.save_decision":       ("/desk/notices/{written}/decision", {"reasons": "Said anew"}),
    "desk.search":              ("/desk/search?q=7654321", {}),
    "desk.take":                ("/desk/notices/{review}/take", {}),
    "desk.paper_file":          ("/desk/notices/{review}/papers/{map}", {}),
    "desk.scans":               ("/desk/notices/{review}/scans", {}),
    "desk.add_scans":           ("/desk/notices/{review}/scans", {}),
    "intake.add_papers":        ("/draft/papers", {"draft": "{draft}", "do": "add"}),
    "intake.draft_paper":       ("/draft/papers/nobody-knows-this-one", {}),
    "intake.more_papers":       ("/notices/{cured}/papers", {}),
    "intake.notice_paper":      ("/notices/{cured}/papers/{added}", {}),
    "intake.papers":            ("/draft/papers", {}),
    "intake.send_papers":       ("/notices/{cured}/papers", {"do": "add"}),
    "intake.answer_proposal":   ("/notices/{proposed}/proposal", {"answer": "accept"}),
    "intake.answers":           ("/draft/answers", {}),
    "intake.begin":             ("/notices/new", {"kind": "rally"}),
    "intake.check":             ("/check?kind=march&people=350&okrug=SVAO&day-day=14&day-month=3&day-year=2027", {}),
    "intake.confirm":           ("/confirm/{link}", {}),
    "intake.confirmed":         ("/confirm/{link}", {}),
    "intake.cure":              ("/notices/{cured}/cure", {"medical": "Three posts, one at the square"}),
    "intake.draft":             ("/draft", {}),
    "intake.exempt":            ("/notices/new/picket_single", {}),
    "intake.file":              ("/draft/answers", {"draft": "{whole}", "signature": "V. S.", "declared": "y", "key": "k", "whose": "own"}),
    "intake.find":              ("/find", {"reference": "{review}", "code": "{code}"}),
    "intake.kind":              ("/draft/kind", {"kind": "rally"}),
    "intake.later":             ("/draft/later", {"email": "a@example.com"}),
    "intake.letter":            ("/notices/{agreed}/letters/{letter}.pdf", {}),
    "intake.mend":              ("/notices/{agreed}/receipt", {"email": "better@example.com"}),
    "intake.my_data":           ("/my-data", {}),
    "intake.my_data_file":      ("/my-data.json", {}),
    "intake.mine":              ("/notices", {}),
    "intake.new":               ("/notices/new", {}),
    "intake.open_draft":        ("/drafts/{draft}", {}),
    "intake.stop_reminders":    ("/quiet/nobody-knows-this-one", {}),
    "intake.copy":              ("/notices/{agreed}/copy", {}),
    "intake.open_own":          ("/drafts/987654/open", {}),
    "intake.proposal":          ("/notices/{proposed}/proposal", {}),
    "intake.quiet":             ("/drafts/{draft}/quiet", {}),
    "intake.receipt":           ("/notices/{agreed}/receipt", {}),
    "intake.receipt_pdf":       ("/notices/{agreed}/receipt.pdf", {}),
    "intake.save_step":         ("/draft/people", {"draft": "{draft}", "attendance": "12"}),
    "intake.start":             ("/", {}),
    "intake.status":            ("/notices/{review}", {}),
    "intake.step":              ("/draft/people", {}),
    "intake.which":             ("/notices/new/which", {}),
    "intake.dates":             ("/notices/{review}/dates", {}),
    "intake.withdraw":          ("/notices/{review}/withdraw", {"note": "It rains"}),
    "patterns.desk":            ("/patterns/desk", {}),
    "patterns.patterns":        ("/patterns", {}),
    "public.accessibility":     ("/accessibility", {}),
    "public.answer_times_":     ("/answer-times", {}),
    "public.brand_css":         ("/brand.css", {}),
    "public.check_letter":      ("/check-letter", {}),
    "public.compare_letter":    ("/check-letter", {}),
    "public.letter":            ("/c/{check}", {}),
    "public.letter_by_camera":  ("/C/{check}", {}),
    "public.letter_without_code": ("/c", {}),
    "public.contact":           ("/contact", {}),
    "public.csp_reports":       ("/csp-reports", {}),
    "public.favicon":           ("/favicon.ico", {}),
    "public.help_":             ("/help", {}),
    "public.language":          ("/language", {"language": "ru"}),
    "public.live":              ("/health/live", {}),
    "public.ready":             ("/health/ready", {}),
    "public.privacy":           ("/privacy", {}),
    "public.robots":            ("/robots.txt", {}),
    "public.rules":             ("/rules", {}),
    "static":                   ("/static/css/veche.css", {}),
}  # fmt: skip
"""One good request to every endpoint; names in braces are filled in from the seeded city."""

FILLED_BY = {
    "desk.correct": "desk.correct",
    "desk.amend": "desk.amend",
    "desk.enter_paper": "desk.paper",
    "desk.save_decision": "desk.decision",
    "desk.letter_sent": "desk.letter_sent",
    "intake.cure": "intake.cure",
}
"""Long forms are sent as the page of this endpoint gives them, to somebody who may open it."""
PAPER = {
    "kind": "rally", "sessions-0-day": "14.03.2027", "sessions-0-start": "12:00",
    "sessions-0-end": "13:00", "places-0-name": "Square", "places-0-okrug": "SVAO",
    "attendance": "20", "organiser": "Council of Yards", "organiser_kind": "association",
    "received_day": "01.03.2027", "received_hour": "10:00", "signed": "The chair", "locale": "en",
}  # fmt: skip
"""What a clerk types from a paper notice."""


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """(endpoint, method) -> role -> what comes of it."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    whole = TABLE + "".join(part.TABLE for part in PARTS)
    for line in whole.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        method, endpoint, *outcomes = line.split()
        assert len(outcomes) == len(ROLES), f"{method} {endpoint}: {len(outcomes)} of {len(ROLES)}"
        assert (endpoint, method) not in found, f"{method} {endpoint} stands twice"
        found[endpoint, method] = dict(zip(ROLES, outcomes, strict=True))
    return found
