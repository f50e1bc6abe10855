"""The notice: drafts, versions with their sessions and places, papers."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Column, Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import CODE_POINTS, Json, json_column, of_open


class Draft(SQLModel, table=True):
    """A notice that is being written. Opened by account or by the secret of its link."""

    __tablename__ = "drafts"
    id: Optional[int] = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, max_length=64)
    account_id: Optional[int] = Field(default=None, foreign_key="accounts.id", index=True)
    regime_id: str = Field(max_length=60)
    kind: str = Field(default="", max_length=40)
    answers: Json = Field(sa_column=json_column())
    email: str = Field(default="", max_length=254)
    locale: str = Field(default="en", max_length=8)
    remind: bool = False
    created_at: datetime
    saved_at: datetime
    filed_notice_id: Optional[int] = Field(default=None, foreign_key="notices.id")
    revision: int = 1  # grows with every save
    # what of the form was asked when, and which page changed which answer last (workflow/drafting.py)
    trail: Json = Field(default_factory=dict, sa_column=json_column())
    copied_from_id: Optional[int] = Field(default=None, foreign_key="notices.id")


class DraftKey(SQLModel, table=True):
    """One more secret of a draft: made when its account opens it, where the first one is not known."""

    __tablename__ = "draft_keys"
    secret_hash: str = Field(primary_key=True, max_length=64)
    draft_id: int = Field(foreign_key="drafts.id", index=True)
    made_at: datetime


_revision = Column("revision", Integer, nullable=False, default=1)


class Notice(SQLModel, table=True):
    """A reference, a stage and an unbroken row of versions (decisions 1).

    `revision` is the conditional UPDATE of AD-3: it grows with every change of the row and
    is what a form carries as `seen`. `version` is the number of the newest NoticeVersion.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_queue", "unit_id", "stage", "due_at", "id"),
        of_open("ix_notices_open_due", "due_at", "id"),
        Index("ix_notices_organiser", "organiser_id", "id"),
        Index("ix_notices_when", "starts_at", "id"),
        Index("ix_notices_alike", "kind", "district", "id"),
        of_open("ix_notices_open", "unit_id", "due_at", "id"),
        of_open("ix_notices_open_owner", "unit_id", "owner_id", "due_at", "id"),
        of_open("ix_notices_open_side", "unit_id", "due_side", "due_at", "id"),
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("(due_at IS NULL) = (due_side = '')", name="due_has_a_side"),
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
    )
    __mapper_args__ = {"version_id_col": _revision}
    id: Optional[int] = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, max_length=20)  # 26-0417, printed and spoken
    check_code: str = Field(max_length=12)  # Crockford base 32, 12 characters, random
    regime_pin: str = Field(foreign_key="regime_texts.pin", max_length=120)
    kind: str = Field(max_length=40)
    stage: str = Field(max_length=30)
    revision: int = Field(default=1, sa_column=_revision)
    version: int = 1
    channel: str = Field(default="online", max_length=10)  # online | paper
    organiser_id: int = Field(foreign_key="organisers.id")
    unit_id: int = Field(foreign_key="units.id")  # the addressee
    owner_id: Optional[int] = Field(default=None, foreign_key="accounts.id")
    received_at: datetime  # written once, never before the previous log entry (decisions 7)
    entered_at: datetime  # when it came into Veche; differs from received_at for paper
    # when a change came since which its clocks count, or its window is judged; None: received_at
    clocks_from: Optional[datetime] = None
    window_from: Optional[datetime] = None
    window: str = Field(max_length=12)  # in_window too_early too_late exempt blocked
    starts_at: datetime  # first start
    ends_at: datetime  # last end
    place_line: str = Field(max_length=300)  # one line for lists
    okrug: str = Field(max_length=10)  # of the first place
    district: str = Field(default="", max_length=60)
    attendance: int
    title: str = Field(default="", max_length=200)
    locale: str = Field(default="ru", max_length=8)  # of mails and letters to the organiser
    email_confirmed_at: Optional[datetime] = None
    due_at: Optional[datetime] = None  # the shortest pending legal instant, copied from dues
    due_side: str = Field(default="", max_length=10)  # authority | organiser | ''
    duplicate_of_id: Optional[int] = Field(default=None, foreign_key="notices.id")
    closed_at: Optional[datetime] = None


class NoticeVersion(SQLModel, table=True):
    """One immutable state of what is notified; version 1 is as filed.

    `hash` = SHA-256 over canonical(answers) and `personal_commit`; `personal_commit` =
    HMAC-SHA256(salt, canonical(personal)). So erasing `personal` and `salt` leaves the hash true.
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    number: int
    answers: Json = Field(sa_column=json_column())  # question id -> value, nothing personal
    personal: Optional[Json] = Field(default=None, sa_column=json_column(nullable=True))
    salt: Optional[str] = Field(default=None, max_length=32)
    personal_commit: str = Field(max_length=64)
    hash: str = Field(max_length=64)
    why: str = Field(max_length=40)  # filed | amended | proposal-accepted | corrected | cured
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")


class NoticeSession(SQLModel, table=True):
    """One sitting of the event: a day with hours in the regime's zone."""

    __tablename__ = "sessions"
    __table_args__ = (UniqueConstraint("version_id", "ordinal"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="versions.id", index=True)
    ordinal: int
    day: date
    start: str = Field(max_length=5)  # 13:30, local
    end: str = Field(max_length=5)  # an end at or before start is on the next day
    starts_at: datetime
    ends_at: datetime
    setup_from: str = Field(default="", max_length=5)
    cleared_by: str = Field(default="", max_length=5)


class NoticePlace(SQLModel, table=True):
    """A place, or a route: a place with points, in order."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("version_id", "ordinal"),
        Index("ix_places_near", "west", "east"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="versions.id", index=True)
    ordinal: int
    name: str = Field(max_length=300)
    okrug: str = Field(max_length=10)
    district: str = Field(default="", max_length=60)
    points: list[str] = Field(
        sa_column=json_column()
    )  # streets and crossings of a route, corners of an area; [] for a place
    form: str = Field(default="", max_length=10)  # area: the points are its corners
    geo: str = ""  # the shape as canonical text (places.locating.Geo); empty: only words
    west: Optional[float] = None  # degrees: what lies near is searched by these four
    south: Optional[float] = None
    east: Optional[float] = None
    north: Optional[float] = None


class SearchKey(SQLModel, table=True):
    """What a notice is found by: NFKC, casefold; phones as digits. Erased with the person."""

    __tablename__ = "search_keys"
    __table_args__ = (Index("ix_search_keys_key", "key", "notice_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    kind: str = Field(max_length=10)  # number | name | phone | place
    # code point order, as SQLite has it: a prefix is then a stretch of the index on PostgreSQL too
    key: str = Field(sa_column=Column(CODE_POINTS, nullable=False))


class NoticeLink(SQLModel, table=True):
    """A secret that opens one notice: confirms the address, or reads the notice back."""

    __tablename__ = "notice_links"
    secret_hash: str = Field(primary_key=True, max_length=64)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    purpose: str = Field(max_length=12)  # confirm | quiet
    made_at: datetime
    expires_at: datetime
    used_at: Optional[datetime] = None


class File(SQLModel, table=True):
    """A paper that came in: what it is, whose it is, what its bytes hash to. The bytes lie in the store.

    It belongs to a draft until the notice is filed, then to the notice; one that was added to a notice
    and is in no version yet waits for the organiser's answer. The original is kept bit for bit and never
    served; the copy, free of metadata, is. Both are found in the store by hash and code (records/stores.py).
    """

    __tablename__ = "files"
    __table_args__ = (
        CheckConstraint(
            "draft_id IS NOT NULL OR notice_id IS NOT NULL", name="belongs_to_something"
        ),
        CheckConstraint("size > 0 AND copy_size > 0", name="not_empty"),
        CheckConstraint("(state = 'erased') = (erased_at IS NOT NULL)", name="erased_has_a_time"),
        CheckConstraint("(name IS NULL) = (erased_at IS NOT NULL)", name="erased_has_no_name"),
        Index("ix_files_waiting", "state", "id"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    code: str = Field(
        unique=True, max_length=22
    )  # random; its address, and part of its keys in the store
    draft_id: Optional[int] = Field(default=None, foreign_key="drafts.id", index=True)
    notice_id: Optional[int] = Field(default=None, foreign_key="notices.id", index=True)
    paper: str = Field(
        default="", max_length=40
    )  # id of the regime's paper, `scan`, or '' = another one
    source: str = Field(max_length=10)  # organiser | office
    name: Optional[str] = Field(default=None, max_length=200)  # as the sender called it, cleaned
    kind: str = Field(max_length=10)  # pdf | png | jpeg
    size: int  # bytes of the original
    sha256: str = Field(max_length=64)
    copy_size: int
    copy_sha256: str = Field(max_length=64)
    state: str = Field(max_length=10)  # waiting (for the scanner) | accepted | refused | erased
    found: str = Field(default="", max_length=200)  # what the scanner found
    kept_at: datetime
    kept_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    erased_at: Optional[datetime] = None


class VersionFile(SQLModel, table=True):
    """A paper that is part of a version, in order; the version's hash covers its hash."""

    __tablename__ = "version_files"
    __table_args__ = (
        UniqueConstraint("version_id", "ordinal"),
        UniqueConstraint("file_id", "version_id"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="versions.id", index=True)
    file_id: int = Field(foreign_key="files.id", index=True)
    ordinal: int
