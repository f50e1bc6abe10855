"""Messages of an office about a notice: drafts with versions, released by name, answered once."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    _messages()
    op.create_table(
        "message_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_message_versions_says_something")),
        _foreign("message_versions", "message_id", "messages"),
        _foreign("message_versions", "notice_id", "notices"),
        _foreign("message_versions", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_versions")),
        sa.UniqueConstraint("message_id", "number", name=op.f("uq_message_versions_message_id")),
    )
    op.create_index(op.f("ix_message_versions_notice_id"), "message_versions", ["notice_id"])


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def _messages() -> None:
    checks = {
        "released_by_somebody": "(released_at IS NULL) = (released_by IS NULL)",
        "dropped_or_released": "released_at IS NULL OR dropped_at IS NULL",
        "reply_has_a_time": "(replied_at IS NULL) = (reply = '')",
        "replied_is_released": "replied_at IS NULL OR released_at IS NOT NULL",
    }
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("released_at", Moment(), nullable=True),
        sa.Column("released_by", sa.Integer(), nullable=True),
        sa.Column("sender", Text(length=200), nullable=False),
        sa.Column("dropped_at", Moment(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_at", Moment(), nullable=True),
        *(sa.CheckConstraint(said, name=op.f(f"ck_messages_{name}")) for name, said in checks.items()),
        _foreign("messages", "notice_id", "notices"),
        _foreign("messages", "unit_id", "units"),
        _foreign("messages", "made_by", "accounts"),
        _foreign("messages", "released_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_notice_id"), "messages", ["notice_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
