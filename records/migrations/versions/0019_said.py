"""What bodies said as sentences that keep their body; a library of conditions; contradictions settled by name."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _items()
    _sentences()
    _settlements()


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def _word(length: int) -> sa.types.TypeEngine:
    return sqlmodel.sql.sqltypes.AutoString(length=length)


def _items() -> None:
    op.create_table(
        "condition_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", _word(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what_en", sa.Text(), nullable=False),
        sa.Column("what_ru", sa.Text(), nullable=False),
        sa.Column("basis", _word(200), nullable=False),
        sa.Column("addressee_en", _word(200), nullable=False),
        sa.Column("addressee_ru", _word(200), nullable=False),
        sa.Column("limit", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kinds", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        _foreign("condition_items", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_items")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_condition_items_code")),
    )


def _sentences() -> None:
    op.create_table(
        "sentences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("kind", _word(20), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("ground", _word(200), nullable=False),
        sa.Column("addressee", _word(200), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("limit", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("left_out_why", sa.Text(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(changed_at IS NULL) = (changed_by IS NULL)", name=op.f("ck_sentences_changed_by_somebody")
        ),
        sa.CheckConstraint(
            "NOT left_out OR left_out_why <> ''", name=op.f("ck_sentences_left_out_with_a_reason")
        ),
        _foreign("sentences", "notice_id", "notices"),
        _foreign("sentences", "consultation_id", "consultations"),
        _foreign("sentences", "item_id", "condition_items"),
        _foreign("sentences", "changed_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentences")),
    )
    for column in ("notice_id", "consultation_id"):
        op.create_index(op.f(f"ix_sentences_{column}"), "sentences", [column])


def _settlements() -> None:
    op.create_table(
        "settlements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("mark", _word(64), nullable=False),
        sa.Column("kept", _word(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        _foreign("settlements", "notice_id", "notices"),
        _foreign("settlements", "first_id", "sentences"),
        _foreign("settlements", "second_id", "sentences"),
        _foreign("settlements", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
    )
    op.create_index(op.f("ix_settlements_notice_id"), "settlements", ["notice_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
