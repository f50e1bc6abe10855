"""The pages of the form: what was typed stays, rows come and go without scripts, nothing is lost."""

import pytest
from sqlmodel import col, select

from records.tables import Outbox
from tests.intake.conftest import PAGES, Door, Fill
from tests.support.client import Grumbler

WHEN = PAGES["when"]


def begin(browser: Grumbler, kind: str = "march") -> None:
    """Begin a draft."""
    browser.get("/notices/new")
    assert browser.post("/notices/new", kind=kind).status_code == 303


def test_a_wrong_answer_stays_on_its_page_with_the_right_ones(olga: Grumbler) -> None:
    begin(olga)

    answer = olga.post("/draft/what", title="Memorial walk", purpose="", do="go")

    assert answer.status_code == 422
    assert olga.errors() == ["Write what it is for, in your own words"]
    assert olga.value("title") == "Memorial walk"
    assert "<title>Error:" in answer.text


def test_see_above_is_no_answer(olga: Grumbler) -> None:
    begin(olga)
    for words in ("See above", "см. выше", "Смотри приложение", "то же самое", "—"):
        olga.post("/draft/order", order=words, medical="Two first-aiders at the head", do="go")
        assert olga.errors() == ["“See above” is no answer here: say how many stewards and where"]
        assert words in olga.last.text if olga.last else False


def test_each_hour_says_what_to_enter_and_keeps_what_was_typed(olga: Grumbler) -> None:
    begin(olga)

    olga.post("/draft/when", **(WHEN | {"sessions-0-start": "noon", "sessions-0-end": ""}), do="go")

    assert olga.errors() == [
        "Enter a time, for example 13:30",
        "Enter when it ends, for example 13:30",
    ]
    assert olga.value("sessions-0-start") == "noon"


def test_a_day_that_does_not_exist_comes_back_as_typed(olga: Grumbler) -> None:
    begin(olga)
    olga.post(
        "/draft/when",
        **(WHEN | {"sessions-0-day-day": "31", "sessions-0-day-month": "2"}),
        do="later",
    )

    olga.get("/draft/when")

    assert (olga.value("sessions-0-day-day"), olga.value("sessions-0-day-month")) == ("31", "2")


def test_hours_outside_the_law_warn_once_and_stop_nobody(olga: Grumbler) -> None:
    begin(olga)
    early = WHEN | {"sessions-0-start": "06:30"}

    warned = olga.post("/draft/when", **early, do="go")
    assert warned.status_code == 200
    assert "These hours are outside those of the law" in olga.text
    kept = olga.post("/draft/when", **early, do="keep")

    assert kept.headers["Location"] == "/draft/where"


def test_days_are_added_and_taken_away_by_buttons(olga: Grumbler) -> None:
    begin(olga)

    olga.follow(olga.post("/draft/when", **WHEN, do="add:sessions"))
    assert olga.value("sessions-1-day-day") == "15"
    assert olga.value("sessions-1-start") == "12:00"
    olga.follow(
        olga.post(
            "/draft/when",
            **WHEN,
            **{name.replace("-0-", "-1-"): value for name, value in WHEN.items()},
            do="remove:sessions-0",
        )
    )

    assert olga.value("sessions-0-day-day") == "14"
    assert olga.value("sessions-1-day-day") is None


def test_streets_of_a_route_move_up(olga: Grumbler) -> None:
    begin(olga)

    olga.follow(olga.post("/draft/route", **PAGES["route"], do="up:route-2"))

    assert [olga.value(f"route-{index}") for index in range(3)] == [
        "Lipovy Boulevard", "Melnichnaya Square", "Sadovnikov Street",
    ]  # fmt: skip


def test_a_district_of_another_okrug_is_noticed(olga: Grumbler) -> None:
    begin(olga)

    olga.post("/draft/where", **(PAGES["where"] | {"places-0-okrug": "CAO"}), do="go")

    assert olga.errors() == ["This district is in another okrug. Change the district or the okrug."]


def test_a_draft_opens_by_its_link_in_another_browser(olga: Grumbler, door: Door) -> None:
    begin(olga)
    olga.post("/draft/what", **PAGES["what"], do="go")
    olga.get("/draft/later")
    link = olga.text.split("http://localhost:8000")[1].split()[0]

    phone = door.visitor()
    phone.follow(phone.get(link))

    assert phone.title == "When does it start and end?"
    phone.get("/draft/what")
    assert phone.value("title") == "Memorial walk"


def test_a_link_that_leads_nowhere_is_the_page_of_what_is_not_there(olga: Grumbler) -> None:
    assert olga.get("/drafts/unknown").status_code == 404


def test_the_link_is_mailed_and_the_window_is_reminded_of(olga: Grumbler, door: Door) -> None:
    door.city.goes_to(2027, 2, 1)
    begin(olga)
    olga.post("/draft/when", **WHEN, do="later")
    olga.get("/draft/later")

    olga.post("/draft/later", email="olga@example.com", remind="y")

    assert "The link goes to olga@example.com. Reminders go to olga@example.com." in olga.text
    with door.city.reading() as work:
        rows = work.session.exec(select(Outbox).where(Outbox.kind == "mail")).all()
        promised = {row.payload["mail"]: row.not_before for row in rows}
    assert sorted(promised) == ["draft-closes", "draft-link", "draft-opens"]
    assert promised["draft-opens"].isoformat() == "2027-02-26T21:00:00+00:00"


def test_reminders_are_sent_of_an_unfiled_draft_only(
    olga: Grumbler, door: Door, fill: Fill
) -> None:
    fill(olga)
    olga.get("/draft/later")
    olga.post("/draft/later", email="olga@example.com", remind="y")
    assert door.deliver() == ["Your draft of a notice"]
    olga.get("/draft/answers")
    door.city.goes_to(2027, 3, 3, 23, 59)
    olga.post("/draft/answers", key=olga.hidden("key"), signature="Olga", declared="y")
    door.city.goes_to(2027, 3, 4, 12)

    assert "One day is left to file your notice" not in door.deliver()


def test_another_kind_keeps_the_answers(olga: Grumbler, fill: Fill) -> None:
    fill(olga)

    olga.get("/draft/kind")
    olga.follow(olga.post("/draft/kind", kind="rally"))

    assert olga.title == "Check your answers"
    assert "Sadovnikov Street" not in olga.text
    assert "Memorial walk" in olga.text


def test_a_form_without_its_draft_keeps_the_typed_text_on_the_page(olga: Grumbler) -> None:
    answer = olga.post("/draft/what", title="Memorial walk", purpose="Memory", do="go")

    assert answer.status_code == 409
    assert "Memorial walk" in olga.text


def test_a_page_that_this_kind_does_not_ask_is_not_there(olga: Grumbler) -> None:
    begin(olga, "rally")

    assert olga.get("/draft/route").status_code == 404


@pytest.mark.parametrize("hour", ["25:61", "99:99", "２５:６１", "²²:²²", "24:61"])
def test_an_hour_that_no_clock_shows_does_not_lock_the_draft(olga: Grumbler, hour: str) -> None:
    begin(olga)

    olga.post("/draft/when", **(WHEN | {"sessions-0-start": hour}), do="go")

    assert olga.errors() == ["Enter a time, for example 13:30"]
    assert olga.get("/draft/when").status_code == 200
    assert olga.value("sessions-0-start") == hour
    assert olga.get("/draft/answers").status_code == 200


def test_a_row_with_a_strange_number_is_no_row(olga: Grumbler) -> None:
    begin(olga)

    strange = {
        "sessions-²-start": "12:00",
        "sessions-٣-start": "12:00",
        "sessions-9999999-start": "",
    }

    assert olga.post("/draft/when", **WHEN, **strange, do="go").status_code == 303


def test_a_day_far_beyond_a_month_is_an_error_of_its_box(olga: Grumbler) -> None:
    begin(olga)

    answer = olga.post("/draft/when", **(WHEN | {"sessions-0-day-day": "9999999999"}), do="go")

    assert answer.status_code == 422
    assert "There is no such day. Check day, month and year" in olga.errors()


def test_signing_in_keeps_the_draft_in_hand(door: Door) -> None:
    olga = door.visitor()
    begin(olga)
    olga.post("/draft/what", title="Memorial walk", purpose="In memory", do="later")
    olga.post("/sign-in", email="olga@example.org")

    with door.city.reading() as work:
        promised = (
            select(Outbox.payload).where(Outbox.kind == "mail").order_by(col(Outbox.id).desc())
        )
        secret = (work.session.exec(promised).first() or {})["secret"]
    olga.get(f"/sign-in/link/{secret}")
    assert olga.post(f"/sign-in/link/{secret}").status_code == 303

    olga.get("/draft/what")
    assert olga.value("title") == "Memorial walk"


def test_words_are_no_postcode(olga: Grumbler) -> None:
    begin(olga)
    asked = "Enter the six digits of the postcode, for example 125009, or leave it empty"

    olga.post("/draft/organiser", **(PAGES["organiser"] | {"postcode": "Some words"}), do="go")

    assert (olga.errors(), olga.value("postcode")) == ([asked], "Some words")

    olga.post("/draft/organiser", **(PAGES["organiser"] | {"postcode": "101-000"}), do="go")
    assert olga.get("/draft/organiser").status_code == 200
    assert olga.value("postcode") == "101000"
    assert olga.post("/draft/organiser", **PAGES["organiser"], do="go").status_code == 303


def test_hours_that_are_none_say_which_of_them(olga: Grumbler) -> None:
    begin(olga)

    no_hours = WHEN | {"sessions-0-start": "noon", "sessions-0-end": "late"}
    olga.post("/draft/when", **no_hours, do="go")

    asked = "Enter a time, for example 13:30"
    assert olga.errors() == [f"Start: {asked}", f"End: {asked}"]
