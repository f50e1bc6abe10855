"""Organisations: who belongs to them, who is invited, which notices they share. Rules are in `workflow`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from records.errors import Missing
from records.people import Account
from records.tables import Notice, Organisation, OrganisationInvite, OrganisationMember, Organiser
from records.unit_of_work import UnitOfWork

INVITE_LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in one organisation, with the organisers whose notices its people share."""

    organisation_id: int
    name: str
    role: str  # owner | files | reads
    organisers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Fellow:
    """One of the people of an organisation."""

    account_id: int
    email: str
    name: str
    role: str
    since: datetime
    active: bool


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation that is still open."""

    id: int
    organisation_id: int
    organisation: str
    email: str
    role: str
    expires_at: datetime
    by: str  # who invites, as they call themselves


# One row for each organiser of each organisation; asked at every request, so put together once.
SEATS = (
    sa.select(
        col(Organiser.id),
        col(OrganisationMember.role),
        col(OrganisationMember.organisation_id),
        col(Organisation.name),
    )
    .select_from(OrganisationMember)
    .join(Organisation, col(Organisation.id) == OrganisationMember.organisation_id)
    .outerjoin(Organiser, col(Organiser.organisation_id) == OrganisationMember.organisation_id)
    .where(col(OrganisationMember.account_id) == sa.bindparam("account"))
)


def of_rows(rows: Iterable[tuple[int | None, str, int, str]]) -> tuple[Seat, ...]:
    """Seats from rows of SEATS, in the order in which the organisations came."""
    found: dict[int, tuple[str, str, set[int]]] = {}
    for organiser, role, organisation, name in rows:
        _, _, organisers = found.setdefault(organisation, (name, role, set()))
        if organiser is not None:
            organisers.add(organiser)
    return tuple(
        Seat(id_, name, role, frozenset(held)) for id_, (name, role, held) in sorted(found.items())
    )


def of_account(work: UnitOfWork, account_id: int) -> tuple[Seat, ...]:
    """Every place that an account has."""
    return of_rows([tuple(row) for row in work.select(SEATS, {"account": account_id})])


def found(work: UnitOfWork, name: str) -> int:
    """A new organisation; its id."""
    row = Organisation(name=name, created_at=work.now)
    work.add(row)
    work.flush()
    assert row.id is not None  # flushed
    return row.id


def rename(work: UnitOfWork, organisation_id: int, name: str) -> None:
    """Another name; what was filed under the old one keeps it."""
    work.get(Organisation, organisation_id).name = name
    work.flush()


def name_of(work: UnitOfWork, organisation_id: int) -> str:
    """What it is called. Missing if there is none such."""
    return work.get(Organisation, organisation_id).name


def fellows(work: UnitOfWork, organisation_id: int) -> list[Fellow]:
    """Its people, those who came first, first."""
    rows = (
        select(
            Account.id, Account.email, Account.name, OrganisationMember.role,
            OrganisationMember.since, Account.active,
        )  # type: ignore[call-overload]
        .join(OrganisationMember, col(OrganisationMember.account_id) == Account.id)
        .where(OrganisationMember.organisation_id == organisation_id)
        .order_by(col(OrganisationMember.id))
    )  # fmt: skip
    return [Fellow(row[0], row[1] or "", *row[2:]) for row in work.session.exec(rows).all()]


def _member(work: UnitOfWork, organisation_id: int, account_id: int) -> OrganisationMember | None:
    rows = select(OrganisationMember).where(
        OrganisationMember.organisation_id == organisation_id,
        OrganisationMember.account_id == account_id,
    )
    return work.session.exec(rows).first()


def role_of(work: UnitOfWork, organisation_id: int, account_id: int | None) -> str | None:
    """The role of an account there, None if it has none."""
    row = _member(work, organisation_id, account_id) if account_id is not None else None
    return row.role if row else None


def seat(work: UnitOfWork, organisation_id: int, account_id: int, role: str) -> None:
    """Give the account this role there, whether or not it had one."""
    row = _member(work, organisation_id, account_id)
    if row is None:
        row = OrganisationMember(
            organisation_id=organisation_id, account_id=account_id, role=role, since=work.now
        )
        work.add(row)
    row.role = role
    work.flush()


def unseat(work: UnitOfWork, organisation_id: int, account_id: int) -> None:
    """The account has no place there any more. Missing if it had none."""
    row = _member(work, organisation_id, account_id)
    if row is None:
        raise Missing(f"Account {account_id} is not in organisation {organisation_id}.")
    work.session.delete(row)
    work.flush()


def owners(work: UnitOfWork, organisation_id: int) -> list[int]:
    """Accounts that work and own it."""
    return [one.account_id for one in fellows(work, organisation_id) if _rules(one)]


def _rules(one: Fellow) -> bool:
    return one.role == "owner" and one.active


def rules_others(work: UnitOfWork, account_id: int) -> bool:
    """Whether an organisation with other people would be without an owner."""
    owned = [one.organisation_id for one in of_account(work, account_id) if one.role == "owner"]
    return any(
        set(owners(work, id_)) <= {account_id} and len(fellows(work, id_)) > 1 for id_ in owned
    )


# --- invitations -------------------------------------------------------------------------------


def invite(
    work: UnitOfWork, *, organisation_id: int, email: str, role: str, by: int, secret_hash: str
) -> int:
    """A new invitation; an older one of this address there is over with it."""
    old = sa.update(OrganisationInvite).where(
        col(OrganisationInvite.organisation_id) == organisation_id,
        col(OrganisationInvite.email) == email,
        col(OrganisationInvite.used_at).is_(None),
        col(OrganisationInvite.revoked_at).is_(None),
    )
    work.session.execute(old.values(revoked_at=work.now))
    row = OrganisationInvite(
        secret_hash=secret_hash,
        organisation_id=organisation_id,
        email=email,
        role=role,
        invited_by=by,
        made_at=work.now,
        expires_at=work.now + INVITE_LIVES,
    )
    work.add(row)
    work.flush()
    assert row.id is not None  # flushed
    return row.id


def _open(work: UnitOfWork) -> Any:
    i = OrganisationInvite
    return (
        sa.select(
            col(i.id), col(i.organisation_id), col(Organisation.name), col(i.email), col(i.role),
            col(i.expires_at), col(Account.name),
        )
        .join(Organisation, col(Organisation.id) == i.organisation_id)
        .join(Account, col(Account.id) == i.invited_by)
        .where(col(i.used_at).is_(None), col(i.revoked_at).is_(None), col(i.expires_at) > work.now)
        .order_by(col(i.id))
    )  # fmt: skip


def invites_of(work: UnitOfWork, organisation_id: int) -> list[Invite]:
    """Invitations of an organisation that are open."""
    rows = _open(work).where(col(OrganisationInvite.organisation_id) == organisation_id)
    return [Invite(*row) for row in work.session.execute(rows).all()]


def invites_to(work: UnitOfWork, email: str) -> list[Invite]:
    """Invitations that went to this address and are open."""
    rows = _open(work).where(col(OrganisationInvite.email) == email)
    return [Invite(*row) for row in work.session.execute(rows).all()]


def invite_by(work: UnitOfWork, secret_hash: str) -> Invite | None:
    """The open invitation with this secret."""
    row = work.session.execute(
        _open(work).where(col(OrganisationInvite.secret_hash) == secret_hash)
    ).first()
    return Invite(*row) if row else None


def use_up(work: UnitOfWork, invite_id: int) -> bool:
    """Use an open invitation up; False if somebody was faster, or it is over."""
    i = OrganisationInvite
    used = sa.update(i).where(
        col(i.id) == invite_id, col(i.used_at).is_(None), col(i.revoked_at).is_(None),
        col(i.expires_at) > work.now,
    )  # fmt: skip
    return bool(work.session.exec(used.values(used_at=work.now)).rowcount)


def revoke(work: UnitOfWork, organisation_id: int, invite_id: int) -> None:
    """Take an invitation back. Missing if it is not one of this organisation's."""
    row = work.get(OrganisationInvite, invite_id)
    if row.organisation_id != organisation_id:
        raise Missing(f"Invitation {invite_id} is not there.")
    row.revoked_at = row.revoked_at or work.now
    work.flush()


# --- notices -----------------------------------------------------------------------------------


def closed_to_links(work: UnitOfWork, notices: frozenset[int]) -> frozenset[int]:
    """Those of these notices that belong to an organisation: a link or a code opens them to nobody."""
    if not notices:
        return frozenset()
    rows = (
        select(Notice.id)
        .join(Organiser, col(Organiser.id) == Notice.organiser_id)
        .where(col(Notice.id).in_(sorted(notices)), col(Organiser.organisation_id).is_not(None))
    )
    return frozenset(one for one in work.session.exec(rows).all() if one is not None)


def organisation_of(work: UnitOfWork, organiser_id: int) -> int | None:
    """The organisation that an organiser's row belongs to."""
    return work.get(Organiser, organiser_id).organisation_id
