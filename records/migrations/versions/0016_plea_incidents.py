"""The register of incidents takes objections and complaints that were not answered within their term."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

text = sqlmodel.sql.sqltypes.AutoString
instant = sqlmodel.sql.sqltypes.UTCDateTime
ONE = "(due_id IS NULL) <> (plea_id IS NULL)"
COLUMNS = (
    "id, notice_id, due_id, unit_id, clock, due_at, at, what, stage, owner_id, climbed, "
    "explained_by, explained_at, explanation"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_anew()
    else:
        op.alter_column("incidents", "due_id", nullable=True)
        op.add_column("incidents", sa.Column("plea_id", sa.Integer(), nullable=True))
        op.create_foreign_key("fk_incidents_plea_id", "incidents", "pleas", ["plea_id"], ["id"])
        op.create_unique_constraint("uq_incidents_plea_id", "incidents", ["plea_id"])
        op.create_check_constraint(op.f("ck_incidents_of_one_term"), "incidents", ONE)
    script = Path(__file__).parents[1] / "triggers" / f"{revision}.{op.get_bind().dialect.name}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _made_anew() -> None:
    """SQLite takes no column's NOT NULL back: the table is made anew, row for row. Nothing points at it."""
    op.rename_table("incidents", "incidents_before")
    for index in ("ix_incidents_open", "ix_incidents_notice_id"):
        op.drop_index(index)
    _table()
    op.execute(f"INSERT INTO incidents ({COLUMNS}) SELECT {COLUMNS} FROM incidents_before")  # noqa: S608
    op.drop_table("incidents_before")
    op.create_index("ix_incidents_open", "incidents", ["unit_id", "explained_at", "id"])
    op.create_index(op.f("ix_incidents_notice_id"), "incidents", ["notice_id"])


def _foreign(column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_incidents_{column}"))


def _table() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("due_id", sa.Integer(), nullable=True),
        sa.Column("plea_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("clock", text(length=40), nullable=False),
        sa.Column("due_at", instant(), nullable=False),
        sa.Column("at", instant(), nullable=False),
        sa.Column("what", text(length=12), nullable=False),
        sa.Column("stage", text(length=30), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("climbed", sa.Integer(), nullable=False),
        sa.Column("explained_by", sa.Integer(), nullable=True),
        sa.Column("explained_at", instant(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(explained_at IS NULL) = (explained_by IS NULL)",
            name=op.f("ck_incidents_explained_by_somebody"),
        ),
        sa.CheckConstraint(
            "(explained_at IS NULL) = (explanation = '')", name=op.f("ck_incidents_explained_in_words")
        ),
        sa.CheckConstraint(ONE, name=op.f("ck_incidents_of_one_term")),
        _foreign("notice_id", "notices"),
        _foreign("due_id", "dues"),
        _foreign("plea_id", "pleas"),
        _foreign("unit_id", "units"),
        _foreign("owner_id", "accounts"),
        _foreign("explained_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("due_id", name=op.f("uq_incidents_due_id")),
        sa.UniqueConstraint("plea_id", name=op.f("uq_incidents_plea_id")),
    )


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
