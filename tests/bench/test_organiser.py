"""What `make bench-organiser` measures, in a small form: it counts what was done, never the time."""

from pathlib import Path

import pytest

from bench import organiser
from bench.city import City, found
from bench.pages import settings_of
from bench.streets import Size
from web.settings import prepare
from web.work import SystemClock


@pytest.fixture
def city(tmp_path: Path) -> City:
    """A founded city in a home of its own."""
    made = found(tmp_path / "home", SystemClock().now())
    prepare(settings_of(made))
    return made


def test_the_paper_that_is_sent_is_one(tmp_path: Path) -> None:
    one, other = organiser.paper(1_000_000), organiser.paper(1_000_000)
    assert one != other  # a paper that came before would not be taken a second time
    assert 999_000 < len(one) <= 1_000_000
    assert one[int(one.split()[-2]) :].startswith(b"xref")


@pytest.mark.deep
def test_a_filing_is_weighed_papers_are_taken_and_a_map_is_imported(city: City) -> None:
    weights = organiser.filings(city)
    assert [one.id for one in weights] == [
        f"{name}, {way}" for way in ("en, scripts", "ru, scripts", "ru, no scripts") for name in ("F1", "F2")
    ]  # fmt: skip
    assert all(one.kept and one.counted["pages"] >= 14 for one in weights)
    assert organiser.upload(city).kept
    small = organiser.imports(city, Size(across=2, up=2, streets=3), (20, 20_000))
    assert small.counted["names"] == Size(across=2, up=2, streets=3).names
