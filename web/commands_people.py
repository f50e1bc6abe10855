"""Commands for the people of a city: make them, give them posts, switch them off."""

from datetime import date, datetime, timedelta
from typing import Any

import click
import segno
from flask.cli import with_appcontext

from records import accounts, credentials, staff_rows
from records.accounts import Person
from records.errors import Missing
from web import factors
from web.entering import keep_key
from web.filters import today
from web.work import reading, settings, unit_of_work
from workflow.actor import SYSTEM
from workflow.errors import Invalid

ROLES = ("officer", "head", "signatory", "clerk", "secretary", "auditor", "administrator")
DAY = click.DateTime(["%Y-%m-%d"])


def titles(command: Any) -> Any:
    """Name of the post in both languages: it stands under the letters that the person signs."""
    russian = click.option(
        "--title-ru", default="", help="Name of the post in Russian; stands under letters."
    )
    english = click.option("--title", default="", help="Name of the post in English.")
    return english(russian(command))


@click.group("person", short_help="People who work in this city's offices.")
def person() -> None:
    """People who work in this city's offices; `veche person add` makes the first administrator."""


@person.command("add", short_help="Make a person with a password and a first post.")
@click.option("--email", prompt="E-mail", help="Address to sign in with.")
@click.option("--name", prompt="Name in Latin letters", help="Name for English pages.")
@click.option("--name-ru", prompt="Name in Russian", help="Name for Russian pages and letters.")
@click.option(
    "--role", type=click.Choice(ROLES), default="administrator", show_default=True,
    help="The first post of the person.",
)  # fmt: skip
@click.option(
    "--unit", default="", help="Code of the unit of the post; without it, the whole city."
)
@click.option("--basis", default="", help="The order that gives the post.")
@titles
@click.option(
    "--language", type=click.Choice(["ru", "en"]), default="ru", show_default=True,
    help="Language of pages and mails.",
)  # fmt: skip
@click.option(
    "--telephone-later", is_flag=True, help="Join the telephone at the first sign-in, not now."
)
@with_appcontext
def add(**given: Any) -> None:
    """Make a person with a password, a telephone for codes and a first post.

    Asks for the password, at least 12 letters, twice. Prints the key of the telephone as a QR
    code and ten recovery codes, once. Makes this database a real city's for good: demo mode
    refuses it from then on.
    """
    if settings().demo:
        raise click.ClickException(
            "This is a demo city: its people are invented. Unset VECHE_DEMO."
        )
    hashed = _new_password()
    codes, key = list[str](), factors.new_key()
    with unit_of_work() as work:
        if accounts.city(work) == "demo":
            raise click.ClickException("This database holds a demo city. Use another one.")
        if accounts.find(work, given["email"]) is not None:
            raise click.ClickException("There is already an account with this address.")
        accounts.mark_city(work, "real")
        account_id = accounts.create(
            work, email=given["email"], name=given["name"], name_ru=given["name_ru"],
            locale=given["language"], password=hashed,
        )  # fmt: skip
        work.log("account.created", actor=SYSTEM, subject=("account", account_id))
        _give(
            work, account_id, given["role"], given["unit"], today(), None, given["basis"],
            (given["title"], given["title_ru"]),
        )  # fmt: skip
        if not given["telephone_later"]:
            codes = keep_key(work, account_id, key)
    click.echo(f"Made account {account_id}, {given['role']}.")
    if codes:
        _show_key(account_id, key, codes)


@person.command("list", short_help="List accounts with their posts of today.")
@click.option("--names", is_flag=True, help="Show names and addresses too.")
@with_appcontext
def list_people(*, names: bool) -> None:
    """List accounts with their posts of today; names only when asked for."""
    after = 0
    while True:
        with reading() as work:
            found = accounts.listing(work, today(), after=after)
        for one in found:
            click.echo(_line(one, names=names))
        if not found:
            return
        after = found[-1].id


@person.command("disable", short_help="Switch an account off.")
@click.argument("account", type=int)
@with_appcontext
def disable(account: int) -> None:
    """Switch account number ACCOUNT off; whoever is signed in with it is out at once."""
    with unit_of_work() as work:
        try:
            accounts.disable(work, account)
        except Missing as error:
            raise click.ClickException(f"There is no account {account}.") from error
        work.log("account.disabled", actor=SYSTEM, subject=("account", account))
    click.echo(f"Account {account} is off.")


@person.command("post", short_help="Give an account a post from a day on.")
@click.argument("account", type=int)
@click.argument("role", type=click.Choice(ROLES), metavar="ROLE")
@click.option("--unit", default="", help="Code of the unit; without it, the whole city.")
@click.option(
    "--from", "from_day", type=DAY, metavar="DAY", help="First day, YYYY-MM-DD; today if not given."
)
@click.option(
    "--to", "to_day", type=DAY, metavar="DAY", help="Last day, YYYY-MM-DD; open if not given."
)
@click.option("--basis", default="", help="The order that gives the post.")
@titles
@with_appcontext
def post(
    account: int,
    role: str,
    unit: str,
    from_day: datetime | None,
    to_day: datetime | None,
    basis: str,
    title: str,
    title_ru: str,
) -> None:
    """Give account number ACCOUNT the post ROLE from a day on.

    ROLE: officer, head, signatory, clerk, secretary, auditor or administrator.
    """
    first = from_day.date() if from_day else today()
    last = to_day.date() if to_day else None
    if last is not None and last < first:
        raise click.ClickException("The last day is before the first.")
    with unit_of_work() as work:
        if credentials.proof(work, account) is None:
            raise click.ClickException(f"There is no account {account}.")
        _give(work, account, role, unit, first, last, basis, (title, title_ru))
    click.echo(f"Account {account} is {role} from {first.isoformat()}.")


@person.command("end-post", short_help="End a post on a day.")
@click.argument("post", type=int)
@click.option(
    "--on", "last_day", type=DAY, metavar="DAY",
    help="Last day of the post, YYYY-MM-DD; yesterday if not given, so that it ends now.",
)  # fmt: skip
@with_appcontext
def end_post(post: int, last_day: datetime | None) -> None:
    """End post number POST, as `veche person list` shows it; what was signed with it stays valid."""
    last = last_day.date() if last_day else today() - timedelta(days=1)
    with unit_of_work() as work:
        try:
            ended = accounts.end_post(work, post, last)
        except Missing as error:
            raise click.ClickException(f"There is no post {post}.") from error
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        details = {"post": post, "role": ended.role, "to": last.isoformat()}
        work.log(
            "account.post-ended",
            actor=SYSTEM,
            subject=("account", ended.account_id),
            details=details,
        )
        after = max(last, today()) + timedelta(days=1)
        others = staff_rows.holders(work, ended.role, after)
    click.echo(f"Post {post} ({ended.role} of account {ended.account_id}) ends on {last}.")
    if not others:
        click.echo(
            f"Nobody will be {ended.role} after that. Give the post to somebody: "
            f"veche person post ACCOUNT {ended.role}"
        )


@person.command("password", short_help="Give an account a new password.")
@click.argument("account", type=int)
@with_appcontext
def password(account: int) -> None:
    """Give account number ACCOUNT a new password, asked for twice; its sessions end."""
    hashed = _new_password()
    with unit_of_work() as work:
        try:
            credentials.set_password(work, account, hashed)
        except Missing as error:
            raise click.ClickException(f"There is no account {account}.") from error
        work.log("account.password-set", actor=SYSTEM, subject=("account", account))
    click.echo(f"Account {account} has a new password.")


@person.command("telephone", short_help="Join a new telephone to an account.")
@click.argument("account", type=int)
@with_appcontext
def telephone(account: int) -> None:
    """Join a new telephone to account number ACCOUNT; the old one, its recovery codes and all sessions end."""
    key = factors.new_key()
    with unit_of_work() as work:
        if credentials.proof(work, account) is None:
            raise click.ClickException(f"There is no account {account}.")
        codes = keep_key(work, account, key)
    _show_key(account, key, codes)


def _new_password() -> str:
    """Never an option: command lines are seen by other users of the machine and kept by shells."""
    typed = click.prompt("Password", hide_input=True, confirmation_prompt="Password again")
    try:
        return factors.hash_password(typed)
    except Invalid as error:
        raise click.ClickException(str(error)) from error


def _give(
    work: Any, account: int, role: str, unit: str, first: date, last: date | None, basis: str,
    title: tuple[str, str],
) -> None:  # fmt: skip
    try:
        accounts.give_post(
            work,
            account,
            role,
            unit_code=unit,
            from_day=first,
            to_day=last,
            basis=basis,
            title=title,
        )
    except Missing as error:
        known = ", ".join(accounts.unit_codes(work)) or "none yet; run `veche migrate`"
        raise click.ClickException(f"There is no unit {unit}. Units: {known}.") from error
    details = {"role": role, "unit": unit, "from": first.isoformat()}
    details |= {"to": last.isoformat()} if last else {}
    work.log("account.post-given", actor=SYSTEM, subject=("account", account), details=details)


def _line(one: Person, *, names: bool) -> str:
    named = [f"{post.role} {post.unit_code}".strip() + f" (post {post.id})" for post in one.posts]
    posts = ", ".join(named) or "no post"
    state = "" if one.active else "  off"
    phone = "" if one.has_key or not one.has_password else "  no telephone yet"
    who = f"  {one.name or one.name_ru} <{one.email}>" if names else ""
    return f"{one.id:>5}  {posts}{phone}{state}{who}"


def _show_key(account: int, key: str, codes: list[str]) -> None:
    """Say it once, without a name or an address: the screen may be seen or kept."""
    address = factors.address_of_key(key, f"account {account}", "Veche")
    click.echo("\nScan this with an app for one-time codes:\n")
    segno.make(address, error="l", micro=False).terminal(compact=True)
    click.echo(f"\nOr type the key: {key}\n\nRecovery codes, each good once; keep them on paper:")
    for code in codes:
        click.echo(f"  {code}")


def join(group: click.Group) -> None:
    """Add the commands to `veche`."""
    group.add_command(person)
