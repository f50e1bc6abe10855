"""`veche demo`: fills an empty database with an invented city."""

import time as stopwatch
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from zoneinfo import ZoneInfo

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info, with_appcontext
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from records import outbox, rows
from records.accounts import listing
from records.letter_rows import letters_to_print
from records.scope import Scope
from records.unit_of_work import reading
from web import worker
from web.commands_data import found_city
from web.demo import board, desk_life, people, print_room, timeline
from web.demo.town import Town
from web.work import House, clock, house, rulebook
from workflow import answer_times

DEFAULT = 150
SENT_SHARE = 3
"""Of the letters of the past, all but every third were sent; the others lie on the clerk's pile."""


@click.command("demo", short_help="Fill an empty database with the demo city.")
@click.option("--notices", default=DEFAULT, show_default=True, type=click.IntRange(1, 1_000_000),
              help=f"How many notices to make; {timeline.FIXED} at least.")  # fmt: skip
@click.option("--letters/--no-letters", default=True, show_default=True,
              help="Print the letters now; without it the worker does.")  # fmt: skip
@click.option("--if-empty", is_flag=True, help="Leave a city that stands already as it is.")
@pass_script_info
@with_appcontext
def demo(info: ScriptInfo, notices: int, letters: bool, if_empty: bool) -> None:
    """Fill an EMPTY database with a city, its people and notices in every kind, stage and outcome.

    Everything is made through the same functions that people use, in the order of the last six
    weeks. Works only in demo mode (VECHE_DEMO=true) and never over real people.
    """
    here = house()
    if not here.settings.demo:
        raise click.ClickException(
            "Demo mode is off. Set VECHE_DEMO=true for a city that is invented."
        )
    with reading(here.engine, here.clock) as work:
        if listing(work, clock().date(), limit=1):
            if if_empty:
                click.echo("The city stands already.")
                return
            raise click.ClickException(
                "This database has people already. The demo city needs an empty one."
            )
    began = stopwatch.monotonic()
    town = Town(here.engine, rulebook())
    now = clock()
    town.clock.at = now - timedelta(days=44)
    found_city(here.engine, here.settings, town.clock)
    with town.unit() as work:
        people.settle(work, now.date())
        board.settle(work, now.date())
        desk_life.settle(work)
    with _progress("Notices", notices) as (bar, task):
        timeline.live(
            town, now, notices, lambda count: bar.update(task, completed=min(count, notices))
        )
    if letters:
        _print_all(here, info.load_app())
        _send_old(here, town)
    with town.unit() as work:  # the page of answers stands filled from the first look
        answer_times.count(work, ZoneInfo(here.settings.timezone))
    click.echo(f"The demo city has {town.count} notices ({stopwatch.monotonic() - began:.0f} s).")


def _print_all(here: House, app: Flask) -> None:
    """Print and mail what was promised; two hands, since the press sets two letters at once."""
    waiting = outbox.waiting(here.engine)
    with _progress("Letters and mails", waiting) as (bar, task), ThreadPoolExecutor(2) as hands:

        def hand() -> None:
            with app.app_context():
                while (kept := worker.deliver_some(here)) is not None:
                    bar.advance(task, kept)

        for done in [hands.submit(hand), hands.submit(hand)]:
            done.result()
        bar.update(task, total=bar.tasks[0].completed)  # what waits for a later day is not due yet


def _send_old(here: House, town: Town) -> None:
    """Mark most of the older letters as sent; what is left is today's pile."""
    town.clock.at = clock()
    print_room.morning(town)
    with reading(here.engine, here.clock) as work:
        page = letters_to_print(work, Scope(everything=True), limit=1_000_000)
        codes = {unit.id: unit.code for unit in rows.units(work)}
    for number, letter in enumerate(page.rows):
        code = codes[letter.unit_id]
        if number % SENT_SHARE and code in people.CLERKS and letter.day < clock().date():
            town.sends(letter.id, code, "post" if number % 2 else "registered-post", letter.day)
    print_room.comes_back(town, clock().date())


@contextmanager
def _progress(what: str, total: int) -> Iterator[tuple[Progress, TaskID]]:
    """A bar that fits a terminal and says what it counts."""
    columns = (TextColumn(f"{what:18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns) as bar:
        yield bar, bar.add_task("", total=total)
