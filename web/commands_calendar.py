"""`veche calendar`: the days that the city counts with, corrected with a reason, and open notices counted anew."""

from datetime import date, datetime
from typing import Any

import click

from records import calendar_rows
from records.errors import Missing
from regimes.calendar import WHATS, Calendar
from web import recount_runs
from web.command_city import in_city, reads_city
from web.filters import today
from web.telling import counted
from web.work import house, reading, regime, regimes, rulebook, unit_of_work
from workflow import calendars, keeping_days, missing_years
from workflow.actor import SYSTEM
from workflow.errors import Refused
from workflow.recounts import Progress

DAY = click.DateTime(["%Y-%m-%d"])
TOLD_EACH = 1000
"""Notices between two lines of progress."""
SIGNS = {"holiday": "holiday", "day_off": "moved day off", "workday": "worked"}


@click.group(
    "calendar", short_help="Holidays, moved days off, working Saturdays; corrections of them."
)
def calendar() -> None:
    """Holidays, moved days off and working Saturdays; corrections of them, and open notices counted anew."""


def _calendar(work: Any, name: str) -> Calendar:
    try:
        return keeping_days.calendar_of(work, rulebook(), name)
    except Missing as error:
        raise click.ClickException(str(error)) from error


@calendar.command("list", short_help="List the calendars with the years that they know.")
@reads_city
def list_calendars() -> None:
    """List the calendars: the years that each knows, its standing corrections, years that are missing soon."""
    with reading() as work:
        for name in sorted(rulebook().calendars):
            found = calendars.named(work, rulebook(), name)
            years = ", ".join(str(year) for year in sorted(found.years)) or "no year"
            count = len(calendar_rows.standing(work, name))
            click.echo(f"{name:10} {found.title.en:20} {years}; corrections: {count}")
        for one in missing_years.missing(work, rulebook(), regimes(), today()):
            click.echo(f"MISSING    {one.title.en}: {one.year}, in {one.begins_in(today())} days")


@calendar.command("show", short_help="Show the special days of a year.")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--name", default="", help="Name of the calendar; the city's own without it.")
@reads_city
def show(year: int, name: str) -> None:
    """Show the special days of a YEAR and what was corrected in it; exit 1 for a year without data."""
    name = name or regime().calendar
    with reading() as work:
        found = _calendar(work, name)
        corrections = calendar_rows.of_year(work, name, year)
    click.echo(f"{found.title.en} {year}")
    known = found.years.get(year)
    if known is not None:
        for day in sorted(known.holidays | known.days_off | known.workdays):
            click.echo(f"{day:%Y-%m-%d %a}  {SIGNS[known.of(day)]}")
    for one in corrections:
        what = one.what if one.day is None else f"{one.day} {one.what}"
        gone = f"; revoked: {one.revoke_reason}" if one.revoked_at else ""
        click.echo(f"correction {one.id}: {what}, {one.reason}{gone}")
    if known is None:
        raise click.ClickException(
            f"no data of {year}: working days can't be told. Enter it with `veche calendar year`."
        )


@calendar.command("correct", short_help="Correct one day, with a reason.")
@click.argument("day", type=DAY)
@click.argument("what", type=click.Choice(WHATS))
@click.option("--reason", prompt="Reason", help="Why: it is kept with the calendar.")
@click.option("--name", default="", help="Name of the calendar; the city's own without it.")
@in_city
def correct(day: datetime, what: str, reason: str, name: str) -> None:
    """Make a DAY a holiday, a day_off, a workday or plain; open notices are counted anew at once."""
    try:
        with unit_of_work() as work:
            number = keeping_days.correct(
                work, rulebook(), actor=SYSTEM, calendar=name or regime().calendar, day=day.date(),
                what=what, reason=reason,
            )  # fmt: skip
    except (Refused, Missing) as error:
        raise click.ClickException(str(error)) from error
    _run(number)


@calendar.command("year", short_help="Enter a whole year from its decree.")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option(
    "--holiday",
    "holidays",
    multiple=True,
    type=DAY,
    help="A holiday that is not fixed; repeatable.",
)
@click.option(
    "--day-off", "days_off", multiple=True, type=DAY, help="A day off moved by decree; repeatable."
)
@click.option(
    "--workday", "workdays", multiple=True, type=DAY, help="A Saturday that is worked; repeatable."
)
@click.option("--decree", prompt="Decree", help="Number and date of the decree.")
@click.option("--name", default="", help="Name of the calendar; the city's own without it.")
@in_city
def enter_year(year: int, decree: str, name: str, **days: tuple[datetime, ...]) -> None:
    """Enter a YEAR that no file knows; open notices are counted anew at once."""
    lists: dict[str, list[date]] = {key: [one.date() for one in some] for key, some in days.items()}
    try:
        with unit_of_work() as work:
            number = keeping_days.enter_year(
                work, rulebook(), actor=SYSTEM, calendar=name or regime().calendar, year=year,
                holidays=lists["holidays"], days_off=lists["days_off"], workdays=lists["workdays"],
                decree=decree,
            )  # fmt: skip
    except (Refused, Missing) as error:
        raise click.ClickException(str(error)) from error
    _run(number)


@calendar.command("revoke", short_help="Revoke a correction, with a reason.")
@click.argument("correction", type=click.IntRange(1))
@click.option("--reason", prompt="Reason", help="Why: it is kept with the calendar.")
@in_city
def revoke(correction: int, reason: str) -> None:
    """Revoke a CORRECTION by its number (`veche calendar show`); open notices are counted anew at once."""
    try:
        with unit_of_work() as work:
            number = keeping_days.revoke(
                work, rulebook(), actor=SYSTEM, correction_id=correction, reason=reason
            )
    except (Refused, Missing) as error:
        raise click.ClickException(str(error)) from error
    _run(number)


@calendar.command("recount", short_help="Count open notices anew, or go on with what was begun.")
@click.option("--name", default="", help="Name of the calendar; the city's own without it.")
@click.option("--unfinished", is_flag=True, help="Only go on with recounts that are not done.")
@in_city
def recount(name: str, unfinished: bool) -> None:
    """Count every open notice of a calendar anew, with the regime that each is pinned to.

    For a new calendar file; a correction does it by itself. It may be stopped and goes on where it stopped.
    """
    with reading() as work:
        begun = calendar_rows.unfinished(work)
    for number in begun:
        _run(number)
    if unfinished:
        if not begun:
            click.echo("Every recount is done.")
        return
    try:
        with unit_of_work() as work:
            number = keeping_days.again(
                work, rulebook(), actor=SYSTEM, calendar=name or regime().calendar
            )
    except Missing as error:
        raise click.ClickException(str(error)) from error
    _run(number)


def _run(number: int) -> None:
    """Carry a recount to its end and say how far it is."""
    click.echo(f"Recount {number}:")
    newest: list[Progress] = []

    def told(progress: Progress) -> None:
        if not newest or progress.looked_at // TOLD_EACH > newest[0].looked_at // TOLD_EACH:
            click.echo(f"{progress.looked_at} of {progress.to_look_at}", err=True)
        newest[:] = [progress]

    recount_runs.run(house(), number, told=told)
    if newest:
        end = newest[0]
        click.echo(
            f"{counted(end.looked_at, 'open notice')} counted, {counted(end.moved, 'date')} moved, "
            f"{end.held} held for a look"
        )
