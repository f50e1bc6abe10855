"""The data model of notices: what is kept, and what the database itself refuses.

Rules that hold for every table: times are aware UTC; a day is a plain date in the
regime's zone; texts are stored in NFC; JSON columns are replaced, never edited in place.
No table holds participants, biometrics or a score of a person.
"""

from datetime import date, datetime
from typing import Any, Optional

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import JSON, Field, SQLModel

from records.naming import NAMING

SQLModel.metadata.naming_convention = NAMING

Json = dict[str, Any]
_CODE_POINTS = String(80).with_variant(String(80, collation="C"), "postgresql")


def _json(nullable: bool = False) -> Any:
    # none_as_null: an erased value is NULL for the database too, not the JSON text 'null'
    return Column(JSON(none_as_null=True), nullable=nullable)


def _text(nullable: bool = False) -> Any:
    return Column(Text, nullable=nullable)


# --- law as it was read ------------------------------------------------------------------


class RegimeText(SQLModel, table=True):
    """The text of every regime file that a notice was ever pinned to (decisions 19)."""

    __tablename__ = "regime_texts"
    pin: str = Field(primary_key=True, max_length=120)  # id@valid_from:sha256[:12]
    regime_id: str = Field(max_length=60)
    valid_from: date
    sha256: str = Field(max_length=64)
    body: str = Field(sa_column=_text())
    first_used_at: datetime


# --- who ---------------------------------------------------------------------------------


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
    # {en: {...}, ru: {...}} for letters
    letterhead: Json = Field(default_factory=dict, sa_column=_json())


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

    __tablename__ = "organisers"
    id: Optional[int] = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)  # citizen | association | company | deputy
    name: str = Field(max_length=200)
    address: str = Field(default="", max_length=300)
    postcode: str = Field(default="", max_length=20)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=254)
    created_at: datetime


class Member(SQLModel, table=True):
    """An account that may act for an organiser."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("account_id", "organiser_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    organiser_id: int = Field(foreign_key="organisers.id", index=True)
    role: str = Field(default="owner", max_length=20)  # owner | helper


# --- the notice --------------------------------------------------------------------------


class Draft(SQLModel, table=True):
    """A notice that is being written. Opened by account or by the secret of its link."""

    __tablename__ = "drafts"
    id: Optional[int] = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, max_length=64)
    account_id: Optional[int] = Field(default=None, foreign_key="accounts.id", index=True)
    regime_id: str = Field(max_length=60)
    kind: str = Field(default="", max_length=40)
    answers: Json = Field(sa_column=_json())
    email: str = Field(default="", max_length=254)
    locale: str = Field(default="en", max_length=8)
    remind: bool = False
    created_at: datetime
    saved_at: datetime
    filed_notice_id: Optional[int] = Field(default=None, foreign_key="notices.id")


_revision = Column("revision", Integer, nullable=False, default=1)


def _of_open(name: str, *columns: str) -> Index:
    """An index of the notices that are not closed: a queue reads nothing of the past, however long it is."""
    still = text("closed_at IS NULL")
    return Index(name, *columns, sqlite_where=still, postgresql_where=still)


class Notice(SQLModel, table=True):
    """A reference, a stage and an unbroken row of versions (decisions 1).

    `revision` is the conditional UPDATE of AD-3: it grows with every change of the row and
    is what a form carries as `seen`. `version` is the number of the newest NoticeVersion.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_queue", "unit_id", "stage", "due_at", "id"),
        _of_open("ix_notices_open_due", "due_at", "id"),
        Index("ix_notices_organiser", "organiser_id", "id"),
        Index("ix_notices_when", "starts_at", "id"),
        _of_open("ix_notices_open", "unit_id", "due_at", "id"),
        _of_open("ix_notices_open_owner", "unit_id", "owner_id", "due_at", "id"),
        _of_open("ix_notices_open_side", "unit_id", "due_side", "due_at", "id"),
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
    answers: Json = Field(sa_column=_json())  # question id -> value, nothing personal
    personal: Optional[Json] = Field(default=None, sa_column=_json(nullable=True))
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
    __table_args__ = (UniqueConstraint("version_id", "ordinal"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="versions.id", index=True)
    ordinal: int
    name: str = Field(max_length=300)
    okrug: str = Field(max_length=10)
    district: str = Field(default="", max_length=60)
    points: list[str] = Field(sa_column=_json())  # streets and crossings of a route; [] for a place


class SearchKey(SQLModel, table=True):
    """What a notice is found by: NFKC, casefold; phones as digits. Erased with the person."""

    __tablename__ = "search_keys"
    __table_args__ = (Index("ix_search_keys_key", "key", "notice_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    kind: str = Field(max_length=10)  # number | name | phone | place
    # code point order, as SQLite has it: a prefix is then a stretch of the index on PostgreSQL too
    key: str = Field(sa_column=Column(_CODE_POINTS, nullable=False))


class NoticeLink(SQLModel, table=True):
    """A secret that opens one notice: confirms the address, or reads the notice back."""

    __tablename__ = "notice_links"
    secret_hash: str = Field(primary_key=True, max_length=64)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    purpose: str = Field(max_length=12)  # confirm
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


# --- review, clocks, decisions -----------------------------------------------------------


class Due(SQLModel, table=True):
    """The due ledger: one row a clock, written only by workflow/clocks.py (decisions 8)."""

    __tablename__ = "dues"
    __table_args__ = (Index("ix_dues_pending", "done_at", "due_at", "id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    clock: str = Field(max_length=40)  # the regime's name of the clock
    side: str = Field(max_length=10)  # authority | organiser
    due_at: datetime  # the first instant that is too late is due_at + 1 s
    consequence: str = Field(default="", max_length=40)  # the move that time makes, or ''
    steps: list[Json] = Field(sa_column=_json())  # how it was counted
    set_at: datetime
    done_at: Optional[datetime] = None
    result: str = Field(default="", max_length=12)  # met | missed | dropped
    reminded: int = 0  # how many reminders have left
    climbed: int = 0  # near its end: 1 it has an owner, 2 it lies with the head


class Consultation(SQLModel, table=True):
    """A body asked about one version of a notice."""

    __tablename__ = "consultations"
    __table_args__ = (
        Index("ix_consultations_open", "unit_id", "answered_at", "due_at", "id"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    version_id: int = Field(foreign_key="versions.id")
    unit_id: int = Field(foreign_key="units.id")
    asked_at: datetime
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    due_at: datetime
    # no-objection | conditions | objection | need-information
    answer: str = Field(default="", max_length=20)
    ground: str = Field(default="", max_length=200)
    facts: str = Field(default="", sa_column=_text())
    answered_at: Optional[datetime] = None
    answered_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    closed_at: Optional[datetime] = None  # closed without an answer, with a reason in the log


class Decision(SQLModel, table=True):
    """What the office answers. Points at a version and its hash; released once, then only replaced."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("signed_by IS NULL OR signed_by <> prepared_by", name="two_people"),
        CheckConstraint("(released_at IS NULL) = (signed_by IS NULL)", name="released_is_signed"),
        CheckConstraint("(released_at IS NULL) = (number IS NULL)", name="released_is_numbered"),
        CheckConstraint(
            "released_at IS NULL OR outcome <> 'refused' OR (ground <> '' AND facts <> '')",
            name="refusal_has_ground_and_facts",
        ),
        UniqueConstraint("number"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    version_id: int = Field(foreign_key="versions.id")
    version_hash: str = Field(max_length=64)
    outcome: str = Field(max_length=30)  # agreed proposal cure warning refused not-examined
    ground: str = Field(default="", max_length=60)  # id of the regime's ground
    facts: str = Field(default="", sa_column=_text())
    reasons: str = Field(default="", sa_column=_text())
    measures: list[Json] = Field(sa_column=_json())  # milder measures: {measure, found, result}
    items: list[Json] = Field(sa_column=_json())  # what to cure: {field, reason, article}
    # capacity, representative, article, reason ids
    extra: Json = Field(default_factory=dict, sa_column=_json())
    state: str = Field(default="draft", max_length=12)  # draft released replaced dropped
    replaces_id: Optional[int] = Field(default=None, foreign_key="decisions.id")
    replace_reason: str = Field(default="", sa_column=_text())
    prepared_by: int = Field(foreign_key="accounts.id")
    prepared_at: datetime
    signed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    released_at: Optional[datetime] = None
    number: Optional[str] = Field(default=None, max_length=40)


class PersonGround(SQLModel, table=True):
    """Facts for the ground «may not be an organiser», apart, never searched, erased first (decisions 40)."""

    __tablename__ = "person_grounds"
    decision_id: int = Field(primary_key=True, foreign_key="decisions.id")
    facts: str = Field(sa_column=_text())
    source: str = Field(sa_column=_text())


class Proposal(SQLModel, table=True):
    """Another place or time, as data; accepted, it makes the next version without retyping."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: int = Field(foreign_key="decisions.id", unique=True)
    sessions: list[Json] = Field(sa_column=_json())  # [] = as notified; else {day,start,end}
    # [] = as notified; else {name,okrug,district,points}
    places: list[Json] = Field(sa_column=_json())
    reply_by: Optional[datetime] = None
    answer: str = Field(default="", max_length=12)  # accepted | declined
    answer_reason: str = Field(default="", sa_column=_text())
    answered_at: Optional[datetime] = None


# --- days that people keep ---------------------------------------------------------------


def _standing(name: str, *columns: str) -> Index:
    """At most one correction of a day, and one entry of a year, stands at a time."""
    still = text(f"revoked_at IS NULL AND {columns[-1]} IS NOT NULL")
    if columns[-1] == "year":
        still = text("revoked_at IS NULL AND day IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=still, postgresql_where=still)


class CalendarDay(SQLModel, table=True):
    """What people corrected in a calendar: one day, or a whole year that no file knows. Revoked, never changed."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        _standing("uq_calendar_days_day", "calendar", "day"),
        _standing("uq_calendar_days_year", "calendar", "year"),
        CheckConstraint("(what = 'year') = (day IS NULL)", name="a_year_has_no_day"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoke_reason = '')", name="revoked_with_a_reason"
        ),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    calendar: str = Field(max_length=40)
    year: int
    day: Optional[date] = None
    what: str = Field(max_length=10)  # holiday | day_off | workday | plain, or year
    # of a year: {holidays, days_off, workdays}, each a list of YYYY-MM-DD
    days: Json = Field(default_factory=dict, sa_column=_json())
    reason: str = Field(sa_column=_text())  # of a year: its decree
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")  # None: at the machine
    made_at: datetime
    revoked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    revoked_at: Optional[datetime] = None
    revoke_reason: str = Field(default="", sa_column=_text())


class Recount(SQLModel, table=True):
    """Open notices counted anew after a correction; goes on where it stopped."""

    __tablename__ = "recounts"
    id: Optional[int] = Field(default=None, primary_key=True)
    correction_id: Optional[int] = Field(
        default=None, foreign_key="calendar_days.id", index=True
    )  # None: asked for by hand
    why: str = Field(max_length=10)  # made | revoked | again
    calendar: str = Field(max_length=40)
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    asked_at: datetime
    after_id: int = 0  # the last notice that was looked at
    looked_at: int = 0
    to_look_at: int = 0  # open notices when it was asked for
    moved: int = 0  # dates
    held: int = 0  # dates that wait for a person's look
    done_at: Optional[datetime] = None


class MovedDate(SQLModel, table=True):
    """A date that a recount moved, or holds for a person's look. `clock` is '' for the window."""

    __tablename__ = "moved_dates"
    __table_args__ = (
        UniqueConstraint("recount_id", "notice_id", "clock"),
        Index("ix_moved_dates_list", "recount_id", "outcome", "id"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    recount_id: int = Field(foreign_key="recounts.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    unit_id: int = Field(foreign_key="units.id")
    clock: str = Field(default="", max_length=40)
    side: str = Field(default="", max_length=10)
    old_at: Optional[datetime] = None
    new_at: Optional[datetime] = None
    # of a window: {opens, closes, extra, verdict}, each [before, after]
    details: Json = Field(default_factory=dict, sa_column=_json())
    outcome: str = Field(max_length=10)  # moved | held | shown | uncounted
    settled_at: Optional[datetime] = None  # a person looked at what was held
    settled_by: Optional[int] = Field(default=None, foreign_key="accounts.id")


# --- that no answer is missed in silence -------------------------------------------------


class DutyShift(SQLModel, table=True):
    """Who of a unit is called, from when until when. The phone is the office's, for these hours."""

    __tablename__ = "duty_shifts"
    __table_args__ = (
        Index("ix_duty_shifts_unit", "unit_id", "ends_at", "id"),
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id")
    account_id: int = Field(foreign_key="accounts.id", index=True)
    starts_at: datetime
    ends_at: datetime  # the first instant that is not on duty any more
    phone: str = Field(default="", max_length=60)
    entered_by: int = Field(foreign_key="accounts.id")
    entered_at: datetime
    dropped_at: Optional[datetime] = None  # taken off the roster before it began


class Absence(SQLModel, table=True):
    """Days on which a person is not at work. Why is nobody's business and is not kept."""

    __tablename__ = "absences"
    __table_args__ = (
        Index("ix_absences_account", "account_id", "last_day"),
        CheckConstraint("first_day <= last_day", name="first_before_last"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    first_day: date
    last_day: date
    entered_by: int = Field(foreign_key="accounts.id")
    entered_at: datetime
    dropped_at: Optional[datetime] = None  # entered by mistake


class Incident(SQLModel, table=True):
    """A statutory answer that the office did not give in time; one row a clock, never removed."""

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ix_incidents_open", "unit_id", "explained_at", "id"),
        CheckConstraint(
            "(explained_at IS NULL) = (explained_by IS NULL)", name="explained_by_somebody"
        ),
        CheckConstraint("(explained_at IS NULL) = (explanation = '')", name="explained_in_words"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    due_id: int = Field(foreign_key="dues.id", unique=True)
    unit_id: int = Field(foreign_key="units.id")  # whose clock it was
    clock: str = Field(max_length=40)
    due_at: datetime
    at: datetime  # when it was written down
    what: str = Field(max_length=12)  # lapsed | unanswered | late | stuck
    stage: str = Field(max_length=30)  # where the notice stood
    owner_id: Optional[int] = Field(default=None, foreign_key="accounts.id")
    climbed: int = 0  # how far it had climbed: 0 nowhere, 1 to an owner by rule, 2 to the head
    explained_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    explained_at: Optional[datetime] = None
    explanation: str = Field(default="", sa_column=_text())


# --- letters -----------------------------------------------------------------------------


class Letter(SQLModel, table=True):
    """A letter as released: its data, its number, and the hash of the one rendering that counts."""

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_state", "state", "id"),
        UniqueConstraint("number", "locale"),
        CheckConstraint("(sha256 IS NULL) = (printed_at IS NULL)", name="hash_with_rendering"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: Optional[int] = Field(default=None, foreign_key="decisions.id")
    unit_id: int = Field(foreign_key="units.id")
    # receipt agreed refused not-examined proposal cure warning deemed-agreed ...
    kind: str = Field(max_length=30)
    locale: str = Field(max_length=8)
    number: str = Field(max_length=40)  # a translation bears its letter's number
    day: date
    check_code: str = Field(unique=True, max_length=12)
    data: Json = Field(sa_column=_json())  # the frozen letters.letter.Letter as plain JSON
    state: str = Field(default="queued", max_length=12)  # queued ready held sent
    held_reason: str = Field(default="", sa_column=_text())
    show_missing: bool = (
        False  # released by the signatory with a shown substitute for a glyph (decisions 35)
    )
    released_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    released_at: datetime
    sha256: Optional[str] = Field(default=None, max_length=64)
    pages: int = 0
    printed_at: Optional[datetime] = None  # when the press made the bytes
    paper: bool = True  # goes to the clerk's pile


class LetterBytes(SQLModel, table=True):
    """The bytes of a letter: kept as long as the retention rule, the hash for ever (decisions 36)."""

    __tablename__ = "letter_bytes"
    letter_id: int = Field(primary_key=True, foreign_key="letters.id")
    pdf: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Dispatch(SQLModel, table=True):
    """A letter left the house: when, how, by whom."""

    __tablename__ = "dispatches"
    __table_args__ = (UniqueConstraint("letter_id", "way"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    way: str = Field(max_length=20)  # post registered-post e-mail in-person
    day: date
    post_id: str = Field(default="", max_length=60)
    clerk_id: int = Field(foreign_key="accounts.id")
    marked_at: datetime


# --- what is kept, and for how long ------------------------------------------------------


class Hold(SQLModel, table=True):
    """A notice that nothing erases until a named person lifts it: a court, an appeal, an inquiry (AD-18)."""

    __tablename__ = "holds"
    __table_args__ = (
        Index(
            "uq_holds_standing",
            "notice_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("(lifted_at IS NULL) = (lift_reason = '')", name="lifted_with_a_reason"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    reason: str = Field(sa_column=_text())
    set_by: int = Field(foreign_key="accounts.id")
    set_at: datetime
    lifted_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    lifted_at: Optional[datetime] = None
    lift_reason: str = Field(default="", sa_column=_text())


class Erasure(SQLModel, table=True):
    """That a subject was erased, once, and by which rule; without it no trigger lets a written text go."""

    __tablename__ = "erasures"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    subject_kind: str = Field(max_length=12)  # notice | account
    subject_id: int
    rule: str = Field(max_length=20)  # of the data map, or why it was asked for
    at: datetime
    by_id: Optional[int] = Field(default=None, foreign_key="accounts.id")  # None: the nightly job


# --- log, outbox, web --------------------------------------------------------------------


class LogEntry(SQLModel, table=True):
    """One link of the chain (AD-2): gap-free, append-only, without personal data."""

    __tablename__ = "log_entries"
    __table_args__ = (Index("ix_log_entries_subject", "subject_kind", "subject_id", "seq"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    kind: str = Field(max_length=60)  # notice.filed ...
    actor_id: Optional[int] = None
    role: str = Field(max_length=20)
    subject_kind: str = Field(max_length=20)
    subject_id: int
    from_stage: Optional[str] = Field(default=None, max_length=30)
    to_stage: Optional[str] = Field(default=None, max_length=30)
    details: Json = Field(sa_column=_json())
    personal_commit: str = Field(default="", max_length=64)
    prev: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class LogDetail(SQLModel, table=True):
    """What the chain only commits to: names, reasons, addresses. May be erased."""

    __tablename__ = "log_details"
    seq: int = Field(primary_key=True, foreign_key="log_entries.seq")
    salt: str = Field(max_length=32)
    details: Json = Field(sa_column=_json())


class Checkpoint(SQLModel, table=True):
    """A signed state of the log, as it was sent out; append-only (AD-2).

    `peaks` and `head` let the next one go on from here; they are believed only where they give the signed root.
    """

    __tablename__ = "checkpoints"
    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    root: str = Field(max_length=64)
    head: str = Field(max_length=64)  # hash of the entry `size`
    peaks: list[str] = Field(sa_column=_json())
    note: str = Field(sa_column=_text())  # the signed text, C2SP tlog-checkpoint
    key: str = Field(max_length=300)  # the public key that verifies it


class ReadEntry(SQLModel, table=True):
    """Who read personal data of which notice in which hour; the hour's digest enters the chain (decisions 22)."""

    __tablename__ = "read_entries"
    __table_args__ = (UniqueConstraint("account_id", "notice_id", "hour"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    hour: datetime
    fields: str = Field(max_length=200)
    reason: str = Field(default="", sa_column=_text())


class Outbox(SQLModel, table=True):
    """Work promised in the same transaction as the fact (AD-5)."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "done_at", "not_before", "id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=120)
    kind: str = Field(max_length=30)  # mail | letter | tick
    payload: Json = Field(sa_column=_json())
    made_at: datetime
    not_before: datetime
    lease_until: Optional[datetime] = None
    attempts: int = 0
    last_error: str = Field(default="", sa_column=_text())
    done_at: Optional[datetime] = None


class Mail(SQLModel, table=True):
    """A message as it was sent (or would be, in the demo city)."""

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_made", "made_at", "id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=120)  # the outbox key, goes into Message-ID
    notice_id: Optional[int] = Field(default=None, foreign_key="notices.id", index=True)
    to: str = Field(max_length=254)
    subject: str = Field(max_length=300)
    body: str = Field(sa_column=_text())
    attachment_letter_id: Optional[int] = Field(default=None, foreign_key="letters.id")
    made_at: datetime
    sent_at: Optional[datetime] = None


class Counter(SQLModel, table=True):
    """Gap-free numbers, one row a series."""

    __tablename__ = "counters"
    name: str = Field(primary_key=True, max_length=60)
    value: int


class Idempotency(SQLModel, table=True):
    """The first answer to a form's key (AD-4). Kept 72 hours."""

    __tablename__ = "idempotency"
    __table_args__ = (UniqueConstraint("key", "sender"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    key: str = Field(max_length=64)
    sender: str = Field(max_length=80)  # account or web session
    route: str = Field(max_length=80)
    body_hash: str = Field(max_length=64)
    answer: Json = Field(sa_column=_json())
    at: datetime


class WebSession(SQLModel, table=True):
    """A browser's session; the cookie holds the secret, this row only its hash (AD-7)."""

    __tablename__ = "web_sessions"
    id_hash: str = Field(primary_key=True, max_length=64)
    account_id: Optional[int] = Field(default=None, foreign_key="accounts.id", index=True)
    data: Json = Field(sa_column=_json())
    made_at: datetime
    seen_at: datetime
    signed_in_at: Optional[datetime] = None


class RateCount(SQLModel, table=True):
    """Counters of the limits of AD-12, in the database so that every process sees them."""

    __tablename__ = "rate_counts"
    bucket: str = Field(primary_key=True, max_length=160)
    window_at: datetime = Field(primary_key=True)
    count: int


class Lease(SQLModel, table=True):
    """Which process does what only one may do at a time, until when (records/leases.py)."""

    __tablename__ = "leases"
    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(max_length=80)  # '' when it was given back
    since: datetime
    until: datetime
    done_at: Optional[datetime] = None  # when the deed was last done to its end


class Mark(SQLModel, table=True):
    """Facts about this database itself: demo or real, whose city."""

    __tablename__ = "marks"
    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=200)
