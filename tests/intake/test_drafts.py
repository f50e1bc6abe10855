"""Drafts on several devices, under a law that changes, with rules across answers: nothing typed is lost."""

import re

import pytest
from sqlmodel import col, select

from records.tables import Draft, Outbox
from regimes.shelf import FOLDER
from tests.intake.conftest import PAGES, Door, Fill, Opens, sign
from tests.support.client import Grumbler
from tests.support.clock import FakeClock

WHAT = PAGES["what"]
LAW = (FOLDER / "ru-moscow-assembly.2022-12-05.toml").read_text("utf-8")
RALLY = "[kinds.rally]\n"
ASKS = """[kinds.rally.asks]
required = ["structure"]
source   = { act = "54-FZ", article = "7(3)", mark = "read" }
[kinds.demonstration]
"""


def begin(browser: Grumbler, kind: str = "march") -> str:
    """Begin a draft; the address of its link."""
    browser.get("/notices/new")
    assert browser.post("/notices/new", kind=kind).status_code == 303
    browser.get("/draft/later")
    return browser.text.split("http://localhost:8000")[1].split()[0]


def send(browser: Grumbler, page: str, **answers: str) -> int:
    """Send the page that the browser has open, with what it carries unseen."""
    seen, back = browser.hidden("seen"), browser.hidden("back")
    more = {"back": back} if back else {}
    given = {"seen": seen, "draft": browser.hidden("draft"), "do": "go"} | more | answers
    return browser.post(f"/draft/{page}", **given).status_code


@pytest.fixture
def phone(door: Door) -> Grumbler:
    """Another device of the same person."""
    return door.visitor()


def test_the_later_save_does_not_overwrite_the_earlier_in_silence(
    olga: Grumbler, phone: Grumbler
) -> None:
    phone.follow(phone.get(begin(olga)))
    olga.get("/draft/what")
    phone.get("/draft/what")

    assert send(phone, "what", **WHAT | {"purpose": "Typed on the phone"}) == 303
    assert send(olga, "what", **WHAT | {"purpose": "Typed at the desk"}) == 409

    assert "This page was changed elsewhere meanwhile" in olga.text
    assert "Typed on the phone" in olga.text  # what is kept
    assert "Typed at the desk" in olga.text  # what was typed
    phone.get("/draft/what")
    assert "Typed on the phone" in phone.text, "nothing was saved over it"

    assert send(olga, "what", **WHAT | {"purpose": "Typed at the desk"}) == 303  # having seen both
    phone.get("/draft/what")
    assert "Typed at the desk" in phone.text


def test_two_pages_at_once_both_stay(olga: Grumbler, phone: Grumbler) -> None:
    phone.follow(phone.get(begin(olga)))
    olga.get("/draft/what")
    phone.get("/draft/people")

    assert send(phone, "people", attendance="120") == 303
    assert send(olga, "what", **WHAT) == 303

    phone.get("/draft/people")
    assert phone.value("attendance") == "120"


def test_the_same_page_sent_twice_or_after_going_back_is_no_other_page(olga: Grumbler) -> None:
    begin(olga)
    olga.get("/draft/what")
    page = {"seen": olga.hidden("seen"), "draft": olga.hidden("draft"), "do": "go"}

    assert olga.post("/draft/what", **page, **WHAT).status_code == 303
    assert (
        olga.post("/draft/what", **page, **WHAT).status_code == 303
    )  # the answer was lost on its way
    changed = WHAT | {"purpose": "Said better"}
    assert olga.post("/draft/what", **page, **changed).status_code == 303  # back in the browser


@pytest.mark.parametrize("seen", ["", "x", "1", "-1.a", "999999999999.a", "1." + "a" * 99, "٣.a"])
def test_a_strange_mark_of_a_page_breaks_nothing(olga: Grumbler, seen: str) -> None:
    begin(olga)
    assert olga.post("/draft/what", seen=seen, **WHAT, do="go").status_code == 303


def test_an_account_opens_its_drafts_on_any_device_and_nobody_elses(door: Door) -> None:
    desk = door.signed_in("olga@example.org")
    begin(desk)
    desk.get("/draft/what")
    send(desk, "what", **WHAT)
    desk.get("/draft/when")
    send(desk, "when", **PAGES["when"])

    tablet = door.signed_in("olga@example.org")
    tablet.get("/notices")
    assert "Memorial walk" in tablet.text
    assert "File by Thu 4 Mar, 24:00" in tablet.text
    tablet.post(re.findall(r'action="(/drafts/[0-9]+/open)"', tablet.last.text)[0])  # type: ignore[union-attr]
    tablet.get("/draft/what")
    assert tablet.value("title") == "Memorial walk"

    stranger = door.signed_in("petr@example.org")
    stranger.get("/notices")
    assert "Memorial walk" not in stranger.text
    assert stranger.post("/drafts/1/open").status_code == 404
    assert stranger.get("/drafts/half-a-link").status_code == 404
    assert "This link opens no draft" in stranger.text
    assert stranger.post("/drafts/999999999999999999/open").status_code == 404


def test_a_draft_of_no_account_becomes_that_of_who_goes_on_with_it(door: Door) -> None:
    visitor = door.visitor()
    link = begin(visitor)

    olga = door.signed_in("olga@example.org")
    olga.follow(olga.get(link))
    send(olga, "what", **WHAT)

    with door.city.reading() as work:
        assert work.session.exec(select(Draft).where(col(Draft.account_id).is_not(None))).one()


def test_a_law_that_changed_asks_only_what_it_asks_otherwise(opens: Opens, fill: Fill) -> None:
    later = LAW.replace("valid_from = 2022-12-05", "valid_from = 2027-03-02")
    later = later.replace('{ en = "Medical help", ru', '{ en = "Medical help and water", ru')
    later = later.replace("[kinds.demonstration]\n", ASKS, 1)
    later = later.replace('optional = ["title", "form_details",', 'optional = ["form_details",')
    door = opens(files={"ru-moscow-assembly.2027-03-02": later})
    olga = door.visitor()
    fill(olga, kind="rally")
    assert olga.title == "Check your answers"

    door.city.goes_to(2027, 3, 2, 10)
    olga.get("/draft/answers")
    assert "The form has changed since you began this draft" in olga.text
    assert "Asked anew: Prefabricated structure" in olga.text
    assert "Asked otherwise: Medical help and water" in olga.text
    assert "Not asked any more, and not filed: Name of the event" in olga.text
    assert "In memory of the founders" in olga.text, "kept answers stay"
    assert "File the notice" not in olga.text

    olga.follow(olga.get("/draft"))
    assert olga.title == "Order and first aid"
    assert send(olga, "order", **PAGES["order"]) == 303
    olga.follow(olga.get("/draft"))
    assert send(olga, "things", **PAGES["things"], structure="A stage, 4 x 6 m") == 303

    olga.follow(olga.get("/draft"))
    assert olga.title == "Check your answers"
    assert "Asked otherwise" not in olga.text
    assert sign(olga).status_code == 303


def test_a_kind_that_the_law_gave_up_is_chosen_again_and_the_answers_stay(
    opens: Opens, fill: Fill
) -> None:
    later = LAW.replace("valid_from = 2022-12-05", "valid_from = 2027-03-02")
    later = later.replace("kinds.march", "kinds.walk").replace('"march"', '"walk"')
    door = opens(files={"ru-moscow-assembly.2027-03-02": later})
    olga = door.visitor()
    fill(olga)

    door.city.goes_to(2027, 3, 2, 10)
    assert olga.post("/draft/what", title="T", purpose="Typed just now", do="go").status_code == 409
    assert "Typed just now" in olga.text
    olga.follow(olga.get("/draft"))
    assert "The law of your draft has changed" in olga.text
    olga.follow(olga.post("/draft/kind", kind="walk"))

    olga.get("/draft/answers")
    assert "In memory of the founders" in olga.text
    assert sign(olga).status_code == 303


def test_rules_across_answers_ask_again_or_are_told_with_their_article(olga: Grumbler) -> None:
    begin(olga)
    olga.get("/draft/things")
    assert send(olga, "things", sound_used="yes", sound="One loudspeaker") == 422
    assert olga.errors() == [
        (
            "Say from when to when the sound is on, for example 13:00 to 13:20. "
            "(Federal Law 54-FZ, art. 7(3)(6))"
        )
    ]
    assert send(olga, "things", sound_used="yes", sound="21:00 to 22:40") == 200
    assert "Sound is named outside the hours" in olga.text
    assert "Federal Law 54-FZ, art. 9" in olga.text
    assert send(olga, "things", sound_used="yes", sound="21:00 to 22:40", do="keep") == 303

    olga.get("/draft/answers")
    assert "Sound is named outside the hours" in olga.text, "told once more before it is filed"


def test_hours_around_the_event_and_days_fit_together(olga: Grumbler) -> None:
    begin(olga)
    olga.get("/draft/when")
    day = PAGES["when"] | {"sessions-0-setup_from": "13:00", "sessions-0-cleared_by": "13:00"}
    second = {name.replace("-0-", "-1-"): value for name, value in PAGES["when"].items()}

    assert send(olga, "when", **day, **second) == 422

    assert olga.errors() == [
        "1. This is after the start. Enter an hour before it; for the day before, add that day",
        "1. This is before the end. Enter the hour by which all is cleared",
        "Days 1 and 2 overlap: change the hours, or remove one of them",
    ]


def test_a_change_goes_back_to_the_answers_and_nothing_is_filed_while_a_page_is_open(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    fill(olga)
    key = olga.hidden("key")
    changes = [one for one in olga.links() if "back=answers" in one]
    assert len(set(changes)) >= 8

    olga.get("/draft/order?back=answers")
    assert send(olga, "order", order="see above", medical="Two first-aiders") == 422
    olga.get("/draft/people?back=answers")
    assert send(olga, "people", attendance="400") == 303
    assert olga.last
    assert olga.last.headers["Location"] == "/draft/answers"

    olga.get("/draft/answers")
    assert "Not yet: one page needs a change first" in olga.text
    assert sign(olga, key=key).status_code == 422
    assert door.numbers() == []


def test_the_link_is_mailed_again_after_some_minutes_and_not_without_end(
    door: Door, clock: FakeClock
) -> None:
    visitor = door.visitor()
    begin(visitor)

    def mails() -> int:
        visitor.get("/draft/later")
        visitor.post("/draft/later", email="vera@example.com")
        with door.city.reading() as work:
            rows = work.session.exec(select(Outbox.payload).where(Outbox.kind == "mail")).all()
        return sum(row.get("mail") == "draft-link" for row in rows)

    assert mails() == 1
    assert "The link goes to vera@example.com." in visitor.text
    assert mails() == 1
    assert "The link went to vera@example.com within the last five minutes." in visitor.text
    sent = []
    for _ in range(8):
        clock.advance(minutes=6)
        sent.append(mails())
        goes = "The link goes to vera@example.com." in visitor.text
        none = "No mail goes now: six with this link went to vera@example.com" in visitor.text
        assert (goes, none) == (len(sent) < 6, len(sent) >= 6)  # the page says what is true
    assert sent == [2, 3, 4, 5, 6, 6, 6, 6]
