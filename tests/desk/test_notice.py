"""The notice page: only what the stage and the post allow, and the reason why another step is not open."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from records.tables import ReadEntry
from tests.desk.conftest import Desk
from workflow import moves
from workflow.actor import SYSTEM

REACH = ("Прудовая ул.", "000-14-20", "vera@example.org", "129515")
PURPOSE = ("Память основателей", "Шествие памяти", "Сокольникова")


def reviewed(desk: Desk) -> str:
    """A notice about which three bodies were asked."""
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=["police", "transport", "medical"])
    return reference


def test_registration_sees_the_purpose_but_not_how_to_reach_the_organiser(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")

    orlova.get(f"/desk/notices/{reference}")

    for shown in PURPOSE:
        assert shown in orlova.text
    assert orlova.last is not None
    for hidden in REACH:
        assert hidden not in orlova.last.text
    assert "How to reach the organiser is shown when you say why you need it." in orlova.text


def test_a_body_never_gets_purpose_organiser_or_telephone(desk: Desk) -> None:
    reference = reviewed(desk)
    police = desk.at("police")
    pages = [f"/desk/notices/{reference}", f"/desk/notices/{reference}/print", "/desk/"]
    police.get("/desk/")
    assert police.last is not None
    pages.append(
        "/desk/consultations/" + police.last.text.split("/desk/consultations/")[1].split('"')[0]
    )

    for page in pages:
        assert police.get(page).status_code == 200
        for hidden in (*PURPOSE, *REACH, "Ганеев"):
            assert hidden not in police.last.text, (page, hidden)
        assert "Липовый бульвар" in police.last.text
    assert police.get(f"/desk/notices/{reference}/open").status_code == 403
    answer = police.post(f"/desk/notices/{reference}/open", reason="curious")
    assert answer.status_code == 403


def test_what_is_shut_opens_for_an_hour_with_a_reason_that_is_kept(desk: Desk) -> None:
    reference = reviewed(desk)
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "Purpose and organiser are not shown at this stage" in orlova.text

    assert orlova.get(f"/desk/notices/{reference}/open").status_code == 200
    assert orlova.post(f"/desk/notices/{reference}/open", reason=" ").status_code == 422
    assert "Say why you need to read it" in orlova.text
    opened = orlova.post(f"/desk/notices/{reference}/open", reason="To call about the stewards")
    assert opened.status_code == 303

    orlova.get(f"/desk/notices/{reference}")
    for shown in (*PURPOSE, *REACH):
        assert shown in orlova.text
    with desk.city.reading() as work:
        rows = work.session.exec(select(ReadEntry)).all()
        assert [row.reason for row in rows] == ["To call about the stewards"]
    desk.city.clock.advance(timedelta(hours=1))
    orlova.get(f"/desk/notices/{reference}")
    assert "000-14-20" not in orlova.text


def test_what_is_opened_from_the_page_of_changes_leads_back_to_it(desk: Desk) -> None:
    reference = reviewed(desk)
    orlova = desk.at("orlova")
    changes = orlova.get(f"/desk/notices/{reference}/amend")
    assert f"/desk/notices/{reference}/open?back=amend" in changes.text
    opened = orlova.post(
        f"/desk/notices/{reference}/open?back=amend", reason="The change names another street"
    )
    assert opened.headers["Location"].endswith(f"/desk/notices/{reference}/amend")


def test_authorised_persons_stand_without_their_telephones(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    for page in ("", "/print"):
        orlova.get(f"/desk/notices/{reference}{page}")
        assert "Ганеев" in orlova.text, page
        assert "000-14-21" not in orlova.text, page

    orlova.post(f"/desk/notices/{reference}/open", reason="To reach them at the event")
    orlova.get(f"/desk/notices/{reference}")
    assert "000-14-21" in orlova.text


def test_each_step_is_a_button_or_a_sentence(desk: Desk) -> None:
    reference = reviewed(desk)
    orlova = desk.at("orlova")

    orlova.get(f"/desk/notices/{reference}")

    assert "Not yet: no answer from Main Directorate of the Police" in orlova.text
    assert "Opens with their answer, or on Wed 3 Mar, 18:00 without it." in orlova.text
    assert orlova.last is not None
    assert "disabled" not in orlova.last.text
    for name in ("withdraw", "back-to-registered", "duplicate"):
        assert f"/moves/{name}" in orlova.last.text
    assert "/moves/void" not in orlova.last.text  # only the head
    zuev = desk.at("zuev")
    zuev.get(f"/desk/notices/{reference}")
    assert zuev.last is not None
    assert "/moves/void" in zuev.last.text
    zuev.get(f"/desk/notices/{reference}/moves/prepare")
    assert "Not yet: no answer from" in zuev.text
    assert '<button class="govuk-button">' not in zuev.last.text


def test_both_clocks_are_explained(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")

    orlova.get(f"/desk/notices/{reference}")

    assert "The city's answer 3 days Thu 4 Mar, 24:00 How this was counted" in orlova.text
    assert "Skipped: nothing." in orlova.text
    assert "If nobody answers If no proposal is sent by then" in orlova.text
    assert "The organiser's answer to a proposal Thu 11 Mar, 24:00" in orlova.text


def test_the_history_goes_on_by_key(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    for _time in range(14):
        desk.goes(orlova, reference, "register", note="again")
        desk.goes(orlova, reference, "unregister", note="a slip of the hand")

    orlova.get(f"/desk/notices/{reference}")
    assert "Filed online" not in orlova.text
    assert orlova.last is not None
    older = orlova.last.text.split("before=")[1].split("#")[0]
    orlova.get(f"/desk/notices/{reference}?before={older}")

    assert "Filed online by the organiser." in orlova.text
    assert "To the newest" in orlova.text
    assert orlova.get(f"/desk/notices/{reference}?before=%D9%A1x").status_code == 200


def test_the_print_is_a_case_file(desk: Desk) -> None:
    reference = reviewed(desk)
    orlova = desk.at("orlova")

    orlova.get(f"/desk/notices/{reference}/print")

    assert (
        f"Demo city. Notice {reference}, version 1. Printed 1 March 2027, 12:00:00 by L. N. Orlova."
        " Times are Moscow time." in orlova.text
    )
    assert orlova.last is not None
    sheet = orlova.last.text.partition('id="main"')[2]  # the menu has folds of its own
    assert sheet.count("<details") == sheet.count(" open>") == 2
    assert "v-moves" not in orlova.last.text
    assert "Filed online by the organiser." in orlova.text


def test_what_nobody_did_is_said_in_a_whole_sentence(desk: Desk) -> None:
    reference = desk.files().reference
    with desk.city.unit() as work:
        notice = work.notice(reference)
        for role in ("system", "organiser"):
            actor = replace(SYSTEM, role=role)
            said = {"number": "SV-7/27", "way": "e-mail"}
            work.log("letter.sent", actor=actor, subject=("notice", notice.id or 0), details=said)
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "Veche sent letter SV-7/27 by e-mail." in orlova.text
    assert "The organiser sent letter SV-7/27 by e-mail." in orlova.text


def test_a_notice_that_is_not_there_reads_as_one_out_of_reach(desk: Desk) -> None:
    orlova = desk.at("orlova")

    for path in ("27-9999", "27-9999/print", "27-9999/moves/register", "27-9999/decision"):
        assert orlova.get(f"/desk/notices/{path}").status_code == 404, path
    lost = orlova.get("/desk/consultations/999")
    assert lost.status_code == 404
    assert "To the queue" in orlova.text  # not the words for organisers
    assert "receipt" not in orlova.text
    assert orlova.get("/desk/consultations/99999999999").status_code == 404
    assert orlova.get("/desk/letters/999/sent").status_code in {403, 404}


def test_the_organisers_own_words_are_on_no_page_of_others(desk: Desk) -> None:
    filed = desk.files()
    orlova = desk.at("orlova")
    desk.goes(orlova, filed.reference, "register")
    desk.goes(orlova, filed.reference, "ask", bodies=["police"])
    with desk.city.unit() as work:
        moves.withdraw(
            work, desk.city.rulebook, actor=desk.city.holder(filed), reference=filed.reference,
            seen=desk.city.revision(filed.reference), note="Vera fell ill, call 000-14-20",
        )  # fmt: skip

    notice = f"/desk/notices/{filed.reference}"
    for who in ("police", "auditor"):
        reader = desk.at(who)
        for page in (notice, f"{notice}/print"):
            assert reader.get(page).status_code == 200
            assert "000-14-20" not in reader.text, (who, page)
        reader.post(f"{notice}/moves/register", seen="1", note="mine", opened="2020-01-01")
        assert "000-14-20" not in reader.text, who
    orlova.get(f"{notice}/print")
    assert "000-14-20" in orlova.text
