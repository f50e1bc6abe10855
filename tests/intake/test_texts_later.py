"""The text corpus in what an organiser writes after an answer: withdrawing, cancelling, conditions, minutes, messages, posts.

Each text is really sent, and what it changed is put back, so that the records take it as they would in life.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regimes.shelf import load_all
from tests.intake.conftest import Door, Opens
from tests.intake.test_texts_everywhere import ALL, FEW, Calm, Sends, holds, told
from tests.matrix.keeping import Keeping
from tests.support import other_land
from tests.support.client import Grumbler
from tests.support.everywhere import SPOKESMAN, Everywhere
from workflow import consulting, deciding, messaging, minuting, resources
from workflow.deciding import DecisionIn

CONDITION = {"what": "The northern carriageway", "reason": "ambulances", "basis": "section 12"}


@dataclass
class Form:
    """A page on which an organiser writes: the notice that it is of, the boxes that take words, what else is sent."""

    of: str
    page: str
    boxes: tuple[str, ...]
    given: dict[str, str] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    """Where a mistake of a box is told, if not under the box's own name."""


FORMS = {
    "withdraw": Form("asked", "withdraw", ("note",)),
    "cancel": Form("agreed", "cancel", ("note",)),
    "conditions": Form(
        "bound", "conditions", ("reason-1",), {"answer-1": "objected"}, {"reason-1": "condition-1"}
    ),
    "minutes": Form("asked", "minutes", ("remark",), {"do": "remark", "minutes": "1"}, {"remark": "remark-1"}),
    "messages": Form("asked", "messages", ("text",), {"message": "1"}),
    "questions": Form("asked", "questions", ("answer",), {"question": "1"}),
    "resources": Form("asked", "resources", ("organisation", "shift"), {"resource": "1", "number": "12"}),
}  # fmt: skip


def writes_to_the_organiser(at: Everywhere, reference: str) -> None:
    """A question of a body, a post that is asked for, a message, minutes of a talk: each is answered in words."""
    common: dict[str, Any] = {"reference": reference}
    rulebook = at.city.rulebook
    with at.city.unit() as work:
        consulting.answer(
            work, rulebook, actor=at.actor("police"), consultation_id=at.question("asked"),
            answer="need-information", facts="Where is the stage?", whom="organiser",
        )  # fmt: skip
        resources.ask(
            work, rulebook, actor=at.actor("orlova"), kind="stewards", wanted=20, why="Narrow", **common
        )  # fmt: skip
        made = messaging.begin(
            work, rulebook, actor=at.actor("zuev"), to="organiser", text="Call us", **common
        )
        messaging.send(work, rulebook, actor=at.actor("zuev"), message_id=made, seen=1, **common)
        minuting.write(
            work, rulebook, actor=at.actor("orlova"), held_on=date(2027, 3, 1), people="Two", said="Moved",
            **common,
        )  # fmt: skip


@pytest.fixture
def door(opens: Opens, tmp_path: Path) -> Door:
    """A city whose law knows conditions."""
    made = opens(files={"ru-moscow-assembly.2027-01-01": other_land.body()})
    made.city.rulebook = load_all(tmp_path / "regimes")
    return made


def bound(at: Everywhere) -> str:
    """A notice that was agreed with a condition."""
    reference = at.preparing("bound")
    seen = at.city.revision(reference)
    draft = DecisionIn("conditions", conditions=(CONDITION,), capacity=2000, **SPOKESMAN)
    with at.city.unit() as work:
        deciding.save(
            work,
            at.city.rulebook,
            actor=at.actor("orlova"),
            reference=reference,
            seen=seen,
            draft=draft,
        )
    at.signs(reference)
    return reference


@dataclass
class Office:
    """The notices of which an organiser writes, their browser, and the way back after each text."""

    refs: dict[str, str]
    owner: Grumbler
    revisions: dict[str, int]
    stands: Keeping

    def sends(self, one: Form) -> Sends:
        """One of the forms, sent again and again from the same moment of the city."""
        reference = self.refs[one.of]
        given = one.given | {"seen": str(self.revisions[one.of])}
        path = f"/notices/{reference}/{one.page}"

        def sends(text: str) -> dict[str, str]:
            self.owner.post(path, **given, **dict.fromkeys(one.boxes, text))
            names = {box: one.at.get(box, box) for box in one.boxes}
            found = told(self.owner, *names.values())
            assert self.owner.last is not None
            went = self.owner.last.status_code == 303
            assert went != any(found.values()), (one.page, self.owner.last.status_code, text)
            if went:
                assert self.owner.get(f"/notices/{reference}").status_code == 200
                told(self.owner)
                self.stands.settle()
            return {box: found[names[box]] for box in one.boxes}

        return sends


@pytest.fixture
def office(door: Door) -> Office:
    """Everything at which an organiser may write, and the organiser signed in."""
    at = Everywhere(door.city).people()
    refs = {
        "asked": at.asked("asked"),
        "agreed": at.released("agreed", "agreed"),
        "bound": bound(at),
    }
    writes_to_the_organiser(at, refs["asked"])
    owner = door.signed_in("owner@veche.example", Calm)
    seen = {name: door.city.revision(reference) for name, reference in refs.items()}
    stands = Keeping(door.city.engine, door.app.extensions["veche"].engine)
    return Office(refs, owner, seen, stands)


def test_a_few_texts_in_every_form(office: Office) -> None:
    for one in FORMS.values():
        assert list(holds(office.sends(one), FEW)) == []


def test_a_remark_that_was_written_is_not_lost_by_confirming(office: Office) -> None:
    path = f"/notices/{office.refs['asked']}/minutes"
    office.owner.get(path)
    answer = office.owner.post(path, minutes="1", remark="We spoke of 17:00", do="confirm")

    assert answer.status_code == 422
    assert "You wrote a remark." in office.owner.text
    assert ">We spoke of 17:00</textarea>" in answer.get_data(as_text=True)
    assert office.owner.post(path, minutes="1", remark=" ", do="confirm").status_code == 303


@pytest.mark.deep
@pytest.mark.parametrize("name", FORMS)
def test_the_whole_corpus(name: str, office: Office) -> None:
    assert list(holds(office.sends(FORMS[name]), ALL)) == []
