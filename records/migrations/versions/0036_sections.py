"""Sections of an office: who belongs to one, what it takes, and which notices lie with it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

WORD = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name_en", WORD(length=200), nullable=False),
        sa.Column("name_ru", WORD(length=200), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("kinds", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("districts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("stages", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("ended_at", TIME(), nullable=True),
        _foreign("sections", "unit_id", "units"),
        _foreign("sections", "head_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
    )  # fmt: skip
    op.create_index("ix_sections_unit_id", "sections", ["unit_id"])
    _people()


def _people() -> None:
    op.create_table(
        "section_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", TIME(), nullable=False),
        sa.Column("left_at", TIME(), nullable=True),
        _foreign("section_members", "section_id", "sections"),
        _foreign("section_members", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_members")),
    )
    op.create_index("ix_section_members_section_id", "section_members", ["section_id"])
    only = sa.text("left_at IS NULL")
    op.create_index(
        "uq_section_members_one", "section_members", ["account_id"], unique=True, sqlite_where=only, postgresql_where=only
    )
    op.create_table(
        "notice_sections",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("given_at", TIME(), nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        _foreign("notice_sections", "notice_id", "notices"),
        _foreign("notice_sections", "section_id", "sections"),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice_sections")),
    )
    op.create_index("ix_notice_sections_section", "notice_sections", ["section_id", "notice_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
