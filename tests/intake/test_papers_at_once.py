"""Many files at the same instant, good and bad: the limits hold as if they had come one after the other."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.intake.conftest import Door
from tests.intake.test_papers import adds, kept, left_behind, part
from tests.support.client import Grumbler
from tests.support.made_files import pdf
from tests.support.visitor import Visitor
from web import limits
from workflow import attaching

TOGETHER = 12


@pytest.fixture
def vera(door: Door) -> Grumbler:
    """A browser with a march begun."""
    browser = door.visitor()
    browser.get("/notices/new")
    browser.post("/notices/new", kind="march")
    return browser


def at_once(door: Door, cookie: str, contents: list[bytes]) -> Counter[int]:
    """The same person sends each of them from a window of its own, all in one instant; the answers counted."""
    windows = []
    for _ in contents:
        window = Visitor(door.app)
        window.steal(cookie)
        window.get("/draft/papers")
        windows.append(window)
    start = Barrier(len(contents))

    def send(number: int) -> int:
        window = windows[number]
        start.wait(timeout=30)
        answer = window.post(
            "/draft/papers", **{"paper-": part(contents[number], f"{number}.pdf")},
            draft=window.hidden("draft"), do="add",
        )  # fmt: skip
        return answer.status_code

    with ThreadPoolExecutor(len(contents)) as pool:
        return Counter(pool.map(send, range(len(contents))))


def test_twelve_windows_add_a_paper_each_and_ten_are_taken(door: Door, vera: Grumbler) -> None:
    """Found by: papers that are counted in a reading, before the turn to write."""
    contents = [pdf() + b"%" + str(number).encode() for number in range(TOGETHER)]

    told = at_once(door, vera.cookie(), contents)

    assert told == {303: attaching.MOST, 422: TOGETHER - attaching.MOST}
    assert len(kept(door)) == attaching.MOST
    assert left_behind(door) == []


def test_the_same_paper_from_many_windows_is_kept_once(door: Door, vera: Grumbler) -> None:
    told = at_once(door, vera.cookie(), [pdf()] * 6)

    assert told == {303: 6}
    assert len(kept(door)) == 1
    assert left_behind(door) == []


def test_a_day_s_limit_holds_for_windows_at_once(
    door: Door, vera: Grumbler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UPLOAD", limits.Limit("upload", 4))  # each weighs one
    contents = [pdf() + b"%" + str(number).encode() for number in range(8)]

    assert at_once(door, vera.cookie(), contents) == {303: 4, 422: 4}
    assert len(kept(door)) == 4
    assert left_behind(door) == []


def test_bad_files_count_for_the_day_too(
    door: Door, vera: Grumbler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To look at a bad file costs as much as a good one: nobody may send them without end."""
    monkeypatch.setattr(limits, "UPLOAD", limits.Limit("upload", 3))
    for number in range(3):
        adds(vera, part(b"MZ" + str(number).encode(), f"{number}.pdf"))
        assert "This is no PDF" in vera.text
    answer = adds(vera, part(pdf(), "plan.pdf"))
    assert answer.status_code == 422
    assert "plan.pdf: That is more than 200 MB from you or your network within a day." in vera.text
    assert kept(door) == []
    assert left_behind(door) == []
