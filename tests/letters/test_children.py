"""A child prints letter after letter, each judged by itself, and is replaced when its life is over (AD-10)."""

import hashlib
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from letters.letter import Letter
from letters.parts import Jammed, Unprintable
from letters.press import setting
from letters.press.children import Children, Work
from letters.press.limits import Life, Limits
from letters.press.line import Line
from letters.specimens import all_specimens, specimen

MB = 1 << 20
Making = Callable[..., Children]
ROOMY = 16_000 * MB


@pytest.fixture
def children() -> Iterator[Making]:
    made: list[Children] = []

    def make(work: Work, limits: Limits | None = None, life: Life | None = None) -> Children:
        made.append(Children(work, limits, life))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture
def line() -> Iterator[Callable[..., Line]]:
    made: list[Line] = []

    def make(*letters: int) -> Line:
        made.append(Line(*letters))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def _ask(line: Line, letter: Letter) -> tuple[dict[str, Any], str]:
    answer, pdf = line.ask({"letter": letter.to_json(), "mark": ""})
    return answer, hashlib.sha256(pdf).hexdigest()


def _child(line: Line) -> int:
    """The process that waits for the next letter of the line."""
    assert line.press is not None
    press = line.press.pid
    return int(Path(f"/proc/{press}/task/{press}/children").read_text())


def _held(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def _works(question: bytes) -> tuple[bytes, bool]:
    """What a question makes a child do; the answer begins with the child's number."""
    who = str(os.getpid()).encode()
    if question == b"die":
        os.abort()
    if question == b"sleep":
        threading.Event().wait(60)
    if question == b"spin":
        while True:
            pass
    if question == b"work":
        until = time.process_time() + 0.4
        while time.process_time() < until:
            pass
    if question == b"too much":
        bytes(2 << 30)
    if question == b"keep":
        KEPT.append(b"x" * (30 * MB))
    return who, question != b"odd"


KEPT: list[bytes] = []


def test_a_letter_may_use_and_a_child_may_live_as_was_decided() -> None:
    assert Limits() == Limits(memory=1024**3, cpu=20, file=50 * 1024**2, wall=30.0)
    assert Life() == Life(letters=100, growth=200 * MB)


def test_a_child_answers_as_often_as_its_life_says(children: Making) -> None:
    own = children(_works, life=Life(letters=3))
    first, second, third, fourth = (own.ask(b"") for _ in range(4))
    assert first == second == third != fourth


# deep: its child is a fork of the test process, whose own size would count after a whole suite
@pytest.mark.deep
def test_a_child_that_grew_is_replaced(children: Making) -> None:
    own = children(_works, life=Life(growth=50 * MB))
    first, second, third = (own.ask(b"keep") for _ in range(3))
    assert first == second != third


@pytest.mark.parametrize("fault", [b"die", b"too much"])
def test_what_kills_a_child_gets_no_answer_and_harms_no_other(
    fault: bytes, children: Making
) -> None:
    own = children(_works, life=Life(growth=ROOMY))  # a fork of the suite is large from its birth
    before = own.ask(b"")
    assert own.ask(fault) is None
    after = own.ask(b"")
    assert after not in (None, before)
    assert own.ask(b"") == after


def test_what_waits_too_long_is_killed_in_time(children: Making) -> None:
    own = children(_works, Limits(wall=0.3))
    before, began = own.ask(b""), time.monotonic()
    assert own.ask(b"sleep") is None
    assert time.monotonic() - began < 5
    assert own.ask(b"") not in (None, before)


# deep: its child is a fork of the test process, whose own size would count after a whole suite
@pytest.mark.deep
def test_the_processor_is_counted_for_each_letter(children: Making) -> None:
    own = children(_works, Limits(cpu=1, wall=20.0))
    answers = {own.ask(b"work") for _ in range(4)}  # more than a second, one child
    assert len(answers) == 1
    assert None not in answers
    assert own.ask(b"spin") is None


def test_an_odd_letter_is_judged_by_a_fresh_child_which_then_ends(children: Making) -> None:
    own = children(_works)
    before, odd, after = own.ask(b""), own.ask(b"odd"), own.ask(b"")
    assert len({before, odd, after}) == 3
    assert None not in (before, odd, after)


def test_a_child_sees_nothing_else_that_its_parent_has_open(children: Making) -> None:
    def opened(_: bytes) -> tuple[bytes, bool]:
        return b" ".join(bytes(path) for path in Path("/proc/self/fd").iterdir()), True

    with Path(__file__).open():
        answer = children(opened).ask(b"")
    assert answer is not None
    assert len(answer.split()) == 5  # nothing, twice the messages, the line, the folder just read


def test_a_letter_is_the_same_whatever_was_printed_before(line: Callable[..., Line]) -> None:
    fresh, kept = line(1), line()
    letters = [letter for _, letter in all_specimens()]
    alone = [_ask(fresh, letter) for letter in letters]
    first, child = _ask(kept, letters[0]), _child(kept)
    assert [first, *(_ask(kept, letter) for letter in letters[1:])] == alone
    assert [_ask(kept, letter) for letter in letters[3::-1]] == alone[3::-1]
    assert _child(kept) == child


def test_a_letter_after_a_held_one_is_judged_by_its_own(line: Callable[..., Line]) -> None:
    own, letter = line(), specimen("agreed", "ru")
    good, child = _ask(own, letter), _child(own)
    unknown = replace(letter, notified=replace(letter.notified, aim="漢"))
    assert "text" in _ask(own, unknown)[0]
    assert _ask(own, letter) == good
    assert _child(own) == child  # held for its words, which is nothing odd
    assert "text" in own.ask({"letter": 7, "mark": ""})[0]
    assert _ask(own, letter) == good
    assert _child(own) != child


@pytest.mark.parametrize(
    ("letters", "most"), [(30, 12), pytest.param(120, 50, marks=pytest.mark.deep)]
)
def test_small_letters_in_a_row_do_not_fill_the_memory(
    line: Callable[..., Line], letters: int, most: int
) -> None:
    own, letter = line(letters), specimen("receipt", "ru")
    first = _ask(own, letter)
    child = _child(own)
    began = _held(child)
    for _ in range(letters - 2):
        assert _ask(own, letter) == first
    assert _child(own) == child
    assert _held(child) - began < most * MB  # at 120 letters a quarter of what ends a child
    _ask(own, letter)
    _ask(own, letter)
    assert _child(own) != child


def _page(body: str) -> str:
    return f'<html lang="ru"><head><title>x</title></head><body>{body}</body></html>'


def test_warnings_and_refusals_are_of_one_letter() -> None:
    setting.lay(_page("<p>x</p>"), "ru")
    with pytest.raises(Jammed, match="not on the letter shelf"):
        setting.lay(_page("<img src='file:///etc/passwd'>"), "ru")
    with pytest.raises(Jammed, match="stopped"):
        setting.lay(_page("<p style='colour:red'>x</p>"), "ru")
    assert setting.lay(_page("<p>x</p>"), "ru").pages == 1


def test_a_warning_that_was_swallowed_still_stops_the_letter() -> None:
    laid = setting.lay(_page("<p>x</p>"), "ru")
    setting.JAM.warned.append("no such glyph")
    with pytest.raises(Unprintable, match="no such glyph"):
        setting.write(laid, b"x")
    assert setting.write(setting.lay(_page("<p>x</p>"), "ru"), b"x")


def test_no_word_of_a_letter_is_remembered() -> None:
    ours = setting.hyphenated()
    setting.lay(_page("<p style='hyphens:auto;width:20mm'>Мусагитовскому переулку</p>"), "ru")
    assert setting.hyphenated() > ours
    setting.forget(ours)
    assert setting.hyphenated() == ours
