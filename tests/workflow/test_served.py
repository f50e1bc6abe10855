"""From when a letter counts as received, and the time to fight a decision that runs from it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from records import rows
from records.tables import Dispatch, Letter
from tests.support.everywhere import Everywhere
from tests.support.looking import entries
from tests.workflow.test_dispatching import TODAY, printed, send
from workflow import law, returning, routes
from workflow.errors import Invalid, NotAllowed, NotPossible


def way_of(at: Everywhere, number: int, way: str) -> Dispatch:
    with at.city.reading() as work:
        found = rows.dispatches(work, work.get(Letter, number))
    return next(one for one in found if one.way == way)


def court(at: Everywhere) -> routes.Route:
    """The way to court against the decision in force."""
    with at.city.reading() as work:
        notice = work.notice(at.refs["n"])
        decision = rows.released_decision(work, notice)
        assert decision is not None
        regime = law.regime_of(work, at.city.rulebook, notice)
        found = routes.of(work, regime, notice, decision)
        return next(one for one in found if one.appeal.id == "court")


def confirm(at: Everywhere, row: Dispatch, day: date, who: str = "kravets") -> None:
    today = at.city.clock.now().date()
    with at.city.unit() as work:
        returning.delivered(
            work, at.city.rulebook, actor=at.actor(who), dispatch_id=row.id or 0, day=day, today=today
        )  # fmt: skip


def back(at: Everywhere, row: Dispatch, *, uncollected: bool) -> None:
    today = at.city.clock.now().date()
    with at.city.unit() as work:
        returning.came_back(
            work, at.city.rulebook, actor=at.actor("kravets"), dispatch_id=row.id or 0, day=today,
            note="Back", today=today, uncollected=uncollected,
        )  # fmt: skip


def test_the_appeal_runs_from_the_delivery_that_the_post_confirms(at: Everywhere) -> None:
    number = printed(at)
    told = court(at)
    assert told.told_at is not None
    assert not told.received  # it stands on the page since its release
    send(at, number)
    row = way_of(at, number, "post")
    assert (row.served_by, row.served_on) == ("ru-post", None)
    assert court(at) == told

    at.city.clock.set(datetime(2027, 3, 5, 9, tzinfo=UTC))
    for day in (date(2027, 2, 28), date(2027, 3, 6)):
        with pytest.raises(Invalid):
            confirm(at, row, day)
    for who in ("orlova", "farclerk"):
        with pytest.raises(NotAllowed):
            confirm(at, row, TODAY, who)
    confirm(at, row, date(2027, 3, 4))

    assert way_of(at, number, "post").served_on == date(2027, 3, 4)
    route = court(at)
    assert route.received
    assert route.until == datetime(
        2027, 3, 14, 20, 59, 59, tzinfo=UTC
    )  # ten days, Moscow's midnight
    last = entries(at.city, at.refs["n"])[-1]
    assert (last.kind, last.details["day"]) == ("letter.delivered", "2027-03-04")
    with pytest.raises(NotPossible, match="recorded already"):
        confirm(at, row, date(2027, 3, 4))

    send(at, number, "in-person")  # handed over too, on an earlier day: the first that counts
    assert court(at).until == datetime(2027, 3, 11, 20, 59, 59, tzinfo=UTC)


def test_what_came_back_reached_nobody_but_what_was_not_collected_counts(at: Everywhere) -> None:
    number = printed(at)
    send(at, number, "e-mail")
    send(at, number, "post")
    mail, post = way_of(at, number, "e-mail"), way_of(at, number, "post")
    assert (mail.served_by, mail.served_on) == ("ru-mail", TODAY)
    at.city.clock.advance(timedelta(days=9))

    back(at, mail, uncollected=True)  # a mail lies in no post office
    assert way_of(at, number, "e-mail").served_on is None
    with pytest.raises(NotPossible, match="came back"):
        confirm(at, mail, TODAY)
    assert not court(at).received

    back(at, post, uncollected=True)
    assert way_of(at, number, "post").served_on == TODAY + timedelta(days=9)
    assert court(at).received
