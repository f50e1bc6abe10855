"""What Moscow's law asks beside the window: declarations by kind, papers that nobody must bring, hours with exceptions."""

from typing import Any

import pytest

from regimes.conditions import Case, declared, papers
from regimes.regime import Regime
from regimes.shelf import Rulebook
from web.clock_cases import answer


def ids(moscow: Regime, kind: str) -> set[str]:
    return {one.id for one in declared(moscow, Case(kind, 10))}


def test_an_organiser_of_a_march_is_18_and_of_a_rally_16(moscow: Regime) -> None:
    assert "citizen_18" in ids(moscow, "march") & ids(moscow, "picket_group")
    assert "citizen_16" in ids(moscow, "rally")
    assert "deputy" in ids(moscow, "deputy_meeting")
    for kind in ("march", "rally", "deputy_meeting", "picket_group"):
        assert {"convictions", "foreign_agent", "money"} <= ids(moscow, kind)
        assert len(ids(moscow, kind) & {"citizen_18", "citizen_16", "deputy"}) == 1


def test_moscow_s_assembly_law_requires_no_paper_and_mass_events_five(
    moscow: Regime, rulebook: Rulebook
) -> None:
    for kind in moscow.kinds:
        assert not any(must for _, must in papers(moscow, Case(kind, 9000)))
    named = [one.id for one, _ in papers(moscow, Case("march", 10))]
    assert named[:2] == ["route_map", "vehicles"]
    mass = next(one for one in rulebook if one.id == "ru-moscow-mass")
    must = [one.id for one, needed in papers(mass, Case("cultural_event", 10)) if needed]
    assert must == ["programme", "site_plan", "security", "ambulance", "liability"]


@pytest.mark.parametrize(
    ("inputs", "warned"), [({}, True), ({"memorial_date": True}, False), ({"memorial_date": False}, True)]
)  # fmt: skip
def test_on_a_memorial_date_the_hours_do_not_bind(
    rulebook: Rulebook, inputs: dict[str, Any], warned: bool
) -> None:
    case = {
        "id": "h", "regime": "ru-moscow-assembly", "event_kind": "rally", "inputs": inputs,
        "event_start": "2026-05-09T21:00:00+03:00", "event_end": "2026-05-09T23:00:00+03:00",
        "filed_at": "2026-04-27T10:00:00+03:00",
    }  # fmt: skip
    assert (answer(rulebook, case)["warnings"] == ["outside_permitted_hours"]) is warned


def test_no_clock_of_moscow_can_be_paused_or_extended(moscow: Regime) -> None:
    assert all(clock.pause is None and not clock.extensions for clock in moscow.clocks.values())
    assert all(clock.statutory for clock in moscow.clocks.values())
