"""Days and hours of two versions in words: what a glance at two columns does not tell."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from web import hours_compared
from workflow.content import SessionIn

DAY = date(2027, 3, 13)


def on(days: int, start: str = "12:00", end: str = "14:00", **more: str) -> SessionIn:
    return SessionIn(DAY + timedelta(days=days), start, end, **more)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([on(0)], [on(0)], ""),
        ([on(0)], [on(0, "13:30", "15:30")], "1 hour 30 minutes later"),
        ([on(0)], [on(7)], "7 days later"),
        ([on(1)], [on(0, "11:00", "14:00")], "1 day earlier, 1 hour earlier, 1 hour longer"),
        ([on(0, "22:00", "01:00")], [on(0, "22:00", "00:00")], "1 hour shorter"),
        ([on(0)], [on(0, setup_from="10:00")], "set-up or clearing at another hour"),
        ([on(0), on(1)], [on(0), on(2)], "new: Mon 15 Mar; no longer: Sun 14 Mar"),
        ([on(0), on(1)], [on(0), on(1, "13:00", "15:00")], "Sun 14 Mar: 1 hour later"),
        ([on(0)], [on(day) for day in range(9)], "new: 8 days"),
    ],
)
def test_what_differs_is_said(
    client: FlaskClient, old: list[SessionIn], new: list[SessionIn], said: str
) -> None:
    with client.application.test_request_context("/"):
        assert hours_compared.note(old, new).replace("\u00a0", " ") == said
