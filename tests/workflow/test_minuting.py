"""Minutes of a talk: the office writes, the organiser confirms or remarks, and no text is written over."""

from datetime import date
from typing import Any

import pytest

from records.errors import Missing, Overtaken
from tests.support.everywhere import Everywhere
from tests.support.looking import promised
from workflow import minuting
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.minuting import MinutesView


def writes(at: Everywhere, reference: str, who: str = "orlova", **more: Any) -> int:
    typed = {"held_on": date(2027, 3, 1), "people": "Орлова, Сокольникова", "said": "Старт в 16:00"}
    with at.city.unit() as work:
        row = minuting.write(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, **{**typed, **more}
        )
        return row.id or 0


def confirms(
    at: Everywhere, reference: str, number: int, who: str = "owner", remark: str = ""
) -> None:
    with at.city.unit() as work:
        minuting.confirm(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, minutes_id=number,
            remark=remark,
        )  # fmt: skip


def read(at: Everywhere, reference: str, who: str = "owner") -> tuple[MinutesView, ...]:
    with at.city.reading() as work:
        return minuting.look(work, at.city.rulebook, actor=at.actor(who), reference=reference)


def test_both_sides_confirm_what_was_said(at: Everywhere) -> None:
    reference = at.asked("march")
    number = writes(at, reference)
    confirms(at, reference, number)
    assert [bool(one.confirmed_at) for one in read(at, reference)] == [True]
    assert promised(at.city, "minutes")
    assert promised(at.city, "desk-minutes")
    with pytest.raises(NotPossible):
        confirms(at, reference, number)


def test_a_remark_is_answered_by_a_new_text_and_the_first_stays(at: Everywhere) -> None:
    reference = at.asked("march")
    first = writes(at, reference)
    confirms(at, reference, first, remark="Мы говорили о 17:00")
    second = writes(at, reference, said="Старт в 17:00", replaces=first)
    newest, old = read(at, reference)
    assert (newest.id, newest.replaced, old.replaced) == (second, False, True)
    assert old.said == "Старт в 16:00"
    with pytest.raises(Overtaken):
        writes(at, reference, replaces=first)  # two officers at once


def test_who_confirms_an_old_text_is_told(at: Everywhere) -> None:
    reference = at.asked("march")
    first = writes(at, reference)
    writes(at, reference, said="Старт в 17:00", replaces=first)
    with pytest.raises(Overtaken):
        confirms(at, reference, first)


def test_the_text_is_whole_and_not_of_tomorrow(at: Everywhere) -> None:
    reference = at.asked("march")
    for more in ({"held_on": None}, {"held_on": date(2027, 3, 2)}, {"people": " "}, {"said": ""}):
        with pytest.raises(Invalid):
            writes(at, reference, **more)


def test_bodies_and_strangers_read_nothing(at: Everywhere) -> None:
    reference = at.asked("march")
    number = writes(at, reference)
    assert read(at, reference, "police") == ()
    with pytest.raises(Missing):
        read(at, reference, "other")
    for who in ("stranger", "morozova", "owner"):
        with pytest.raises(NotAllowed):
            writes(at, reference, who)
    for who in ("orlova", "other"):
        with pytest.raises(NotAllowed):
            confirms(at, reference, number, who)
