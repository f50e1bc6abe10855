"""Organisations: several people who share the notices of one association, company or group."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

ROLES = "role IN ('owner', 'files', 'reads')"


class Organisation(SQLModel, table=True):
    """People who share notices. Not an organiser: of those it has a row for each way it signs a notice."""

    __tablename__ = "organisations"
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    created_at: datetime


class OrganisationMember(SQLModel, table=True):
    """An account in an organisation: `owner` rules over people, `files` also answers, `reads` only looks."""

    __tablename__ = "organisation_members"
    __table_args__ = (
        UniqueConstraint("organisation_id", "account_id"),
        CheckConstraint(ROLES, name="one_of_three_roles"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisations.id")
    account_id: int = Field(foreign_key="accounts.id", index=True)
    role: str = Field(max_length=20)
    since: datetime


class OrganisationInvite(SQLModel, table=True):
    """An invitation by mail: for one address, once, until it is over or taken back."""

    __tablename__ = "organisation_invites"
    __table_args__ = (CheckConstraint(ROLES, name="one_of_three_roles"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, max_length=64)
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    email: str = Field(index=True, max_length=254)
    role: str = Field(max_length=20)
    invited_by: int = Field(foreign_key="accounts.id")
    made_at: datetime
    expires_at: datetime
    used_at: Optional[datetime] = None
    revoked_at: Optional[datetime] = None
