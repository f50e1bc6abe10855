"""Organisers sign in by a mailed link: ten minutes, once, in the browser that asked."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.accounts.conftest import Stage


def test_a_link_signs_in_once(stage: Stage) -> None:
    visitor = stage.organiser("Olga@Example.org ")
    assert "olga@example.org" in visitor.text
    assert [kind for kind, _ in stage.logged()] == ["account.created", "account.signed-in"]

    path = f"/sign-in/link/{stage.mailed()['secret']}"
    again = stage.visitor()
    assert again.get(path).status_code == 410
    assert again.post(path).status_code == 410
    assert again.title == "This link is not good any more"
    assert again.get("/account").status_code == 303
    assert len(stage.logged()) == 2


def test_looking_at_a_link_never_uses_it_up(stage: Stage) -> None:
    asking, scanner = stage.visitor(), stage.visitor(address="198.51.100.9")
    asking.post("/sign-in", email="olga@example.org")
    path = f"/sign-in/link/{stage.mailed()['secret']}"
    for _ in range(10):
        assert scanner.head(path).status_code == 200
        assert scanner.get(path).status_code == 200
        assert asking.get(path).status_code == 200
    assert asking.post(path).status_code == 303


def test_another_browser_shows_a_code_for_the_first(stage: Stage) -> None:
    asking, telephone = stage.visitor(), stage.visitor(address="198.51.100.9")
    asking.post("/sign-in", email="olga@example.org")
    path = f"/sign-in/link/{stage.mailed()['secret']}"

    telephone.get(path)
    assert telephone.title == "Type this code where you asked for the link"
    code = telephone.text.split("asked for the link ")[1][:7]
    assert telephone.post(path).status_code == 200  # a button pressed here signs nobody in
    assert telephone.get("/account").status_code == 303

    asking.get("/sign-in/code")
    assert "olga@example.org" in asking.text
    assert asking.post("/sign-in/code", code="ZZZZZZ").status_code == 422
    assert asking.post("/sign-in/code", code=code.lower()).status_code == 303
    assert asking.get("/account").status_code == 200
    assert telephone.get(path).status_code == 410


def test_five_wrong_codes_make_the_link_void(stage: Stage) -> None:
    asking = stage.visitor()
    asking.post("/sign-in", email="olga@example.org")
    path = f"/sign-in/link/{stage.mailed()['secret']}"
    for _ in range(5):
        assert asking.post("/sign-in/code", code="ZZZZZZ").status_code == 422
    assert asking.get(path).status_code == 410
    assert stage.logged().count(("account.refused", "visitor")) == 5


def test_ten_minutes_and_no_longer(stage: Stage) -> None:
    asking = stage.visitor()
    asking.post("/sign-in", email="olga@example.org")
    path = f"/sign-in/link/{stage.mailed()['secret']}"
    stage.clock.advance(minutes=9, seconds=59)
    assert asking.get(path).status_code == 200
    stage.clock.advance(seconds=1)
    assert asking.get(path).status_code == 410
    assert asking.post(path).status_code == 410


def test_sixteen_presses_at_once_sign_in_once(stage: Stage) -> None:
    asking = stage.visitor()
    asking.post("/sign-in", email="olga@example.org")
    path = f"/sign-in/link/{stage.mailed()['secret']}"
    asking.get(path)
    copies = [stage.visitor() for _ in range(16)]
    for copy in copies:
        copy.steal(asking.cookie())
        copy.token = asking.token
    with ThreadPoolExecutor(8) as crowd:
        codes = sorted(crowd.map(lambda copy: copy.post(path).status_code, copies))
    assert codes[0] == 303
    assert set(codes[1:]) <= {410, 429}
    assert [kind for kind, _ in stage.logged()] == ["account.created", "account.signed-in"]


def test_a_newer_link_makes_the_older_one_void(stage: Stage) -> None:
    asking = stage.visitor()
    asking.post("/sign-in", email="olga@example.org")
    older = stage.mailed()["secret"]
    asking.post("/sign-in", email="olga@example.org")
    assert stage.mailed()["secret"] != older
    assert asking.get(f"/sign-in/link/{older}").status_code == 410


def test_known_and_unknown_and_staff_get_the_same_answer(stage: Stage) -> None:
    stage.organiser("known@example.org")
    stage.staff(email="staff@office.example")
    pages = []
    for email in ("known@example.org", "unknown@example.org", "staff@office.example"):
        visitor = stage.visitor()
        answer = visitor.post("/sign-in", email=email)
        page = visitor.get("/sign-in/code").text.replace(email, "ADDRESS")
        pages.append(
            (answer.status_code, answer.headers["Location"], page.replace(visitor.token, ""))
        )
    assert pages[0] == pages[1] == pages[2]


def test_staff_are_told_by_mail_to_use_the_password(stage: Stage) -> None:
    stage.staff(email="staff@office.example")
    asking = stage.visitor()
    asking.post("/sign-in", email="staff@office.example")
    mail = stage.mailed()
    assert mail["mail"] == "sign-in-staff"
    assert asking.post(f"/sign-in/link/{mail['secret']}").status_code == 410
    assert asking.get("/account").status_code == 303


def test_a_mailbox_is_not_flooded(stage: Stage) -> None:
    for _ in range(5):
        assert stage.visitor().post("/sign-in", email="olga@example.org").status_code == 303
    visitor = stage.visitor()
    assert visitor.post("/sign-in", email="olga@example.org").status_code == 429
    assert "Too many tries. Wait 1 hour" in visitor.text
    assert visitor.post("/sign-in", email="other@example.org").status_code == 303


@pytest.mark.parametrize(
    ("given", "back"),
    [
        ("/help", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("/help\n", False),
    ],
)
def test_one_goes_back_to_where_one_was_but_nowhere_else(
    stage: Stage, given: str, back: bool
) -> None:
    visitor = stage.visitor()
    visitor.post("/sign-in", email="olga@example.org", next=given)
    answer = visitor.post(f"/sign-in/link/{stage.mailed()['secret']}")
    place = answer.headers["Location"]
    assert (place == given) is back
    assert place.startswith("/")
    assert not place.startswith(("//", "/\\"))


def test_a_wrong_address_is_told_at_the_field(stage: Stage) -> None:
    visitor = stage.visitor()
    assert visitor.post("/sign-in", email="not an address").status_code == 422
    assert "Enter an e-mail address" in visitor.text
    assert stage.mailed() == {}
