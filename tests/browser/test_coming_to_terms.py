"""The deal in a browser: a proposal is countered and agreed, a request is answered, a notice is changed."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Town
from tests.browser.walker import Walker

Walk = Callable[..., Walker]
WAYS = [
    pytest.param({"width": 360, "scripts": False, "language": "ru"}, id="phone-plain-ru"),
    pytest.param({"width": 1280, "scripts": True, "language": "en"}, id="desk-scripts-en"),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_proposal_is_countered_and_agreed(town: Town, walk: Walk, way: dict[str, object]) -> None:
    reference = town.at.released(f"deal {way['language']}", "proposal")
    vera = walk("owner", **way)
    vera.goes(f"/notices/{reference}").follows(f"/notices/{reference}/proposal")
    vera.presses("Send this answer", answer="counter")
    vera.presses(
        "Send the counter-offer", sessions__0__start="16:00", sessions__0__end="18:00",
        reason="Our guests arrive by the 15:20 train",
    )  # fmt: skip
    assert town.city.stage(reference) == "countered"
    assert "16:00" in vera.goes(f"/notices/{reference}/proposal").reads()

    orlova = walk("orlova", **way)
    orlova.goes(f"/desk/notices/{reference}")
    assert "15:20" in orlova.reads()
    orlova.follows(f"/desk/notices/{reference}/moves/take-counter-offer").sends()
    orlova.presses("Save and check again", capacity="2000")  # what else is needed stands there
    orlova.follows(f"/desk/notices/{reference}/moves/submit").sends()

    morozova = walk("morozova", **way)
    morozova.goes(f"/desk/notices/{reference}/decision").sends()
    assert town.city.stage(reference) == "agreed"


@pytest.mark.parametrize("way", WAYS[:1])
def test_a_request_is_answered_and_a_notice_is_changed(
    town: Town, walk: Walk, way: dict[str, object]
) -> None:
    reference = town.at.released("cure in a browser", "cure")
    vera = walk("owner", **way)
    vera.goes(f"/notices/{reference}").follows(f"/notices/{reference}/proposal")
    vera.presses("Send the changes", medical="Three posts")
    assert town.city.stage(reference) == "review"

    other = town.at.asked("changed in a browser")
    town.at.city.clock.advance(minutes=1)  # what happens after the office asked
    vera.goes(f"/notices/{other}").follows(f"/notices/{other}/amend")
    vera.presses("Go on", open=["people"])
    vera.presses("See what follows", attendance="200")
    assert vera.says("The filing window still holds.") in vera.reads()
    vera.presses("Send the change", reason="Fewer guests")
    vera.goes(f"/notices/{other}/versions")
    orlova = walk("orlova", **way)
    orlova.goes(f"/desk/notices/{other}").follows(f"/desk/notices/{other}/versions")
    orlova.presses("I have looked at it")
    orlova.goes(f"/desk/notices/{other}/minutes").goes(f"/desk/notices/{other}/amend")
