"""A counter-offer on paper, entered at the desk as it is written, with the minute of its stamp."""

from tests.desk.conftest import SPOKESMAN, Desk

OFFER = {
    "came_day": "01.03.2027", "came_hour": "12:00", "sessions-0-day": "14.03.2027",
    "sessions-0-start": "16:00", "sessions-0-end": "18:00", "places-0-name": "",
    "conditions": "We clear the square by 18:30", "note": "Guests arrive at 15:20",
}  # fmt: skip


def proposed(desk: Desk) -> str:
    """A proposal of a later hour was released."""
    reference = desk.prepared()
    orlova = desk.at("orlova")
    typed = {
        "outcome": "proposal", "facts": "A fair.", "reasons": "Both fit.", "capacity": "4800",
        "proposal_sessions-0-day": "14.03.2027", "proposal_sessions-0-start": "15:30",
        "proposal_sessions-0-end": "17:30", **SPOKESMAN,
    }  # fmt: skip
    assert desk.writes(orlova, reference, **typed).status_code == 303
    assert desk.goes(orlova, reference, "submit").status_code == 303
    assert desk.signs("morozova", reference).status_code == 303
    return reference


def test_a_clerk_enters_what_came_and_the_office_takes_it(desk: Desk) -> None:
    reference = proposed(desk)
    kravets = desk.at("kravets")
    notice = kravets.get(f"/desk/notices/{reference}").get_data(as_text=True)
    assert f"/desk/notices/{reference}/counter-offer" in notice
    path = f"/desk/notices/{reference}/counter-offer"
    page = kravets.get(path).get_data(as_text=True)
    assert 'value="15:30"' in page  # it begins with what the city proposes
    for changes, told in (
        ({"came_hour": ""}, "Enter the time that the receipt stamp shows"),
        ({"came_day": "02.03.2027"}, "ahead of now"),
        ({"note": ""}, "Enter the reason as the paper gives it"),
        ({"sessions-0-start": "25:00"}, "Enter a time, for example 13:30"),
        (
            {"sessions-0-start": "15:30", "sessions-0-end": "17:30", "conditions": ""},
            "accept it instead",
        ),
    ):
        answer = kravets.post(path, seen=kravets.hidden("seen"), **OFFER | changes)
        assert answer.status_code == 422, told
        assert told in kravets.text
        assert "We clear the square" in kravets.text or not changes.get("conditions", "x")

    assert kravets.post(path, seen=kravets.hidden("seen"), **OFFER).status_code == 303

    assert desk.stage(reference) == "countered"
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "16:00 to 18:00" in orlova.text
    assert "Came on paper on Mon 1 Mar, 12:00." in orlova.text
    assert desk.goes(orlova, reference, "take-counter-offer", note="").status_code == 303


def test_where_no_proposal_waits_there_is_no_such_page(desk: Desk) -> None:
    reference = desk.files().reference
    path = f"/desk/notices/{reference}/counter-offer"
    assert desk.at("kravets").get(path).status_code == 404
    proposal = proposed(desk)
    zuev = desk.at("zuev")  # the head enters nothing that a clerk does
    page = zuev.get(f"/desk/notices/{proposal}/counter-offer")
    assert "Not yours" in page.get_data(as_text=True)
    sent = zuev.post(f"/desk/notices/{proposal}/counter-offer", **OFFER)
    assert sent.status_code == 403
