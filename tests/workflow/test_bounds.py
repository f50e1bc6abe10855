"""One notice names so much ground and no more; what was filed before the bound stays."""

from datetime import date, timedelta

import pytest

from workflow import bounds
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import Invalid


def content(places: int, lines: int, days: int) -> Content:
    spots = tuple(f"Corner {at}" for at in range(lines)) if lines > 1 else ()
    return Content(
        "rally",
        tuple(SessionIn(date(2027, 3, 1) + timedelta(at), "12:00", "14:00") for at in range(days)),
        tuple(PlaceIn(f"Field {at}", "SVAO", "", spots) for at in range(places)),
        200,
    )


def test_a_month_of_thirty_places_fits_and_thirty_outlines_on_it_do_not() -> None:
    most = content(30, 6, 31)
    bounds.check(most)
    bounds.check(content(30, 60, 3))
    for much in (content(30, 60, 4), content(30, 7, 31)):
        with pytest.raises(Invalid) as told:
            bounds.check(much)
        assert told.value.field == "places"
        assert told.value.values["lines"] == bounds.lines_of(much)
        bounds.check(much, known=True)  # what was acknowledged comes back whole
        bounds.check_change(much, much)
        with pytest.raises(Invalid):
            bounds.check_change(most, much)
    with pytest.raises(Invalid):
        bounds.check_change(most, content(0, 0, 1))
