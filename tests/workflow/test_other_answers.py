"""Outcomes of laws in which a notice is enough: decided, signed, frozen as data, and printed."""

from datetime import date
from pathlib import Path

import pytest

import letters.letter as paper
from records import rows
from regimes.shelf import load_all
from tests.support.everywhere import SPOKESMAN, Everywhere
from tests.support.other_land import LAW, lay
from workflow import deciding
from workflow.deciding import DecisionIn
from workflow.errors import Invalid
from workflow.talks import CourtIn, MeetingIn

CONDITION = {"what": "Колонна идёт по северной стороне", "reason": "скорая едет по южной", "basis": "статья 12 (1)"}  # fmt: skip
MEETING = MeetingIn(
    person="Л. Н. Орлова", phone="+7 495 000-03-12", place="каб. 204", day=date(2027, 3, 4),
    at="11:00", write_by_day=date(2027, 3, 5), after="Сказанное учтут до решения.",
)  # fmt: skip
COURT = CourtIn(name="Районный суд", day=date(2027, 3, 9), at="10:00", number="2-118/27")
DRAFTS = {
    "conditions": DecisionIn("conditions", conditions=(CONDITION,), capacity=2000, **SPOKESMAN),
    "noted": DecisionIn("noted", **SPOKESMAN),
    "invitation": DecisionIn("invitation", reasons="Тротуар разрыт.", meeting=MEETING),
    "opposed": DecisionIn("opposed", reasons="Мост не выдержит.", court=COURT, possible="Пойти по нижнему мосту"),
}  # fmt: skip
LEADS = {
    "conditions": "agreed", "noted": "agreed", "invitation": "review", "opposed": "refused",
}  # fmt: skip


@pytest.fixture
def there(at: Everywhere, tmp_path: Path) -> str:
    """Under the made-up law, a notice whose decision is being written."""
    at.city.rulebook = load_all(lay(tmp_path))
    reference = at.files("n")
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    return reference


def save(at: Everywhere, reference: str, draft: DecisionIn) -> None:
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, draft=draft,
        )  # fmt: skip


def frozen(at: Everywhere, reference: str, kind: str) -> paper.Letter:
    with at.city.reading() as work:
        found = [one for one in rows.letters(work, work.notice(reference)) if one.kind == kind]
    return paper.from_json(found[-1].data)


@pytest.mark.parametrize("outcome", DRAFTS)
def test_an_answer_of_another_land_is_signed_frozen_and_printed(
    at: Everywhere, there: str, outcome: str
) -> None:
    save(at, there, DRAFTS[outcome])
    at.signs(there)

    assert at.city.stage(there) == LEADS[outcome]
    letter = frozen(at, there, outcome)
    assert letter.musts() == ()
    wording = letter.head.wording
    assert wording is not None
    assert wording.law == LAW
    assert bool(wording.remedies) == (outcome in ("conditions", "opposed"))
    at.prints(at.letter("n", outcome))


def test_what_was_typed_stands_in_the_letter_at_its_instants(at: Everywhere, there: str) -> None:
    save(at, there, DRAFTS["opposed"])
    save(at, there, DRAFTS["invitation"])
    at.signs(there)
    invitation = frozen(at, there, "invitation")
    assert isinstance(invitation, paper.Invitation)
    meeting = invitation.meeting
    assert meeting.starts is not None
    assert meeting.write_by is not None
    assert meeting.starts.isoformat() == "2027-03-04T11:00:00+03:00"
    assert meeting.write_by.isoformat() == "2027-03-05T23:59:59+03:00"
    assert invitation.subject == ("Тротуар разрыт.",)


def test_a_draft_is_read_back_as_it_was_typed(at: Everywhere, there: str) -> None:
    for draft in DRAFTS.values():
        save(at, there, draft)
        with at.city.reading() as work:
            assert deciding.draft_of(work, work.notice(there)) == draft


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (DecisionIn("invitation", meeting=MeetingIn(day=date(2027, 3, 14), at="12:00")), "meeting_day"),
        (DecisionIn("invitation", meeting=MeetingIn(write_by_day=date(2027, 3, 14))), "write_by_day"),
        (DecisionIn("opposed", court=CourtIn(day=date(2027, 3, 15), at="9:00".zfill(5))), "court_day"),
    ],
)  # fmt: skip
def test_a_talk_and_a_hearing_come_before_the_event(
    at: Everywhere, there: str, draft: DecisionIn, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        save(at, there, draft)
    assert refused.value.field == field


def test_a_decision_of_moscow_written_before_has_none_of_it(at: Everywhere) -> None:
    reference = at.preparing("old", "agreed")
    with at.city.unit() as work:
        row = rows.draft_decision(work, work.notice(reference))
        assert row is not None
        row.extra = {"capacity": 2000, **SPOKESMAN}
    with at.city.reading() as work:
        typed = deciding.draft_of(work, work.notice(reference))
    assert typed == DecisionIn("agreed", capacity=2000, **SPOKESMAN)
