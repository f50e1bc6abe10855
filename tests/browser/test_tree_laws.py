"""Pages that some laws ask and others don't: what is read out of them, and how their mistakes are announced."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.browser.conftest import Town
from tests.browser.test_tree import draft, is_told, names, reads, sends
from tests.browser.walker import Walker
from tests.support.city import content

Walk = Callable[..., Walker]


def test_what_a_law_asks_beside_is_read_with_its_mistakes(
    town: Town, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = town.app.extensions["veche"]
    laws = ("ru-moscow-assembly", "uk-procession", "de-berlin")
    monkeypatch.setattr(here, "settings", here.settings.model_copy(update={"regimes": laws}))
    vera, many = walk(), replace(content(), attendance=900)

    vera.page.goto(draft(town, many))
    vera.page.goto("/draft/money")
    assert names(reads(vera)) == ["Account on which money for it is collected"]
    sends(vera)
    is_told(vera, 1)

    vera.page.goto(draft(town, replace(many, kind="procession"), "procession", "uk-procession"))
    vera.page.goto("/draft/law")
    found = reads(vera)
    asked = [one for one in found if one.role == "radiogroup"]
    assert [one.name for one in asked] == ["How the notice is delivered", "Where the procession starts"]  # fmt: skip
    assert "The moment of actual delivery counts" in asked[0].said
    assert names(found) == []  # each has an answer already: not known

    vera.page.goto(draft(town, replace(many, kind="procession"), "procession", "de-berlin"))
    vera.page.goto("/draft/when")
    said = [one for one in reads(vera) if one.role == "textbox"]
    beside = [one for one in said if any("invit" in up.name for up in one.groups)]
    assert [one.name for one in beside] == ["Day", "Month", "Year", "Hour"]
    sends(vera, **dict.fromkeys(("announced_at-day-day", "announced_at-hour"), ""))
    is_told(vera, 2)
