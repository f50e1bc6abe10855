"""A password or another address for the own account: set, changed, and what ends with it."""

from sqlmodel import select

from records import accounts
from records.tables import Outbox
from records.unit_of_work import reading, unit_of_work
from tests.accounts.conftest import LONG_AGO, PASSWORD, Stage


def test_a_password_is_set_changed_and_removed_and_ends_the_other_browsers(stage: Stage) -> None:
    olga, other = stage.organiser(), stage.organiser()
    cookie = olga.cookie()
    olga.get("/account/password")
    for wrong in ({"password": "short", "again": "short"}, {"password": PASSWORD, "again": "x"}):
        assert olga.post("/account/password", **wrong).status_code == 422
    assert olga.post("/account/password", password=PASSWORD, again=PASSWORD).status_code == 303
    assert olga.cookie() != cookie
    assert olga.get("/account/ways").status_code == 200
    assert other.get("/account").status_code == 303  # out with the change (AD-7)
    assert stage.mailed()["mail"] == "password-set"
    by_password = stage.visitor()
    answer = by_password.post("/sign-in/password", email="olga@example.org", password=PASSWORD)
    assert answer.headers["Location"] == "/notices"
    assert by_password.get("/account").status_code == 200
    assert stage.organiser().get("/account").status_code == 200  # the link goes on working
    olga.get("/account/password")
    assert olga.post("/account/password", do="remove").status_code == 303
    assert by_password.get("/account").status_code == 303
    gone = stage.visitor()
    assert gone.post("/sign-in/password", email="olga@example.org", password=PASSWORD).status_code == 422  # fmt: skip


def test_whoever_gets_a_post_signs_in_anew_with_two_factors(stage: Stage) -> None:
    olga = stage.organiser()
    with unit_of_work(stage.engine, stage.clock) as work:
        account = accounts.find(work, "olga@example.org") or 0
        accounts.give_post(work, account, "clerk", from_day=LONG_AGO)
    assert olga.get("/account").status_code == 303
    assert olga.get("/desk/").status_code == 303


def test_another_address_counts_when_its_link_is_used_and_the_old_one_is_told(stage: Stage) -> None:
    olga, other = stage.organiser(), stage.organiser()
    olga.get("/account/address")
    assert olga.post("/account/address", email="New@Example.org").status_code == 303
    mail = stage.mailed()
    assert (mail["mail"], mail["address"]) == ("new-address", "new@example.org")
    path = f"/account/address/{mail['secret']}"
    anywhere = stage.visitor()
    for _ in range(2):
        assert anywhere.get(path).status_code == 200  # looking uses nothing up
        assert anywhere.head(path).status_code == 200
    assert "olga@example.org" in olga.get("/account").text
    assert anywhere.post(path).status_code == 200
    told = stage.mailed()
    assert (told["mail"], told["address"]) == ("address-changed", "olga@example.org")
    assert olga.get("/account").status_code == 303  # confirmed elsewhere: every session ends
    assert other.get("/account").status_code == 303
    assert anywhere.post(path).status_code == 410
    assert "new@example.org" in stage.organiser("new@example.org").get("/account").text


def test_a_post_given_meanwhile_ends_the_wish_for_another_address(stage: Stage) -> None:
    olga = stage.organiser()
    olga.get("/account/address")
    olga.post("/account/address", email="new@example.org")
    path = f"/account/address/{stage.mailed()['secret']}"
    with unit_of_work(stage.engine, stage.clock) as work:
        account = accounts.find(work, "olga@example.org") or 0
        accounts.give_post(work, account, "clerk", from_day=LONG_AGO)
    anywhere = stage.visitor()
    anywhere.get(path)
    assert anywhere.post(path).status_code == 410
    with unit_of_work(stage.engine, stage.clock) as work:
        assert accounts.find(work, "new@example.org") is None


def test_no_answer_tells_whether_an_address_is_taken(stage: Stage) -> None:
    stage.organiser("known@example.org")
    olga, pages = stage.organiser(), []
    for email in ("known@example.org", "free@example.org"):
        olga.get("/account/address")
        answer = olga.post("/account/address", email=email)
        pages.append((answer.status_code, answer.headers["Location"]))
        mail = stage.mailed()
        used = stage.visitor().get(f"/account/address/{mail['secret']}").status_code
        assert (mail["mail"], used) == (
            ("taken-address", 410) if email.startswith("known") else ("new-address", 200)
        )
    assert pages[0] == pages[1]


def test_an_address_that_was_taken_meanwhile_is_not_given_twice(stage: Stage) -> None:
    olga = stage.organiser()
    olga.get("/account/address")
    olga.post("/account/address", email="new@example.org")
    path = f"/account/address/{stage.mailed()['secret']}"
    stage.organiser("new@example.org")
    visitor = stage.visitor()
    visitor.get(path)
    assert visitor.post(path).status_code == 410
    assert "olga@example.org" in olga.get("/account").text


def test_a_link_to_another_address_ends_with_the_sessions_of_whoever_asked(stage: Stage) -> None:
    thief = stage.organiser()
    thief.get("/account/address")
    thief.post("/account/address", email="thief@example.org")
    link = f"/account/address/{stage.mailed()['secret']}"
    with reading(stage.engine, stage.clock) as work:
        told = [dict(row) for row in work.session.exec(select(Outbox.payload))]
    assert {"mail": "address-wanted", "address": "olga@example.org"}.items() <= told[-2].items()

    olga = stage.organiser()
    olga.get("/account/password")
    assert olga.post("/account/password", password=PASSWORD, again=PASSWORD).status_code == 303
    anywhere = stage.visitor()
    anywhere.get(link)
    assert anywhere.post(link).status_code == 410
    assert "olga@example.org" in olga.get("/account").text


def test_who_must_wait_before_confirming_is_told_so(stage: Stage) -> None:
    olga, anywhere = stage.organiser(), stage.visitor("198.51.100.9")
    olga.get("/account/address")
    olga.post("/account/address", email="new@example.org")
    link = f"/account/address/{stage.mailed()['secret']}"
    anywhere.get(link)
    for number in range(20):
        anywhere.post(f"/account/address/{number:043d}")
    held = anywhere.post(link)
    assert held.status_code == 429
    assert "Press again in" in held.text
    assert stage.visitor().get(link).status_code == 200  # nothing was used up
