"""Passkeys with an authenticator in software: made, used, copied, replayed, of another site, of another kind."""

import html
import json
import re
from collections.abc import Callable

from tests.accounts.conftest import PASSWORD, Stage
from tests.support.authenticator import PRESENT, Authenticator
from tests.support.visitor import Visitor
from web.settings_sign_in import SignIn


def asked(visitor: Visitor) -> str:
    """What the open page asks a device."""
    found = re.search(r'data-passkey="([^"]*)"', visitor.last.text if visitor.last else "")
    assert found, visitor.text
    return html.unescape(found[1])


def adds(visitor: Visitor, device: Authenticator, name: str = "Telephone") -> int:
    visitor.get("/account/passkeys")
    return visitor.post("/account/passkeys", name=name, signed=device.makes(asked(visitor))).status_code  # fmt: skip


def enters(visitor: Visitor, device: Authenticator, **how: str) -> int:
    visitor.get("/sign-in")
    return visitor.post("/sign-in/passkey", signed=device.signs(asked(visitor), **how)).status_code


def test_where_no_device_gives_a_passkey_the_page_says_why(build: Callable[..., Stage]) -> None:
    visitor = build(public_base_url="http://127.0.0.1:8000").visitor()

    visitor.get("/sign-in")

    assert "Passkeys do not work at this address" in visitor.text
    assert "data-passkey=" not in (visitor.last.text if visitor.last else "")


def test_a_passkey_signs_in_under_a_new_id_and_the_link_stays(stage: Stage) -> None:
    olga, device = stage.organiser(), Authenticator()
    cookie = olga.cookie()
    assert adds(olga, device) == 303
    assert olga.cookie() != cookie  # what was signed is for no other page
    assert stage.mailed()["mail"] == "passkey-added"
    assert "Telephone" in olga.get("/account/ways").text
    visitor = stage.visitor()
    visitor.get("/sign-in")
    assert "olga@example.org" not in (visitor.last.text if visitor.last else "")
    cookie = visitor.cookie()
    assert enters(visitor, device) == 303
    assert visitor.cookie() != cookie
    assert "olga@example.org" in visitor.get("/account").text
    assert stage.organiser().get("/account").status_code == 200


def test_a_signature_is_good_once_here_and_nowhere_else(stage: Stage) -> None:
    olga, device = stage.organiser(), Authenticator()
    adds(olga, device)
    mine, thief = stage.visitor(), stage.visitor(address="198.51.100.9")
    mine.get("/sign-in")
    signed = device.signs(asked(mine))
    thief.get("/sign-in")
    assert thief.post("/sign-in/passkey", signed=signed).status_code == 422  # another browser
    mine.get("/sign-in")
    assert mine.post("/sign-in/passkey", signed=signed).status_code == 303
    mine.get("/account")
    assert mine.post("/sign-in/passkey", signed=signed).status_code == 422  # replayed
    for wrong in (
        {"challenge": "AAAA"}, {"kind": "webauthn.create"},
    ):  # fmt: skip
        assert enters(stage.visitor(), device, **wrong) == 422
    for field, value in (("origin", "http://evil.example"), ("rp_id", "evil.example"), ("flags", PRESENT), ("flags", 0)):  # fmt: skip
        kept = getattr(device, field)
        setattr(device, field, value)
        assert enters(stage.visitor(), device) == 422, (field, value)
        setattr(device, field, kept)
    assert enters(stage.visitor(), Authenticator(credential=device.credential)) == 422
    assert enters(stage.visitor(), Authenticator()) == 422
    assert enters(stage.visitor(), device) == 303


def test_a_copied_key_is_found_by_its_counter(stage: Stage) -> None:
    olga, device = stage.organiser(), Authenticator(counter=5)
    adds(olga, device)
    assert enters(stage.visitor(), device) == 303
    device.counter = 3  # the copy counts from where it was taken
    assert enters(stage.visitor(), device) == 422
    device.counter = 9
    assert enters(stage.visitor(), device) == 303


def test_several_keys_have_names_and_each_is_removed_alone(stage: Stage) -> None:
    olga, one, two = stage.organiser(), Authenticator(), Authenticator()
    assert adds(olga, one, "") == 422
    assert (adds(olga, one, "One"), adds(olga, two, "Two")) == (303, 303)
    assert adds(olga, one, "Again") == 422
    olga.get("/account/ways")
    assert re.findall(r"<bdi>(One|Two)</bdi>", olga.last.text if olga.last else "") == [
        "One",
        "Two",
    ]
    path = re.findall(r"/account/passkeys/\d+/remove", olga.last.text if olga.last else "")[0]
    eve = stage.organiser("eve@example.org")
    assert eve.post(path).status_code == 404
    olga.get("/account/ways")
    assert olga.post(path).status_code == 303
    assert (enters(stage.visitor(), one), enters(stage.visitor(), two)) == (422, 303)


def test_hostile_bytes_are_a_wrong_key_and_no_fault(stage: Stage) -> None:
    olga, device = stage.organiser(), Authenticator()
    adds(olga, device)
    visitor = stage.visitor()
    visitor.get("/sign-in")
    good = json.loads(device.signs(asked(visitor)))
    nothing: tuple[object, ...] = (None, 7, "", "é", [], {}, "AA", "=")
    bad = ["", "{}", "[]", "null", "7", "\x00", "{", '"x"', "x" * 20_000, json.dumps(good)[:-9]]
    for name in ("id", "rawId", "type", "response"):
        bad += [json.dumps(good | {name: value}) for value in nothing]
    for name in good["response"]:
        for value in nothing:
            bad.append(json.dumps(good | {"response": good["response"] | {name: value}}))
    olga.get("/account/passkeys")
    for text in bad:
        visitor = stage.visitor(address=f"198.51.100.{bad.index(text) % 200}")
        visitor.get("/sign-in")
        assert visitor.post("/sign-in/passkey", signed=text).status_code == 422, text[:60]
        assert olga.post("/account/passkeys", name="x", signed=text).status_code == 422, text[:60]


def test_staff_use_a_passkey_only_after_the_password_and_where_the_city_permits(
    build: Callable[..., Stage],
) -> None:
    stage = build(sign_in=SignIn(staff_passkeys=True))
    vera, device = stage.staff(), Authenticator()
    desk = vera.at(stage.visitor())
    assert adds(desk, device) == 303
    assert enters(stage.visitor(), device) == 422  # alone it opens no desk
    other = stage.visitor()
    other.post("/sign-in/password", email=vera.email, password=PASSWORD)
    other.get("/second-factor")
    signed = device.signs(asked(other))
    assert other.post("/second-factor/passkey", signed=signed).status_code == 303
    assert "V. Orlova" in other.get("/account").text
    stage.clock.advance(minutes=16)
    other.get("/second-factor?next=/account")
    signed = device.signs(asked(other))
    assert other.post("/second-factor/passkey", signed=signed).status_code == 303
    assert other.get("/account").status_code == 200


def test_without_the_setting_staff_have_none(stage: Stage) -> None:
    desk = stage.staff().at(stage.visitor())
    assert desk.get("/account/passkeys").status_code == 403
    assert desk.get("/account/password").status_code == 403
    assert desk.get("/account/address").status_code == 403


def test_how_one_signs_in_is_changed_after_a_sign_in_just_now(stage: Stage) -> None:
    olga = stage.organiser()
    stage.clock.advance(minutes=10)
    for path in ("/account/passkeys", "/account/password", "/account/address"):
        assert "again=1" in olga.get(path).headers["Location"]
        assert olga.post(path, email="x@example.org", password=PASSWORD, again=PASSWORD).status_code == 303  # fmt: skip
    assert "Sign in once more" in olga.get("/sign-in?again=1").text
    assert "A password is set" not in olga.get("/account/ways").text
