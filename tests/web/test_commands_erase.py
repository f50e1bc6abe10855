"""`veche erase` and `veche hold` at a terminal: what they say, whom they ask, what they refuse."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine

from records import erasing_rows
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.erased import closed, house_of, said_everywhere, traces, years_pass
from tests.support.everywhere import Everywhere
from wsgi import main

BY = ("--by", "zuev@veche.example")
WHY = ("--why", "request", "--yes", *BY)


@pytest.fixture
def at(engine: Engine, clock: FakeClock) -> Everywhere:
    """Monday 1 March 2027, with everybody who may come by."""
    return Everywhere(City(engine, clock).found()).people()


@pytest.fixture
def app(at: Everywhere, tmp_path: Path) -> Flask:
    """Veche over this city."""
    return house_of(at, tmp_path / "home")[0]


def says(app: Flask, *words: str, code: int = 0) -> str:
    result: Result = app.test_cli_runner().invoke(main.commands[words[0]], words[1:])
    assert result.exit_code == code, result.output
    return result.output


def test_a_dry_run_counts_and_changes_nothing(at: Everywhere, app: Flask) -> None:
    said_everywhere(at)
    closed(at, "m")
    years_pass(at)
    before = traces(at.city.engine)

    assert "     2 notices would be erased" in says(app, "erase", "due", "--dry-run")
    assert traces(at.city.engine) == before
    said = says(app, "erase", "due")
    assert "     2 notices erased" in said
    assert "The files of the database are clean." in said
    assert "     0 notices erased" in says(app, "erase", "due")


def test_one_notice_goes_on_request_and_a_kept_one_says_why(at: Everywhere, app: Flask) -> None:
    number = closed(at, "n")
    at.files("open")
    at.city.clock.advance(days=100)
    assert "1 kept. The notice is still open." in says(
        app, "erase", "notice", at.refs["open"], *WHY, code=1
    )
    assert "1 erased." in says(app, "erase", "notice", at.refs["n"], *WHY)
    with at.city.reading() as work:
        assert erasing_rows.is_erased(work, "notice", number)
    assert "There is no notice 26-9999" in says(app, "erase", "notice", "26-9999", *WHY, code=1)


def test_an_organiser_goes_from_all_that_is_over_and_no_list_of_it_is_told(
    at: Everywhere, app: Flask
) -> None:
    for name in ("a", "b", "c"):
        closed(at, name)
    at.city.clock.advance(days=100)

    said = says(app, "erase", "organiser", at.refs["a"], "--why", "request", "--yes",
                "--by", "admin@veche.example")  # fmt: skip

    assert "3 erased." in said
    assert f"Account {at.account('other') - 1} is erased." in said
    assert [ref for ref in (at.refs["b"], at.refs["c"]) if ref in said] == []
    assert traces(at.city.engine) == {}


@pytest.mark.parametrize("who", ["orlova", "owner", "gone", "nobody"])
def test_only_a_head_or_an_administrator_by_name(at: Everywhere, app: Flask, who: str) -> None:
    closed(at, "n")
    at.city.clock.advance(days=100)
    said = says(app, "erase", "notice", at.refs["n"], "--why", "order", "--yes",
                "--by", f"{who}@veche.example", code=1)  # fmt: skip
    assert "Not yours" in said or "has a post today" in said
    assert traces(at.city.engine)


def test_without_a_yes_nothing_goes(at: Everywhere, app: Flask) -> None:
    closed(at, "n")
    at.city.clock.advance(days=100)
    result = app.test_cli_runner().invoke(
        main.commands["erase"], ["notice", at.refs["n"], "--why", "request", *BY], input="n\n"
    )
    assert result.exit_code == 1
    assert traces(at.city.engine)


def test_an_account_of_somebody_who_left(at: Everywhere, app: Flask) -> None:
    admin = ("--why", "request", "--yes", "--by", "admin@veche.example")
    assert "is erased." in says(app, "erase", "account", "gone@veche.example", *admin)
    assert "Switch it off first" in says(app, "erase", "account", "orlova@veche.example", *admin, code=1)  # fmt: skip
    assert "no account with this address" in says(app, "erase", "account", "gone@veche.example", *admin, code=1)  # fmt: skip


def test_a_hold_is_set_listed_and_lifted_by_name(at: Everywhere, app: Flask) -> None:
    closed(at, "n")
    years_pass(at)
    ref = at.refs["n"]
    assert "No notice is held." in says(app, "hold", "list")
    assert "is held." in says(app, "hold", "set", ref, "--reason", "Дело 2а-17", *BY)
    assert "held already" in says(app, "hold", "set", ref, "--reason", "Ещё", *BY, code=1)
    listed = says(app, "hold", "list")
    assert ref in listed
    assert "Дело" not in listed
    assert "     0 notices erased" in says(app, "erase", "due")
    assert "not held any more" in says(app, "hold", "lift", ref, "--reason", "Всё", *BY)
    assert "no hold stands" in says(app, "hold", "lift", ref, "--reason", "Всё", *BY, code=1)
    assert "     1 notices erased" in says(app, "erase", "due")


def test_a_journal_on_a_full_disk_is_told_and_nobody_goes(
    at: Everywhere, app: Flask, tmp_path: Path
) -> None:
    closed(at, "n")
    years_pass(at)
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home/erasures.jsonl").mkdir()
    said = says(app, "erase", "due", code=1)
    assert "erasures.jsonl can't be written" in said
    assert traces(at.city.engine)
