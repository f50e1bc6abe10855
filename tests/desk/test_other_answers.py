"""The draft of answers of other lands: what it lacks is said, what can't be is said at the field, nothing is lost."""

from typing import Any

import pytest

from records import rows
from regimes.shelf import load_all
from tests.desk.conftest import Desk
from tests.support.other_land import CONDITIONS, INVITATION, NOTED, OPPOSED, lay
from workflow import moves


@pytest.fixture
def there(desk: Desk) -> str:
    """Under the made-up law, a notice whose decision is being written."""
    desk.city.rulebook = load_all(lay(desk.app.extensions["veche"].settings.home))
    return _prepared(desk)


def _prepared(desk: Desk) -> str:
    reference = desk.files().reference
    for name in ("register", "prepare-without-asking"):
        with desk.city.unit() as work:
            moves.move(
                work, desk.city.rulebook, actor=desk.city.actor("orlova"), reference=reference,
                name=name, seen=work.notice(reference).revision, note="",
            )  # fmt: skip
    return reference


def test_a_draft_with_a_gap_says_so_and_is_not_given_for_signature(desk: Desk, there: str) -> None:
    gaps: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        (CONDITIONS, {"conditions-0-basis": ""}, "Conditions, each with its reason and its basis in law"),
        (CONDITIONS, {"representative_name": ""}, "Who speaks for the office at the event"),
        (NOTED, {"representative_phone": ""}, "Who speaks for the office at the event"),
        (INVITATION, {"meeting_after": ""}, "With whom to talk"),
        (INVITATION, {"meeting_place": "", "write_by_day": ""}, "With whom to talk"),
        (INVITATION, {"reasons": ""}, "Reasons"),
        (OPPOSED, {"court_name": ""}, "The court and the hour of the hearing"),
    ]  # fmt: skip
    orlova = desk.at("orlova")
    for typed, gap, said in gaps:
        assert desk.writes(orlova, there, **typed | gap).status_code == 303, orlova.text
        orlova.get(f"/desk/notices/{there}/decision")
        assert f"Missing: {said}" in orlova.text, said
        shut = desk.goes(orlova, there, "submit")
        assert shut.status_code in (404, 409)
    assert desk.stage(there) == "preparing"


def test_what_can_not_be_is_said_at_the_field_and_the_text_stays(desk: Desk, there: str) -> None:
    wrong: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        (INVITATION, {"meeting_at": ""}, "Enter the hour of the talk, for example 11:00"),
        (INVITATION, {"meeting_at": "24:00"}, "A day starts at 00:00"),
        (INVITATION, {"meeting_day": "14.03.2027", "meeting_at": "15:00"}, "Talk before the event begins."),
        (INVITATION, {"meeting_day": "soon"}, "Enter a day, for example 25.11.2026"),
        (OPPOSED, {"court_day": ""}, "Enter the day of the hearing"),
        (OPPOSED, {"court_day": "15.03.2027"}, "The court can only help before the event begins."),
        (CONDITIONS, {"conditions-0-what": ""}, "Write the condition"),
        (CONDITIONS, {"conditions-0-what": "x" * 501}, "500"),
    ]  # fmt: skip
    orlova = desk.at("orlova")
    for typed, change, said in wrong:
        refused = desk.writes(orlova, there, **typed | change)
        assert refused.status_code == 422, said
        assert said in orlova.text
        kept = [str(value) for name, value in typed.items() if name not in change]
        assert all(value in refused.text for value in kept if " " in value)
    with desk.city.reading() as work:
        assert rows.draft_decision(work, work.notice(there)) is None


def test_a_saved_draft_stands_in_the_form_again(desk: Desk, there: str) -> None:
    orlova = desk.at("orlova")
    for typed in (CONDITIONS, INVITATION, OPPOSED):
        assert desk.writes(orlova, there, **typed).status_code == 303
        page = orlova.get(f"/desk/notices/{there}/decision").text
        for name, value in typed.items():
            shown = {"1100": "11:00", "2027-03-09": "09.03.2027"}.get(value, value)
            assert shown in page, name


def test_one_more_condition_keeps_what_was_typed_and_saves_nothing(desk: Desk, there: str) -> None:
    orlova = desk.at("orlova")
    answer = desk.writes(orlova, there, **CONDITIONS, more="conditions")
    assert answer.status_code == 200
    assert "The column keeps to the northern carriageway" in answer.text
    assert 'name="conditions-1-what"' in answer.text
    assert 'name="conditions-2-what"' not in answer.text
    with desk.city.reading() as work:
        assert rows.draft_decision(work, work.notice(there)) is None


def test_the_letter_can_be_seen_before_anybody_signs(desk: Desk, there: str) -> None:
    orlova = desk.at("orlova")
    for typed in (CONDITIONS, NOTED, INVITATION, OPPOSED):
        desk.writes(orlova, there, **typed)
        for language in ("ru", "en"):
            path = f"/desk/notices/{there}/decision/preview.pdf?language={language}"
            assert orlova.get(path).data.startswith(b"%PDF-"), (typed["outcome"], language)


def test_a_talk_that_has_passed_before_the_signature_holds_the_release(
    desk: Desk, there: str
) -> None:
    orlova, morozova = desk.at("orlova"), desk.at("morozova")
    soon = INVITATION | {"meeting_day": "01.03.2027", "meeting_at": "13:00", "write_by_day": ""}
    assert desk.writes(orlova, there, **soon).status_code == 303
    assert desk.goes(orlova, there, "submit").status_code == 303
    desk.city.goes_to(2027, 3, 1, 13, 5)
    path = f"/desk/notices/{there}/decision"
    morozova.get(path)
    assert "Room 204" in morozova.text

    held = morozova.post(f"{path}/release", seen=str(desk.city.revision(there)))

    assert held.status_code == 409
    assert desk.stage(there) == "for-signature"


def test_moscows_own_form_asks_for_no_condition_and_no_court(desk: Desk) -> None:
    reference = _prepared(desk)
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}/decision")
    assert "For a refusal" in orlova.text
    for words in ("Conditions under which", "For an invitation", "For a statement of opposition"):
        assert words not in orlova.text
