"""`veche person`: the first administrator of a real city, posts, an account switched off."""

from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from records import accounts
from records.unit_of_work import reading, unit_of_work
from tests.accounts.conftest import PASSWORD, Staff, Stage
from web import factors
from web.commands_people import person


def _run(stage: Stage, *words: str, typed: str = "") -> Result:
    runner = CliRunner()
    with stage.app.app_context():
        return runner.invoke(person, list(words), input=typed)


def _add(stage: Stage, *more: str) -> Result:
    typed = f"anna@office.example\nA. Lavrova\nА. Лаврова\n{PASSWORD}\n{PASSWORD}\n"
    return _run(stage, "add", *more, typed=typed)


def test_the_first_administrator_signs_in_with_what_was_printed(stage: Stage) -> None:
    made = _add(stage)
    assert made.exit_code == 0, made.output
    assert "Made account 1, administrator." in made.output
    key = made.output.split("Or type the key: ")[1].split()[0]
    anna = Staff(1, "anna@office.example", key, stage.clock)
    visitor = anna.at(stage.visitor())
    assert "Administrator" in visitor.text
    kinds = [kind for kind, _ in stage.logged()]
    assert kinds[:3] == ["account.created", "account.post-given", "account.key-set"]
    with reading(stage.engine, stage.clock) as work:
        assert accounts.city(work) == "real"


def test_what_is_printed_names_nobody(stage: Stage) -> None:
    printed = _add(stage).output.split("Made account")[1]
    assert "anna" not in printed.casefold()
    assert PASSWORD not in printed
    listed = _run(stage, "list").output
    assert "administrator" in listed
    assert "anna" not in listed.casefold()
    assert "A. Lavrova <anna@office.example>" in _run(stage, "list", "--names").output


def test_an_address_is_taken_once_and_a_short_password_never(stage: Stage) -> None:
    _add(stage)
    again = _add(stage)
    assert again.exit_code == 1
    assert "already an account" in again.output
    short = _run(stage, "add", typed="b@office.example\nB\nБ\nshort\nshort\n")
    assert "Use at least 12 letters" in short.output


def test_a_demo_city_takes_no_real_people(build: Callable[..., Stage], stage: Stage) -> None:
    assert "demo city" in _add(build(demo=True)).output
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.mark_city(work, "demo")
    assert "holds a demo city" in _add(stage).output


def test_a_post_is_given_for_its_days(stage: Stage) -> None:
    _add(stage)
    given = _run(stage, "post", "1", "auditor", "--from", "2027-03-02", "--to", "2027-03-03")
    assert given.output == "Account 1 is auditor from 2027-03-02.\n"
    assert "auditor" not in _run(stage, "list").output
    stage.clock.advance(days=1)
    assert "auditor" in _run(stage, "list").output
    stage.clock.advance(days=2)
    assert "auditor" not in _run(stage, "list").output
    assert _run(stage, "post", "9", "clerk").exit_code == 1
    assert _run(stage, "post", "1", "clerk", "--unit", "nowhere").exit_code == 1
    bad = _run(stage, "post", "1", "clerk", "--from", "2027-03-09", "--to", "2027-03-01")
    assert "before the first" in bad.output


def test_a_post_ends_and_its_holder_is_out_of_it_at_once(stage: Stage) -> None:
    _add(stage)
    _run(stage, "post", "1", "auditor", "--from", "2027-02-01")
    listed = _run(stage, "list").output
    number = listed.split("auditor (post ")[1].split(")")[0]

    early = _run(stage, "end-post", number, "--on", "2027-01-01")
    assert (early.exit_code, "begins on 2027-02-01" in early.output) == (1, True)
    ended = _run(stage, "end-post", number)
    assert f"Post {number} (auditor of account 1) ends on 2027-02-28.\n" in ended.output
    assert "Nobody will be auditor after that" in ended.output

    assert "auditor" not in _run(stage, "list").output
    assert "administrator" in _run(stage, "list").output
    assert stage.logged()[-1][0] == "account.post-ended"
    later = _run(stage, "end-post", number, "--on", "2027-12-31")
    assert "ends on 2027-02-28 already" in later.output
    assert _run(stage, "end-post", "999").exit_code == 1


def test_a_new_password_and_a_new_telephone_end_the_old_ones(stage: Stage) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    other = "a wholly different phrase"
    assert _run(stage, "password", str(vera.id), typed=f"{other}\n{other}\n").exit_code == 0
    assert visitor.get("/account").status_code == 303
    renewed = _run(stage, "telephone", str(vera.id))
    again = stage.visitor()
    again.post("/sign-in/password", email=vera.email, password=other)
    stage.clock.advance(minutes=1)
    assert again.post("/second-factor", code=vera.code()).status_code == 422
    vera.key = renewed.output.split("Or type the key: ")[1].split()[0]
    assert again.post("/second-factor", code=vera.code()).status_code == 303


def test_switching_off(stage: Stage) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    assert _run(stage, "disable", str(vera.id)).output == f"Account {vera.id} is off.\n"
    assert visitor.get("/account").status_code == 303
    assert "off" in _run(stage, "list").output
    assert _run(stage, "disable", "99").exit_code == 1


@pytest.mark.parametrize("command", sorted(person.commands))
def test_each_command_explains_itself(stage: Stage, command: str) -> None:
    said = _run(stage, command, "--help").output
    assert "Usage:" in said
    silent = [
        one.name
        for one in person.commands[command].params
        if isinstance(one, click.Option) and not one.help
    ]
    assert silent == []


def test_a_letter_o_is_a_nought() -> None:
    assert factors.plain_code(" o1il-abcd ") == "0111ABCD"
