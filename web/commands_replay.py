"""`veche regimes replay`: last year's notices under another text of law. Reads only."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from records import replay_rows
from records.engine import make_engine
from records.migrate import is_current
from records.replay_rows import Asked
from records.scope import Scope
from records.unit_of_work import reading
from regimes.changing import OutOfRange, with_numbers
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import Rulebook
from web.commands_change import LANGUAGES, Trouble, found, rulebook, wrapped
from web.law_words import Speech, speech
from web.replay_words import HONEST, UNREAD, as_json, effect, tell
from web.settings import load
from web.work import SystemClock
from workflow import calendars, replaying
from workflow.effects import EFFECTS
from workflow.errors import N_, Invalid
from workflow.replaying import Portion, Sandbox, Totals

PORTION = 500  # notices in memory at a time
DAY = click.DateTime(["%Y-%m-%d"])


@click.command("replay", short_help="Run last year's notices under another text of law.")
@click.option(
    "--as",
    "name",
    required=True,
    metavar="FILE",
    help="The other law: a file, a pin, or an id with a day.",
)
@click.option(
    "--set",
    "numbers",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Try another number, for example windows.ordinary.latest=7. May be repeated.",
)
@click.option("--from", "since", type=DAY, help="First day of receipt; 365 days back if not given.")
@click.option("--to", "last", type=DAY, help="Last day of receipt; today if not given.")
@click.option("--kind", "kinds", multiple=True, help="Only this kind. May be repeated.")
@click.option(
    "--regime", "regime_id", help="Notices of this regime; that of the file if not given."
)
@click.option("--totals", "only_totals", is_flag=True, help="Print no single notices.")
@click.option("--json", "json_", is_flag=True, help="One JSON object a line, the totals last.")
@click.option(
    "--lang", "language", type=LANGUAGES, default="en", show_default=True, help="Language."
)
def replay(
    name: str, numbers: tuple[str, ...], since: datetime | None, last: datetime | None, kinds: tuple[str, ...],
    regime_id: str | None, *, only_totals: bool, json_: bool, language: str,
) -> None:  # fmt: skip
    """Run notices that were received in a year under another law, and say what would differ.

    Nothing is changed: the database itself is told to refuse. No names and no purposes are read.
    """
    book = rulebook()
    other = _with(found(book, name), numbers)
    clock = SystemClock()
    today = clock.now().astimezone(other.zone).date()
    days = [moment.date() if moment else None for moment in (since, last)]
    try:
        begin, end = replaying.period(other, today, *days)
    except Invalid as error:
        raise Trouble(str(error)) from error
    asked = Asked(regime_id or other.id, begin, end, frozenset(kinds))
    say, totals = speech(language), Totals()
    for box, part in _portions(book, other, asked, clock):
        totals.add(part)
        if not only_totals:
            _print(say, box, part, json_=json_)
    if json_:
        click.echo(json.dumps({"totals": _numbers(totals)}))
    else:
        for line in _summary(say, other, totals):
            click.echo(line)


def _with(regime: Regime, numbers: tuple[str, ...]) -> Regime:
    """The law with the numbers of `--set`. Trouble for a name or number that can't be."""
    wanted = {}
    for item in numbers:
        name, _, typed = item.partition("=")
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise Trouble(f"--set {item}: write NAME=NUMBER, a whole number from 0")
        wanted[name] = int(typed)
    try:
        return with_numbers(regime, wanted)
    except KeyError as error:
        raise Trouble(f"--set: {error.args[0]} is not a number of {regime.id}") from error
    except (OutOfRange, Fault) as error:
        raise Trouble(f"--set: {error}") from error


def _portions(
    book: Rulebook, other: Regime, asked: Asked, clock: SystemClock
) -> Iterator[tuple[Sandbox, Portion]]:
    """Portion after portion, each in a reading of its own, with progress on a terminal."""
    engine = make_engine(load().database_url)
    if not is_current(engine):
        raise Trouble("The tables are not current: run `veche migrate` first.")
    scope = Scope(everything=True)
    after: int | None = 0
    done = 0
    with reading(engine, clock) as work, replay_rows.unwritable(work):
        box = replaying.sandbox(calendars.with_corrections(work, book), other)
        whole = replay_rows.count(work, scope, asked)
    while after is not None:
        with reading(engine, clock) as work, replay_rows.unwritable(work):
            part = replaying.portion(work, box, scope, asked, after=after, limit=PORTION)
        yield box, part
        after, done = part.after, done + part.read
        if sys.stderr.isatty():
            click.echo(f"\r{done} / {whole}", nl=after is None, err=True)
    engine.dispose()


def _print(say: Speech, box: Sandbox, part: Portion, *, json_: bool) -> None:
    for one in part.notices:
        if json_:
            click.echo(json.dumps(as_json(one)))
            continue
        told = tell(say, one, box.laws[one.regime_pin], box.other)
        received, answer = say.say(N_("received")), say.say(N_("answer"))
        click.echo(f"{told.reference}  {told.kind}, {received} {told.received}")
        if told.answered:
            click.echo(f"    {answer}: {told.answered}")
        for words in told.effects:
            _echo(words, "  * ", "    ")
        for pair in told.pairs:
            _echo(f"{pair.label}: {pair.then} -> {pair.now}", "    ", "      ")


def _echo(words: str, before: str, after: str) -> None:
    for line in wrapped(words, before, after):
        click.echo(line)


def _numbers(totals: Totals) -> dict[str, Any]:
    by_kind: dict[str, dict[str, int]] = {}
    for (kind, name), count in sorted(totals.by.items()):
        by_kind.setdefault(kind, {})[name] = count
    effects = {name: totals.of_effect(name) for name in EFFECTS if totals.of_effect(name)}
    return {
        "read": totals.read,
        "set_aside": totals.aside,
        "unread": totals.unread,
        "differ": totals.differ,
        "turned": totals.turned,
        "effects": effects,
        "kinds": by_kind,
    }


def _summary(say: Speech, other: Regime, totals: Totals) -> Iterator[str]:
    yield ""
    yield say.ngettext("%(num)s notice read", "%(num)s notices read", totals.read)
    if totals.aside:
        text = say.ngettext(
            "%(num)s void or duplicate, set aside",
            "%(num)s void or duplicate, set aside",
            totals.aside,
        )
        yield f"  {text}"
    if totals.unread:
        text = say.say(UNREAD, count=say.number(totals.unread))
        yield f"  {text}"
    yield say.ngettext("%(num)s would differ", "%(num)s would differ", totals.differ)
    if totals.differ > totals.turned:
        text = N_("of them in nothing but a time: %(count)s")
        yield f"  {say.say(text, count=say.number(totals.differ - totals.turned))}"
    for name in EFFECTS:
        count = totals.of_effect(name)
        if not count:
            continue
        yield f"  {say.number(count):>8}  {effect(say, name)}"
        for (kind, one), number in sorted(totals.by.items()):
            if one == name:
                part = other.kinds.get(kind)
                yield f"  {'':8}  {say.number(number):>8}  {say.law(part.name) if part else kind}"
    yield ""
    for sentence in HONEST:
        yield from wrapped(say.say(sentence), "")
