"""`veche erase` and `veche hold`: what goes, when and by whose word; and what nothing may erase."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import click

from records import accounts, erasing_rows, hold_rows
from records.cleaning import NotOwner
from records.errors import Busy, Missing
from web import erasing_runs
from web.command_city import in_city, reads_city
from web.entering import actor_of
from web.erasing_runs import Report
from web.filters import today
from web.work import house, reading, rulebook, unit_of_work
from workflow import erasing as service
from workflow import holding
from workflow.actor import Actor
from workflow.errors import NotPossible, Refused

TOLD_EACH = 100
"""Subjects between two lines of progress."""
NAMES = {"notice": "notices", "account": "accounts", "facts": "facts about a person, kept apart"}
BY = click.option("--by", prompt="By whom (e-mail)", help="Address of the head or administrator who says so.")  # fmt: skip
WHY = click.option("--why", type=click.Choice(service.WHY), prompt="Why", help="On what word.")
YES = click.option("--yes", is_flag=True, help="Do not ask once more.")


@click.group("erase", short_help="Erase what is due, or one person; the facts stay.")
def erase() -> None:
    """Erase people whose time is over by the data map, or one of them before; the facts stay.

    Nothing that is open, held, or may still be before a court is ever erased.
    """


@erase.command("due", short_help="Erase what the data map says is due, now.")
@click.option("--dry-run", is_flag=True, help="Only say what would go; change nothing.")
@click.option("--thorough", is_flag=True, help="Also write the tables anew on PostgreSQL; each stands still meanwhile.")  # fmt: skip
@in_city
def due(*, dry_run: bool, thorough: bool) -> None:
    """Erase what is due, as the worker does every night. It may be stopped and goes on where it stopped."""
    told = Counter[str]()

    def tell(report: Report) -> None:
        done = report.count + sum(report.kept.values())
        if done // TOLD_EACH > told["done"] // TOLD_EACH:
            click.echo(f"{done} looked at", err=True)
        told["done"] = done

    try:
        report = erasing_runs.run(house(), dry=dry_run, told=tell)
        if thorough and not dry_run:
            report.cleaned = erasing_runs.clean_up(house(), thorough=True)
    except NotOwner as error:
        raise click.ClickException(
            "What was due is erased. Only the owner of the tables may write them anew: name its address in "
            "VECHE_DATABASE_URL for this one command."
        ) from error
    except (OSError, Busy) as error:
        raise click.ClickException(_stopped(error)) from error
    _say(report, dry=dry_run)


def _stopped(error: Exception) -> str:
    if isinstance(error, OSError):
        path = house().settings.journal_path
        return f"The erasure journal {path} can't be written ({error.strerror}). Nobody was erased after that. Mend the disk or VECHE_ERASURE_JOURNAL, then run this once more."
    return "The database is in use: what was erased is erased, the files wait to be cleaned. Run this once more."


def _say(report: Report, *, dry: bool) -> None:
    verb = "would be erased" if dry else "erased"
    for kind, words in NAMES.items():
        click.echo(f"{report.erased[kind]:6} {words} {verb}")
    for table, rows in sorted(report.swept.items()):
        click.echo(f"{rows:6} rows of {table} {verb} by age")
    if report.again:
        click.echo(f"{report.again:6} erased again, as the erasure journal says")
    if report.written:
        click.echo(f"{report.written:6} lines added to the erasure journal")
    for why, count in sorted(report.kept.items()):
        click.echo(f"{count:6} kept. {why.removeprefix('Not possible: ').capitalize()}")
    if report.cleaned:
        click.echo("The files of the database are clean.")


@erase.command("again", short_help="Erase anew what a restored database brought back.")
@in_city
def again() -> None:
    """Erase anew what the erasure journal says; run after a restore, before people come back."""
    here = house()
    try:
        count = erasing_runs.again(here, erasing_runs.way_of(here))
        erasing_runs.clean_up(here)
    except Busy as error:
        raise click.ClickException(_stopped(error)) from error
    click.echo(f"{count} erased again.")


def _who(email: str) -> Actor:
    with reading() as work:
        id_ = accounts.find(work, email)
        person = accounts.person(work, id_, today()) if id_ else None
    if person is None or not person.active or not person.posts:
        raise click.ClickException("Nobody with this address has a post today. See `veche person list`.")  # fmt: skip
    return actor_of(person)


@erase.command("notice", short_help="Erase the person from one notice.")
@click.argument("reference")
@WHY
@BY
@YES
@in_city
def one_notice(*, reference: str, why: str, by: str, yes: bool) -> None:
    """Erase the person from one notice, by its number (26-0417), before its time."""
    actor, ids = _who(by), [_notice_id(reference)]
    _ask(yes, f"Erase the person from notice {reference}? This can't be undone.")
    _erase_all(actor, ids, why)


@erase.command("organiser", short_help="Erase an organiser from all their notices.")
@click.argument("reference")
@WHY
@BY
@YES
@in_city
def organiser(*, reference: str, why: str, by: str, yes: bool) -> None:
    """Erase the organiser of this notice, and the accounts that act for them, from every notice of theirs.

    Which notices those are is not said, only how many.
    """
    actor = _who(by)
    with reading() as work:
        theirs, ids = _theirs(work, _notice_id(reference))
    _ask(yes, f"Erase one organiser from {len(ids)} notices? This can't be undone.")
    _erase_all(actor, ids, why)
    for account_id in theirs:
        _erase_account(actor, account_id, why)
    _clean()


def _theirs(work: Any, notice_id: int) -> tuple[list[int], list[int]]:
    """Accounts of the organiser of this notice, and the notices of every organiser that they are."""
    own = erasing_rows.organiser_of(work, notice_id)
    theirs = [
        one for one in erasing_rows.accounts_of(work, own) if not erasing_rows.serves(work, one)
    ]
    organisers = {own}.union(*(erasing_rows.organisers_of(work, one) for one in theirs))
    return theirs, erasing_rows.kept_notices_of(work, frozenset(organisers))


@erase.command("account", short_help="Erase the account of a person who left.")
@click.argument("email")
@WHY
@BY
@YES
@in_city
def one_account(*, email: str, why: str, by: str, yes: bool) -> None:
    """Erase the account with this address: name, address, password, keys. What it did stays under its number."""
    actor = _who(by)
    with reading() as work:
        id_ = accounts.find(work, email)
    if id_ is None:
        raise click.ClickException("There is no account with this address.")
    _ask(yes, f"Erase account {id_}? This can't be undone.")
    _erase_account(actor, id_, why)
    _clean()


def _notice_id(reference: str) -> int:
    try:
        with reading() as work:
            return work.notice(reference).id or 0
    except Missing as error:
        raise click.ClickException(f"There is no notice {reference}.") from error


def _ask(yes: bool, question: str) -> None:
    if not yes:
        click.confirm(question, abort=True)


def _erase_all(actor: Actor, ids: Iterable[int], why: str) -> None:
    """Each in a unit of its own; what stands against one keeps only that one."""
    way, kept, count = erasing_runs.way_of(house()), Counter[str](), 0
    for id_ in ids:
        try:
            with erasing_runs.erasing(house()) as work:
                service.notice(work, way, actor=actor, notice_id=id_, rule=why)
            count += 1
        except NotPossible as error:
            kept[error.text] += 1
        except Refused as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(_stopped(error)) from error
    click.echo(f"{count} erased.")
    for text, number in kept.items():
        click.echo(f"{number} kept. {text.removeprefix('Not possible: ').capitalize()}")
    _clean()
    if kept and not count:
        raise SystemExit(1)


def _erase_account(actor: Actor, account_id: int, why: str) -> None:
    way = erasing_runs.way_of(house())
    try:
        with erasing_runs.erasing(house()) as work:
            service.account(work, way, actor=actor, account_id=account_id, rule=why)
    except Refused as error:
        raise click.ClickException(f"Account {account_id}: {error}") from error
    except OSError as error:
        raise click.ClickException(_stopped(error)) from error
    click.echo(f"Account {account_id} is erased.")


def _clean() -> None:
    try:
        erasing_runs.clean_up(house())
    except Busy as error:
        raise click.ClickException(_stopped(error)) from error


@click.group("hold", short_help="Notices that nothing erases until a named person says so.")
def hold() -> None:
    """Notices that nothing erases until a named person lifts the hold: a court, an appeal, an inquiry."""


@hold.command("set", short_help="Hold a notice, with a reason.")
@click.argument("reference")
@click.option("--reason", prompt="Reason", help="Why: it is kept with the hold.")
@BY
@in_city
def set_hold(reference: str, reason: str, by: str) -> None:
    """Hold a notice by its number: nothing erases it until the hold is lifted."""
    _kept(holding.place, reference, reason, by)
    click.echo(f"Notice {reference} is held.")


@hold.command("lift", short_help="Lift the hold of a notice, with a reason.")
@click.argument("reference")
@click.option("--reason", prompt="Reason", help="Why: it is kept with the hold.")
@BY
@in_city
def lift_hold(reference: str, reason: str, by: str) -> None:
    """Lift the hold of a notice: the data map decides again when it goes."""
    _kept(holding.lift, reference, reason, by)
    click.echo(f"Notice {reference} is not held any more.")


def _kept(deed: Any, reference: str, reason: str, by: str) -> None:
    actor = _who(by)
    try:
        with unit_of_work() as work:
            deed(work, rulebook(), actor=actor, reference=reference, reason=reason)
    except (Refused, Missing) as error:
        raise click.ClickException(str(error)) from error


@hold.command("list", short_help="List the notices that are held.")
@reads_city
def list_holds() -> None:
    """List the notices that are held: number, since when, by which account. The reasons stand on the desk."""
    with reading() as work:
        found = hold_rows.standing(work)
    for one in found:
        click.echo(f"{one.reference:12} since {one.set_at:%Y-%m-%d} by account {one.set_by_id}")
    if not found:
        click.echo("No notice is held.")


def join(group: click.Group) -> None:
    """Add the commands to `veche`."""
    group.add_command(erase)
    group.add_command(hold)
