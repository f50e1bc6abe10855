"""From which day a letter counts as received: dated rules of a file that a lawyer can read and a city can replace."""

from datetime import date, time
from pathlib import Path

import pytest

from regimes.fault import Fault
from regimes.reading_service import read
from regimes.serving import served_on
from regimes.shelf import load_all

SHELF = load_all()
WAYS = ("post", "registered-post", "e-mail", "in-person")


def day(law: str, way: str, left: date, at: time | None = None, delivered: date | None = None) -> date | None:  # fmt: skip
    regime = next(one for one in SHELF if one.id == law)
    rule = regime.service.rule(way, left)
    assert rule is not None
    return served_on(rule, SHELF.calendar_of(regime), left=left, at=at, delivered=delivered)


def test_every_law_says_something_of_every_way() -> None:
    for regime in SHELF:
        for way in WAYS:
            assert regime.service.rule(way, date(2027, 3, 1)), f"{regime.id} by {way}"
        assert set(regime.service.appeals) <= {one.id for one in regime.appeals}


@pytest.mark.parametrize(
    ("law", "way", "left", "at", "delivered", "counts"),
    [
        ("ru-moscow-assembly", "in-person", date(2027, 3, 1), None, None, date(2027, 3, 1)),
        ("ru-moscow-assembly", "post", date(2027, 3, 1), None, None, None),  # the post has not said
        ("ru-moscow-assembly", "post", date(2027, 3, 1), None, date(2027, 3, 9), date(2027, 3, 9)),
        ("de-berlin", "post", date(2024, 12, 31), None, None, date(2025, 1, 3)),  # the former law
        ("de-berlin", "post", date(2025, 1, 1), None, None, date(2025, 1, 5)),  # a Sunday counts
        ("de-berlin", "e-mail", date(2027, 3, 1), None, None, date(2027, 3, 5)),
        ("de-berlin", "post", date(2027, 3, 1), None, date(2027, 3, 2), date(2027, 3, 5)),
        ("de-berlin", "post", date(2027, 3, 1), None, date(2027, 3, 9), date(2027, 3, 9)),
        ("uk-procession", "post", date(2027, 3, 25), None, None, date(2027, 3, 31)),  # over Easter
        ("uk-procession", "e-mail", date(2027, 3, 1), time(16, 30), None, date(2027, 3, 1)),
        ("uk-procession", "e-mail", date(2027, 3, 1), time(16, 31), None, date(2027, 3, 2)),
        ("uk-procession", "e-mail", date(2027, 3, 25), time(18), None, date(2027, 3, 30)),
        ("uk-procession", "e-mail", date(2027, 3, 6), None, None, date(2027, 3, 8)),  # a Saturday
    ],
)  # fmt: skip
def test_the_day_follows_from_the_way(
    law: str, way: str, left: date, at: time | None, delivered: date | None, counts: date | None
) -> None:
    assert day(law, way, left, at, delivered) == counts


RULE = """
[[rules]]
id = "{id}"
laws = ["{law}"]
ways = ["post"]
valid_from = 2027-01-01
from = "{start}"
text = {{ en = "By post.", ru = "По почте." }}
source = {{ act = "Veche", article = "our choice", mark = "design" }}
"""


UNDER_WAY = """
[[underway]]
laws = ["au-nsw"]
valid_from = 2027-01-01
days = {days}
source = {{ act = "Veche", article = "our choice", mark = "design" }}
"""


def test_how_long_the_post_takes_is_a_dated_line_of_the_file() -> None:
    """Every law of the box has one; a city's own file may say otherwise, and of another day."""
    for regime in SHELF:
        assert regime.service.days_underway(date(2027, 3, 1)) == 7
        assert regime.service.underway[0].source.mark == "design"
    ours = read("served.toml", UNDER_WAY.format(days=12), list(SHELF))["au-nsw"]
    assert [ours.days_underway(date(2026, 12, 31)), ours.days_underway(date(2027, 1, 1))] == [0, 12]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (RULE.format(id="a", law="nowhere", start="dispatch"), "'nowhere' is not one of"),
        (RULE.format(id="a", law="au-nsw", start="whim"), "'whim' is not one of dispatch, delivery"),
        (RULE.format(id="a", law="au-nsw", start="delivery") + RULE.format(id="b", law="au-nsw", start="dispatch"),
         "a and b hold for one way from one day"),
        ('[[laws]]\nid = "au-nsw"\nappeals = ["moon"]', "'moon' is not one of"),
        ('[[laws]]\nid = "mars"\nappeals = []', "'mars' is no law of this city"),
        (UNDER_WAY.format(days=61), "61 is not from 0 to 60"),
        ("rules = ", "is not TOML"),
    ],
)  # fmt: skip
def test_a_rule_that_can_not_be_is_a_fault_with_its_key(body: str, problem: str) -> None:
    with pytest.raises(Fault, match=problem):
        read("served.toml", body, list(SHELF))


def test_a_city_s_own_file_replaces_the_box_s(tmp_path: Path) -> None:
    (tmp_path / "roads").mkdir()
    body = RULE.format(id="ours", law="intl-model", start="dispatch")
    (tmp_path / "roads" / "served.toml").write_text(body, "utf-8")
    shelf = load_all(tmp_path)
    for regime in shelf:
        ours = ["ours"] if regime.id == "intl-model" else []
        assert [rule.id for rule in regime.service.rules] == ours
    again = shelf.with_text(next(one for one in shelf if one.id == "intl-model").body)
    assert [one.service.rules[0].id for one in again if one.id == "intl-model"] == ["ours"]
