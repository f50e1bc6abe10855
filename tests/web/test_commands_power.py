"""`veche power`: give, list and end from a terminal, with reasons in words where it can't be."""

from datetime import date

from click.testing import CliRunner
from flask import Flask

from places import offices
from records import accounts
from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock
from web.commands_power import power
from web.work import reading
from workflow import founding


def test_a_power_is_given_listed_and_taken_back(house: Flask, clock: FakeClock) -> None:
    runner = CliRunner()

    def run(*words: str) -> str:
        with house.app_context():
            return runner.invoke(power, list(words)).output

    with unit_of_work(house.extensions["veche"].engine, clock) as work:
        founding.found(work, offices.load(), check_url="https://veche.example/c")
        deputy = accounts.create(work, email="d@veche.example", name="D. Deputy")
        prefect = accounts.create(work, email="p@veche.example", name="P. Prefect")
        accounts.give_post(
            work, prefect, "signatory", unit_code="prefecture-cao", from_day=date(2020, 1, 1)
        )

    assert f"account {prefect}" in run("list")
    assert "P. Prefect" not in run("list")
    assert "P. Prefect" in run("list", "--names")
    assert "no such account or unit" in run("give", "99", "--order", "1")
    assert "no such account or unit" in run("give", str(deputy), "--unit", "moon", "--order", "1")
    stands = (
        "give",
        str(deputy),
        "--unit",
        "prefecture-cao",
        "--order",
        "7-k",
        "--absent",
        str(prefect),
    )
    assert "in both languages" in run(*stands)
    assert "may sign" in run(*stands, "--title", "Acting prefect", "--title-ru", "И. о. префекта",
                             "--letter", "agreed", "--to", "2027-03-09")  # fmt: skip
    assert f"agreed  2027-03-01 to 2027-03-09 in the absence of account {prefect}" in run("list")
    with house.app_context():
        assert [post.role for post in _posts(deputy)] == ["signatory"]
    assert "before the day on which it ends" in run(
        "end", "2", "--reason", "x", "--on", "2027-04-01"
    )
    assert "ends now" in run("end", "2", "--reason", "Order withdrawn")
    assert "is over" in run("end", "2", "--reason", "again")
    assert "taken back" in run("list", "--all")


def _posts(account: int) -> tuple[accounts.PostRow, ...]:
    with reading() as work:
        person = accounts.person(work, account, date(2027, 3, 1))
    assert person is not None
    return person.posts
