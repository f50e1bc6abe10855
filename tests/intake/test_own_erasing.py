"""What a person deletes of their own, and what stays with its day and its reason."""

from records import rows
from records.tables import Organiser
from tests.intake.conftest import Door, Fill, sign


def test_drafts_go_at_once_and_the_account_when_nothing_is_left(door: Door, fill: Fill) -> None:
    vera = door.signed_in("vera@example.com")
    fill(vera)
    vera.get("/my-data")
    assert "You have 1 draft that was not filed." in vera.text
    assert "The account stays for now." in vera.text
    assert vera.post("/my-data/account/delete").status_code == 409

    vera.get("/my-data")
    vera.get(next(one for one in vera.links() if one.endswith("/drafts/delete")))
    assert vera.title == "Delete your draft?"
    assert "1 draft that was not filed" in vera.text
    assert "what you filed: notices, receipts and letters" in vera.text
    vera.follow(vera.post("/my-data/drafts/delete"))
    assert "Your drafts are deleted." in vera.text
    assert vera.get("/my-data/drafts/delete").status_code == 409

    vera.get("/my-data")
    assert "You have no draft that waits to be filed." in vera.text
    assert vera.post("/my-data/drafts/delete").status_code == 409
    vera.get("/my-data")
    vera.get(next(one for one in vera.links() if one.endswith("/account/delete")))
    assert vera.title == "Delete the account?"
    vera.follow(vera.post("/my-data/account/delete"))
    assert vera.title == "The account is deleted"
    assert vera.get("/my-data/account/delete").status_code == 403  # nobody is signed in any more
    assert vera.get("/my-data").status_code == 303  # nobody is signed in any more
    with door.city.reading() as work:
        assert rows.account_by_email(work, "vera@example.com") is None


def test_what_stays_is_told_with_its_day_and_what_stands_against_it(door: Door, fill: Fill) -> None:
    vera = door.signed_in("vera@example.com")
    fill(vera)
    vera.follow(sign(vera))

    vera.get("/my-data")

    assert "Notice 27-0001: no day is set yet" in vera.text
    assert "the notice is still open" in vera.text
    assert vera.post("/my-data/contacts/delete").status_code == 409
    vera.get("/notices/27-0001/withdraw")
    vera.post("/notices/27-0001/withdraw", seen=vera.hidden("seen"), note="It rains.")
    vera.get("/my-data")
    assert "Notice 27-0001: until 14 March 2030" in vera.text
    door.deliver()
    door.city.goes_to(2028, 1, 1)
    vera = door.signed_in("vera@example.com")
    vera.get("/my-data")
    assert "no longer needed to reach you" in vera.text
    vera.follow(vera.post("/my-data/contacts/delete"))
    assert "Telephone and e-mail address are deleted." in vera.text
    with door.city.reading() as work:
        organiser = work.get(Organiser, work.notice("27-0001").organiser_id)
    assert (organiser.phone, organiser.email, organiser.name != "") == ("", "", True)
