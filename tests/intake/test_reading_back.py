"""Reading a notice back: by number and check code, by the mailed link, by account; by nobody else."""

import re

import pytest
from sqlmodel import col, select

from records.tables import Mail, Notice, Organiser
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler

NUMBER = "27-0001"


@pytest.fixture
def filed(olga: Grumbler, fill: Fill) -> Grumbler:
    """Olga's browser after filing."""
    fill(olga)
    olga.follow(sign(olga))
    return olga


def code_of(browser: Grumbler) -> str:
    """The check code on the receipt."""
    browser.get(f"/notices/{NUMBER}/receipt")
    found = re.search(r"Check code ([0-9A-Z-]{14})", browser.text)
    assert found
    return found[1]


def test_number_and_check_code_open_the_notice_in_any_browser(filed: Grumbler, door: Door) -> None:
    code = code_of(filed)
    phone = door.visitor()
    phone.get("/find")

    phone.follow(phone.post("/find", reference=NUMBER, code=code.lower().replace("-", " ")))

    assert "No. 27-0001" in phone.text


@pytest.mark.parametrize("typed", ["№ 27-0001", "27 0001", "270001", "No. 27–0001"])
def test_the_number_may_be_typed_as_people_write_it(
    filed: Grumbler, door: Door, typed: str
) -> None:
    phone = door.visitor()
    phone.get("/find")

    phone.follow(phone.post("/find", reference=typed, code=code_of(filed)))

    assert "No. 27-0001" in phone.text


def test_the_mail_says_place_and_due_time_in_lines_of_their_own(
    filed: Grumbler, door: Door
) -> None:
    door.deliver()
    with door.city.reading() as work:
        body = work.session.exec(select(Mail.body).where(Mail.to == "vera@example.com")).one()

    starts = [line.split(" ")[0] for line in body.splitlines()]
    assert starts[starts.index("Where:") + 1] == "The"


def test_a_wrong_code_and_a_wrong_number_are_answered_alike(filed: Grumbler, door: Door) -> None:
    code = code_of(filed)
    phone = door.visitor()
    phone.get("/find")
    answers = []
    for reference, typed in ((NUMBER, "0000-0000-0000"), ("27-9999", code)):
        answer = phone.post("/find", reference=reference, code=typed)
        answers.append((answer.status_code, phone.errors()))

    assert answers[0] == answers[1]
    assert answers[0] == (422, ["There is no notice with this number and this check code"])


def test_guessing_is_slowed_down(door: Door) -> None:
    phone = door.visitor()
    phone.get("/find")
    codes = [
        phone.post("/find", reference="27-0001", code="0000-0000-0000").status_code
        for _ in range(22)
    ]

    assert codes[0] == 422
    assert codes[-1] == 429


@pytest.mark.parametrize(
    "page", ["", "/receipt", "/receipt.pdf", "/withdraw", "/proposal", "/cure"]
)
def test_not_yours_and_not_there_are_the_same_page(filed: Grumbler, door: Door, page: str) -> None:
    stranger = door.visitor()

    theirs = stranger.get(f"/notices/{NUMBER}{page}")
    nobodys = stranger.get(f"/notices/27-9999{page}")

    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.text.replace(NUMBER, "27-9999") == nobodys.text


def test_a_mail_scanner_confirms_nothing_and_a_button_does(filed: Grumbler, door: Door) -> None:
    door.deliver()
    with door.city.reading() as work:
        body = work.session.exec(select(Mail.body).where(Mail.to == "vera@example.com")).one()
    link = body.split("http://localhost:8000")[1].split()[0]
    phone = door.visitor()

    phone.head(link)
    phone.get(link)
    with door.city.reading() as work:
        assert work.session.exec(select(Notice.email_confirmed_at)).one() is None
    phone.follow(phone.post(link))

    assert "No. 27-0001" in phone.text
    with door.city.reading() as work:
        assert work.session.exec(select(Notice.email_confirmed_at)).one() is not None


def test_a_wrong_address_is_mended_from_the_receipt(filed: Grumbler, door: Door) -> None:
    filed.get(f"/notices/{NUMBER}/receipt")
    filed.post(f"/notices/{NUMBER}/receipt", email="vera at example")
    assert filed.errors() == ["Enter an e-mail address, for example vera@example.org"]

    filed.follow(filed.post(f"/notices/{NUMBER}/receipt", email="right@example.com"))

    assert "The receipt is on its way to this address." in filed.text
    with door.city.reading() as work:
        assert work.session.exec(select(Organiser.email)).one() == "right@example.com"


def test_the_receipt_pdf_waits_for_the_press_and_then_stays_the_same(
    filed: Grumbler, door: Door
) -> None:
    filed.get(f"/notices/{NUMBER}/receipt")
    waiting = filed.get(f"/notices/{NUMBER}/receipt.pdf")
    assert waiting.status_code == 202  # no failure: nobody is called for it
    assert "the receipt page counts" in filed.text

    door.deliver()
    first, second = (filed.get(f"/notices/{NUMBER}/receipt.pdf") for _ in range(2))

    assert first.data.startswith(b"%PDF-")
    assert first.data == second.data


def test_who_opened_nothing_is_asked_for_a_number(door: Door) -> None:
    stranger = door.visitor()

    stranger.follow(stranger.get("/notices"))

    assert stranger.title == "Find your notice"


def test_mails_without_a_typed_address_go_to_the_account_and_without_one_nowhere(
    door: Door, fill: Fill
) -> None:
    vera = door.signed_in("vera@example.com")
    vera.post("/notices/new", kind="march", another="y")
    assert vera.get("/draft/organiser").status_code == 200
    assert vera.value("email") == "vera@example.com"

    nowhere = {"organiser": {"email": ""}}
    fill(vera, **nowhere)
    vera.follow(sign(vera))
    fill(olga := door.visitor(), **nowhere)
    olga.follow(sign(olga))
    door.deliver()

    with door.city.reading() as work:
        receipts = select(Mail.to).where(col(Mail.subject).startswith("Received: notice"))
        assert work.session.exec(receipts).all() == ["vera@example.com"]
    vera.get("/notices/27-0001")
    assert "We write to you when something changes." in vera.text
    olga.get("/notices/27-0002")
    assert "nobody writes to you: look at this page" in olga.text


def test_letters_come_in_another_language_from_then_on(door: Door, fill: Fill) -> None:
    vera = door.signed_in("vera@example.com")
    fill(vera)
    vera.follow(sign(vera, letters="en"))
    vera.get("/notices/27-0001")
    assert "From now on in: Русский" in vera.text

    vera.post("/notices/27-0001/language", letters="xx")
    assert vera.post("/notices/27-0001/language", letters="ru").status_code == 303
    vera.get("/notices/27-0001")

    assert "From now on in: English" in vera.text
    assert "The language of letters and mails was changed." in vera.text
    with door.city.reading() as work:
        assert work.notice("27-0001").locale == "ru"
    vera.get("/notices/27-0001/withdraw")
    seen, key = vera.hidden("seen"), vera.hidden("key")
    vera.post("/notices/27-0001/withdraw", note="", seen=seen, key=key)
    assert vera.post("/notices/27-0001/language", letters="en").status_code == 409
