"""The text corpus in a notice that a clerk enters from paper: whatever it says is taken as it stands, or told at its field."""

import pytest

from tests.desk.conftest import Desk
from tests.desk.test_paper import PAPER
from tests.intake.test_texts_everywhere import ALL, FEW, Sends, holds, told
from tests.matrix.keeping import Keeping
from tests.support.visitor import Visitor

BOXES = ("signed", "title", "purpose", "organiser", "address", "authorised", "places-0-name")


def typing(desk: Desk) -> Sends:
    """The clerk types a text into every box; a paper that was taken is read on its page, and put back."""
    kravets: Visitor = desk.at("kravets")
    kravets.get("/desk/paper")
    stands = Keeping(desk.city.engine, desk.app.extensions["veche"].engine)

    def sends(text: str) -> dict[str, str]:
        kravets.get("/desk/paper")
        kravets.post("/desk/paper", key=kravets.hidden("key"), **PAPER | dict.fromkeys(BOXES, text))
        found = told(kravets, *BOXES)
        assert kravets.last is not None
        went = kravets.last.status_code == 303
        assert went != any(found.values()), (kravets.last.status_code, text)
        if went:
            assert kravets.get(kravets.last.headers["Location"]).status_code == 200
            told(kravets)
            assert kravets.get("/desk/notices/27-0001").status_code == 200
            told(kravets)
            stands.settle()
        return found

    return sends


def test_a_few_texts(desk: Desk) -> None:
    assert list(holds(typing(desk), FEW)) == []


@pytest.mark.deep
def test_the_whole_corpus(desk: Desk) -> None:
    assert list(holds(typing(desk), ALL)) == []
