"""`veche power`: the register of signing powers from a terminal, for a first day or a locked desk."""

from datetime import date, datetime

import click
from flask.cli import with_appcontext

from records import power_rows, rows
from records.errors import Missing
from records.unit_of_work import UnitOfWork
from web.filters import today
from web.work import reading, unit_of_work
from workflow import powers
from workflow.actor import SYSTEM
from workflow.errors import Invalid, NotAllowed, NotPossible

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("power", short_help="Who may sign what, from when until when.")
def power() -> None:
    """The register of signing powers; it is kept on the desk's page «Powers»."""


@power.command("list", short_help="List the powers in force or to come.")
@click.option("--all", "every", is_flag=True, help="Those that are over, too.")
@click.option("--names", is_flag=True, help="Show names too.")
@with_appcontext
def listed(*, every: bool, names: bool) -> None:
    """List the powers in force or to come, the latest first; names only when asked for."""
    before, state = None, "" if every else "now"
    while True:
        with reading() as work:
            page = power_rows.page(work, None, day=today(), state=state, before=before, limit=100)
        for one in page:
            until = "taken back" if one.ended_at else one.to_day or "open"
            letters = ",".join(one.kinds) or "every letter"
            stands = f" in the absence of account {one.absent_id}" if one.absent_id else ""
            who = f"  {one.name}" if names else ""
            click.echo(
                f"{one.id:>5}  account {one.account_id}  {one.unit_en or 'every office'}  {letters}  "
                f"{one.from_day} to {until}{stands}{who}"
            )
        if len(page) < 100:
            return
        before = page[-1].id


@power.command("give", short_help="Enter a power to sign.")
@click.argument("account", type=int)
@click.option("--unit", default="", help="Code of the unit; without it, every office.")
@click.option("--order", "order_no", required=True, help="Number of the order.")
@click.option("--order-day", type=DAY, metavar="DAY", help="Day of the order, YYYY-MM-DD.")
@click.option("--from", "from_day", type=DAY, metavar="DAY", help="First day; today if not given.")
@click.option("--to", "to_day", type=DAY, metavar="DAY", help="Last day; open if not given.")
@click.option("--letter", "kinds", multiple=True, type=click.Choice(powers.SIGNED), metavar="KIND",
              help="Only this kind of letter; may be repeated.")  # fmt: skip
@click.option("--absent", type=int, help="Account in whose absence the power counts.")
@click.option("--title", default="", help="Post under English letters.")
@click.option("--title-ru", default="", help="Post under Russian letters.")
@with_appcontext
def give(
    account: int,
    unit: str,
    order_no: str,
    order_day: datetime | None,
    from_day: datetime | None,
    to_day: datetime | None,
    kinds: tuple[str, ...],
    absent: int | None,
    title: str,
    title_ru: str,
) -> None:
    """Enter a power of account number ACCOUNT; the post of signatory comes with it."""
    try:
        with unit_of_work() as work:
            given = powers.PowerIn(
                account_id=account, unit_id=rows.unit_by_code(work, unit).id if unit else None,
                order_no=order_no, order_day=_day(order_day), from_day=_day(from_day) or today(),
                to_day=_day(to_day), kinds=kinds, absent_id=absent, title_en=title, title_ru=title_ru,
            )  # fmt: skip
            row = powers.give(work, actor=SYSTEM, given=given, today=today())
            number = row.id
    except Missing as error:
        raise click.ClickException(f"There is no such account or unit: {error}") from error
    except Invalid as error:
        raise click.ClickException(error.text % error.values) from error
    click.echo(f"Power {number}: account {account} may sign.")


@power.command("end", short_help="Take a power back.")
@click.argument("number", type=int, metavar="POWER")
@click.option("--reason", required=True, help="Why; kept in the register.")
@click.option("--on", "last_day", type=DAY, metavar="DAY", help="Last day; without it, now.")
@with_appcontext
def end(number: int, reason: str, last_day: datetime | None) -> None:
    """Take power number POWER back, as `veche power list` shows it; what was signed with it stays valid."""
    try:
        with unit_of_work() as work:
            _end(work, number, reason, _day(last_day))
    except (NotAllowed, NotPossible, Invalid) as error:
        raise click.ClickException(error.text % error.values) from error
    click.echo(f"Power {number} ends {_day(last_day) or 'now'}.")


def _end(work: UnitOfWork, number: int, reason: str, last: date | None) -> None:
    powers.end(work, actor=SYSTEM, number=number, reason=reason, last_day=last, today=today())


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def join(group: click.Group) -> None:
    """Add the command to `veche`."""
    group.add_command(power)
