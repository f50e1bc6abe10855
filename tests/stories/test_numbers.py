"""Numbers of outgoing letters: the office's own scheme, each year anew, two at once, no gap that nobody explains."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import chain
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from records import rows
from records.tables import Letter, LogEntry, Unit
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from workflow import numbering

SCHEMES = [
    {"from": "2027-06-01", "pattern": "{unit}-{series}-{number:3}/{year}", "restarts": "year",
     "series": {"": "01", "refused": "02"}},
    {"from": "2029-01-01", "pattern": "{number}/{yy}", "restarts": "year", "series": {}},
]  # fmt: skip


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    """Monday 1 March 2027, without pages."""
    return City(engine, clock).found()


def office(city: City, schemes: list[dict[str, Any]]) -> Unit:
    with city.unit() as work:
        unit = rows.unit_by_code(work, "prefecture-svao")
        unit.letterhead = unit.letterhead | {"numbering": schemes}
        return unit


def allot(city: City, unit: Unit, kind: str, day: date) -> str:
    with city.unit() as work:
        return numbering.allot(work, unit, kind, day)


def test_a_scheme_counts_from_its_day_by_series_and_year(city: City) -> None:
    unit = office(city, SCHEMES)
    given = [
        allot(city, unit, kind, date(*day))
        for kind, day in (
            ("agreed", (2027, 3, 1)), ("refused", (2027, 5, 31)), ("agreed", (2027, 6, 1)), ("refused", (2027, 6, 2)),
            ("cure", (2027, 6, 3)), ("agreed", (2028, 1, 1)), ("agreed", (2029, 1, 1)), ("refused", (2029, 1, 1)),
        )
    ]  # fmt: skip
    assert given == [
        "СВАО-1/27", "СВАО-2/27", "СВАО-01-001/2027", "СВАО-02-001/2027", "СВАО-01-002/2027", "СВАО-01-001/2028",
        "1/29", "2/29",
    ]  # fmt: skip


def test_two_sign_at_once_and_no_number_is_given_twice_or_left_out(city: City) -> None:
    unit, day = office(city, SCHEMES[1:]), date(2029, 2, 1)

    def sign(thread: int) -> list[str]:
        given = []
        for turn in range(6):
            try:
                with city.unit() as work:
                    number = numbering.allot(work, unit, "agreed", day)
                    if (turn + thread) % 3 == 0:
                        raise LookupError  # the release fails after its number was given
            except LookupError:
                continue
            given.append(number)
        return given

    with ThreadPoolExecutor(2) as pool:
        given = list(chain.from_iterable(pool.map(sign, range(2))))
    assert sorted(given, key=lambda one: int(one.split("/")[0])) == [
        f"{count}/29" for count in range(1, len(given) + 1)
    ]
    assert len(given) == 8


def test_a_number_that_a_letter_bears_is_left_out_and_the_log_says_so(city: City) -> None:
    at = Everywhere(city).people()
    never = {"from": "2027-01-01", "pattern": "{unit}-{number}/{yy}", "restarts": "never", "series": {}}  # fmt: skip
    at.released("first", "agreed")  # by the house's own scheme
    office(at.city, [never])  # another count, the same pattern
    at.released("second", "refused")
    with at.city.reading() as work:
        found = select(Letter.number).where(Letter.locale == "ru", Letter.kind != "receipt")
        assert sorted(work.session.exec(found)) == ["СВАО-1/27", "СВАО-2/27"]
        left_out = select(LogEntry.details).where(LogEntry.kind == "letter.number-left-out")
        assert work.session.exec(left_out).all() == [{"number": "СВАО-1/27"}]
