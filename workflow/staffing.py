"""Who works here: posts given and ended, accounts switched off, by the administrator; never their own, each in the log."""

from dataclasses import dataclass
from datetime import date, timedelta

from records import accounts, credentials, staff_rows
from records.errors import Missing
from records.unit_of_work import UnitOfWork
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

ROLES = ("officer", "head", "signatory", "clerk", "secretary", "auditor", "administrator")
WHOLE = frozenset({"auditor", "administrator"})
"""Posts that are of the whole city, never of one office."""
DAY = timedelta(days=1)
OWN = N_("Not yours: nobody gives or ends posts of their own. Another administrator does it.")


@dataclass(frozen=True, slots=True)
class PostIn:
    """A post as it was typed; `unit` is the code of an office, empty for the whole city."""

    role: str
    unit: str
    from_day: date
    to_day: date | None = None
    basis: str = ""
    title_en: str = ""
    title_ru: str = ""


def give(work: UnitOfWork, *, actor: Actor, account_id: int, given: PostIn) -> int:
    """Give a post from a day on; with a post to sign comes a line in the register of powers. Its number."""
    _other(work, actor, account_id)
    if given.role not in ROLES:
        raise Invalid("role", N_("Choose one of the posts."))
    if given.role in WHOLE and given.unit:
        raise Invalid("unit", N_("This post is of the whole city: choose no office."))
    if given.to_day is not None and given.to_day < given.from_day:
        raise Invalid("to_day", N_("The last day is before the first."))
    if given.role == "signatory" and not given.basis.strip():
        raise Invalid("basis", N_("Enter the order that gives the power."))
    if given.role == "signatory" and not (given.title_en.strip() and given.title_ru.strip()):
        raise Invalid(
            "title_ru", N_("Enter how the post is printed under letters, in both languages.")
        )
    try:
        number = accounts.give_post(
            work, account_id, given.role, unit_code=given.unit, from_day=given.from_day, to_day=given.to_day,
            basis=given.basis.strip(), title=(given.title_en.strip(), given.title_ru.strip()),
        )  # fmt: skip
    except Missing as error:
        raise Invalid("unit", N_("Choose an office of the list.")) from error
    details = {
        "post": number,
        "role": given.role,
        "unit": given.unit,
        "from": given.from_day.isoformat(),
    }
    details |= {"to": given.to_day.isoformat()} if given.to_day else {}
    work.log("account.post-given", actor=actor, subject=("account", account_id), details=details)
    return number


def end(work: UnitOfWork, *, actor: Actor, account_id: int, post_id: int, today: date) -> None:
    """A post ends at once: yesterday was its last day. The last administrator's stays."""
    _other(work, actor, account_id)
    held = staff_rows.post_of(work, account_id, post_id)
    if held is None:
        raise NotAllowed(OWN)
    last = max(today - DAY, held.from_day - DAY)
    if held.role == "administrator" and len(staff_rows.holders(work, "administrator", today)) < 2:
        raise NotPossible(
            N_("Not possible: nobody else is administrator. Give the post to somebody first.")
        )
    try:
        ended = accounts.end_post(work, post_id, last)
    except ValueError as error:
        raise NotPossible(N_("Not possible: this post is over.")) from error
    details = {"post": post_id, "role": ended.role, "to": last.isoformat()}
    work.log("account.post-ended", actor=actor, subject=("account", account_id), details=details)


def disable(work: UnitOfWork, *, actor: Actor, account_id: int, reason: str, today: date) -> None:
    """Switch an account off: whoever is signed in with it is out at once. What they did stays."""
    _other(work, actor, account_id)
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept in the log."))
    held = [one.account_id for one in staff_rows.holders(work, "administrator", today)]
    if held == [account_id]:
        raise NotPossible(
            N_("Not possible: nobody else is administrator. Give the post to somebody first.")
        )
    accounts.disable(work, account_id)
    work.log(
        "account.disabled",
        actor=actor,
        subject=("account", account_id),
        personal={"reason": reason.strip()},
    )


def _other(work: UnitOfWork, actor: Actor, account_id: int) -> None:
    if not policy.may(actor, "people.manage"):
        raise NotAllowed(N_("Your role does not allow this."))
    if account_id == actor.account_id:
        raise NotAllowed(OWN)
    if credentials.proof(work, account_id) is None:
        raise Missing(f"Account {account_id} is not there.")
