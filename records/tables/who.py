"""Who: offices, posts, organisers and those who act for them."""

from datetime import date, datetime
from typing import ClassVar, Optional

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column


class Unit(SQLModel, table=True):
    """An office that holds stages (`addressee`) or is asked (`body`)."""

    __tablename__ = "units"
    id: Optional[int] = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)  # government, prefecture-cao, police ...
    kind: str = Field(max_length=20)  # addressee | body | site
    okrug: Optional[str] = Field(default=None, max_length=10)
    name_en: str = Field(max_length=200)
    name_ru: str = Field(max_length=200)
    address: str = Field(default="", max_length=300)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=60)
    chief_email: str = Field(default="", max_length=254)  # told when a body does not answer
    # {en: {...}, ru: {...}} for letters
    letterhead: Json = Field(default_factory=dict, sa_column=json_column())
    # a body in the register: since when and until when it is asked, how fast it answers, where
    own: bool = False  # kept in the register: the file of offices changes it no more
    stands_for: str = Field(default="", max_length=40)  # '' = its own code; else one of a law's
    answer_hours: Optional[int] = None
    active_from: Optional[date] = None
    active_to: Optional[date] = None
    serves: list[str] = Field(default_factory=list, sa_column=json_column())
    dative_ru: str = Field(default="", max_length=200)  # as Russian letters address it


class Post(SQLModel, table=True):
    """A role that an account holds, dated. `signatory` is a power to sign (decisions 9)."""

    __tablename__ = "posts"
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    role: str = Field(max_length=20)  # officer head signatory clerk secretary auditor administrator
    unit_id: Optional[int] = Field(default=None, foreign_key="units.id", index=True)
    from_day: date
    to_day: Optional[date] = None
    title_en: str = Field(default="", max_length=120)  # as printed under a letter: Deputy prefect
    title_ru: str = Field(default="", max_length=120)
    basis: str = Field(default="", max_length=200)  # the order that gives the power


class Organiser(SQLModel, table=True):
    """Who files. Not an account: a paper notice has an organiser without one (decisions 3)."""

    PERSONAL: ClassVar = ("name", "dative", "dative_of", "address", "postcode", "phone", "email")
    __tablename__ = "organisers"
    id: Optional[int] = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)  # citizen | association | company | deputy
    name: str = Field(max_length=200)
    # as Russian letters address them, confirmed by a person of the office; of that name alone
    dative: str = Field(default="", max_length=200)
    dative_of: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=300)
    postcode: str = Field(default="", max_length=20)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=254)
    created_at: datetime
    organisation_id: Optional[int] = Field(
        default=None, foreign_key="organisations.id", index=True
    )  # its people reach the notices of this row; then nobody else does


class Member(SQLModel, table=True):
    """An account that may act for an organiser."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("account_id", "organiser_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    organiser_id: int = Field(foreign_key="organisers.id", index=True)
    role: str = Field(default="owner", max_length=20)  # owner | helper
