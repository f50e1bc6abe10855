"""Reminders of one's own duties: before and after the event, by the law's own words, until a button stops them."""

import re

from sqlmodel import col, select

from records.tables import Mail
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler


def bodies(door: Door, subject: str) -> list[str]:
    """Mails of the organiser under this subject, as they were written."""
    door.deliver()
    with door.city.reading() as work:
        mails = select(Mail.body).where(col(Mail.subject).startswith(subject))
        return list(work.session.exec(mails.order_by(col(Mail.id))).all())


def test_duties_are_told_before_and_after_and_stop_by_a_button(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    fill(olga)
    olga.follow(sign(olga))
    assert bodies(door, "Before your event") == []

    door.city.goes_to(2027, 3, 12, 11)
    [told] = bodies(door, "Before your event: notice 27-0001")
    assert "wears a distinguishing sign" in told
    assert "withdraw the notice on its page" in told
    assert "report on the money" not in told

    stop = re.findall(r"http://localhost:8000(/quiet/\S+)", told)[0]
    olga.get(stop)
    assert olga.title == "Stop the reminders"
    assert door.visitor().get(stop.replace("/quiet/", "/confirm/")).status_code == 404
    olga.post(stop)
    assert olga.title == "No more reminders are sent"

    door.city.goes_to(2027, 3, 15, 11)
    assert bodies(door, "After your event") == []


def test_after_a_large_event_the_report_is_named(olga: Grumbler, fill: Fill, door: Door) -> None:
    fill(
        olga,
        people={"attendance": "600"},
        order={"order": "12 stewards with armbands"},
        money={"bank_account": "No money is collected"},
    )
    olga.follow(sign(olga))
    door.city.goes_to(2027, 3, 15, 11)

    [told] = bodies(door, "After your event")
    assert "leave the place as you found it" in told
    assert "report on the money" in told
    assert bodies(door, "After your event") == [told]


def test_a_notice_that_was_withdrawn_is_reminded_of_nothing(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    fill(olga)
    olga.follow(sign(olga))
    olga.get("/notices/27-0001/withdraw")
    olga.post(
        "/notices/27-0001/withdraw", seen=olga.hidden("seen"), key=olga.hidden("key"), note="Rain"
    )
    door.city.goes_to(2027, 3, 15, 11)

    assert bodies(door, "Before your event") == []
    assert bodies(door, "After your event") == []


def test_nobody_stops_anything_by_looking_or_guessing(olga: Grumbler) -> None:
    assert olga.get("/quiet/unknown").status_code == 404
    assert olga.post("/quiet/unknown").status_code == 404
