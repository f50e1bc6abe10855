"""What people delete of their own: drafts, contact data that nobody needs any more, the account. With what stays, and why."""

from dataclasses import dataclass
from datetime import date

from records import erasing_age, erasing_rows, own_parts
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from workflow import erasing, routes
from workflow.actor import Actor
from workflow.erasing import Way
from workflow.errors import N_, NotAllowed, NotPossible

NOTHING = N_("Not possible: there is nothing of it to delete.")
SIGN_IN = N_("Sign in first: only an account has something of its own to delete.")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Stays:
    """A notice that stays. `until`: the day from which the nightly job erases it; None while something is open."""

    reference: str
    until: date | None
    why: str  # message id of what stands against it now; '' where only the rule's time does


@dataclass(frozen=True, slots=True)
class Mine:
    """What may be deleted now, and what stays."""

    drafts: int
    contacts: int  # organisers whose telephone and e-mail nobody needs any more
    account: bool  # whether the account can go
    against: str  # what stands against that
    stays: tuple[Stays, ...]


def look(work: UnitOfWork, way: Way, actor: Actor) -> Mine | None:
    """What this account may delete; None without one."""
    if actor.account_id is None:
        return None
    drafts = own_parts.draft_count(work, actor.account_id)
    kept = erasing_rows.kept_notices_of(work, actor.organisers)
    against = ""
    if actor.staff or erasing_rows.serves(work, actor.account_id):
        against = erasing.SERVING
    elif kept or drafts:
        against = erasing.OWNING
    stays = tuple(_stays(work, way, notice_id) for notice_id in reversed(kept[-SHOWN:]))
    contacts = len(own_parts.with_contact(work, _free(work, way, actor)))
    return Mine(drafts, contacts, not against, against, stays)


def _stays(work: UnitOfWork, way: Way, notice_id: int) -> Stays:
    notice = work.get(Notice, notice_id)
    why = erasing.why_kept(work, way, notice_id) or ""
    if notice.closed_at is None or why in {erasing.HELD, erasing.PLEADS}:
        return Stays(notice.reference, None, why)
    over = max(notice.closed_at, notice.ends_at).date()
    return Stays(
        notice.reference, routes.months_after(over, way.data_map.rules["notice"].months or 0), why
    )


def _free(work: UnitOfWork, way: Way, actor: Actor) -> frozenset[int]:
    """Organisers of this account whose every notice is over, with nothing that can still be fought or is held."""
    found = set()
    for organiser in actor.organisers:
        kept = erasing_rows.kept_notices_of(work, frozenset({organiser}))
        if all(erasing.why_kept(work, way, one) is None for one in kept):
            found.add(organiser)
    return frozenset(found)


def drafts(work: UnitOfWork, actor: Actor) -> int:
    """Delete every draft of the account with its papers. NotPossible where there is none."""
    account_id = _account(actor)
    count = erasing_age.drafts(work, own_parts.drafts_of(account_id))
    if not count:
        raise NotPossible(NOTHING)
    work.log(
        "account.drafts-deleted", actor=actor, subject=("account", account_id), details={"drafts": count}
    )  # fmt: skip
    return count


def contacts(work: UnitOfWork, way: Way, actor: Actor) -> int:
    """Blank telephone and e-mail where every notice is over. What was filed stays whole until the rule's day."""
    account_id = _account(actor)
    found = own_parts.with_contact(work, _free(work, way, actor))
    if not found:
        raise NotPossible(NOTHING)
    own_parts.blank_contact(work, found)
    work.log(
        "account.contacts-deleted", actor=actor, subject=("account", account_id),
        details={"organisers": sorted(found)},
    )  # fmt: skip
    return len(found)


def account(work: UnitOfWork, way: Way, actor: Actor) -> None:
    """Erase the account itself. NotPossible while it works at the desk, or has notices or drafts that stay."""
    erasing.account(work, way, actor=actor, account_id=_account(actor), rule="request")


def _account(actor: Actor) -> int:
    if actor.account_id is None:
        raise NotAllowed(SIGN_IN)
    return actor.account_id
