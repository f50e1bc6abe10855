"""A newer file of law comes on the shelf; notices that run under the old one keep every clock of it."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from records import rows
from regimes.reading import read_regime
from regimes.shelf import Rulebook
from tests.support.city import REGIME, RULEBOOK
from tests.support.everywhere import Everywhere
from tests.support.looking import clocks_of, time_passes
from workflow import answering, correcting, versions

OLD = RULEBOOK.current(REGIME, date(2027, 3, 1))
# From 2 March: one day to answer instead of three, five days before instead of three, a window of 20 to 9 days.
CHANGES = (
    ("valid_from = 2022-12-05", "valid_from = 2027-03-02"),
    ("after      = 3", "after      = 1"),
    ("before     = 3", "before     = 5"),
    ("earliest = 15\nlatest   = 10", "earliest = 20\nlatest   = 9"),
)


def newer(rulebook: Rulebook, *, without_old: bool = False) -> Rulebook:
    """The shelf with the changed law; without the old file, its text is only kept in the records."""
    body = OLD.body
    for was, now in CHANGES:
        assert was in body
        body = body.replace(was, now, 1)
    law = read_regime("newer", body)
    kept = {} if without_old else dict(rulebook.by_pin)
    return replace(rulebook, by_pin=MappingProxyType({**kept, law.pin: law}))


def instants(at: Everywhere, reference: str) -> list[tuple[str, str, str]]:
    """Every clock of the notice: name, Moscow moment, result."""
    with at.city.reading() as work:
        return [
            (due.clock, f"{due.due_at.astimezone(OLD.zone):%d.%m %H:%M:%S}", due.result)
            for due in rows.dues(work, work.notice(reference))
        ]


def mend(at: Everywhere, reference: str) -> None:
    """An officer corrects the number of people: clocks are counted anew."""
    with at.city.reading() as work:
        old = versions.content_of(work, work.notice(reference))
    with at.city.unit() as work:
        correcting.correct(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision,
            content=replace(old, attendance=old.attendance + 1), reason="Опечатка",
        )  # fmt: skip


FILED_1_MARCH = [("proposal", "04.03 23:59:59", ""), ("organiser_reply", "11.03 23:59:59", "")]


@pytest.mark.parametrize("without_old", [False, True])
def test_a_running_notice_keeps_its_clocks_when_the_law_changes(
    at: Everywhere, without_old: bool
) -> None:
    reference = at.files("n")
    assert instants(at, reference) == FILED_1_MARCH
    at.city.rulebook = newer(at.city.rulebook, without_old=without_old)
    at.city.goes_to(2027, 3, 3, 0, 1)  # by the new law the city would be late

    assert time_passes(at.city) == []
    assert instants(at, reference) == FILED_1_MARCH
    mend(at, reference)
    assert instants(at, reference)[-2:] == FILED_1_MARCH
    at.moves(reference, "register")
    assert at.city.stage(reference) == "registered"
    with at.city.reading() as work:
        assert work.notice(reference).regime_pin == OLD.pin

    at.city.goes_to(2027, 3, 5, 0, 0)
    assert time_passes(at.city) == ["deemed-agreed"]  # when the old law says so


def test_a_notice_filed_after_the_change_goes_by_the_new_law(at: Everywhere) -> None:
    old = at.files("old")
    at.city.rulebook = newer(at.city.rulebook)
    at.city.goes_to(2027, 3, 2, 10)
    new = at.files("new")

    assert instants(at, old) == FILED_1_MARCH
    assert instants(at, new) == [("proposal", "03.03 23:59:59", ""), ("organiser_reply", "09.03 23:59:59", "")]  # fmt: skip


def test_the_organiser_s_day_after_a_proposal_is_that_of_the_old_law(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.city.rulebook = newer(at.city.rulebook)
    at.city.goes_to(2027, 3, 10, 9)  # by the new law the organiser's day was 9 March

    assert time_passes(at.city) == []
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip
    assert at.city.stage(reference) == "review"
    assert clocks_of(at.city, reference)["answer_after_reply"] == ""
