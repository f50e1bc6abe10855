"""The calendar at the desk: a year to read, corrections that are looked at before they are saved, what moved."""

import re
from datetime import date

import pytest

from records import rows
from tests.desk.conftest import Desk
from tests.support.days import correction_of, corrects, counts_anew, enters, moved
from workflow.content import PlaceIn, SessionIn


def day(text: str) -> SessionIn:
    """An hour of a day in 2027."""
    return SessionIn(date.fromisoformat(f"2027-{text}"), "12:00", "13:00")


PICKET = {"kind": "picket_group", "sessions": (day("03-12"),)}
TYPED = {"day": "10.03.2027", "what": "holiday", "reason": "Закон № 1-ФЗ"}


def cell(page: str, month: str, number: int) -> str:
    """The cell of a day in the year's view."""
    table = page.split(f"<caption>{month}</caption>")[1].split("</table>", maxsplit=1)[0]
    found = re.search(rf"<td[^>]*><b>{number}</b>.*?</td>", table, re.DOTALL)
    assert found, f"{number} {month} is not there"
    return found[0]


def test_a_year_tells_its_three_kinds_apart_by_word_and_shape(desk: Desk) -> None:
    page = desk.at("orlova").get("/desk/calendar/ru/2027").get_data(as_text=True)
    assert 'class="is-holiday"' in cell(page, "March", 8)
    assert "Holiday by statute" in cell(page, "March", 8)
    assert "Day off, moved by decree" in cell(page, "February", 22)
    assert "Working Saturday" in cell(page, "February", 20)
    assert "<span" not in cell(page, "March", 2)
    assert 'aria-current="date"' in cell(page, "March", 1)


def test_everybody_at_the_desk_reads_it_in_their_language(desk: Desk) -> None:
    for person in ("orlova", "police", "kravets"):
        assert desk.at(person).get("/desk/calendar").status_code == 200
    page = desk.at("orlova", "ru").get("/desk/calendar/ru/2027").get_data(as_text=True)
    assert "Праздник по закону" in cell(page, "март", 8)
    assert "Праздник по закону" in cell(page, "март", 8)


def test_who_does_not_keep_it_is_offered_nothing(desk: Desk) -> None:
    orlova = desk.at("orlova")
    orlova.get("/desk/calendar/ru/2027")
    assert "Correct a day" not in orlova.text
    assert orlova.get("/desk/calendar/ru/correct").status_code == 403
    assert "Correct a day" in _read(desk, "zuev")


def _read(desk: Desk, who: str) -> str:
    visitor = desk.at(who)
    visitor.get("/desk/calendar/ru/2027")
    return visitor.text


def test_a_correction_is_looked_at_before_it_is_saved(desk: Desk) -> None:
    reference = desk.files(**PICKET).reference
    zuev = desk.at("zuev")
    zuev.get("/desk/calendar/ru/correct")

    looked = zuev.post("/desk/calendar/ru/correct", do="look", **TYPED)

    assert looked.status_code == 200
    assert reference in zuev.text
    assert "closes: Tue 9 Mar, 24:00 → Mon 8 Mar, 24:00" in zuev.text.replace("\u00a0", " ")
    assert _corrections(desk) == 0
    saved = zuev.post("/desk/calendar/ru/correct", do="save", looked=zuev.hidden("looked"), **TYPED)
    assert saved.status_code == 303
    assert _corrections(desk) == 1
    zuev.get(saved.headers["Location"])
    assert "Being counted: 0 of 1 open notices" in zuev.text

    counts_anew(desk.city, 1)
    zuev.get(saved.headers["Location"])
    assert reference in zuev.text
    assert "reads otherwise; the notice keeps its place" in zuev.text
    assert "Закон № 1-ФЗ" in _read(desk, "zuev")


def _corrections(desk: Desk) -> int:
    with desk.city.reading() as work:
        return int(rows.mark(work, "calendar-state", "0"))


def test_what_was_not_looked_at_is_not_saved(desk: Desk) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/calendar/ru/correct")
    first = zuev.post("/desk/calendar/ru/correct", do="save", **TYPED)
    assert first.status_code == 200
    mark = zuev.hidden("looked")
    other = zuev.post(
        "/desk/calendar/ru/correct", do="save", looked=mark, **(TYPED | {"day": "11.03.2027"})
    )
    assert other.status_code == 200
    assert "What it would move" in zuev.text
    assert _corrections(desk) == 0


def test_what_was_corrected_meanwhile_at_another_desk_is_looked_at_first(desk: Desk) -> None:
    zuev, other = desk.at("zuev"), desk.at("zuev")
    address, hers = "/desk/calendar/ru/correct", TYPED | {"day": "11.03.2027"}
    zuev.post(address, do="look", **TYPED)
    other.post(address, do="look", **hers)
    assert other.post(address, do="save", looked=other.hidden("looked"), **hers).status_code == 303

    stale = zuev.post(address, do="save", looked=zuev.hidden("looked"), **TYPED)

    assert stale.status_code == 200
    assert "What it would move" in zuev.text
    assert _corrections(desk) == 1
    again = zuev.post(address, do="save", looked=zuev.hidden("looked"), **TYPED)
    assert (again.status_code, _corrections(desk)) == (303, 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "31.02.2027"}, "Enter a day"),
        ({"day": "10.03.2031"}, "Enter the whole year first"),
        ({"what": "plain"}, "says so already"),
        ({"what": "workday"}, "Only a Saturday or a Sunday"),
        ({"reason": ""}, "Say why"),
        ({"what": "feast"}, "This choice is not offered"),
    ],
)
def test_a_wrong_correction_is_refused_at_its_field_and_kept(
    desk: Desk, changes: dict[str, str], said: str
) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/calendar/ru/correct")
    answer = zuev.post("/desk/calendar/ru/correct", do="look", **(TYPED | changes))
    assert answer.status_code == 422
    assert said in zuev.text
    typed = (TYPED | changes)["reason"]
    assert typed in answer.get_data(as_text=True)


def test_notices_of_another_office_are_named_by_office_alone(desk: Desk) -> None:
    zuev = desk.at("zuev")
    west = desk.files(places=(PlaceIn("Набережная", "ZAO", "fili-davydkovo", ()),), **PICKET)
    zuev.get("/desk/calendar/ru/correct")
    zuev.post("/desk/calendar/ru/correct", do="look", **TYPED)
    assert west.reference not in zuev.text
    assert "a notice of another office" in zuev.text


def test_a_preview_goes_on_page_by_page(desk: Desk) -> None:
    for _ in range(27):
        desk.files(**PICKET)
    zuev = desk.at("zuev")
    zuev.get("/desk/calendar/ru/correct")
    page = zuev.post("/desk/calendar/ru/correct", do="look", **TYPED).get_data(as_text=True)
    assert page.count("/desk/notices/") == 25
    after = re.search(r'name="after" value="(\d+)"', page)
    assert after
    rest = zuev.post(
        "/desk/calendar/ru/correct", after=after[1], looked=zuev.hidden("looked"), **TYPED
    ).get_data(as_text=True)
    assert rest.count("/desk/notices/") == 2
    assert 'name="after"' not in rest


def test_a_correction_is_revoked_with_a_reason_and_stays_in_sight(desk: Desk) -> None:
    number = correction_of(desk.city, corrects(desk.city, "2027-03-10", "holiday"))
    zuev = desk.at("zuev")
    address = f"/desk/calendar/corrections/{number}/revoke"
    zuev.get(address)
    zuev.post(address, do="look", reason="Закон отозван")
    saved = zuev.post(address, do="save", looked=zuev.hidden("looked"), reason="Закон отозван")
    assert saved.status_code == 303
    seen = _read(desk, "orlova")
    assert "(revoked)" in seen
    assert "Закон отозван" in seen
    assert zuev.get(address).status_code == 409
    assert zuev.get("/desk/calendar/corrections/99/revoke").status_code == 404


YEAR = {"days_off": "25.02, 08.05", "workdays": "26.02", "reason": "ПП № 999 от 01.09.2027"}


def test_a_missing_year_rings_on_the_desk_and_is_entered(desk: Desk) -> None:
    desk.city.goes_to(2027, 12, 1)
    zuev = desk.at("zuev")
    zuev.get("/desk/")
    assert "knows no 2028 yet. It begins in 31 days." in zuev.text
    assert "knows no 2028" not in _queue(desk, "orlova")
    address = "/desk/calendar/ru/2028/enter"
    zuev.get(address)
    looked = zuev.post(address, do="look", **YEAR)
    assert looked.status_code == 200
    saved = zuev.post(address, do="save", looked=zuev.hidden("looked"), **YEAR)
    assert saved.status_code == 303
    zuev.get("/desk/calendar/ru/2028")
    assert "Entered from: ПП № 999 от 01.09.2027" in zuev.text
    assert "knows no 2028" not in zuev.text


def _queue(desk: Desk, who: str) -> str:
    visitor = desk.at(who)
    visitor.get("/desk/")
    return visitor.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"days_off": "31.02"}, "is not a day of 2028"),
        ({"days_off": "25.02.2027"}, "is not a day of 2028"),
        ({"days_off": ""}, "Enter the days off"),
        ({"workdays": "01.03"}, "Only a Saturday"),
        ({"reason": " "}, "Name the decree"),
    ],
)
def test_a_wrong_year_is_refused_at_its_field(
    desk: Desk, changes: dict[str, str], said: str
) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/calendar/ru/2028/enter")
    answer = zuev.post("/desk/calendar/ru/2028/enter", do="look", **(YEAR | changes))
    assert answer.status_code == 422
    assert said in zuev.text


def test_the_head_looks_at_a_held_window_and_decides(desk: Desk) -> None:
    desk.city.goes_to(2027, 3, 9)
    reference = desk.files(**PICKET).reference
    number = corrects(desk.city, "2027-03-10", "holiday")
    counts_anew(desk.city, number)
    assert [line[1] for line in moved(desk.city, number)] == ["held"]
    assert desk.at("orlova").get("/desk/calendar/held/1").status_code == 403
    zuev = desk.at("zuev")
    zuev.get(f"/desk/calendar/recounts/{number}")
    assert "held for a look" in zuev.text
    zuev.get("/desk/calendar/held/1")
    assert zuev.post("/desk/calendar/held/1", do="count", note="").status_code == 422
    done = zuev.post("/desk/calendar/held/1", do="count", note="Подано поздно")
    assert done.status_code == 303
    with desk.city.reading() as work:
        assert work.notice(reference).window == "too_late"
    zuev.get(f"/desk/notices/{reference}")
    assert "the window is judged anew" in zuev.text


@pytest.mark.parametrize(
    "address",
    ["/desk/calendar/atlantis/2027", "/desk/calendar/ru/1899", "/desk/calendar/ru/9999",
     "/desk/calendar/recounts/77", "/desk/calendar/held/77", "/desk/calendar/atlantis/correct",
     "/desk/calendar/ru/1899/enter"],
)  # fmt: skip
def test_what_is_not_there_is_said_so(desk: Desk, address: str) -> None:
    assert desk.at("zuev").get(address).status_code == 404


def test_a_year_that_was_entered_can_be_read_by_a_calendar_without_fixed_days(desk: Desk) -> None:
    enters(desk.city, 2028, days_off=["02-25"])
    zuev = desk.at("zuev")
    zuev.get("/desk/calendar/gb-eng/2028")
    assert "No decree data of 2028 is known" in zuev.text
    zuev.get("/desk/calendar/gb-eng/2028/enter")
    assert "Holidays by statute" in zuev.text
