"""Erasing an account from its organisations, and what it kept for itself: registered in erasing.py, in this order."""

from typing import Any

from sqlalchemy import delete, or_, select, update

from records import erasing_desk
from records.erasing_age import changed
from records.people import Account
from records.tables import Organisation, OrganisationInvite, OrganisationMember
from records.unit_of_work import UnitOfWork


def _organisations(work: UnitOfWork, account_id: int) -> int:
    """An organisation of this person alone loses its name with them; others keep theirs."""
    m: Any = OrganisationMember
    others = select(m.organisation_id).where(m.account_id != account_id)
    mine = select(m.organisation_id).where(m.account_id == account_id)
    o: Any = Organisation
    alone = update(Organisation).where(o.id.in_(mine), o.id.not_in(others))
    return changed(work, alone.values(name=""))


def _invites(work: UnitOfWork, account_id: int) -> int:
    """Those that went to them, and those that they wrote."""
    i: Any = OrganisationInvite
    email = work.get(Account, account_id).email
    gone = delete(OrganisationInvite).where(or_(i.email == email, i.invited_by == account_id))
    return changed(work, gone)


def _members(work: UnitOfWork, account_id: int) -> int:
    m: Any = OrganisationMember
    return changed(work, delete(OrganisationMember).where(m.account_id == account_id))


ORGANISATIONS = {
    "organisations": _organisations,
    "organisation_invites": _invites,
    "organisation_members": _members,
    **erasing_desk.OF_ACCOUNT,
}
