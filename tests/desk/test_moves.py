"""Moves: one page for each, a reason where something is mended, and the text kept when somebody was faster."""

from tests.desk.conftest import SPOKESMAN, Desk


def test_a_step_that_mends_needs_a_reason(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")

    refused = desk.goes(orlova, reference, "unregister", note="  ")

    assert refused.status_code == 422
    assert "Say why, in a sentence that the history will keep" in orlova.text
    assert orlova.last is not None
    assert "<title>Error:" in orlova.last.text
    assert desk.goes(orlova, reference, "unregister", note="Wrong okrug").status_code == 303
    orlova.get(f"/desk/notices/{reference}")
    assert "Undo the registration. Now: Received Wrong okrug" in orlova.text


def test_somebody_was_faster_and_the_text_is_kept(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    desk.goes(orlova, reference, "register")
    orlova.get(f"/desk/notices/{reference}/moves/unregister")
    seen, opened = orlova.hidden("seen"), orlova.hidden("opened")
    desk.city.clock.advance(minutes=5)
    assert desk.goes(hasanov, reference, "unregister", note="My turn").status_code == 303

    path = f"/desk/notices/{reference}/moves/unregister"
    answer = orlova.post(path, seen=seen, opened=opened, note="Twelve coaches arrive at 10:15.")

    assert answer.status_code == 409
    assert orlova.title == "Somebody else was faster"
    assert "R. I. Khasanov: Undo the registration. Now: Received" in orlova.text
    assert "Your step was not made. Your text is below." in orlova.text
    assert "Twelve coaches arrive at 10:15." in answer.text
    assert "You opened it at 12:00." in orlova.text
    assert "This step is not open any more." in orlova.text
    assert desk.stage(reference) == "received"


def test_a_step_that_is_still_open_is_offered_once_more(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    path = f"/desk/notices/{reference}/moves/register"
    orlova.get(path)
    seen, opened = orlova.hidden("seen"), orlova.hidden("opened")
    hasanov.get(f"/desk/notices/{reference}")
    hasanov.post(f"/desk/notices/{reference}/take", seen=hasanov.hidden("seen"))

    assert orlova.post(path, seen=seen, opened=opened, note="Complete.").status_code == 409
    again = orlova.post(path, seen=orlova.hidden("seen"), note="Complete.")

    assert again.status_code == 303
    assert desk.stage(reference) == "registered"


def test_a_form_from_a_stage_that_was_left_keeps_its_text(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    orlova.get(f"/desk/notices/{reference}/moves/register")
    seen = orlova.hidden("seen")
    desk.goes(hasanov, reference, "register")

    answer = orlova.post(
        f"/desk/notices/{reference}/moves/register",
        seen=seen,
        note="All thirteen answers are there.",
    )

    assert answer.status_code == 409
    assert "All thirteen answers are there." in answer.text


def test_bodies_of_the_law_are_ticked_and_at_least_one_is_asked(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")

    orlova.get(f"/desk/notices/{reference}/moves/ask")
    assert orlova.last is not None
    ticked = [part for part in orlova.last.text.split("<input")[1:] if " checked" in part]
    assert len(ticked) == 3
    assert desk.goes(orlova, reference, "ask").status_code == 422
    assert "Choose at least one body" in orlova.text
    assert desk.goes(orlova, reference, "ask", bodies=["police"]).status_code == 303
    orlova.get(f"/desk/notices/{reference}")

    assert "Consultations 0 of 1" in orlova.text


def test_a_duplicate_names_the_notice_that_stays(desk: Desk) -> None:
    first = desk.files(key="one").reference
    second = desk.files(key="two").reference
    orlova = desk.at("orlova")

    answer = desk.goes(orlova, second, "duplicate", of="27-9999", note="Sent twice")
    assert answer.status_code == 422
    assert "There is no notice with this number." in orlova.text
    assert "Sent twice" in answer.text
    assert desk.goes(orlova, second, "duplicate", of=first, note="Sent twice").status_code == 303
    orlova.get(f"/desk/notices/{second}")

    assert f"Repeats {first}" in orlova.text


def test_the_head_voids_and_nobody_else(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, zuev = desk.at("orlova"), desk.at("zuev")
    seen = str(desk.city.revision(reference))

    path = f"/desk/notices/{reference}/moves/void"
    assert orlova.post(path, seen=seen, note="Not a notice").status_code == 403
    assert desk.goes(zuev, reference, "void", note="A letter of thanks").status_code == 303

    assert desk.stage(reference) == "void"


def test_a_withdrawal_on_paper_is_entered_by_the_clerk(desk: Desk) -> None:
    reference = desk.files().reference
    kravets = desk.at("kravets")

    refused = desk.goes(kravets, reference, "withdraw", note="")
    assert refused.status_code == 422
    assert "Say by which letter, when and from whom the withdrawal came" in kravets.text
    done = desk.goes(
        kravets, reference, "withdraw", note="Letter of 1 March, signed by the organiser"
    )

    assert done.status_code == 303
    assert desk.stage(reference) == "withdrawn"


def test_an_answer_to_a_proposal_on_paper_is_entered_by_the_office(desk: Desk) -> None:
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
    assert desk.stage(reference) == "proposed"
    assert desk.goes(orlova, reference, "decline", note="").status_code == 422

    came = {"came_day": "01.03.2027", "came_hour": "11:59"}
    assert "receipt stamp" in desk.goes(orlova, reference, "accept", note="Letter").get_data(True)
    ahead = desk.goes(orlova, reference, "accept", note="x", **came | {"came_day": "02.03.2027"})
    assert ahead.status_code == 422
    early = desk.goes(orlova, reference, "accept", note="x", **came)
    assert "before the letter that it answers left" in early.get_data(as_text=True)

    done = desk.goes(
        orlova, reference, "accept", note="Letter of 1 March", **came | {"came_hour": "12:00"}
    )
    assert done.status_code == 303

    orlova.get(f"/desk/notices/{reference}")
    assert "Sunday 14 March 2027, 15:30 to 17:30" in orlova.text


def test_taking_what_was_just_taken_says_who_was_faster(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    path = f"/desk/notices/{reference}/take"
    orlova.get("/desk/")
    seen = orlova.hidden("seen")
    assert hasanov.post(path, seen=seen).status_code == 303

    assert orlova.post(path, seen=seen).status_code == 409

    assert "R. I. Khasanov took the notice." in orlova.text


def test_an_unknown_move_is_not_there(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")

    assert orlova.get(f"/desk/notices/{reference}/moves/lapse-agreed").status_code == 404
    assert orlova.get(f"/desk/notices/{reference}/moves/to_agreed").status_code == 404
    answer = orlova.post(f"/desk/notices/{reference}/moves/to_agreed", seen="1", note="x")
    assert answer.status_code == 409
    assert desk.stage(reference) == "received"
