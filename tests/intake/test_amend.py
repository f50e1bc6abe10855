"""An organiser changes a filed notice on its pages: what follows is shown first, and nothing typed is lost."""

import pytest

from tests.intake import office
from tests.intake.conftest import PAGES, Door, Fill, sign
from tests.support.client import Grumbler
from workflow import differing

NUMBER = "27-0001"
PATH = f"/notices/{NUMBER}/amend"


@pytest.fixture
def filed(olga: Grumbler, fill: Fill) -> Grumbler:
    """Olga's browser after filing."""
    fill(olga)
    olga.follow(sign(olga))
    return olga


def test_a_number_is_changed_and_the_consequences_are_shown_first(
    filed: Grumbler, door: Door
) -> None:
    filed.get(f"/notices/{NUMBER}")
    assert "Change it" in filed.text
    filed.get(PATH)
    assert "What do you want to change?" in filed.text
    assert "Another kind, or another organiser, is another notice" in filed.text
    filed.get(f"{PATH}?open=people")

    filed.post(PATH, open="people", attendance="200", do="go", seen=filed.hidden("seen"))

    assert filed.title.startswith("Material change: the notice is examined anew")
    assert "The filing window still holds." in filed.text
    assert "ends when it would have ended before" in filed.text  # received and changed on one day
    assert "Thu 4 Mar, 24:00 as before" in filed.text
    with door.city.reading() as work:
        assert work.notice(NUMBER).version == 1  # nothing is sent yet
    more = {"seen": filed.hidden("seen"), "mark": filed.hidden("mark"), "open": "people"}
    answer = filed.post(PATH, **more, attendance="200", do="speak:ru", reason="Fewer gue")
    assert answer.status_code == 200
    assert "Fewer gue" in answer.text
    assert "Существенное изменение" in answer.text  # what follows, in the other language
    filed.post(PATH, **more, attendance="200", do="speak:en", reason="")
    answer = filed.post(PATH, **more, attendance="200", do="send", reason=" ")
    assert answer.status_code == 422
    assert "Say why; one sentence is enough" in filed.text
    filed.follow(filed.post(PATH, **more, attendance="200", do="send", reason="Fewer guests"))
    assert "Version 2. Changed: " in filed.text
    filed.get(f"/notices/{NUMBER}/versions")
    assert "What changed from version 1 to version 2" in filed.text
    assert "Fewer guests" in filed.text
    assert "Your change is received: notice 27-0001" in door.deliver()


def test_of_two_people_the_second_keeps_what_was_typed(filed: Grumbler, door: Door) -> None:
    filed.get(f"{PATH}?open=people")
    filed.post(PATH, open="people", attendance="200", do="go", seen=filed.hidden("seen"))
    more = {"seen": filed.hidden("seen"), "mark": filed.hidden("mark"), "open": "people"}
    office.step(door.city, NUMBER, "register")

    answer = filed.post(PATH, **more, attendance="222", do="send", reason="Fewer guests")

    assert answer.status_code == 409
    assert "222" in answer.text
    with door.city.reading() as work:
        assert work.notice(NUMBER).version == 1


def test_a_page_that_is_needed_now_is_opened(filed: Grumbler) -> None:
    """Above 500 people the law asks for an account: the page says so where it can be answered."""
    filed.get(f"{PATH}?open=people")

    answer = filed.post(PATH, open="people", attendance="900", do="go", seen=filed.hidden("seen"))

    assert answer.status_code == 422
    assert 'name="bank_account"' in answer.text
    assert "With what you changed, the law asks for this too: answer it." in answer.text
    assert "900" in answer.text


def test_forbidden_hours_and_another_day_are_told_before_the_change_is_sent(
    filed: Grumbler,
) -> None:
    filed.get(f"{PATH}?open=when")
    days = {
        "sessions-0-day-day": "16", "sessions-0-day-month": "3", "sessions-0-day-year": "2027",
        "sessions-0-start": "21:00", "sessions-0-end": "23:00",
    }  # fmt: skip

    filed.post(PATH, open="when", **days, do="go", seen=filed.hidden("seen"))

    assert "These hours are outside those of the law" in filed.text
    assert "2 days later, 9 hours later, 30 minutes longer" in filed.text


def test_the_receipt_of_a_changed_notice_says_which_version_it_is_of(filed: Grumbler) -> None:
    assert "version 1" not in filed.get(f"/notices/{NUMBER}/receipt").text
    filed.get(f"{PATH}?open=people")
    filed.post(PATH, open="people", attendance="200", do="go", seen=filed.hidden("seen"))
    more = {"seen": filed.hidden("seen"), "mark": filed.hidden("mark"), "open": "people"}
    filed.follow(filed.post(PATH, **more, attendance="200", do="send", reason="Fewer guests"))

    filed.get(f"/notices/{NUMBER}/receipt")

    assert "This is the receipt of version 1, as it was filed." in filed.text
    assert "What was filed, version 1" in filed.text
    assert "350" in filed.text


def test_nothing_chosen_nothing_changed_and_nobody_elses(filed: Grumbler, door: Door) -> None:
    assert filed.post(PATH).status_code == 422
    filed.get(
        f"{PATH}?go=1"
    )  # the button, with nothing ticked: said at the field, not a page that only comes again
    assert filed.text.count("Choose what you want to change") == 2
    assert 'id="open-error"' in filed.get(f"{PATH}?go=1").text
    filed.get(f"{PATH}?open=people")
    same = filed.post(PATH, open="people", attendance="350", do="go", seen=filed.hidden("seen"))
    assert same.status_code == 422
    assert "Nothing was changed." in filed.text
    assert door.visitor().get(PATH).status_code == 404


def test_the_desk_is_told_what_changed_since_it_looked(filed: Grumbler, door: Door) -> None:
    filed.get(f"{PATH}?open=people")
    filed.post(PATH, open="people", attendance="200", do="go", seen=filed.hidden("seen"))
    more = {"seen": filed.hidden("seen"), "mark": filed.hidden("mark"), "open": "people"}
    filed.follow(filed.post(PATH, **more, attendance="200", do="send", reason="Fewer guests"))

    with door.city.reading() as work:
        found = differing.versions_of(
            work, door.city.rulebook, actor=door.city.actor("orlova"), reference=NUMBER
        )
    assert found.unseen
    assert [one.number for one in found.all] == [2, 1]
    with door.city.unit() as work:
        differing.look(
            work, door.city.rulebook, actor=door.city.actor("orlova"), reference=NUMBER, number=2
        )
    with door.city.reading() as work:
        assert not differing.versions_of(
            work, door.city.rulebook, actor=door.city.actor("orlova"), reference=NUMBER
        ).unseen


def test_a_counter_offer_is_made_on_its_page(filed: Grumbler, door: Door) -> None:
    office.proposes(door.city, NUMBER)
    filed.get(f"/notices/{NUMBER}/proposal")
    seen = filed.hidden("seen")
    filed.follow(filed.post(f"/notices/{NUMBER}/proposal", seen=seen, answer="counter"))
    assert "Offer something else" in filed.text
    assert "What was offered, in order" in filed.text
    typed = {
        "sessions-0-day-day": "14", "sessions-0-day-month": "3", "sessions-0-day-year": "2027",
        "sessions-0-start": "16:00", "sessions-0-end": "17:30",
    }  # fmt: skip
    whole = {**PAGES["where"], **PAGES["route"], **typed, "seen": filed.hidden("seen")}
    answer = filed.post(f"/notices/{NUMBER}/counter-offer", **{**whole, "reason": "", "do": "go"})
    assert answer.status_code == 422
    filed.follow(
        filed.post(
            f"/notices/{NUMBER}/counter-offer", **{**whole, "reason": "The train", "do": "go"}
        )
    )
    assert door.city.stage(NUMBER) == "countered"
    assert "You offered" in filed.text  # the page of the notice keeps the offer in sight
    assert (
        "Take the city&#39;s proposal after all" in filed.text
        or "Take the city's proposal after all" in filed.text
    )
    filed.get(f"/notices/{NUMBER}/proposal")
    assert "Your counter-offer is with the city" in filed.text
