"""Rows of the table of access: signing in, one's account, the demo city's doors."""

TABLE = """
POST accounts.be               404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  accounts.by_secret        410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST accounts.by_secret        410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
GET  accounts.code             in   in   in   in   in   in   in   in   in   in   in   in   in   in   in   in   in   in   in
POST accounts.code             422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422
GET  accounts.demo             404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
POST accounts.end_others       in   in   303  303  303  303  303  303  303  303  303  303  303  303  303  303  in   in   2f
GET  accounts.letter           404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  accounts.mail             404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  accounts.mails            404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  accounts.own              in   in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST accounts.own              in   in   303  303  303  303  303  303  303  303  303  303  303  303  303  303  in   in   2f
GET  accounts.password         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST accounts.password         422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422
GET  accounts.resume           303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
GET  accounts.second_factor    303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  200
POST accounts.second_factor    303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  422
GET  accounts.set_up           2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f
POST accounts.set_up           2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f   2f
GET  accounts.sign_in          200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST accounts.sign_in          303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
POST accounts.answer_invite    in   in   404  404  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
GET  accounts.fellow           in   in   200  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.fellow           in   in   303  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
GET  accounts.invite           in   in   200  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.invite           in   in   303  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
GET  accounts.join             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  accounts.leave            in   in   200  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.leave            in   in   409  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
GET  accounts.move_in          in   in   200  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.move_in          in   in   303  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
GET  accounts.organisation     in   in   200  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.organisation     in   in   303  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
GET  accounts.organisations_   in   in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
POST accounts.organisations_   in   in   303  303  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
POST accounts.revoke_invite    in   in   303  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.sign_out         303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "accounts.be":              ("/demo/1", {}),
    "accounts.by_secret":       ("/sign-in/link/nobody-knows-this-secret", {}),
    "accounts.code":            ("/sign-in/code", {"code": "ABC123"}),
    "accounts.demo":            ("/demo", {}),
    "accounts.end_others":      ("/account/end-others", {}),
    "accounts.letter":          ("/demo/mail/1/letter.pdf", {}),
    "accounts.mail":            ("/demo/mail/1", {}),
    "accounts.mails":           ("/demo/mail", {}),
    "accounts.own":             ("/account", {"name": "Somebody", "locale": "en"}),
    "accounts.password":        ("/sign-in/password", {"email": "nobody@example.org", "password": "wrong"}),
    "accounts.resume":          ("/sign-in/resume", {}),
    "accounts.second_factor":   ("/second-factor", {"code": "000000"}),
    "accounts.set_up":          ("/second-factor/set-up", {"code": "000000"}),
    "accounts.sign_in":         ("/sign-in", {"email": "somebody@example.org"}),
    "accounts.sign_out":        ("/sign-out", {}),
    "accounts.answer_invite":   ("/invitations/{invite}", {"do": "accept"}),
    "accounts.fellow":          ("/organisations/{organisation}/people/{fellow}", {"do": "save", "role": "owner"}),
    "accounts.invite":          ("/organisations/{organisation}/invite", {"email": "new@example.org", "role": "reads"}),
    "accounts.join":            ("/join/{joining}", {}),
    "accounts.leave":           ("/organisations/{organisation}/leave", {}),
    "accounts.move_in":         ("/organisations/{organisation}/move", {"notice": "{review}"}),
    "accounts.organisation":    ("/organisations/{organisation}", {"name": "Linden"}),
    "accounts.organisations_":  ("/organisations", {"name": "Another one"}),
    "accounts.revoke_invite":   ("/organisations/{organisation}/invites/{invite}", {}),
}  # fmt: skip
