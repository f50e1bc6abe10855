"""Notes of an office: kept on their page, read by its people and the auditor, by nobody else."""

import re

from tests.desk.conftest import Desk

TALK = {
    "kind": "telephone",
    "who": "Mr Berg of the water board",
    "text": "They dig from the tenth.",
}


def test_a_note_and_a_talk_by_telephone_are_kept_and_read_by_the_office(desk: Desk) -> None:
    reference = desk.files().reference
    path = f"/desk/notices/{reference}/notes"
    orlova = desk.at("orlova")
    assert "No notes yet." in orlova.get(path).text

    assert orlova.post(path, kind="note", text=" ").status_code == 422
    assert orlova.post(path, kind="telephone", text="Called").status_code == 422
    assert "Say with whom the talk was." in orlova.text
    assert orlova.post(path, kind="gossip", text="Called").status_code == 422
    assert orlova.post(path, kind="note", text="Ask about the stage.").status_code == 303
    assert orlova.post(path, **TALK).status_code == 303

    page = desk.at("zuev").get(f"/desk/notices/{reference}").text
    assert page.index("by telephone with") < page.index("Ask about the stage.")
    assert "Mr Berg of the water board" in page


def test_a_body_and_another_office_read_no_note(desk: Desk) -> None:
    reference = desk.prepared()  # the bodies were asked, so they reach the notice
    path = f"/desk/notices/{reference}/notes"
    desk.at("orlova").post(path, **TALK)

    for who in ("police", "stranger"):
        stranger = desk.at(who)
        assert stranger.get(path).status_code in {403, 404}
        assert "They dig" not in stranger.get(f"/desk/notices/{reference}").text
        assert stranger.post(path, **TALK).status_code in {403, 404}


def test_neither_print_nor_history_nor_search_has_a_note(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}/notes")
    orlova.post(f"/desk/notices/{reference}/notes", **TALK)
    for path in (
        f"/desk/notices/{reference}/print",
        "/desk/search?q=dig",
        "/desk/search?q=Berg",
    ):
        assert "They dig" not in orlova.get(path).text


def test_what_a_substitute_should_know_is_written_by_the_person_and_by_the_head(desk: Desk) -> None:
    hasanov = desk.at("hasanov")
    hasanov.get("/desk/absences")
    days = {"first_day": "01.03.2027", "last_day": "09.03.2027"}
    account = hasanov.hidden("account") or ""
    page = hasanov.get("/desk/absences").text
    number = re.search(r'<option selected value="(\d+)"', page) or re.search(
        r'<option value="(\d+)"', page
    )
    assert number, account
    answer = hasanov.post(
        "/desk/absences", account=number[1], note="26-0001 waits for the police", **days
    )
    assert answer.status_code == 303

    zuev = desk.at("zuev")
    page = zuev.get("/desk/absences").text
    assert "26-0001 waits for the police" in page
    own = re.search(r"/desk/absences/(\d+)/note", page)
    assert own
    assert zuev.post(own[0], note="Ask Orlova first").status_code == 303
    assert zuev.post(own[0], note="x" * 2001).status_code == 409
    assert "Ask Orlova first" in zuev.get("/desk/workload").text
    assert desk.at("orlova").post(own[0], note="Not mine to say").status_code == 403
