"""An earlier notice begins another; a small picket fits on a page; two notices for one event are noticed."""

import re

import pytest

from records import files, rows
from tests.intake.conftest import PAGES, Door, Fill, sign
from tests.intake.test_drafts import begin, send
from tests.intake.test_papers import adds, kept, left_behind, part
from tests.support.client import Grumbler
from tests.support.made_files import pdf
from workflow import drawing, law


@pytest.fixture
def filed(olga: Grumbler, fill: Fill, door: Door) -> Grumbler:
    """Olga's browser after she filed a march with a map of its route."""
    fill(olga)
    adds(olga, part(pdf(), "map.pdf"), field="paper-route_map")
    olga.get("/draft/answers")
    olga.follow(sign(olga))
    return olga


def test_a_copy_keeps_the_words_and_asks_for_the_day(filed: Grumbler, door: Door) -> None:
    filed.get("/notices/27-0001")
    assert "Copy it into a new draft" in filed.text
    filed.follow(filed.follow(filed.post("/notices/27-0001/copy")))

    assert filed.title == "When does it start and end?"
    assert filed.value("sessions-0-day-day") == ""
    assert filed.value("sessions-0-start") == "12:00"
    day = PAGES["when"] | {"sessions-0-day-day": "15"}
    assert send(filed, "when", **day) == 303
    filed.get("/draft/answers")
    for words in ("Memorial walk", "Sadovnikov Street", "Vera Andreevna", "No vehicles take part"):
        assert words in filed.text
    assert filed.value("signature") == ""
    filed.follow(sign(filed))
    assert door.numbers() == ["27-0001", "27-0002"]


def test_each_day_of_a_copy_keeps_its_hours_and_no_date(olga: Grumbler, fill: Fill) -> None:
    second = {
        "sessions-1-day-day": "15", "sessions-1-day-month": "3", "sessions-1-day-year": "2027",
        "sessions-1-start": "10:00", "sessions-1-end": "11:00",
    }  # fmt: skip
    fill(olga, when=second)
    olga.follow(sign(olga))
    olga.follow(olga.follow(olga.post("/notices/27-0001/copy")))

    parts = [f"sessions-{row}-{part}" for row in (0, 1) for part in ("day-day", "start")]
    assert [olga.value(one) for one in parts] == ["", "12:00", "", "10:00"]


def test_papers_come_along_one_by_one(filed: Grumbler, door: Door) -> None:
    filed.post("/notices/27-0001/copy")
    filed.get("/draft/papers")
    assert "Papers of notice 27-0001" in filed.text
    [deed] = re.findall(r'value="(take:[^"]+)"', filed.last.text)  # type: ignore[union-attr]

    filed.post("/draft/papers", draft=filed.hidden("draft"), do=deed)
    filed.get("/draft/papers")
    assert "Papers of notice 27-0001" not in filed.text
    assert "map.pdf" in filed.text
    assert filed.post("/draft/papers", draft=filed.hidden("draft"), do=deed).status_code == 404

    first, second = kept(door)
    assert (first.sha256, first.paper) == (second.sha256, second.paper)
    assert first.code != second.code
    assert left_behind(door) == []
    filed.post("/draft/papers", draft=filed.hidden("draft"), do=f"remove:{second.code}")
    assert filed.get(f"/notices/27-0001/papers/{first.code}").status_code == 200
    with door.city.reading() as work:
        notice = work.notice("27-0001")
        assert len(files.of_version(work, rows.version(work, notice))) == 1


def test_nobody_copies_what_is_not_theirs(filed: Grumbler, door: Door) -> None:
    stranger = door.visitor()
    assert stranger.post("/notices/27-0001/copy").status_code == 404
    begin(stranger)
    [file] = kept(door)
    stranger.get("/draft/papers")
    taken = stranger.post("/draft/papers", draft=stranger.hidden("draft"), do=f"take:{file.code}")
    assert taken.status_code == 404
    assert len(kept(door)) == 1


def test_a_small_picket_is_asked_what_the_law_asks_on_one_page(olga: Grumbler, door: Door) -> None:
    olga.get("/notices/new")
    olga.follow(olga.follow(olga.post("/notices/new", kind="picket_group")))
    assert olga.title == "The whole notice on one page"
    assert "Up to 50 people" in olga.text
    assert "sound_used" not in (olga.last.text if olga.last else "")

    assert send(olga, "all", purpose="See above") == 422
    assert len(olga.errors()) >= 8
    small = PAGES["all"] | {"attendance": "8"}
    assert send(olga, "all", **small) == 303
    olga.get("/draft/answers")
    assert olga.title == "Check your answers"
    assert set(re.findall(r"/draft/(\w+)\?back=answers", olga.last.text)) == {"all", "papers"}  # type: ignore[union-attr]
    olga.follow(sign(olga))
    assert door.numbers() == ["27-0001"]
    olga.follow(olga.post("/notices/27-0001/copy"))
    copied = olga.get("/draft/answers").text
    assert "A copy of notice 27-0001" in copied
    assert set(re.findall(r"/draft/(\w+)\?back=answers", copied)) == {"all", "papers"}


def test_a_picket_that_grows_is_asked_page_by_page_and_keeps_its_answers(olga: Grumbler) -> None:
    olga.get("/notices/new")
    olga.follow(olga.follow(olga.post("/notices/new", kind="picket_group")))
    assert send(olga, "all", **PAGES["all"] | {"attendance": "80"}) == 303
    olga.get("/draft/answers")
    assert "In memory of the founders" in olga.text
    assert "/draft/order?back=answers" in (olga.last.text if olga.last else "")
    assert olga.get("/draft/all").status_code == 303
    olga.get("/draft/people")
    assert send(olga, "people", attendance="8") == 303
    olga.get("/draft/all")
    assert olga.title == "The whole notice on one page"
    assert send(olga, "all", **PAGES["all"], do="long") == 303
    olga.get("/draft/what")
    assert olga.title == "What is it about?"


def test_two_notices_for_one_event_are_noticed_and_both_are_taken(
    filed: Grumbler, fill: Fill, door: Door
) -> None:
    fill(filed, begun=filed.post("/notices/new", kind="rally"))
    assert "You have filed a notice for this time and place already" in filed.text
    assert "No. 27-0001" in filed.text
    filed.follow(sign(filed))
    assert door.numbers() == ["27-0001", "27-0002"]

    stranger = door.visitor()
    fill(stranger)
    assert "already" not in stranger.text


def test_one_that_was_withdrawn_is_no_other_notice(filed: Grumbler, fill: Fill) -> None:
    filed.get("/notices/27-0001/withdraw")
    filed.post(
        "/notices/27-0001/withdraw", seen=filed.hidden("seen"), key=filed.hidden("key"), note="Rain"
    )
    fill(filed)
    assert "You have filed a notice for this time" not in filed.text


def test_reminders_of_a_window_follow_its_day_and_stop_by_a_button(door: Door) -> None:
    door.city.goes_to(2027, 2, 1)
    olga = door.signed_in("olga@example.org")
    link = begin(olga)
    olga.get("/draft/when")
    send(olga, "when", **PAGES["when"])
    olga.get("/draft/when")
    send(olga, "when", **PAGES["when"] | {"sessions-0-day-day": "21"})
    door.city.goes_to(2027, 3, 5, 12)
    assert "You can file your notice from today" not in door.deliver()[1:], (
        "of a day that was given up"
    )
    door.city.goes_to(2027, 3, 6, 12)
    assert door.deliver().count("You can file your notice from today") == 1

    reader = door.visitor()
    reader.get(f"{link}/quiet")
    assert reader.title == "Stop the reminders"
    reader.post(f"{link}/quiet")
    assert reader.title == "No more reminders are sent"
    door.city.goes_to(2027, 3, 11, 12)
    assert "One day is left to file your notice" not in door.deliver()


def test_the_receipt_and_the_letters_name_the_papers_by_size_and_hash(
    filed: Grumbler, door: Door
) -> None:
    with door.city.reading() as work:
        notice = work.notice("27-0001")
        regime = law.regime_of(work, door.city.rulebook, notice)
        rows_ = {one: drawing.notified(work, regime, notice, one).more for one in ("en", "ru")}
    [file] = kept(door)
    size = max(file.size // 1000, 1)
    assert rows_["en"][0].label == "Papers handed in"
    assert rows_["en"][0].value == f"map.pdf ({size} kB, SHA-256 {file.sha256[:8]})"
    assert rows_["ru"][0].value == f"map.pdf ({size} кБ, SHA-256 {file.sha256[:8]})"
