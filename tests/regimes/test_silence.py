"""What silence means, by land: agreed, not agreed, may proceed; and a target of the office is no due date."""

from datetime import date

from regimes.regime import Regime
from regimes.shelf import Rulebook
from web.clock_cases import answer

DAY = date(2026, 11, 22)


def of(rulebook: Rulebook, name: str) -> Regime:
    return rulebook.current(name, DAY)


def test_a_target_of_the_office_is_never_the_date_that_the_law_sets(rulebook: Rulebook) -> None:
    mass = of(rulebook, "ru-moscow-mass")
    assert {clock.statutory for clock in mass.clocks.values()} == {False}
    found = answer(
        rulebook,
        {
            "id": "m", "regime": mass.id, "event_kind": "cultural_event", "inputs": {"participants": 100},
            "event_start": "2026-07-18T12:00:00+03:00", "filed_at": "2026-05-18T10:00:00+03:00",
        },
    )  # fmt: skip
    assert (found["expected"], found["authority_due_at"]) == ("in_window", None)


def test_silence_agrees_in_one_land_only(rulebook: Rulebook) -> None:
    consequences = {
        regime.id: {clock.on_expiry for clock in regime.clocks.values() if clock.side == "authority"} - {""}
        for regime in rulebook
    }  # fmt: skip
    assert consequences["ru-moscow-assembly"] == {"lapse-agreed", "lapse-declined"}
    moscow = next(regime for regime in rulebook if regime.id == "ru-moscow-assembly")
    unanswered = {
        name for name, clock in moscow.clocks.items() if clock.on_expiry == "lapse-declined"
    }
    assert unanswered == {
        "organiser_reply",
        "answer_to_counter",
    }  # never the clock of a notice as filed
    assert consequences["ru-moscow-mass"] == {"lapse-refused"}
    assert consequences["intl-model"] == {"lapse-proceed"}


def test_the_model_law_limits_on_the_grounds_of_article_21_alone(rulebook: Rulebook) -> None:
    model = of(rulebook, "intl-model")
    assert list(model.grounds) == [
        "national_security", "public_safety", "public_order", "health_morals", "rights_of_others",
    ]  # fmt: skip
    for name in ("limits", "prohibited"):
        assert {"ground", "facts", "measures"} <= set(model.outcomes[name].requires)
    assert not any("window_kept" in move.only_if for move in model.moves.values())


def test_conditions_exist_only_where_the_law_names_them(rulebook: Rulebook) -> None:
    letters = {regime.id: {one.letter for one in regime.outcomes.values()} for regime in rulebook}
    assert "conditions" not in letters["ru-moscow-assembly"]
    assert {"conditions"} <= letters["ru-moscow-mass"] & letters["intl-model"]
