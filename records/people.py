"""The tables of sign-in: accounts, sign-in links, recovery codes, passkeys. What a person may do is in `posts`.

Read and written only by `records.accounts`; no other room imports this module. A password is
kept as its argon2id hash, a secret of a link only as a hash, a TOTP key only encrypted.
"""

from datetime import datetime
from typing import Optional

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from records.naming import NAMING

SQLModel.metadata.naming_convention = NAMING


class Account(SQLModel, table=True):
    """A person who can sign in. Organisers have neither password nor key: their mailbox signs them in.

    Never deleted (the log points at it), only switched off. `demo` marks a person of the demo
    city; a city holds either only such people or none (`marks.city`).
    """

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("active = (disabled_at IS NULL)", name="disabled_has_a_time"),
        CheckConstraint("email IS NOT NULL OR demo", name="real_people_have_an_address"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    email: Optional[str] = Field(default=None, unique=True, max_length=254)  # NFKC, casefold
    name: str = Field(default="", max_length=200)
    name_ru: str = Field(default="", max_length=200)
    locale: str = Field(default="ru", max_length=8)
    active: bool = True
    demo: bool = False
    about_en: str = Field(default="", max_length=200)  # demo: one line of what one sees as them
    about_ru: str = Field(default="", max_length=200)
    password: Optional[str] = Field(default=None, max_length=200)  # argon2id, with its parameters
    totp_key: Optional[str] = Field(
        default=None, sa_column=Column(Text, nullable=True)
    )  # encrypted
    totp_last: int = 0  # the newest time step whose code was used: no code works twice
    created_at: datetime
    disabled_at: Optional[datetime] = None


class RecoveryCode(SQLModel, table=True):
    """One of ten codes that stand in for the telephone, each once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_account", "account_id", "code_hash", unique=True),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    code_hash: str = Field(max_length=64)
    used_at: Optional[datetime] = None


class SignInLink(SQLModel, table=True):
    """An e-mailed link: ten minutes, once (decisions 24, AD-11).

    `browser_hash` binds it to the browser that asked; in another browser the link only shows
    the short code, to be typed into the first within five tries.
    """

    __tablename__ = "sign_in_links"
    secret_hash: str = Field(primary_key=True, max_length=64)
    email: str = Field(index=True, max_length=254)
    purpose: str = Field(default="sign-in", max_length=12)
    browser_hash: str = Field(index=True, max_length=64)
    code_hash: str = Field(max_length=64)
    tries: int = 0
    locale: str = Field(default="ru", max_length=8)
    next_path: str = Field(default="", max_length=300)
    made_at: datetime
    expires_at: datetime
    used_at: Optional[datetime] = None


class Passkey(SQLModel, table=True):
    """A key pair of a device or a security key; here only its public half (WebAuthn level 3)."""

    __tablename__ = "passkeys"
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    name: str = Field(max_length=60)  # as its owner calls it
    credential_id: str = Field(unique=True, max_length=1400)  # base64url of at most 1023 bytes
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # COSE
    counter: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    made_at: datetime
    used_at: Optional[datetime] = None


class CityLogin(SQLModel, table=True):
    """Who an account is at the city's single sign-on: issuer and subject, never an address."""

    __tablename__ = "city_logins"
    __table_args__ = (UniqueConstraint("subject", "issuer"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    issuer: str = Field(max_length=255)
    subject: str = Field(max_length=255)
    linked_at: datetime


class AddressChange(SQLModel, table=True):
    """A new address that an account wants; it counts when the link that went there was used."""

    __tablename__ = "address_changes"
    secret_hash: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    email: str = Field(max_length=254)
    made_at: datetime
    expires_at: datetime
    used_at: Optional[datetime] = None
