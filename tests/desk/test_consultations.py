"""Bodies answer for their own unit, once; late answers are taken and shown as late."""

from records import rows
from tests.desk.conftest import Desk


def asked(desk: Desk, *bodies: str) -> tuple[str, dict[str, int]]:
    """A notice under review, and the question to each body."""
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=list(bodies or ("police", "transport")))
    return reference, numbers(desk, reference)


def numbers(desk: Desk, reference: str) -> dict[str, int]:
    with desk.city.reading() as work:
        codes = {unit.id: unit.code for unit in rows.units(work, "body")}
        found = rows.consultations(work, work.notice(reference))
    return {codes[row.unit_id]: row.id or 0 for row in found}


def test_a_body_finds_its_question_and_answers(desk: Desk) -> None:
    reference, number = asked(desk)
    transport = desk.at("transport")
    transport.get("/desk/")
    assert reference in transport.text
    assert "Take it" not in transport.text
    path = f"/desk/consultations/{number['transport']}"
    transport.get(path)

    assert transport.post(path).status_code == 422
    assert "Choose an answer" in transport.text
    half = transport.post(path, answer="conditions", facts="Tram 11 stops 12:20 to 12:30.")
    assert half.status_code == 422
    assert "Name the rule or document that your answer rests on." in transport.text
    assert "Tram 11 stops" in half.text
    typed = {
        "answer": "conditions",
        "ground": "Scheme 11",
        "facts": "Tram 11 stops 12:20 to 12:30.",
    }
    assert transport.post(path, **typed).status_code == 303

    transport.get("/desk/")
    assert "No question waits for your answer" in transport.text
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "No objection, with conditions. Tram 11 stops 12:20 to 12:30." in orlova.text
    assert "Consultations 1 of 2" in orlova.text


def test_a_body_answers_only_for_itself_and_once(desk: Desk) -> None:
    _reference, number = asked(desk)
    police = desk.at("police")
    path = f"/desk/consultations/{number['transport']}"
    police.get(path)
    assert "Only its own officers answer for a body." in police.text

    assert police.post(path, answer="no-objection").status_code == 403
    path = f"/desk/consultations/{number['police']}"
    assert police.post(path, answer="no-objection").status_code == 303
    again = police.post(path, answer="objection", ground="g", facts="Thought better of it")

    assert again.status_code == 409
    assert "Thought better of it" in again.text


def test_a_late_answer_is_marked(desk: Desk) -> None:
    reference, number = asked(desk)
    desk.city.goes_to(2027, 3, 4, 9)
    police = desk.at("police")
    path = f"/desk/consultations/{number['police']}"
    police.get(path)
    assert "The time is over: an answer is still taken and shown as late." in police.text

    assert police.post(path, answer="no-objection").status_code == 303

    police.get(path)
    assert "No objection. Thu 4 Mar, 09:00, late" in police.text
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "Police answered: No objection. After the due time." in orlova.text


def test_the_office_waits_no_longer_with_a_reason(desk: Desk) -> None:
    reference, number = asked(desk, "police")
    orlova = desk.at("orlova")
    path = f"/desk/consultations/{number['police']}/close"

    assert orlova.get(path).status_code == 200
    assert orlova.post(path, reason="").status_code == 422
    assert orlova.post(path, reason="Answered by telephone").status_code == 303

    orlova.get(f"/desk/notices/{reference}")
    assert "closed without an answer" in orlova.text
    assert desk.goes(orlova, reference, "prepare").status_code == 303
    assert desk.at("police").post(path, reason="x").status_code == 403


def test_one_more_body_is_asked_during_the_review(desk: Desk) -> None:
    reference, _number = asked(desk, "police")
    orlova = desk.at("orlova")
    path = f"/desk/notices/{reference}/ask"
    orlova.get(path)
    assert orlova.last is not None
    assert 'value="police"' not in orlova.last.text

    assert orlova.post(path, unit="").status_code == 422
    assert orlova.post(path, unit="medical").status_code == 303

    assert set(numbers(desk, reference)) == {"police", "medical"}


def test_bodies_are_asked_again_after_a_notice_went_back(desk: Desk) -> None:
    reference, _number = asked(desk, "police")
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "back-to-registered", note="The hours were mistyped")

    orlova.get(f"/desk/notices/{reference}")
    assert "closed without an answer" in orlova.text
    assert desk.goes(orlova, reference, "ask", bodies=["police"]).status_code == 303

    orlova.get(f"/desk/notices/{reference}")
    assert "Consultations 0 of 2" in orlova.text
