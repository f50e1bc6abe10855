"""The worker and the silent hours: thresholds, consequences, incidents and warnings, with their mails in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlalchemy import Engine, update
from sqlmodel import col, select

from letters.letter import from_json
from records import accounts, rows
from records.people import Account
from records.tables import Due, Mail, Post
from tests.support.city import City, content
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.everywhere import Everywhere
from tests.support.looking import log_of
from tests.support.sitting import Sitting
from tests.support.watching import incidents, is_away, on_duty, owner
from web import doctor_running, worker
from web.settings import Settings, Silence
from web.work import locator, silence_rule
from workflow.content import SessionIn
from wsgi import create_app, main


@pytest.fixture
def at(engine: Engine, clock: FakeClock) -> Everywhere:
    made = Everywhere(City(engine, clock).found()).people()
    with made.city.unit() as work:
        accounts.mark_city(work, "demo")
        work.session.execute(update(Account).values(demo=True))
    return made


@pytest.fixture
def app(at: Everywhere, tmp_path: Path) -> Iterator[Flask]:
    """A demo Veche on this test's database: mail is kept, not sent."""
    settings = Settings(home=tmp_path, mode="test", demo=True, database_url=url_of(at.city.engine))
    made = create_app(settings, at.city.clock)
    yield made
    made.extensions["veche"].engine.dispose()


def minute(app: Flask) -> None:
    """One minute of the worker."""
    with app.app_context():
        worker.tick(app.extensions["veche"])
    with app.app_context():
        worker.deliver_all(app.extensions["veche"])


def mails(at: Everywhere, to: str) -> list[Mail]:
    """What a person was sent, in order."""
    with at.city.reading() as work:
        found = select(Mail).where(Mail.to == f"{to}@veche.example").order_by(col(Mail.id))
        return list(work.session.exec(found))


def test_a_notice_that_nobody_takes_goes_its_whole_way_to_the_incident(
    app: Flask, at: Everywhere
) -> None:
    reference = at.files("n")
    for day, hour in ((3, 23), (4, 0), (4, 12), (4, 18), (4, 23), (5, 0), (5, 1)):
        at.city.goes_to(2027, 3, day, hour)
        minute(app)

    assert owner(at.city, reference) == "orlova"
    assert at.city.stage(reference) == "deemed-agreed"
    log = [kind for kind in log_of(at.city, reference) if kind in {
        "notice.assigned", "notice.climbed", "notice.lapse-agreed", "notice.incident",
    }]  # fmt: skip
    assert log == ["notice.assigned", "notice.climbed", "notice.lapse-agreed", "notice.incident"]
    subjects = [mail.subject for mail in mails(at, "zuev")]
    assert len(subjects) == 2
    assert "Руководителю: уведомление 27-0001, срок четверг, 4 марта, 24:00" in subjects[0]
    assert "Нет ответа в срок" in subjects[1]
    assert "Теперь ваше" in mails(at, "orlova")[0].subject
    assert "/desk/incidents" in mails(at, "zuev")[1].body


def test_letters_that_leave_by_themselves_show_the_place_too(app: Flask, at: Everywhere) -> None:
    """Counted as agreed by silence, and reminded of duties on paper: both with the map that the worker knows."""
    line = ("Липовый бульвар", "Садовников улица", "Мельничная площадь")
    with app.app_context():
        geo = locator().locate("line", line[0], line, "ru").geo
    assert geo is not None
    place = replace(content().places[0], geo=geo.text())
    reference = at.city.files(answers={"email": ""}, places=(place,)).reference
    at.city.goes_to(2027, 3, 5, 0)
    minute(app)
    at.city.goes_to(2027, 3, 5, 11)
    with app.app_context():
        worker.deliver_all(app.extensions["veche"])

    with at.city.reading() as work:
        found = [from_json(one.data) for one in rows.letters(work, work.notice(reference))]
    shown = {one.kind: one.map for one in found}
    assert set(shown) == {"receipt", "deemed-agreed", "reminder"}
    assert shown["receipt"] is None
    for kind in ("deemed-agreed", "reminder"):
        figure = shown[kind]
        assert figure is not None, kind
        assert "Липовый бульвар" in figure.svg


def test_a_worker_that_slept_for_three_days_wakes_into_order(app: Flask, at: Everywhere) -> None:
    lost, saved = at.files("lost"), ""
    at.city.clock.advance(days=4)
    later = (SessionIn(date(2027, 3, 18), "12:00", "13:00"),)
    saved = at.files("saved", sessions=later)  # due to 24:00 of 8 March
    at.city.goes_to(2027, 3, 8, 20)

    minute(app)
    minute(app)

    assert [one.what for one in incidents(at.city)] == ["lapsed"]
    assert log_of(at.city, lost).count("notice.lapse-agreed") == 1
    assert "notice.assigned" not in log_of(at.city, lost)
    assert [kind for kind in log_of(at.city, saved) if "assigned" in kind or "climbed" in kind] == [
        "notice.assigned", "notice.climbed",
    ]  # fmt: skip
    assert [mail.subject[:12] for mail in mails(at, "zuev")] == ["Нет ответа в", "Руководителю"]


def test_a_consequence_that_can_t_be_written_is_an_incident_for_a_person(
    app: Flask, at: Everywhere
) -> None:
    reference = at.files("n")
    with at.city.unit() as work:
        work.notice(reference).window = "too_late"  # its clock should not be there
    at.city.goes_to(2027, 3, 5, 0, 0)

    minute(app)
    minute(app)

    assert [one.what for one in incidents(at.city)] == ["stuck"]
    assert at.city.stage(reference) == "received"


def test_a_same_day_clock_calls_by_mail_in_the_language_of_who_is_called(
    app: Flask, at: Everywhere
) -> None:
    on_duty(at, "hasanov", at.city.clock.now() - timedelta(hours=1), 5)
    with at.city.unit() as work:
        person = rows.account_by_email(work, "hasanov@veche.example")
        assert person is not None
        person.locale = "en"
    at.files("n", kind="picket_group", sessions=(SessionIn(date(2027, 3, 4), "12:00", "13:00"),))

    minute(app)

    subjects = [mail.subject for mail in mails(at, "hasanov")]
    assert any(subject.startswith("Answer due today: notice 27-0001") for subject in subjects)
    assert mails(at, "zuev") == []


def test_what_was_answered_before_the_mail_left_asks_nothing(app: Flask, at: Everywhere) -> None:
    reference = at.to_sign("n", "agreed")
    at.city.goes_to(2027, 3, 4, 20)
    with app.app_context():
        worker.tick(app.extensions["veche"])
    at.signs(reference, submit=False)

    with app.app_context():
        worker.deliver_all(app.extensions["veche"])

    assert mails(at, "zuev") == []


def test_nobody_to_sign_is_told_to_head_and_administrator_once(app: Flask, at: Everywhere) -> None:
    is_away(at, "morozova", date(2027, 3, 5), date(2027, 3, 6))
    for _ in range(3):
        minute(app)
        at.city.clock.advance(hours=7)

    for who in ("zuev", "admin"):
        told = [mail for mail in mails(at, who) if "подписывать" in mail.subject]
        assert len(told) == 1
        assert "/desk/powers" in told[0].body


def test_the_doctor_says_that_nobody_signs(app: Flask, at: Everywhere) -> None:
    settings = app.extensions["veche"].settings
    assert next(doctor_running.signatories(settings, at.city.clock)).well

    is_away(at, "morozova", date(2027, 3, 5), date(2027, 3, 6))

    found = next(doctor_running.signatories(settings, at.city.clock))
    assert (found.well, found.needed) == (False, False)
    assert found.said == "nobody from 2027-03-05 in prefecture-svao (absence)"


def test_the_doctor_says_that_nobody_was_ever_named_to_sign(
    engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    """A city of this minute, before its first `veche person post`."""
    settings = Settings(mode="test", home=tmp_path, database_url=url_of(engine))

    found = next(doctor_running.signatories(settings, clock))

    assert not found.well
    assert found.said == "nobody has ever had the power to sign here: no answer can be released"


def test_the_doctor_says_that_no_commission_can_sit(app: Flask, at: Everywhere) -> None:
    settings = app.extensions["veche"].settings
    found = next(doctor_running.boards(settings, at.city.clock))
    assert (found.well, found.needed) == (False, False)
    assert found.said == "no commission can vote on events of more than 5000 people"

    Sitting(at).founded(quorum=5)

    assert next(doctor_running.boards(settings, at.city.clock)).well


def test_the_doctor_names_whom_the_law_calls_and_nobody_is(app: Flask, at: Everywhere) -> None:
    settings = app.extensions["veche"].settings
    assert next(doctor_running.desks(settings, at.city.clock)).well

    with at.city.unit() as work:
        rows.unit_by_code(work, "government").code = "mayor"

    found = next(doctor_running.desks(settings, at.city.clock))
    assert found.said.startswith("ru-moscow-assembly: no office is government or government-OKRUG")


def test_the_doctor_says_that_a_post_of_the_road_is_empty(app: Flask, at: Everywhere) -> None:
    settings = app.extensions["veche"].settings
    assert next(doctor_running.people(settings, at.city.clock)).well

    with at.city.unit() as work:
        clerks = update(Post).where(col(Post.role) == "clerk").values(to_day=date(2027, 1, 1))
        work.session.execute(clerks)

    found = next(doctor_running.people(settings, at.city.clock))
    assert (found.well, found.said) == (False, "no clerk today")
    assert found.mend == "veche person post ACCOUNT clerk --unit CODE"


def test_the_thresholds_are_settings_of_the_office(at: Everywhere, tmp_path: Path) -> None:
    given = Silence(owned_hours=48, head_hours=12, opens=time(8), closes=time(17))
    url = url_of(at.city.engine)
    made = create_app(
        Settings(home=tmp_path, mode="test", demo=True, database_url=url, silence=given),
        at.city.clock,
    )
    reference = at.files("n")
    at.city.goes_to(2027, 3, 4, 12)

    minute(made)
    made.extensions["veche"].engine.dispose()

    assert "notice.climbed" in log_of(at.city, reference)
    assert silence_rule(made.extensions["veche"].settings).opens.hour == 8


@pytest.mark.parametrize(
    "bad",
    [
        {"owned_hours": 5}, {"owned_hours": 0}, {"head_hours": 25}, {"head_hours": 0},
        {"signatory_days": 0}, {"opens": "18:00"}, {"closes": "nonsense"},
    ],
)  # fmt: skip
def test_settings_that_can_t_be_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Silence.model_validate(bad)


def test_the_roster_is_listed_at_the_terminal_without_names(app: Flask, at: Everywhere) -> None:
    runner = app.test_cli_runner()
    empty = runner.invoke(main.commands["duty"], ["list"])
    assert empty.output.strip() == "Nobody has duty in these days."
    on_duty(at, "hasanov", at.city.clock.now() - timedelta(hours=1), 5)

    plain = runner.invoke(main.commands["duty"], ["list"])
    named = runner.invoke(main.commands["duty"], ["list", "--names"])

    line = f"prefecture-svao    2027-03-01 11:00 to 2027-03-01 16:00 account {at.account('hasanov')} now"
    assert plain.output.strip() == line
    assert "Khasanov  +7 495 000-03-12" in named.output


def test_two_workers_of_two_processes_promise_one_of_each(app: Flask, at: Everywhere) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 4, 20)
    for _ in range(2):
        with app.app_context():
            worker.tick(app.extensions["veche"])
    with at.city.reading() as work:
        levels = [work.get(Due, due.id).climbed for due in rows.dues(work, work.notice(reference))]

    assert max(levels) == 2
    minute(app)
    assert len(mails(at, "zuev")) == 1
