"""The calendar from the machine's side: commands, the worker's slices, several processes, the doctor."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select

from records import outbox
from records.tables import Mail
from tests.regimes.lands import WORKING
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.days import LAND, corrects, enters, fair
from tests.support.looking import due_of
from web import doctor_running, worker
from web.commands_calendar import calendar
from web.settings import Settings
from web.work import calendar as calendar_of
from web.work import rulebook
from wsgi import create_app


def make_app(
    engine: Engine, clock: FakeClock, home: Path, regime: str = "ru-moscow-assembly"
) -> Flask:
    """A Veche whose shelf holds the land of working days too."""
    (home / "regimes").mkdir(exist_ok=True)
    (home / "regimes" / "working-days.2020-01-01.toml").write_text(WORKING, encoding="utf-8")
    url = engine.url.render_as_string(hide_password=False)
    given = Settings(home=home, mode="test", demo=True, database_url=url, regimes=(regime,))
    return create_app(given, clock)


@pytest.fixture
def app(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Flask]:
    """One process of the city."""
    made = make_app(engine, clock, tmp_path)
    yield made
    made.extensions["veche"].engine.dispose()


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    """Monday 1 March 2027 in the land of working days."""
    return City(engine, clock, LAND).found()


def run(app: Flask, *words: str) -> Result:
    """Type a command of `veche calendar`."""
    with app.app_context():
        return CliRunner().invoke(calendar, list(words))


def test_a_day_is_corrected_and_revoked_at_the_machine(app: Flask, city: City) -> None:
    filed = fair(city, "2027-03-20")

    made = run(app, "correct", "2027-03-02", "day_off", "--reason", "Указ № 7")
    assert made.exit_code == 0, made.output
    assert "1 open notice counted, 1 date moved, 0 held" in made.output
    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")

    shown = run(app, "show", "2027")
    assert "2027-02-20 Sat  worked" in shown.output
    assert "2027-03-02 Tue  moved day off" in shown.output
    assert "correction 1: 2027-03-02 day_off, Указ № 7" in shown.output
    assert "corrections: 1" in run(app, "list").output

    back = run(app, "revoke", "1", "--reason", "Опечатка")
    assert "1 date moved" in back.output
    assert due_of(city, filed.reference) == ("03.03 23:59", "authority")
    assert "revoked: Опечатка" in run(app, "show", "2027").output


def test_what_is_refused_says_so_and_ends_with_one(app: Flask, city: City) -> None:
    for words, said in (
        (("correct", "2031-03-02", "day_off", "--reason", "x"), "whole year first"),
        (("show", "2031"), "no data of 2031"),
        (("show", "2027", "--name", "atlantis"), "no calendar atlantis"),
        (("revoke", "7", "--reason", "x"), "7 is not there"),
        (("correct", "2027-03-02", "day_off", "--reason", " "), "Say why"),
    ):
        found = run(app, *words)
        assert found.exit_code == 1, words
        assert said in found.output


def test_a_year_is_entered_at_the_machine(app: Flask, city: City) -> None:
    made = run(
        app, "year", "2028", "--day-off", "2028-02-25", "--workday", "2028-02-26", "--decree", "№ 1"
    )
    assert made.exit_code == 0, made.output
    assert "2028-02-26 Sat  worked" in run(app, "show", "2028").output


def test_recount_goes_on_with_what_was_begun_and_counts_all_anew(app: Flask, city: City) -> None:
    filed = fair(city, "2027-03-20")
    corrects(city, "2027-03-02", "day_off")

    found = run(app, "recount", "--unfinished")

    assert "1 date moved" in found.output
    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")
    assert "Every recount is done." in run(app, "recount", "--unfinished").output
    again = run(app, "recount")
    assert "1 of 1" in again.stderr
    assert "1 open notice counted, 0 dates moved, 0 held" in again.output


def test_the_worker_counts_in_slices_and_mails_once(
    app: Flask, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SLICE", 1)
    filed = fair(city, "2027-03-20")
    corrects(city, "2027-03-02", "day_off", reason="Указ № 7")

    for _ in range(3):
        with app.app_context():
            worker.deliver_all(app.extensions["veche"])
        city.clock.advance(minutes=1)

    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")
    with city.reading() as work:
        mails = list(
            work.session.exec(select(Mail).where(col(Mail.key).like("mail:dates-moved:%")))
        )
    (mail,) = mails
    assert mail.to == "svao@veche.example"
    assert (
        f"{filed.reference}, fair: Answer: ср 3 мар, 24:00 → чт 4 мар, 24:00"
        in mail.body.replace("\u00a0", " ")
    )
    assert "Указ № 7" in mail.body
    assert outbox.waiting(city.engine) == 0


def test_every_process_sees_a_correction_at_its_next_request(
    app: Flask, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    other = make_app(engine, clock, tmp_path)
    City(engine, clock, LAND).found()
    day = date(2027, 3, 2)
    for one in (app, other):
        with one.app_context():
            assert calendar_of().is_workday(day)
    assert run(app, "correct", "2027-03-02", "day_off", "--reason", "x").exit_code == 0
    for one in (app, other):
        with one.app_context():
            assert not calendar_of().is_workday(day)
            assert rulebook().calendars["ru"].is_workday(day)  # the file is as it was
    other.extensions["veche"].engine.dispose()


def test_a_working_day_of_an_unknown_year_is_a_page_in_words(
    engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    """No date is guessed and nothing falls over: the page says which year is missing."""
    app = make_app(engine, clock, tmp_path, regime="working-days")
    clock.set(datetime(2028, 2, 1, 9, tzinfo=UTC))
    asked = "/check?kind=fair&people=10&okrug=SVAO&day-day=1&day-month=3&day-year=2028"
    answer = app.test_client().get(asked)
    page = answer.get_data(as_text=True)
    app.extensions["veche"].engine.dispose()
    assert answer.status_code == 422
    assert "Working days of 2028 are not known yet" in page
    assert "How this was counted" not in page


@pytest.mark.parametrize(
    ("now", "well"),
    [(datetime(2027, 3, 1, tzinfo=UTC), True), (datetime(2027, 12, 1, tzinfo=UTC), False)],
)
def test_the_doctor_rings_for_a_missing_year(
    city: City, engine: Engine, clock: FakeClock, tmp_path: Path, now: datetime, well: bool
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings(home=tmp_path, mode="test", demo=True, database_url=url)
    clock.set(now)
    (found,) = doctor_running.days(settings, clock)
    assert found.well is well
    assert well or "2028, 31 days away" in found.said
    if not well:
        enters(city, 2028, days_off=["02-25"])
        (after,) = doctor_running.days(settings, clock)
        assert after.well
