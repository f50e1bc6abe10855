"""The offices of a city enter the records, and follow their file when it changes."""

from dataclasses import replace

from places import offices
from records import rows
from tests.support.city import City
from workflow import founding


def test_founding_again_adds_nothing_and_follows_the_file(city: City) -> None:
    with city.reading() as work:
        before = [unit.code for unit in rows.units(work)]
    moved = [replace(office, address="Новая ул., 1") for office in offices.load()]

    with city.unit() as work:
        founding.found(work, moved, check_url="https://city.example/check")

    with city.reading() as work:
        units = rows.units(work)
        assert [unit.code for unit in units] == before
        assert {unit.address for unit in units} == {"Новая ул., 1"}
        assert rows.mark(work, "check_url") == "https://city.example/check"


def test_an_office_that_left_the_file_stays(city: City) -> None:
    with city.unit() as work:
        founding.found(work, [], check_url="https://veche.example/c")

    with city.reading() as work:
        assert rows.unit_by_code(work, "prefecture-svao").kind == "addressee"
