"""Answers of laws in which a notice is enough: written, signed, printed, and read back by whose notice it is."""

from typing import Any

import pytest

from letters.letter import Conditions, Invitation, Letter, Opposed, from_json
from letters.page import page
from regimes.shelf import load_all
from tests.stories.conftest import Town
from tests.support.other_land import CONDITIONS, INVITATION, LAW, NOTED, OPPOSED, SECOND, lay


def decided(town: Town, **typed: Any) -> tuple[str, Letter]:
    """The long road under the made-up law; the number and the letter that left."""
    here = town.app.extensions["veche"]
    here.shelf = load_all(lay(here.settings.home))  # as it is read when Veche starts
    vera = town.person("owner")
    reference = town.files(vera)
    orlova = town.prepared(reference)
    saved = town.writes(orlova, reference, **typed)
    assert saved.status_code == 303, orlova.text
    town.moves(orlova, reference, "submit")
    assert town.releases(reference).status_code == 303
    town.works()
    kind, pdf = town.letters(reference)[-1]
    assert kind == typed["outcome"]
    assert pdf.startswith(b"%PDF-")
    return reference, from_json(town.letter(reference, kind).data)


def read_by_organiser(town: Town, reference: str) -> str:
    """The page of the notice, in the organiser's browser."""
    vera = town.person("owner")
    vera.get(f"/notices/{reference}")
    return vera.text


def test_conditions_are_numbered_signed_and_listed_for_the_organiser(town: Town) -> None:
    reference, letter = decided(town, **CONDITIONS, **SECOND)

    assert town.city.stage(reference) == "agreed"
    assert isinstance(letter, Conditions)
    assert [one.basis for one in letter.conditions] == ["section 12 (1) (a)", "section 12 (2A)"]
    assert letter.capacity == 2000
    assert letter.contact is not None
    assert letter.head.wording is not None
    assert letter.head.wording.law == LAW
    written = page(letter).replace("\u00a0", " ")
    assert "12:30 &lt;b&gt;" in written
    told = read_by_organiser(town, reference)
    for words in ("The column keeps to the northern carriageway", "ambulances need the southern one",
                  "No loudspeaker before 12:30 <b>", "section 12 (2A)"):  # fmt: skip
        assert words in told
    assert (
        "Answer 2 conditions of the letter" in told
    )  # what waits stands first, not "nothing more"
    vera = town.person("owner")
    path = f"/notices/{reference}/conditions"
    vera.get(path)
    half = {"seen": vera.hidden("seen"), "answer-1": "objected", "reason-1": "The kerb"}
    assert "The kerb" in vera.post(path, **half, do="speak:ru").text
    assert "Вы возражали" not in vera.get(path).text
    vera.post(path, **half, do="speak:en")
    zuev = town.person("zuev")
    zuev.get(f"/desk/notices/{reference}")
    assert "The column keeps to the northern carriageway" in zuev.text
    police = town.person("police")
    police.get(f"/desk/notices/{reference}")
    assert "northern carriageway" not in police.text  # what was decided is the office's to tell


@pytest.mark.deep
def test_a_notice_is_noted_and_nothing_is_asked(town: Town) -> None:
    reference, letter = decided(town, **NOTED)

    assert town.city.stage(reference) == "agreed"
    assert "принимает к сведению" in page(letter).replace("\u00a0", " ")
    assert letter.head.wording is not None
    assert letter.head.wording.deciding == "ru"


@pytest.mark.deep
def test_an_invitation_goes_out_and_the_notice_goes_on(town: Town) -> None:
    reference, letter = decided(town, **INVITATION)

    assert town.city.stage(reference) == "review"
    assert isinstance(letter, Invitation)
    assert letter.meeting.starts is not None
    assert letter.meeting.write_by is not None
    assert letter.meeting.starts.isoformat() == "2027-03-04T11:00:00+03:00"
    assert letter.meeting.write_by.isoformat() == "2027-03-05T23:59:59+03:00"
    assert letter.subject == ("The pavement at No. 12 is dug up.",)
    told = read_by_organiser(town, reference)
    assert "Room 204" in told
    assert "4 March 2027, 11:00" in told


@pytest.mark.deep
def test_an_opposition_names_court_hour_and_what_can_be_done(town: Town) -> None:
    reference, letter = decided(town, **OPPOSED)

    assert isinstance(letter, Opposed)
    assert letter.court.hears.isoformat() == "2027-03-09T10:00:00+03:00"
    assert letter.possible == ("Agree to the lower bridge until the hearing",)
    told = read_by_organiser(town, reference)
    assert "Court of the District" in told
    assert "9 March 2027, 10:00" in told
