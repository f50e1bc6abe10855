"""How organisers sign in: rows of access.py, kept apart for their number."""

TABLE = """
GET  accounts.add_passkey        in   in   200  200  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
POST accounts.add_passkey        in   in   422  422  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
GET  accounts.address            in   in   200  200  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
POST accounts.address            in   in   303  303  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
POST accounts.by_passkey         422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422  422
GET  accounts.city_back          404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  accounts.confirm_address    410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST accounts.confirm_address    410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST accounts.join_city          404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
POST accounts.remove_passkey     in   in   404  404  404  404  404  404  404  404  404  404  404  404  404  404  in   in   2f
POST accounts.second_by_passkey  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  303  422
GET  accounts.set_password       in   in   200  200  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
POST accounts.set_password       in   in   303  303  403  403  403  403  403  403  403  403  403  403  403  403  in   in   2f
POST accounts.to_city            404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  accounts.ways               in   in   200  200  200  200  200  200  200  200  200  200  200  200  200  200  in   in   2f
"""

ADDRESSES: dict[str, tuple[str, dict[str, object]]] = {
    "accounts.add_passkey":       ("/account/passkeys", {"name": "Telephone", "signed": "{{}}"}),
    "accounts.address":           ("/account/address", {"email": "new@example.org"}),
    "accounts.by_passkey":        ("/sign-in/passkey", {"signed": "{{}}"}),
    "accounts.city_back":         ("/sign-in/city/back", {}),
    "accounts.confirm_address":   ("/account/address/" + "n" * 43, {}),
    "accounts.join_city":         ("/account/city", {"do": "join"}),
    "accounts.remove_passkey":    ("/account/passkeys/2000000001/remove", {}),
    "accounts.second_by_passkey": ("/second-factor/passkey", {"signed": "{{}}"}),
    "accounts.set_password":      ("/account/password", {"password": "correct horse battery", "again": "correct horse battery", "do": "save"}),
    "accounts.to_city":           ("/sign-in/city", {}),
    "accounts.ways":              ("/account/ways", {}),
}  # fmt: skip
