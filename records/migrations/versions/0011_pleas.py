"""Objections and complaints with their clocks and answers, and the secret address of one's own dates."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TIME = sqlmodel.sql.sqltypes.UTCDateTime
WORD = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    _pleas()
    _indexes()
    op.create_table(
        "calendar_links",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", WORD(length=64), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_calendar_links_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_calendar_links")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_links_secret_hash")),
    )
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{revision}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _pleas() -> None:
    op.create_table("pleas", *_columns(), *_rules())


def _columns() -> list[Any]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", WORD(length=12), nullable=False),
        sa.Column("number", WORD(length=30), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("stage", WORD(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("filed_at", TIME(), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=True),
        sa.Column("locale", WORD(length=8), nullable=False),
        sa.Column("about", WORD(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("due_at", TIME(), nullable=True),
        sa.Column("aim_at", TIME(), nullable=False),
        sa.Column("steps", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("missed_at", TIME(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("chosen", WORD(length=20), nullable=False),
        sa.Column("outcome", WORD(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=True),
        sa.Column("prepared_at", TIME(), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", TIME(), nullable=True),
        sa.Column("letter_number", WORD(length=40), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", TIME(), nullable=True),
    ]


def _rules() -> list[Any]:
    return [
        sa.CheckConstraint("(kind = 'objection') = (decision_id IS NOT NULL)", name=op.f("ck_pleas_objects_to_something")),
        sa.CheckConstraint(
            "signed_by IS NULL OR kind <> 'objection' OR signed_by <> prepared_by", name=op.f("ck_pleas_two_people")
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (signed_by IS NULL)", name=op.f("ck_pleas_answered_by_somebody")),
        sa.CheckConstraint("answered_at IS NULL OR answer <> ''", name=op.f("ck_pleas_answered_in_words")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_pleas_says_something")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_pleas_notice_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_pleas_decision_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_pleas_unit_id")),
        sa.ForeignKeyConstraint(["filed_by"], ["accounts.id"], name=op.f("fk_pleas_filed_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name=op.f("fk_pleas_owner_id")),
        sa.ForeignKeyConstraint(["prepared_by"], ["accounts.id"], name=op.f("fk_pleas_prepared_by")),
        sa.ForeignKeyConstraint(["signed_by"], ["accounts.id"], name=op.f("fk_pleas_signed_by")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["decisions.id"], name=op.f("fk_pleas_replaced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pleas")),
        sa.UniqueConstraint("number", name=op.f("uq_pleas_number")),
    ]


def _indexes() -> None:
    still, once = sa.text("closed_at IS NULL"), sa.text("kind = 'objection' AND stage <> 'withdrawn'")
    columns = ["kind", "unit_id", "aim_at", "id"]
    op.create_index("ix_pleas_open", "pleas", columns, sqlite_where=still, postgresql_where=still)
    op.create_index("ix_pleas_list", "pleas", ["kind", "closed_at", "id"])
    op.create_index(op.f("ix_pleas_notice_id"), "pleas", ["notice_id"])
    op.create_index(op.f("ix_pleas_owner_id"), "pleas", ["owner_id"])
    op.create_index(
        "uq_pleas_decision", "pleas", ["decision_id"], unique=True, sqlite_where=once, postgresql_where=once
    )


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
