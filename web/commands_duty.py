"""`veche duty`: who is called now, from a terminal, for whoever answers the telephone at night."""

from datetime import timedelta

import click
from flask.cli import with_appcontext

from records import roster_rows, rows, staff_rows
from web.filters import in_zone
from web.work import clock, reading


@click.group("duty", short_help="Who is called at nights, weekends and holidays.")
def duty() -> None:
    """The duty rosters of the offices; they are kept on the desk's page «Duty»."""


@duty.command("list", short_help="List the duties of the next days, office by office.")
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 60),
              help="How many days ahead.")  # fmt: skip
@click.option("--names", is_flag=True, help="Show names and telephones too.")
@with_appcontext
def listed(*, days: int, names: bool) -> None:
    """List the duties of the next days, office by office; names only when asked for."""
    start = clock()
    found = False
    with reading() as work:
        for unit in rows.units(work):
            shifts = staff_rows.shifts_over(work, unit.id or 0, start, start + timedelta(days=days))
            known = {
                one.id: one.name
                for one in roster_rows.named(work, sorted({row.account_id for row in shifts}))
            }
            for row in shifts:
                found = True
                now = "now" if row.starts_at <= start else ""
                who = f"  {known[row.account_id]}  {row.phone}" if names else ""
                begins, ends = in_zone(row.starts_at), in_zone(row.ends_at)
                click.echo(
                    f"{unit.code:18} {begins:%Y-%m-%d %H:%M} to {ends:%Y-%m-%d %H:%M} "
                    f"account {row.account_id} {now:3}{who}".rstrip()
                )
    if not found:
        click.echo("Nobody has duty in these days.")


def join(group: click.Group) -> None:
    """Add the command to `veche`."""
    group.add_command(duty)
