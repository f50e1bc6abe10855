"""Other laws on the same road: consent that silence never gives, and assemblies that silence lets proceed."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.support.city import City, content
from tests.support.looking import clocks_of, letters_of, log_of, promised, time_passes
from workflow import filing, law, ledger
from workflow.actor import VISITOR
from workflow.content import SessionIn
from workflow.filing import Sheet


def files(city: City, regime: str, kind: str, day: date, **answers: Any) -> str:
    said = replace(
        content(kind=kind, answers=answers), sessions=(SessionIn(day, "12:00", "14:00"),)
    )
    sheet = Sheet(regime, said, "ru", "В. Сокольникова", declared=True)
    with city.unit() as work:
        return filing.file(
            work, city.rulebook, actor=VISITOR, sheet=sheet, key=f"key-{day}-{kind}", sender="v"
        ).reference


def test_a_mass_event_that_nobody_answered_is_not_agreed_when_its_hour_comes(city: City) -> None:
    reference = files(city, "ru-moscow-mass", "cultural_event", date(2027, 4, 14))
    city.goes_to(2027, 3, 20)  # past the office's own target of 14 days: nothing follows
    assert time_passes(city) == []
    city.goes_to(2027, 4, 15)
    assert time_passes(city) == ["not-agreed"]
    assert time_passes(city) == []  # once, however often time looks
    assert city.stage(reference) == "not-agreed"
    assert letters_of(city, reference) == ["receipt"]
    assert len(promised(city, "lapse-refused")) == len(promised(city, "desk-lapse-refused")) == 1


def test_a_late_mass_event_runs_on_the_same_clocks(city: City) -> None:
    reference = files(city, "ru-moscow-mass", "sports_event", date(2027, 3, 14))
    assert clocks_of(city, reference) == {"target": "", "begins": ""}
    city.goes_to(2027, 3, 16)
    assert time_passes(city) == ["not-agreed"]


def test_an_assembly_that_the_model_city_does_not_answer_may_proceed_with_a_note(
    city: City,
) -> None:
    reference = files(city, "intl-model", "procession", date(2027, 3, 14))
    city.goes_to(2027, 3, 3)
    assert time_passes(city) == ["may-proceed"]
    assert letters_of(city, reference) == ["receipt", "deemed-agreed"]
    assert log_of(city, reference).count("notice.lapse-proceed") == 1


def test_a_late_model_notice_may_proceed_at_once(city: City) -> None:
    reference = files(city, "intl-model", "static_assembly", date(2027, 3, 1))
    city.goes_to(2027, 3, 1, 18)
    assert time_passes(city) == ["may-proceed"]
    assert city.stage(reference) == "may-proceed"


def test_who_gets_a_copy_by_law_is_known_of_a_filed_notice(city: City) -> None:
    reference = files(city, "uk-scotland-procession", "procession", date(2027, 4, 14))
    with city.reading() as work:
        notice = work.notice(reference)
        regime = law.regime_of(work, city.rulebook, notice)
        found = ledger.judged(work, city.rulebook, regime, notice)
    assert found is not None
    assert found.also_to == ("chief_constable",)
