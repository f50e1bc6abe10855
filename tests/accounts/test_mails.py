"""Mails of signing in: written in the asker's language, sent once, their secret not kept with us."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import col, select

from records.tables import Mail
from records.unit_of_work import reading
from tests.accounts.conftest import Stage
from tests.support.post_office import PostOffice, post_office
from web import mail_sign_in, worker


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as opened:
        yield opened


def _deliver(stage: Stage) -> None:
    with stage.app.app_context():
        worker.deliver_all(stage.app.extensions["veche"])


def _kept(stage: Stage) -> Mail:
    with reading(stage.engine, stage.clock) as work:
        found = work.session.exec(select(Mail).order_by(col(Mail.id).desc())).first()
        assert found is not None
        return found


def test_in_the_demo_city_the_link_is_read_in_the_mailbox(build: Callable[..., Stage]) -> None:
    stage = build(demo=True)
    asking = stage.visitor(language="ru")
    asking.post("/sign-in", email="olga@example.org")
    link = f"/sign-in/link/{stage.mailed()['secret']}"
    _deliver(stage)
    asking.get("/demo/mail/1")
    assert "olga@example.org" in asking.text
    assert "Откройте эту ссылку" in asking.text
    assert f"http://localhost:8000{link}" in asking.text
    assert asking.post(link).status_code == 303


def test_a_real_mail_leaves_once_and_its_secret_is_forgotten(
    build: Callable[..., Stage], office: PostOffice
) -> None:
    stage = build(smtp={"host": "127.0.0.1", "port": office.port, "starttls": False})
    stage.visitor().post("/sign-in", email="olga@example.org")
    secret = stage.mailed()["secret"]
    _deliver(stage)
    _deliver(stage)
    assert len(office.messages) == 1
    assert office.messages[0]["To"] == "olga@example.org"
    assert f"/sign-in/link/{secret}\n" in office.bodies()[0]
    assert "12:10 (Moscow time)" in office.bodies()[0]
    kept = _kept(stage)
    assert kept.sent_at == stage.clock.now()
    assert secret not in kept.body


def test_a_link_that_is_over_is_not_mailed_any_more(
    build: Callable[..., Stage], office: PostOffice
) -> None:
    stage = build(smtp={"host": "127.0.0.1", "port": office.port, "starttls": False})
    stage.visitor().post("/sign-in", email="olga@example.org")
    stage.clock.advance(minutes=10)
    _deliver(stage)
    assert office.messages == []


def test_staff_and_switched_off_accounts_get_words_without_a_link(
    build: Callable[..., Stage], office: PostOffice
) -> None:
    stage = build(smtp={"host": "127.0.0.1", "port": office.port, "starttls": False})
    stage.staff(email="vera@office.example")
    stage.visitor().post("/sign-in", email="vera@office.example")
    secret = stage.mailed()["secret"]
    _deliver(stage)
    assert "/sign-in/password" in office.bodies()[0]
    assert secret not in office.bodies()[0]


def test_only_known_kinds_of_mail_are_written(stage: Stage) -> None:
    with stage.app.app_context(), pytest.raises(ValueError, match="closed list"):
        mail_sign_in.deliver("k", {"mail": "../receipt", "secret": "x"})
