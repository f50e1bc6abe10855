"""The secret of a mailed link: every other one opens nothing, it is in no log and in no Referer (A-5, A-6)."""

import logging
import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from records.people import SignInLink
from records.unit_of_work import reading
from tests.accounts.conftest import PASSWORD, Stage
from tests.support.visitor import Visitor
from web.sessions import hashed

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def address(number: int) -> str:
    """A new address for each try: the count of tries is looked at elsewhere."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def asks(stage: Stage, email: str = "olga@example.org", number: int = 1) -> tuple[Visitor, str]:
    visitor = stage.visitor(address=address(number))
    visitor.post("/sign-in", email=email)
    return visitor, str(stage.mailed()["secret"])


def test_one_changed_character_at_any_place_opens_nothing(stage: Stage) -> None:
    _, secret = asks(stage)
    chance = random.Random(1)
    for place in range(len(secret)):
        other = chance.choice(LETTERS.replace(secret[place], ""))
        guesser = stage.visitor(address=address(100 + place))
        path = f"/sign-in/link/{secret[:place]}{other}{secret[place + 1 :]}"
        assert guesser.get(path).status_code == 410
        assert guesser.post(path).status_code == 410
        assert "olga" not in guesser.text
    assert len(secret) == 43  # 32 bytes
    with reading(stage.engine, stage.clock) as work:
        assert work.get(SignInLink, hashed(secret)).used_at is None


def test_the_secret_is_kept_as_a_hash_only(stage: Stage) -> None:
    _, secret = asks(stage)
    with reading(stage.engine, stage.clock) as work:
        row = work.get(SignInLink, hashed(secret))
    assert secret not in repr(row)


def test_the_secret_is_in_no_log_and_goes_to_nobody(
    stage: Stage, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor, secret = asks(stage)
    path = f"/sign-in/link/{secret}"
    for answer in (visitor.get(path), visitor.post(path), visitor.get(path)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
    said = caplog.text + "".join(capsys.readouterr())
    assert secret not in said
    assert all(secret not in repr(entry) for entry in stage.logged())


@pytest.mark.deep
def test_a_hundred_presses_at_once_sign_in_once(stage: Stage) -> None:
    for turn in range(5):
        visitor, secret = asks(stage, f"olga{turn}@example.org", turn)
        path = f"/sign-in/link/{secret}"
        visitor.get(path)
        copies = [stage.visitor(address=address(1000 + turn * 100 + one)) for one in range(100)]
        for copy in copies:
            copy.steal(visitor.cookie())
            copy.token = visitor.token
        with ThreadPoolExecutor(16) as crowd:
            codes = sorted(crowd.map(lambda copy: copy.post(path).status_code, copies))  # noqa: B023
        assert codes.count(303) == 1, turn
        assert set(codes) <= {303, 410, 429, 503}, turn


@pytest.mark.parametrize("people", [30, pytest.param(500, marks=pytest.mark.deep)])
def test_nobody_learns_who_has_an_account(stage: Stage, people: int) -> None:
    """So many known and as many unknown ask for a link: one answer, one page, to the byte."""
    for number in range(people):
        holder, secret = asks(stage, f"known{number:03d}@example.org", number)
        assert holder.post(f"/sign-in/link/{secret}").status_code == 303  # now there is an account
    stage.clock.advance(hours=2)
    answers = set()
    for number in range(people):
        for who in ("known", "other"):
            email = f"{who}{number:03d}@example.org"
            visitor = stage.visitor(address=address(10_000 + number * 2 + (who == "known")))
            first = visitor.post("/sign-in", email=email)
            page = visitor.get("/sign-in/code")
            text = page.text.replace(email, "ADDRESS").replace(visitor.token, "TOKEN")
            answers.add((first.status_code, first.headers["Location"], page.status_code, text))
    assert len(answers) == 1


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.deep)])
def test_nobody_learns_whose_password_was_wrong(stage: Stage, times: int) -> None:
    vera = stage.staff()
    answers = set()
    for number in range(times):
        for email in (vera.email, f"nobody{number}@office.example"):
            stage.clock.advance(hours=2)
            visitor = stage.visitor(address=address(number * 2))
            answer = visitor.post("/sign-in/password", email=email, password=PASSWORD + "x")
            text = answer.text.replace(email, "ADDRESS").replace(visitor.token, "TOKEN")
            answers.add((answer.status_code, text))
    assert len(answers) == 1
