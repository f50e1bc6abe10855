"""Organisations: several people share the notices of one association or company. Each deed is in the log.

A place in one counts from the next request on, and so does losing it: nothing is kept in a session.
"""

from dataclasses import dataclass

from records import organisation_log, seats
from records.errors import Missing
from records.organisation_log import Entry
from records.seats import Fellow, Invite
from records.unit_of_work import UnitOfWork
from workflow import organising, policy
from workflow.actor import Actor, SeatHeld
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

ROLES = ("owner", "files", "reads")
NOT_YOURS = N_("Not yours: only an owner of the organisation does this.")
AT_MOST = 200  # people and open invitations of one organisation
SUBJECT = "organisation"


@dataclass(frozen=True, slots=True)
class House:
    """An organisation as one of its people sees it."""

    id: int
    name: str
    role: str
    fellows: tuple[Fellow, ...]
    invites: tuple[Invite, ...]  # owners see them
    last_owner: bool = False  # the person can't leave before somebody else owns it
    log: tuple[Entry, ...] = ()  # who came, left, or may do something else now; the newest first


def look(work: UnitOfWork, actor: Actor, organisation_id: int) -> House:
    """The organisation. Missing alike when it is not there or the person has no place in it."""
    seat = seat_in(actor, organisation_id)
    invites = seats.invites_of(work, organisation_id) if seat.role == "owner" else []
    found = seats.fellows(work, organisation_id)
    alone = seats.owners(work, organisation_id) == [actor.account_id]
    told = organisation_log.entries(work, organisation_id)
    return House(
        organisation_id, seat.name, seat.role, tuple(found), tuple(invites), alone, tuple(told)
    )


def seat_in(actor: Actor, organisation_id: int) -> SeatHeld:
    """The person's place there. Missing if there is none."""
    seat = actor.seat(organisation_id)
    if seat is None:
        raise Missing(f"Organisation {organisation_id} is not there.")
    return seat


def _account(actor: Actor) -> int:
    """An account that may have a place. Officers of the city have none: they decide on notices."""
    if actor.account_id is None or not policy.may(actor, "organisation.enter"):
        raise NotAllowed(N_("Sign in first: an organisation is made of people with an account."))
    if actor.staff:
        raise NotAllowed(
            N_("Not possible with the account of an office. Use a private address for that.")
        )
    return actor.account_id


def _ruled(work: UnitOfWork, actor: Actor, organisation_id: int) -> int:
    """The account of an owner, read anew in this unit: two people may act at once."""
    seat_in(actor, organisation_id)
    account = _account(actor)
    if seats.role_of(work, organisation_id, account) != "owner":
        raise NotAllowed(NOT_YOURS)
    return account


def found(work: UnitOfWork, *, actor: Actor, name: str) -> int:
    """Found an organisation; who founds it owns it. Its id. The same form sent twice founds one."""
    account, name = _account(actor), name.strip()
    if not name:
        raise Invalid("name", N_("Say what the organisation is called."))
    same = [one for one in actor.seats if one.name == name and one.role == "owner"]
    if same:
        return same[0].organisation_id
    if len(actor.seats) >= AT_MOST:
        raise Invalid("name", N_("You belong to very many organisations already. Leave one first."))
    id_ = seats.found(work, name)
    seats.seat(work, id_, account, "owner")
    _write_down(work, actor, "founded", id_, member=account, role="owner")
    return id_


def rename(work: UnitOfWork, *, actor: Actor, organisation_id: int, name: str) -> None:
    """Give it another name. What was filed keeps the name that was typed there."""
    _ruled(work, actor, organisation_id)
    if not name.strip():
        raise Invalid("name", N_("Say what the organisation is called."))
    seats.rename(work, organisation_id, name.strip())
    _write_down(work, actor, "renamed", organisation_id)


def invite(
    work: UnitOfWork, *, actor: Actor, organisation_id: int, email: str, role: str, secret_hash: str
) -> int:
    """Invite an address, known here or not: the answer is the same. Returns the invitation's id."""
    account = _ruled(work, actor, organisation_id)
    _check_role(role)
    people = seats.fellows(work, organisation_id)
    if any(one.email == email for one in people):
        raise Invalid("email", N_("This person belongs to the organisation already."))
    if len(people) + len(seats.invites_of(work, organisation_id)) >= AT_MOST:
        raise Invalid("email", N_("The organisation has very many people and invitations already."))
    id_ = seats.invite(
        work, organisation_id=organisation_id, email=email, role=role, by=account,
        secret_hash=secret_hash,
    )  # fmt: skip
    _write_down(work, actor, "invited", organisation_id, invite=id_, role=role)
    return id_


def revoke(work: UnitOfWork, *, actor: Actor, organisation_id: int, invite_id: int) -> None:
    """Take an invitation back; its link opens nothing any more."""
    _ruled(work, actor, organisation_id)
    seats.revoke(work, organisation_id, invite_id)
    _write_down(work, actor, "invite-revoked", organisation_id, invite=invite_id)


def accept(work: UnitOfWork, *, actor: Actor, email: str, invite_id: int) -> int:
    """Take the place that was offered to this proved address; the organisation's id. Missing if it is over."""
    account = _account(actor)
    offered = _offered(work, email, invite_id)
    if not seats.use_up(work, invite_id):
        raise Missing("This invitation is over.")
    role = offered.role
    if seats.role_of(work, offered.organisation_id, account) == "owner":
        role = "owner"  # an invitation gives, it takes nothing away
    seats.seat(work, offered.organisation_id, account, role)
    _write_down(work, actor, "joined", offered.organisation_id, member=account, role=role)
    return offered.organisation_id


def decline(work: UnitOfWork, *, actor: Actor, email: str, invite_id: int) -> None:
    """Say no to an invitation. Missing if it is over."""
    account = _account(actor)
    offered = _offered(work, email, invite_id)
    seats.revoke(work, offered.organisation_id, invite_id)
    _write_down(work, actor, "declined", offered.organisation_id, member=account)


def _offered(work: UnitOfWork, email: str, invite_id: int) -> Invite:
    mine = [one for one in seats.invites_to(work, email) if one.id == invite_id] if email else []
    if not mine:
        raise Missing("This invitation is over.")
    return mine[0]


def change_role(
    work: UnitOfWork, *, actor: Actor, organisation_id: int, account_id: int, role: str
) -> None:
    """Give somebody another role; an owner who gives up the own role hands over first."""
    _ruled(work, actor, organisation_id)
    _check_role(role)
    before = seats.role_of(work, organisation_id, account_id)
    if before is None:
        raise Missing(f"Account {account_id} is not in organisation {organisation_id}.")
    if role != "owner":
        _not_the_last(work, organisation_id, account_id)
    seats.seat(work, organisation_id, account_id, role)
    _write_down(work, actor, "role-changed", organisation_id, member=account_id, role=role)


def remove(work: UnitOfWork, *, actor: Actor, organisation_id: int, account_id: int) -> None:
    """Take somebody's place away; their next request reaches nothing of the organisation."""
    _ruled(work, actor, organisation_id)
    _not_the_last(work, organisation_id, account_id)
    seats.unseat(work, organisation_id, account_id)
    _write_down(work, actor, "removed", organisation_id, member=account_id)


def leave(work: UnitOfWork, *, actor: Actor, organisation_id: int) -> None:
    """Give up the own place. NotPossible for the last owner, who hands over first."""
    seat_in(actor, organisation_id)
    account = _account(actor)
    _not_the_last(work, organisation_id, account)
    seats.unseat(work, organisation_id, account)
    _write_down(work, actor, "left", organisation_id, member=account)


def _not_the_last(work: UnitOfWork, organisation_id: int, account_id: int) -> None:
    if seats.owners(work, organisation_id) == [account_id]:
        raise NotPossible(
            N_(
                "Not possible: an organisation needs an owner, and this is the last one. Make somebody else an owner first."
            )
        )


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise Invalid("role", N_("Choose what this person may do."))


# --- notices -------------------------------------------------------------------------------------


def move_in(
    work: UnitOfWork, *, actor: Actor, organisation_id: int, references: tuple[str, ...]
) -> int:
    """Bring notices of one's own into the organisation; how many. From then on its people share them.

    Missing for a notice that is not the person's own: one by link or code, or of another organisation, is not.
    """
    seat = seat_in(actor, organisation_id)
    _account(actor)
    if not seat.files:
        raise NotAllowed(N_("Not yours: you only read the notices of this organisation."))
    if not references:
        raise Invalid("notices", N_("Choose at least one notice."))
    wanted = tuple(dict.fromkeys(references))
    for reference in wanted:
        notice = work.notice(reference)
        if notice.organiser_id not in actor.own:
            raise Missing(f"Notice {reference} is not there.")
        organising.hand_over(work, notice, organisation_id)
        work.log(
            "notice.shared", actor=actor, subject=("notice", notice.id or 0),
            details={"organisation": organisation_id},
        )  # fmt: skip
    work.flush()
    return len(wanted)


def shared(work: UnitOfWork, notices: frozenset[int]) -> frozenset[int]:
    """Those of these notices that only people of an organisation open: links and codes do not."""
    return seats.closed_to_links(work, notices)


def _write_down(work: UnitOfWork, actor: Actor, what: str, id_: int, **details: int | str) -> None:
    """Ids only: names are asked for where they are shown, and go when an account is erased."""
    work.log(f"organisation.{what}", actor=actor, subject=(SUBJECT, id_), details=dict(details))
