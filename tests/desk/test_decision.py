"""The decision: written by one person, signed by another, and only replaced afterwards."""

from typing import Any

import pytest
from sqlmodel import select

from letters.letter import Cure
from records.tables import Decision, PersonGround, Proposal
from tests.desk.conftest import AGREED, SPOKESMAN, Desk
from workflow import deciding


def row(desk: Desk, table: Any = Decision) -> Any:
    with desk.city.reading() as work:
        return work.session.exec(select(table)).first()


def test_readiness_says_what_the_draft_lacks(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}/decision")
    assert "Save the draft: the list of what it still lacks appears here." in orlova.text

    assert desk.writes(orlova, reference).status_code == 422
    assert "Choose what the office answers." in orlova.text
    saved = desk.writes(orlova, reference, outcome="refused", facts="The route crosses a school.")
    assert saved.status_code == 303
    orlova.get(f"/desk/notices/{reference}/decision")

    assert "There: Facts, with their documents" in orlova.text
    assert "Missing: A ground that the law names" in orlova.text
    assert "Not yet: the draft names no ground." in orlova.text
    assert "The route crosses a school." in orlova.text


def test_a_reason_about_traffic_backs_no_refusal(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")

    refused = desk.writes(
        orlova, reference, outcome="refused", reason_ids=["traffic"], facts="Tram 11"
    )

    assert refused.status_code == 422
    assert "This reason can't back this answer." in orlova.text
    assert "Tram 11" in refused.text


def test_a_refusal_keeps_what_is_about_a_person_apart(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    typed = {
        "outcome": "refused", "ground": "art12_3_person", "facts": "See the court's letter.",
        "measures-0-measure": "Ask for another organiser", "measures-0-found": "none named",
        "measures-0-result": "not possible",
    }  # fmt: skip

    assert desk.writes(orlova, reference, **typed).status_code == 422
    assert "State the facts about the person" in orlova.text
    person = {
        "person_facts": "Deprived by judgment 2-11.",
        "person_source": "Court letter, 1 March",
    }
    assert desk.writes(orlova, reference, **typed, **person).status_code == 303

    assert row(desk, PersonGround).facts == "Deprived by judgment 2-11."
    assert "2-11" not in row(desk).facts
    assert row(desk).measures == [
        {"measure": "Ask for another organiser", "found": "none named", "result": "not possible"}
    ]


def test_a_proposal_is_kept_as_data(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    typed = {
        "outcome": "proposal", "facts": "A fair ends at 15:15.", "reasons": "Both fit afterwards.",
        "reason_ids": ["place_taken"], **SPOKESMAN, "capacity": "4 800",
    }  # fmt: skip

    half = desk.writes(orlova, reference, **typed, **{"proposal_sessions-0-day": "14.03.2027"})
    assert half.status_code == 422
    assert "Enter when it begins, for example 12:00" in orlova.text
    hours = {
        "proposal_sessions-0-day": "14.03.2027", "proposal_sessions-0-start": "1530",
        "proposal_sessions-0-end": "17.30",
    }  # fmt: skip
    assert desk.writes(orlova, reference, **typed, **hours).status_code == 303

    assert row(desk, Proposal).sessions == [{"day": "2027-03-14", "start": "15:30", "end": "17:30"}]
    orlova.get(f"/desk/notices/{reference}/decision")
    assert orlova.last is not None
    assert 'value="14.03.2027"' in orlova.last.text
    assert desk.goes(orlova, reference, "submit").status_code == 303
    orlova.get(f"/desk/notices/{reference}/decision")
    assert "Proposed time Sunday 14 March 2027, 15:30 to 17:30" in orlova.text


def test_a_part_with_a_mistake_stands_open(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")

    answer = desk.writes(
        orlova, reference, outcome="agreed", **{"items-0-reason": "Too few stewards"}
    )

    assert answer.status_code == 422
    assert "Choose what has to be put right" in orlova.text
    part = answer.text.split("For a request to cure: what to put right")[0].rsplit("<details", 1)[1]
    assert " open>" in part


def test_one_more_row_keeps_what_was_typed_and_saves_nothing(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")

    answer = desk.writes(
        orlova, reference, outcome="cure", more="items", **{"items-0-reason": "No stewards named"}
    )

    assert answer.status_code == 200
    assert "No stewards named" in answer.text
    assert 'name="items-1-reason"' in answer.text
    assert row(desk) is None


def test_who_prepares_cannot_release(desk: Desk) -> None:
    reference = desk.to_sign()
    with desk.city.unit() as work:  # a person who may sign has prepared this one
        work.session.exec(select(Decision)).one().prepared_by = desk.city.actor(
            "morozova"
        ).account_id
    morozova = desk.at("morozova")

    morozova.get(f"/desk/notices/{reference}/decision")
    assert "Not yours: you prepared this decision, so you can't sign it." in morozova.text
    seen = str(desk.city.revision(reference))
    answer = morozova.post(f"/desk/notices/{reference}/decision/release", seen=seen)

    assert answer.status_code == 409
    assert "Not yours: you prepared this decision, so you can't sign it." in morozova.text
    assert desk.stage(reference) == "for-signature"


def test_an_officer_reads_the_draft_but_has_no_power_to_sign(desk: Desk) -> None:
    reference = desk.to_sign()
    hasanov = desk.at("hasanov")

    hasanov.get(f"/desk/notices/{reference}/decision")
    assert "Prepared by L. N. Orlova" in hasanov.text
    seen = str(desk.city.revision(reference))
    answer = hasanov.post(f"/desk/notices/{reference}/decision/release", seen=seen)

    assert answer.status_code == 403


def test_the_signatory_sends_back_with_a_reason(desk: Desk) -> None:
    reference = desk.to_sign()
    morozova = desk.at("morozova")

    assert desk.goes(morozova, reference, "back-to-preparing", note="").status_code == 422
    done = desk.goes(morozova, reference, "back-to-preparing", note="Name the second gate")

    assert done.status_code == 303
    assert desk.stage(reference) == "preparing"
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "Name the second gate" in orlova.text


def test_two_signatures_at_once_make_one_letter(desk: Desk) -> None:
    reference = desk.to_sign()
    first, second = desk.at("morozova"), desk.at("morozova")
    path = f"/desk/notices/{reference}/decision"
    first.get(path)
    second.get(path)

    assert first.post(f"{path}/release", seen=first.hidden("seen")).status_code == 303
    late = second.post(f"{path}/release", seen=second.hidden("seen"))

    assert late.status_code == 409
    assert second.title == "You changed this notice meanwhile"


def test_the_second_preparer_is_told_and_keeps_the_text(desk: Desk) -> None:
    reference = desk.prepared()
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    path = f"/desk/notices/{reference}/decision"
    orlova.get(path)
    before = {"seen": orlova.hidden("seen"), "saved": orlova.hidden("saved")}
    desk.writes(hasanov, reference, outcome="agreed", facts="Mine")

    late = orlova.post(path, **before, outcome="agreed", facts="The north gate is 1.6 m wide.")

    assert late.status_code == 409
    assert "Somebody else was faster" in orlova.text
    assert "The north gate is 1.6 m wide." in late.text
    assert row(desk).facts == "Mine"
    again = {"seen": orlova.hidden("seen"), "saved": orlova.hidden("saved")}
    saved = orlova.post(path, **again, outcome="agreed", facts="The north gate is 1.6 m wide.")
    assert saved.status_code == 303
    assert row(desk).facts == "The north gate is 1.6 m wide."


def test_a_draft_of_a_notice_that_went_on_is_not_lost(desk: Desk) -> None:
    reference = desk.prepared()
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    orlova.get(f"/desk/notices/{reference}/decision")
    before = {"seen": orlova.hidden("seen"), "saved": orlova.hidden("saved")}
    desk.goes(hasanov, reference, "back-to-review", note="Police asks once more")

    late = orlova.post(f"/desk/notices/{reference}/decision", **before, facts="Two gates.")

    assert late.status_code == 409
    assert "Two gates." in late.text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_letter_is_seen_before_it_leaves(desk: Desk, language: str) -> None:
    reference = desk.to_sign()
    morozova = desk.at("morozova")

    answer = morozova.get(f"/desk/notices/{reference}/decision/preview.pdf?language={language}")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_a_preview_of_a_half_draft_says_what_the_letter_lacks(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    desk.writes(orlova, reference, outcome="agreed")

    answer = orlova.get(f"/desk/notices/{reference}/decision/preview.pdf")

    assert answer.status_code == 409
    assert "how many people the place can hold" in orlova.text


def test_a_released_decision_is_replaced_with_a_reason(desk: Desk) -> None:
    reference = desk.released()
    orlova = desk.at("orlova")

    done = desk.goes(orlova, reference, "replace", note="The square was measured anew")
    assert done.status_code == 303
    orlova.get(f"/desk/notices/{reference}/decision")
    assert "Why the earlier decision is replaced" in orlova.text
    typed = AGREED | {"capacity": "1500", "replace_reason": "The square holds 1,500."}
    assert desk.writes(orlova, reference, **typed).status_code == 303
    assert desk.goes(orlova, reference, "submit").status_code == 303
    assert desk.signs("morozova", reference).status_code == 303

    morozova = desk.at("morozova")
    morozova.get(f"/desk/notices/{reference}")
    assert "Replaced." in morozova.text
    assert "Replaces an earlier decision:" in morozova.text


def test_a_body_does_not_read_drafts(desk: Desk) -> None:
    reference = desk.to_sign()
    police = desk.at("police")

    assert police.get(f"/desk/notices/{reference}/decision").status_code == 403
    assert police.get(f"/desk/notices/{reference}/decision/preview.pdf").status_code == 403
    police.get(f"/desk/notices/{reference}")

    assert "Draft on version" not in police.text


def test_a_request_to_cure_names_the_question_in_words(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    item = {"items-0-field": "order", "items-0-reason": "Twelve stewards are too few."}
    desk.writes(orlova, reference, outcome="cure", **item)

    with desk.city.reading() as work:
        actor = desk.city.actor("orlova")
        letter = deciding.preview(
            work, desk.city.rulebook, actor=actor, reference=reference, locale="en"
        )

    assert isinstance(letter, Cure)
    assert [one.field for one in letter.items] == ["How public order is kept"]


def test_a_preview_shows_the_address_to_whoever_opened_it_or_signs(desk: Desk) -> None:
    reference = desk.to_sign()

    def lines(who: str, locale: str = "en") -> tuple[str, ...]:
        with desk.city.reading() as work:
            return deciding.preview(
                work, desk.city.rulebook, actor=desk.city.actor(who), reference=reference,
                locale=locale,
            ).head.addressee  # fmt: skip

    assert lines("orlova")[1:] == ("[address not shown in this preview]",)
    assert lines("orlova", "ru")[1:] == ("[адрес в этом проекте не показан]",)
    assert "129515" in lines("morozova")
    orlova = desk.at("orlova")
    orlova.post(f"/desk/notices/{reference}/open", reason="To check the envelope")
    assert "129515" in lines("orlova")


def test_the_organiser_s_time_is_read_before_a_request_leaves(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    item = {"items-0-field": "order", "items-0-reason": "Twelve stewards are too few."}
    desk.writes(orlova, reference, outcome="cure", **item)
    orlova.get(f"/desk/notices/{reference}/decision")
    assert "A new notice would be in time until Thursday 4 March, 24:00." in orlova.text
    assert "An answer to this letter is in time until Thursday 11 March, 24:00." in orlova.text

    asked = desk.writes(orlova, reference, outcome="cure", do="submit", **item)
    orlova.get(asked.headers["Location"])
    assert "Saved, but not handed over yet." in orlova.text

    unseen = desk.goes(orlova, reference, "submit", last_seen="", note="Please sign today")
    assert unseen.status_code == 422
    assert 'href="#last_seen"' in unseen.text  # told at the top of the page, where one looks first
    assert "Not yet: confirm first that you saw the organiser's time." in orlova.text
    assert "Please sign today" in unseen.text
    assert desk.goes(orlova, reference, "submit").status_code == 303

    morozova = desk.at("morozova")
    morozova.get(f"/desk/notices/{reference}/decision")
    path = f"/desk/notices/{reference}/decision/release"
    assert morozova.post(path, seen=morozova.hidden("seen"), last_seen="1").status_code == 422
    assert "confirm first" in morozova.text
    assert desk.signs("morozova", reference).status_code == 303
