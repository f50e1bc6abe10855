"""`veche regimes replay`: a year under another law from the command line; it reads, and tells what it can't know."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from regimes.shelf import FOLDER
from tests.support.city import City
from tests.support.clock import FakeClock
from web.commands_replay import replay
from workflow.content import SessionIn

LAW = "ru-moscow-assembly"
BODY = (FOLDER / "ru-moscow-assembly.2022-12-05.toml").read_text("utf-8")
LATE = (SessionIn(date(2027, 3, 9), "12:00", "13:30"),)
YEAR = ("--from", "2026-03-02", "--to", "2027-03-01")


@pytest.fixture
def city(
    engine: Engine, database_url: str, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> City:  # fmt: skip
    """Monday 1 March 2027: one notice in time, one eight days before."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    monkeypatch.setenv("VECHE_DATABASE_URL", database_url)
    made = City(engine, clock).found()
    made.files(key="usual")
    made.files(key="late", sessions=LATE)
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(replay, list(map(str, arguments)))


def test_a_lawyer_tries_seven_days(city: City, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(BODY.replace("latest   = 10\ncount", "latest   = 7\ncount"), encoding="utf-8")

    result = run("--as", file, *YEAR)

    assert result.exit_code == 0, result.output
    assert "27-0002  March, received Mon 1 Mar 2027, 12:00" in result.output
    assert "filed outside the window, would be in time" in result.output
    assert "Filed: too late -> in time" in result.output
    assert "27-0001" not in result.output
    assert "2 notices read" in result.output
    assert "1 would differ" in result.output
    assert "That can't be replayed." in result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_a_number_can_be_tried_without_a_file(city: City) -> None:
    said = run("--as", LAW, "--set", "windows.ordinary.latest=7", "--json", *YEAR)
    *notices, totals = map(json.loads, said.output.splitlines())
    (one,) = notices
    assert (one["reference"], one["effects"]) == ("27-0002", ["now-in-time"])
    assert (one["then"]["verdict"], one["now"]["verdict"]) == ("too_late", "in_window")
    assert totals == {"totals": {
        "read": 2, "set_aside": 0, "unread": 0, "differ": 1, "turned": 1, "effects": {"now-in-time": 1},
        "kinds": {"march": {"now-in-time": 1}},
    }}  # fmt: skip
    assert not any(
        word in said.output for word in ("Сокольникова", "library", "библиотек", "129515")
    )


def test_where_only_a_time_moved_it_says_so(city: City) -> None:
    result = run("--as", LAW, "--set", "clocks.proposal.span.amount=5", "--totals", *YEAR)
    assert "1 would differ\n  of them in nothing but a time: 1" in result.output
    assert "27-0001" not in result.output


def test_it_speaks_russian(city: City) -> None:
    result = run("--as", LAW, "--set", "windows.ordinary.latest=7", "--lang", "ru", *YEAR)
    assert "27-0002  Шествие, получено пн 1 мар" in result.output
    assert "подано вне срока, было бы в срок" in result.output
    assert "Прочитано 2 уведомления" in result.output


def test_kinds_and_days_narrow_it(city: City) -> None:
    assert "0 notices read" in run("--as", LAW, "--kind", "rally", *YEAR).output
    assert "0 notices read" in run("--as", LAW, "--from", "2026-01-01", "--to", "2026-02-01").output


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as", "nothing.toml"), "the shelf holds no such regime"),
        (("--as", LAW, "--set", "windows.ordinary.latest"), "write NAME=NUMBER"),
        (("--as", LAW, "--set", "windows.ordinary.latest=-1"), "a whole number from 0"),
        (("--as", LAW, "--set", "windows.ordinary.latest=٧"), "a whole number from 0"),
        (("--as", LAW, "--set", "windows.ordinary.latest=999999"), "from 0 to 366"),
        (("--as", LAW, "--set", "windows.ordinary.latest=16"), "closes before it opens"),
        (("--as", LAW, "--set", "windows.nowhere=7"), "windows.nowhere is not a number of"),
        (("--as", LAW, "--from", "2020-01-01", "--to", "2022-01-01"), "at most one year"),
        (("--as", LAW, "--from", "2027-03-01", "--to", "2027-01-01"), "after the last one"),
    ],
)
def test_what_can_not_be_tried_is_trouble_in_words(
    city: City, options: tuple[str, ...], words: str
) -> None:
    result = run(*options)
    assert result.exit_code == 2
    assert words in result.output


def test_a_database_without_tables_is_told_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    monkeypatch.setenv("VECHE_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    result = run("--as", LAW)
    assert result.exit_code == 2
    assert "veche migrate" in result.output


def test_the_year_ends_today(city: City) -> None:
    now = datetime.now(UTC)
    result = run("--as", LAW, "--from", (now - timedelta(days=3)).date(), "--totals")
    assert result.exit_code == 0
    assert "0 notices read" in result.output
