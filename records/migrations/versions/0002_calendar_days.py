"""Days that people keep: corrections of calendars, recounts of open notices, and the dates they moved."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


text = sqlmodel.sql.sqltypes.AutoString
instant = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    calendar_days()
    recounts()
    moved_dates()
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{revision}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def calendar_days() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calendar", text(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("what", text(length=10), nullable=False),
        sa.Column("days", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", instant(), nullable=False),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", instant(), nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoke_reason = '')", name=op.f("ck_calendar_days_revoked_with_a_reason")),
        sa.CheckConstraint("(what = 'year') = (day IS NULL)", name=op.f("ck_calendar_days_a_year_has_no_day")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_calendar_days_has_a_reason")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_calendar_days_made_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["accounts.id"], name=op.f("fk_calendar_days_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_days")),
    )
    for name, column, still in (
        ("uq_calendar_days_day", "day", "revoked_at IS NULL AND day IS NOT NULL"),
        ("uq_calendar_days_year", "year", "revoked_at IS NULL AND day IS NULL"),
    ):
        op.create_index(
            name, "calendar_days", ["calendar", column], unique=True,
            sqlite_where=sa.text(still), postgresql_where=sa.text(still),
        )


def recounts() -> None:
    op.create_table(
        "recounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.Column("why", text(length=10), nullable=False),
        sa.Column("calendar", text(length=40), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", instant(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("to_look_at", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("done_at", instant(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["accounts.id"], name=op.f("fk_recounts_asked_by")),
        sa.ForeignKeyConstraint(["correction_id"], ["calendar_days.id"], name=op.f("fk_recounts_correction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recounts")),
    )
    op.create_index(op.f("ix_recounts_correction_id"), "recounts", ["correction_id"], unique=False)


def moved_dates() -> None:
    op.create_table(
        "moved_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recount_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("clock", text(length=40), nullable=False),
        sa.Column("side", text(length=10), nullable=False),
        sa.Column("old_at", instant(), nullable=True),
        sa.Column("new_at", instant(), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("outcome", text(length=10), nullable=False),
        sa.Column("settled_at", instant(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_moved_dates_notice_id")),
        sa.ForeignKeyConstraint(["recount_id"], ["recounts.id"], name=op.f("fk_moved_dates_recount_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["accounts.id"], name=op.f("fk_moved_dates_settled_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_moved_dates_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moved_dates")),
        sa.UniqueConstraint("recount_id", "notice_id", "clock", name=op.f("uq_moved_dates_recount_id")),
    )
    op.create_index("ix_moved_dates_list", "moved_dates", ["recount_id", "outcome", "id"], unique=False)
    op.create_index(op.f("ix_moved_dates_notice_id"), "moved_dates", ["notice_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
