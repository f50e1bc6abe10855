"""What the database refuses about the calendar: a correction is only revoked, what moved is only looked at."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock
from tests.support.rows import make_city, make_notice

DAY = (
    "INSERT INTO calendar_days (calendar, year, day, what, days, reason, made_at, revoke_reason)"
    " VALUES ('ru', 2027, '2027-03-02', 'day_off', '{}', 'why', '2027-03-01 09:00:00', '')"
)
YEAR = DAY.replace("'2027-03-02', 'day_off'", "NULL, 'year'")
REVOKED = (
    "UPDATE calendar_days SET revoked_at = '2027-03-01 10:00:00', revoke_reason = 'x' WHERE id = 1"
)
REFUSED = [
    ("UPDATE calendar_days SET what = 'holiday' WHERE id = 1", "only revoked"),
    ("UPDATE calendar_days SET reason = 'another' WHERE id = 1", "only revoked"),
    ("UPDATE calendar_days SET days = '[1]' WHERE id = 2", "only revoked"),
    ("UPDATE calendar_days SET revoked_at = '2027-03-01 10:00:00' WHERE id = 1", "revoked_with_a_reason"),
    ("DELETE FROM calendar_days WHERE id = 1", "never removed"),
    (DAY, "(?i)unique"),
    (YEAR, "(?i)unique"),
    (DAY.replace("2027-03-02", "2027-03-03").replace("'why'", "''"), "has_a_reason"),
    (DAY.replace("day_off", "year"), "a_year_has_no_day"),
    ("UPDATE moved_dates SET outcome = 'moved'", "only looked at"),
    ("UPDATE moved_dates SET new_at = NULL, unit_id = 2", "only looked at"),
    ("DELETE FROM moved_dates", "never removed"),
]  # fmt: skip


@pytest.fixture
def kept(engine: Engine, clock: FakeClock) -> Engine:
    """A corrected day, an entered year, a recount and a date that it holds."""
    with unit_of_work(engine, clock) as work:
        make_notice(work, make_city(work))
        for statement in (DAY, YEAR):
            work.session.execute(text(statement))
        work.session.execute(
            text("INSERT INTO recounts (correction_id, why, calendar, asked_at, after_id, looked_at, to_look_at,"
                 " moved, held) VALUES (1, 'made', 'ru', '2027-03-01 09:00:00', 0, 0, 1, 0, 1)")
        )  # fmt: skip
        work.session.execute(
            text("INSERT INTO moved_dates (recount_id, notice_id, unit_id, clock, side, new_at, details, outcome)"
                 " VALUES (1, 1, 1, 'answer', 'authority', '2027-03-01 09:00:00', '{}', 'held')")
        )  # fmt: skip
    return engine


def run(engine: Engine, *statements: str) -> None:
    with engine.execution_options(write=True).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(("statement", "words"), REFUSED)
def test_refused(kept: Engine, statement: str, words: str) -> None:
    with pytest.raises(DBAPIError, match=words):
        run(kept, statement)


def test_a_correction_is_revoked_once_and_another_may_follow(kept: Engine) -> None:
    run(kept, REVOKED, DAY)
    with pytest.raises(DBAPIError, match="only revoked"):
        run(kept, REVOKED.replace("'x'", "'y'"))


def test_a_held_date_is_looked_at_once(kept: Engine) -> None:
    looked = "UPDATE moved_dates SET settled_at = '2027-03-01 10:00:00'"
    run(kept, looked)
    with pytest.raises(DBAPIError, match="only looked at"):
        run(kept, looked)
