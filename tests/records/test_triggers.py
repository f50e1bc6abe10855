"""What the database itself refuses, the same on SQLite and PostgreSQL: every pair is a statement and its words."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from records.tables import Checkpoint, LetterBytes, LogDetail, Notice
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.support.clock import FakeClock
from tests.support.rows import (
    City,
    Person,
    make_city,
    make_decision,
    make_letter,
    make_notice,
    make_version,
)

CITY = City(
    unit=1, other_unit=2, police=3, organiser=1, officer=1, signatory=2
)  # ids of a fresh city
REFUSED = [
    # statement, and a word of the refusal
    ("UPDATE log_entries SET kind = 'x' WHERE seq = 1", "never changed"),
    ("UPDATE log_entries SET hash = hash", "never changed"),
    ("DELETE FROM log_entries WHERE seq = 2", "never removed"),
    ("DELETE FROM log_entries WHERE seq = 1", "never removed"),
    ("UPDATE log_details SET details = '{}'", "erased whole"),
    ("UPDATE log_details SET salt = 'ff'", "erased whole"),
    ("UPDATE notices SET reference = '27-0009'", "written once"),
    (
        "UPDATE notices SET received_at = entered_at, entered_at = '2020-01-01 00:00:00'",
        "written once",
    ),
    ("UPDATE notices SET check_code = 'X'", "written once"),
    ("UPDATE notices SET stage = 'agreed'", "its log entry"),
    ("UPDATE notices SET stage = 'agreed', revision = revision + 1", "its log entry"),
    ("DELETE FROM notices", "never removed"),
    ("UPDATE versions SET answers = '{}'", "never changed"),
    ("UPDATE versions SET hash = 'x', personal = NULL, salt = NULL", "never changed"),
    ("UPDATE versions SET personal = '{}', salt = NULL", "never changed"),
    ("UPDATE versions SET personal = NULL", "never changed"),
    ("UPDATE versions SET number = 2", "never changed"),
    ("DELETE FROM versions", "never removed"),
    ("UPDATE sessions SET start = '10:00'", "never changed"),
    ("DELETE FROM sessions", "never removed"),
    ("UPDATE places SET name = 'x'", "never changed"),
    ("DELETE FROM places", "never removed"),
    ("UPDATE decisions SET reasons = 'x'", "only replaced"),
    ("UPDATE decisions SET outcome = 'proposal'", "only replaced"),
    ("UPDATE decisions SET items = '[1]'", "only replaced"),
    ("UPDATE decisions SET number = 'D-9'", "only replaced"),
    ("UPDATE decisions SET state = 'draft'", "only replaced"),
    ("DELETE FROM decisions", "never removed"),
    ("UPDATE letters SET number = 'L-9'", "written once"),
    ("UPDATE letters SET data = '{}'", "written once"),
    ("UPDATE letters SET sha256 = 'x'", "written once"),
    ("UPDATE letters SET sha256 = NULL, printed_at = NULL", "written once"),
    ("UPDATE letters SET pages = 7", "written once"),
    ("DELETE FROM letters", "never removed"),
    ("UPDATE letter_bytes SET pdf = pdf", "never changed"),
    ("DELETE FROM read_entries", "never removed"),
    ("UPDATE read_entries SET fields = 'name'", "only added to"),
    ("UPDATE read_entries SET account_id = 2", "only added to"),
    ("UPDATE checkpoints SET root = head", "never changed"),
    ("DELETE FROM checkpoints", "never removed"),
    (
        "INSERT INTO checkpoints SELECT 1, at, root, head, peaks, note, key FROM checkpoints",
        "covers more",
    ),
    (
        "INSERT INTO checkpoints SELECT 9, at, root, head, peaks, note, key FROM checkpoints",
        "covers more",
    ),
]
ALLOWED = [
    "DELETE FROM log_details",  # a person is erased
    "UPDATE versions SET personal = NULL, salt = NULL",
    "UPDATE decisions SET state = 'replaced'",
    "UPDATE letters SET state = 'sent', held_reason = 'x'",
    "DELETE FROM letter_bytes",  # the retention rule
    "UPDATE notices SET attendance = 9",
    "UPDATE read_entries SET fields = 'phone,address'",
]


@pytest.fixture
def full(engine: Engine, clock: FakeClock) -> Engine:
    """One row at least in every guarded table."""
    with unit_of_work(engine, clock) as work:
        city = make_city(work)
        assert city == CITY
        notice = make_notice(work, city)
        work.log("notice.seen", actor=Person(), subject=("notice", notice.id or 0))
        make_decision(work, city, notice)
        letter = make_letter(work, notice, "L-1", sha256="0" * 64, printed_at=work.now, pages=1)
        work.add(LetterBytes(letter_id=letter.id or 0, pdf=b"%PDF-"))
        work.add(Checkpoint(size=1, at=work.now, root="r", head="h", peaks=[], note="", key=""))
        work.session.execute(
            text("INSERT INTO read_entries (account_id, notice_id, hour, fields, reason)"
                 " VALUES (1, 1, '2027-03-01 09:00:00', 'phone', '')")
        )  # fmt: skip
    return engine


def run(engine: Engine, statement: str) -> None:
    with engine.execution_options(write=True).begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(("statement", "words"), REFUSED)
def test_refused(full: Engine, statement: str, words: str) -> None:
    with pytest.raises(DBAPIError, match=words):
        run(full, statement)


@pytest.mark.parametrize("statement", ALLOWED)
def test_allowed(full: Engine, statement: str) -> None:
    run(full, statement)


LOG = (
    "INTO log_entries SELECT {seq}, at, kind, actor_id, role, subject_kind, subject_id, from_stage,"
    " to_stage, details, personal_commit, {prev}, hash FROM log_entries WHERE seq = 2"
)
OLD_PREV, RIGHT_PREV = "prev", "hash"


@pytest.mark.parametrize(
    ("seq", "prev"),
    [(1, OLD_PREV), (2, OLD_PREV), (4, RIGHT_PREV), (0, OLD_PREV), (-1, OLD_PREV), (3, OLD_PREV)],
)
def test_log_entry_out_of_order_is_refused(full: Engine, seq: int, prev: str) -> None:
    with pytest.raises(DBAPIError, match="without a gap"):
        run(full, "INSERT " + LOG.format(seq=seq, prev=prev))


def test_replacing_in_passing_is_refused(full: Engine) -> None:
    if full.dialect.name == "sqlite":
        replaced = [
            ("INSERT OR REPLACE " + LOG.format(seq=2, prev=OLD_PREV), "without a gap"),
            ("INSERT OR REPLACE INTO log_details SELECT * FROM log_details", "erased whole"),
            ("INSERT OR REPLACE INTO letter_bytes VALUES (1, x'00')", "never changed"),
            ("INSERT OR REPLACE INTO sessions SELECT * FROM sessions", "never changed"),
            ("INSERT OR REPLACE INTO places SELECT * FROM places", "never changed"),
            ("INSERT OR REPLACE INTO versions SELECT * FROM versions", "follow one another"),
            ("INSERT OR REPLACE INTO notices SELECT * FROM notices", "already"),
            ("INSERT OR REPLACE INTO decisions SELECT * FROM decisions", "already"),
            ("INSERT OR REPLACE INTO letters SELECT * FROM letters", "already"),
            ("INSERT OR REPLACE INTO read_entries SELECT * FROM read_entries", "only added to"),
        ]
    else:
        tables = (
            "log_entries",
            "read_entries",
            "notices",
            "versions",
            "sessions",
            "places",
            "decisions",
            "letters",
        )
        replaced = [(f"TRUNCATE {table} CASCADE", "never emptied") for table in tables]
        upsert = LOG.format(seq=2, prev=OLD_PREV) + " ON CONFLICT (seq) DO UPDATE SET kind = 'x'"
        replaced.append(("INSERT " + upsert, "without a gap"))
    for statement, words in replaced:
        with pytest.raises(DBAPIError, match=words):
            run(full, statement)


def move(work: UnitOfWork, notice: Notice, there: str) -> None:
    here, notice.stage = notice.stage, there
    work.log(
        f"notice.{there}",
        actor=Person(),
        subject=("notice", notice.id or 0),
        from_stage=here,
        to_stage=there,
    )


def test_a_stage_changes_with_its_log_entry(full: Engine, clock: FakeClock) -> None:
    with unit_of_work(full, clock) as work:
        move(work, work.notice("27-0001"), "preparing")
    with unit_of_work(
        full, clock
    ) as work:  # several in one unit, the stage set before or after the entry
        notice = work.notice("27-0001")
        move(work, notice, "for-signature")
        move(work, notice, "review")
        work.log(
            "x", actor=Person(), subject=("notice", 1), from_stage="review", to_stage="preparing"
        )
        notice.stage = "preparing"
        work.log(
            "y", actor=Person(), subject=("notice", 1), from_stage="preparing", to_stage="agreed"
        )
        notice.stage = "agreed"
    with reading(full, clock) as work:
        assert (work.notice("27-0001").stage, work.notice("27-0001").revision) == ("agreed", 6)
    for statement in (
        "UPDATE notices SET stage = 'preparing', revision = revision + 1",  # an entry is used once
        "UPDATE notices SET stage = 'agreed2', revision = revision + 1",
    ):
        with pytest.raises(DBAPIError, match="its log entry"):
            run(full, statement)


def test_a_stage_without_a_new_revision_is_refused(full: Engine, clock: FakeClock) -> None:
    with unit_of_work(full, clock) as work:
        work.log("x", actor=Person(), subject=("notice", 1), from_stage="review", to_stage="agreed")
    with pytest.raises(DBAPIError, match="revision"):
        run(full, "UPDATE notices SET stage = 'agreed'")
    run(full, "UPDATE notices SET stage = 'agreed', revision = revision + 1")


def test_another_notices_entry_does_not_help(full: Engine, clock: FakeClock) -> None:
    with unit_of_work(full, clock) as work:
        work.log("x", actor=Person(), subject=("notice", 2), from_stage="review", to_stage="agreed")
        work.log("x", actor=Person(), subject=("letter", 1), from_stage="review", to_stage="agreed")
    with pytest.raises(DBAPIError, match="its log entry"):
        run(full, "UPDATE notices SET stage = 'agreed', revision = revision + 1")


def test_versions_follow_one_another(full: Engine, clock: FakeClock) -> None:
    with unit_of_work(full, clock) as work:
        notice = work.notice("27-0001")
        notice.version = 2
        make_version(work, notice)

    def leap() -> None:
        with unit_of_work(full, clock) as work:
            notice = work.notice("27-0001")
            notice.version = 4
            make_version(work, notice)

    with pytest.raises(DBAPIError, match="follow one another"):
        leap()


def test_drafts_of_decisions_and_unprinted_letters_may_change(
    full: Engine, clock: FakeClock
) -> None:
    with unit_of_work(full, clock) as work:
        notice = work.notice("27-0001")
        unsigned = {"state": "draft", "signed_by": None, "released_at": None, "number": None}
        draft = make_decision(work, CITY, notice, **unsigned)
        draft.reasons = "Because."
        letter = make_letter(work, notice, "L-2")
        work.flush()
        letter.sha256, letter.printed_at, letter.pages, letter.state = (
            "1" * 64,
            work.now,
            2,
            "ready",
        )
        work.flush()
        work.session.delete(draft)


def test_personal_part_is_kept_beside_the_entry(full: Engine, clock: FakeClock) -> None:
    clock.advance(timedelta(seconds=1))
    with reading(full, clock) as work:
        assert work.get(LogDetail, 1).details == {"name": "Ольга Ёлкина"}
