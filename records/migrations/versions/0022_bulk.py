"""One step for many notices, with what came of each."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    time = sqlmodel.sql.sqltypes.UTCDateTime
    op.create_table(
        "bulk_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", time(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        _foreign("bulk_runs", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_runs")),
    )
    op.create_index(op.f("ix_bulk_runs_made_by"), "bulk_runs", ["made_by"])
    op.create_table(
        "bulk_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_at", time(), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_bulk_items_ended_has_a_time")
        ),
        _foreign("bulk_items", "run_id", "bulk_runs"),
        _foreign("bulk_items", "notice_id", "notices"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_items")),
        sa.UniqueConstraint("run_id", "notice_id", name=op.f("uq_bulk_items_run_id")),
    )
    for column in ("run_id", "notice_id"):
        op.create_index(op.f(f"ix_bulk_items_{column}"), "bulk_items", [column])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
