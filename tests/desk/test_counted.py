"""Work of a page counted, not timed: calls of Python, statements, and nothing read twice."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from tests.desk.conftest import Desk
from tests.desk.test_paper import PAPER

FORM, QUEUE = 8000, 16000  # calls of Python; drawn anew they take 38,000 and 57,000
FILING = 40  # with the sections of the office, and the city's words in each language of the receipt
"""Statements of a notice on paper with log, receipt, dues, mails and who is recused; the page of it comes after."""


@contextmanager
def read(engine: Engine) -> Iterator[list[tuple[str, str]]]:
    """Statements of the block with their values."""
    said: list[tuple[str, str]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        said.append((statement, repr(values)))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def calls(work: Callable[[], object]) -> int:
    """How many functions of Python the work calls in this thread."""
    found = 0

    def tick(_frame: Any, what: str, _more: Any) -> None:
        nonlocal found
        found += what == "call"

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def test_an_empty_form_is_drawn_once_and_then_only_filled(desk: Desk) -> None:
    kravets = desk.at("kravets")
    kravets.get("/desk/paper")
    first = kravets.hidden("key")

    assert calls(lambda: kravets.get("/desk/paper")) < FORM
    assert kravets.hidden("key") != first
    desk.app.extensions["veche"].kept.clear()
    assert calls(lambda: kravets.get("/desk/paper")) > FORM


def test_the_queue_looks_up_what_it_drew_before(desk: Desk) -> None:
    for _ in range(3):
        desk.files()
    orlova = desk.at("orlova")
    orlova.get("/desk/")

    assert calls(lambda: orlova.get("/desk/")) < QUEUE


def test_entering_a_notice_reads_only_what_its_writing_needs(desk: Desk) -> None:
    kravets = desk.at("kravets")
    kravets.get("/desk/paper")
    key = kravets.hidden("key")
    with read(desk.app.extensions["veche"].engine) as said:
        assert kravets.post("/desk/paper", key=key, **PAPER).status_code == 303

    assert len(said) <= FILING


def test_the_page_of_a_notice_reads_nothing_twice(desk: Desk) -> None:
    kravets = desk.at("kravets")
    kravets.get("/desk/paper")
    kravets.post("/desk/paper", key=kravets.hidden("key"), **PAPER)
    orlova = desk.at("orlova")
    for path in ("/desk/notices/27-0001", "/desk/paper/27-0001"):
        reader = orlova if "notices" in path else kravets
        reader.get(path)
        with read(desk.app.extensions["veche"].engine) as said:
            assert reader.get(path).status_code == 200
        selects = [one for one in said if one[0].startswith("SELECT")]
        twice = {one for one in selects if selects.count(one) > 1}
        assert twice == set()
