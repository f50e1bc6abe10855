"""The desk's pages of the silent hours: owners, what is due, incidents, duty, absences; and what strangers type there."""

from datetime import date

import pytest
from sqlalchemy import select

from records.tables import Absence, DutyShift, Incident
from tests.desk.conftest import Desk
from tests.support.watching import tick
from workflow.content import SessionIn


def rows(desk: Desk, table: type) -> list[object]:
    with desk.city.reading() as work:
        return list(work.session.execute(select(table)).scalars())


def account(desk: Desk, who: str) -> str:
    """The number of somebody's account, as a choice sends it."""
    return str(desk.city.actor(who).account_id)


def duty(desk: Desk, who: str = "orlova", **changes: str) -> dict[str, str]:
    """A good form of the roster."""
    whole = {
        "account": account(desk, who), "from_day": "02.03.2027", "from_hour": "18:00",
        "until_day": "03.03.2027", "until_hour": "09:00", "phone": "+7 495 000-03-12",
    }  # fmt: skip
    return whole | changes


def test_an_owner_hands_over_and_a_colleague_can_t_take_it_from_a_page(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    orlova.get(f"/desk/notices/{reference}")
    seen = orlova.hidden("seen")
    assert orlova.post(f"/desk/notices/{reference}/take", seen=seen).status_code == 303
    page = f"/desk/notices/{reference}/hand-over"
    assert hasanov.get(page).status_code == 403

    orlova.get(page)
    assert "R. I. Khasanov" in orlova.text
    assert "A. V. Morozova" not in orlova.text  # signs, does not prepare
    sent = orlova.post(page, seen=orlova.hidden("seen"), to=account(desk, "hasanov"), note="Court")

    assert sent.status_code == 303
    hasanov.get(f"/desk/notices/{reference}")
    assert "L. N. Orlova handed the notice over to a colleague." in hasanov.text
    assert "Court" in hasanov.text


@pytest.mark.parametrize("to", ["", "0", "999999", "²", "1;drop", "2147483648", "-1"])
def test_a_strange_choice_of_a_colleague_changes_nothing(desk: Desk, to: str) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    page = f"/desk/notices/{reference}/hand-over"
    orlova.get(page)

    answer = orlova.post(page, seen=orlova.hidden("seen"), to=to, note="Kept words")

    assert answer.status_code == 422
    assert "Kept words" in orlova.text


def test_an_old_page_of_handing_over_is_overtaken_and_keeps_the_text(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    page = f"/desk/notices/{reference}/hand-over"
    orlova.get(page)
    old = orlova.hidden("seen")
    desk.at("hasanov").post(f"/desk/notices/{reference}/take", seen=old)

    answer = desk.at("zuev").post(page, seen=old, to=account(desk, "orlova"), note="Kept words")

    assert answer.status_code == 409
    assert "Kept words" in answer.get_data(as_text=True)


def test_the_head_sees_the_incident_explains_it_and_it_leaves_the_desk(desk: Desk) -> None:
    reference = desk.files().reference
    desk.city.goes_to(2027, 3, 5, 0, 0)
    tick(desk.city)
    zuev = desk.at("zuev")
    zuev.get("/desk/")
    assert "1 incident waits for your explanation." in zuev.text
    zuev.get("/desk/incidents")
    assert reference in zuev.text
    assert "Silence took effect by law" in zuev.text
    number = rows(desk, Incident)[0].id  # type: ignore[attr-defined]  # a row of the table

    empty = zuev.post(f"/desk/incidents/{number}", explanation=" ")
    assert empty.status_code == 422
    assert "Say how it came to it" in zuev.text
    zuev.get(f"/desk/incidents/{number}")
    said = zuev.post(f"/desk/incidents/{number}", explanation="<b>Two</b> were ill.\n\u202eReally.")

    assert said.status_code == 303
    zuev.get("/desk/")
    assert "waits for your explanation" not in zuev.text
    zuev.get("/desk/incidents?state=explained")
    assert reference in zuev.text
    zuev.get(f"/desk/incidents/{number}")
    assert "<b>Two</b> were ill." in zuev.text
    again = zuev.post(f"/desk/incidents/{number}", explanation="Otherwise.")
    assert again.status_code == 409


def test_the_auditor_reads_the_register_and_officers_do_not(desk: Desk) -> None:
    desk.files()
    desk.city.goes_to(2027, 3, 5, 0, 0)
    tick(desk.city)
    auditor = desk.at("auditor")
    auditor.get("/desk/incidents/1")
    assert "has not explained it yet" in auditor.text
    assert "Close with this explanation" not in auditor.text
    assert desk.at("orlova").get("/desk/incidents").status_code == 403
    assert desk.at("zuev").get("/desk/incidents/2147483647").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "state=<script>", "what=lapsed%0A", "unit=' or 1=1", "due_from=99.99.9999", "due_to=nonsense",
        "before=²", "before=99999999999", "before=-1", "due_from=01.01.2027&due_to=31.12.2026",
    ],
)  # fmt: skip
def test_a_strange_address_of_the_register_shows_a_page(desk: Desk, asked: str) -> None:
    assert desk.at("zuev").get(f"/desk/incidents?{asked}").status_code == 200


def test_the_register_goes_on_page_after_page_without_a_gap(desk: Desk) -> None:
    references = [desk.files().reference for _ in range(27)]
    desk.city.goes_to(2027, 3, 5, 0, 0)
    tick(desk.city)
    zuev = desk.at("zuev")

    zuev.get("/desk/incidents")
    first = [one for one in references if one in zuev.text]
    zuev.get("/desk/incidents?state=open&before=3")
    second = [one for one in references if one in zuev.text]

    assert (len(first), len(second)) == (25, 2)
    assert sorted(first + second) == references


def test_what_is_due_stands_under_its_day_with_owner_and_effect(desk: Desk) -> None:
    today = desk.files(kind="picket_group", sessions=desk_session(4)).reference
    later = desk.files().reference
    orlova = desk.at("orlova")

    orlova.get("/desk/due")

    text = orlova.text
    parts = [text.index(word) for word in (
        "Today, Monday 1 March 1 answer", today, "Tomorrow, Tuesday 2 March 0 answers",
        "Later this week 1 answer", later, "Before the long holiday, Saturday 6 March to Monday 8 March",
    )]  # fmt: skip
    assert parts == sorted(parts)
    assert "The last working day before it is Friday 5 March." in text
    assert "counts as agreed as notified" in text
    assert "nobody" in text
    assert today not in desk.at("stranger").get("/desk/due").get_data(as_text=True)


def desk_session(day: int) -> tuple[object, ...]:
    return (SessionIn(date(2027, 3, day), "12:00", "13:00"),)


def test_the_roster_is_kept_on_its_page(desk: Desk) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/duty")
    assert "Nobody is on the roster" in zuev.text
    assert "Mon 1 Mar, 18:00 to Tue 2 Mar, 09:00" in zuev.text  # a gap, by name
    assert zuev.post("/desk/duty", **duty(desk)).status_code == 303
    zuev.get("/desk/duty")
    assert zuev.post("/desk/duty", **duty(desk, "hasanov", until_hour="24:00")).status_code == 303
    zuev.get("/desk/duty")
    assert "at once: Tue 2 Mar, 18:00 to Wed 3 Mar, 09:00" in zuev.text, zuev.text[:1500]

    copied = zuev.post("/desk/duty/copy", unit="prefecture-svao", monday="2027-03-01")
    zuev.get(copied.headers["Location"])

    assert "2 duties were copied." in zuev.text
    assert "Tue 9 Mar, 18:00" in zuev.text
    assert "Put on duty" not in desk.at("orlova").get("/desk/duty").get_data(as_text=True)


@pytest.mark.parametrize(
    "bad",
    [
        {"account": ""}, {"account": "999999"}, {"account": "x"}, {"from_day": "31.02.2027"},
        {"from_day": "01.01.1999"}, {"from_hour": "25:00"}, {"from_hour": "24:30"}, {"phone": ""},
        {"phone": "1" * 61}, {"until_day": "01.03.2027"}, {"until_day": "31.12.2100"},
        {"phone": "1\x00"}, {"until_hour": ""},
    ],
)  # fmt: skip
def test_a_bad_form_of_the_roster_keeps_what_was_typed_and_changes_nothing(
    desk: Desk, bad: dict[str, str]
) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/duty")

    answer = zuev.post("/desk/duty", **duty(desk, **bad))

    assert answer.status_code == 422
    assert rows(desk, DutyShift) == []
    assert "03.03.2027" in answer.get_data(as_text=True) or "until_day" in bad


def test_absences_are_entered_and_ended_on_their_page(desk: Desk) -> None:
    zuev, morozova = desk.at("zuev"), desk.at("morozova")
    days = {"first_day": "03.03.2027", "last_day": "04.03.2027"}
    morozova.get("/desk/absences")
    mine = morozova.post("/desk/absences", account=account(desk, "morozova"), **days)
    assert mine.status_code == 303
    other = morozova.post("/desk/absences", account=account(desk, "orlova"), **days)
    assert other.status_code == 422  # not among her choices

    zuev.get("/desk/")
    assert "Nobody can sign" in zuev.text
    assert "from Wednesday 3 March" in zuev.text
    zuev.get("/desk/absences")
    assert "A. V. Morozova" in zuev.text
    number = rows(desk, Absence)[0].id  # type: ignore[attr-defined]  # a row of the table
    assert zuev.post(f"/desk/absences/{number}/end").status_code == 303

    zuev.get("/desk/")
    assert "Nobody can sign" not in zuev.text


@pytest.mark.parametrize(
    "days", [("", ""), ("x", "y"), ("05.03.2027", "04.03.2027"), ("01.03.2027", "01.03.2030")]
)
def test_bad_days_of_an_absence_are_said_at_the_field(desk: Desk, days: tuple[str, str]) -> None:
    orlova = desk.at("orlova")
    orlova.get("/desk/absences")

    answer = orlova.post(
        "/desk/absences", account=account(desk, "orlova"), first_day=days[0], last_day=days[1]
    )

    assert answer.status_code == 422
    assert rows(desk, Absence) == []


@pytest.mark.parametrize(
    ("path", "status"), [("/desk/duty/9/end", 404), ("/desk/absences/9/end", 403)]
)
def test_what_is_not_there_is_not_ended(desk: Desk, path: str, status: int) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/duty")
    assert zuev.post(path).status_code == status  # as for somebody else's


@pytest.mark.parametrize("monday", ["", "2027-03-02", "2026-01-05", "x", "²", "2027-03-01'"])
def test_only_a_week_that_is_offered_is_copied(desk: Desk, monday: str) -> None:
    zuev = desk.at("zuev")
    zuev.get("/desk/duty")
    zuev.post("/desk/duty", **duty(desk))

    answer = zuev.post("/desk/duty/copy", unit="prefecture-svao", monday=monday)

    assert answer.status_code == 409
    assert len(rows(desk, DutyShift)) == 1
