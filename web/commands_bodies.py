"""`veche body`: the register of bodies that are asked, from a terminal."""

from dataclasses import replace
from typing import Any

import click
from flask.cli import with_appcontext

from records import rows
from records.unit_of_work import UnitOfWork
from web.filters import today
from web.work import reading, unit_of_work
from workflow import bodies
from workflow.actor import SYSTEM
from workflow.bodies import BodyIn
from workflow.errors import Invalid

DAY = click.DateTime(["%Y-%m-%d"])


def parts(command: Any) -> Any:
    """The options that say what the register keeps."""
    for option in reversed(
        (
            click.option("--name-ru", help="Name in Russian."),
            click.option("--name-en", help="Name in English."),
            click.option("--email", help="Mailbox to which its questions go."),
            click.option("--phone", help="Telephone."),
            click.option("--chief-email", help="Address of its chief, told when it does not answer."),
            click.option("--stands-for", help="Code of the law's body in whose place it is asked."),
            click.option("--hours", "answer_hours", type=int, help="Its own time to answer; only shorter than the law's file counts."),
            click.option("--from", "active_from", type=DAY, help="First day on which it is asked."),
            click.option("--to", "active_to", type=DAY, help="Last day on which it is asked."),
            click.option("--serves", multiple=True, help="Code of an okrug or district; repeat it. Without: the whole city."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def _given(given: dict[str, Any]) -> dict[str, Any]:
    """What was typed, days as days; what was not typed is left out."""
    found = {name: value for name, value in given.items() if value not in (None, ())}
    for name in ("active_from", "active_to"):
        if name in found:
            found[name] = found[name].date()
    return found


@click.group("body", short_help="Bodies that are asked: police, transport, medical service.")
def body() -> None:
    """The register of bodies that are asked; also on the desk's page «Services that are asked»."""


@body.command("list", short_help="List every body, asked or not any more.")
@with_appcontext
def listed() -> None:
    """List every body with its mailbox, its chief's address and the districts that it serves."""
    with reading() as work:
        for unit in rows.units(work, "body"):
            asked = "asked" if bodies.active(unit, today()) else "not asked"
            serves = ",".join(unit.serves) or "city"
            click.echo(
                f"{unit.code:18} {asked:9} {unit.email or '-'} {unit.chief_email or '-'} {serves}"
            )


@body.command("add", short_help="Enter a body that the city adds.")
@click.argument("code")
@parts
@with_appcontext
def add(code: str, **given: Any) -> None:
    """Enter the body CODE. Its names in both languages and its mailbox are needed."""
    empty = {"name_en": "", "name_ru": "", "email": ""}
    with unit_of_work() as work:
        _try(
            lambda: bodies.add(work, actor=SYSTEM, code=code, body=BodyIn(**empty | _given(given)))
        )
    click.echo(f"Added {code}.")


@body.command("change", short_help="Change what the register says of a body.")
@click.argument("code")
@click.option("--whole-city", is_flag=True, help="It serves the whole city again.")
@parts
@with_appcontext
def change(code: str, *, whole_city: bool, **given: Any) -> None:
    """Change the body CODE: only what is named. A new mailbox gets every open question anew."""
    with unit_of_work() as work:
        unit = _unit(work, code)
        before = bodies.of(unit)
        after = replace(before, **_given(given))
        after = replace(after, serves=()) if whole_city else after
        mailed = _try(
            lambda: bodies.change(
                work, actor=SYSTEM, unit_id=unit.id or 0, seen=bodies.mark(before), body=after
            )
        )
    click.echo(f"Changed {code}. Open questions mailed again: {mailed}.")


def _unit(work: UnitOfWork, code: str) -> Any:
    found = next((one for one in rows.units(work, "body") if one.code == code), None)
    if found is None:
        raise click.ClickException(f"There is no body {code}; `veche body list` names them.")
    return found


def _try(deed: Any) -> Any:
    try:
        return deed()
    except Invalid as error:
        where = f"{error.field}: " if error.field else ""
        raise click.ClickException(where + error.text) from error


def join(group: click.Group) -> None:
    """Add the command to `veche`."""
    group.add_command(body)
