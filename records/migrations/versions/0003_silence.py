"""That no answer is missed in silence: duty, absences, incidents, and how far a clock has climbed."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dues", sa.Column("climbed", sa.Integer(), nullable=False, server_default="0"))
    _people()
    _incidents()
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{revision}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _people() -> None:
    op.create_table(
        "duty_shifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("dropped_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_duty_shifts_starts_before_it_ends")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_duty_shifts_unit_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_duty_shifts_account_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_duty_shifts_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
    )
    op.create_index("ix_duty_shifts_unit", "duty_shifts", ["unit_id", "ends_at", "id"])
    op.create_index(op.f("ix_duty_shifts_account_id"), "duty_shifts", ["account_id"])
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("dropped_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_absences_first_before_last")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_absences_account_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_absences_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index("ix_absences_account", "absences", ["account_id", "last_day"])


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("due_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("clock", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("climbed", sa.Integer(), nullable=False),
        sa.Column("explained_by", sa.Integer(), nullable=True),
        sa.Column("explained_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(explained_at IS NULL) = (explained_by IS NULL)", name=op.f("ck_incidents_explained_by_somebody")
        ),
        sa.CheckConstraint(
            "(explained_at IS NULL) = (explanation = '')", name=op.f("ck_incidents_explained_in_words")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_incidents_notice_id")),
        sa.ForeignKeyConstraint(["due_id"], ["dues.id"], name=op.f("fk_incidents_due_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_incidents_unit_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name=op.f("fk_incidents_owner_id")),
        sa.ForeignKeyConstraint(["explained_by"], ["accounts.id"], name=op.f("fk_incidents_explained_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("due_id", name=op.f("uq_incidents_due_id")),
    )
    op.create_index("ix_incidents_open", "incidents", ["unit_id", "explained_at", "id"])
    op.create_index(op.f("ix_incidents_notice_id"), "incidents", ["notice_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
