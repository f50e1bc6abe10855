"""Security posts, stewards, medical and barrier cover by number; numbered assignments to bodies, with their links."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

OPEN_TASK = sa.text("issued_at IS NOT NULL AND done_at IS NULL AND dropped_at IS NULL")
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    _resources()
    _assignments()
    _links()


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def _word(length: int) -> sa.types.TypeEngine:
    return sqlmodel.sql.sqltypes.AutoString(length=length)


def _resources() -> None:
    op.create_table(
        "resources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("kind", _word(20), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", TIME(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("organisation", _word(200), nullable=False),
        sa.Column("licence", _word(100), nullable=False),
        sa.Column("shift", _word(200), nullable=False),
        sa.Column("answered_at", TIME(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("agreed_at", TIME(), nullable=True),
        sa.Column("agreed_by", sa.Integer(), nullable=True),
        sa.Column("sentence_id", sa.Integer(), nullable=True),
        sa.Column("dropped_at", TIME(), nullable=True),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("checked_at", TIME(), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (number IS NULL)", name=op.f("ck_resources_answer_has_a_time")
        ),
        sa.CheckConstraint(
            "agreed_at IS NULL OR answered_at IS NOT NULL", name=op.f("ck_resources_agreed_is_answered")
        ),
        _foreign("resources", "notice_id", "notices"),
        _foreign("resources", "asked_by", "accounts"),
        _foreign("resources", "answered_by", "accounts"),
        _foreign("resources", "agreed_by", "accounts"),
        _foreign("resources", "sentence_id", "sentences"),
        _foreign("resources", "checked_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
    )
    op.create_index(op.f("ix_resources_notice_id"), "resources", ["notice_id"])


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", TIME(), nullable=True),
        sa.Column("known_at", TIME(), nullable=True),
        sa.Column("known_by", _word(200), nullable=False),
        sa.Column("done_at", TIME(), nullable=True),
        sa.Column("done_by", _word(200), nullable=False),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("dropped_at", TIME(), nullable=True),
        sa.Column("dropped_why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "done_at IS NULL OR issued_at IS NOT NULL", name=op.f("ck_assignments_done_is_issued")
        ),
        _foreign("assignments", "notice_id", "notices"),
        _foreign("assignments", "unit_id", "units"),
        _foreign("assignments", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("notice_id", "number", name=op.f("uq_assignments_notice_id")),
    )
    op.create_index(op.f("ix_assignments_unit_id"), "assignments", ["unit_id"])
    op.create_index(
        "ix_assignments_open", "assignments", ["due_day", "id"],
        sqlite_where=OPEN_TASK, postgresql_where=OPEN_TASK,
    )


def _links() -> None:
    op.create_table(
        "assignment_links",
        sa.Column("secret_hash", _word(64), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("expires_at", TIME(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        _foreign("assignment_links", "assignment_id", "assignments"),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_assignment_links")),
    )
    op.create_index(op.f("ix_assignment_links_assignment_id"), "assignment_links", ["assignment_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
