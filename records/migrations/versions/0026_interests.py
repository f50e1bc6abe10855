"""Interests that staff declare, and the recusals that follow: nobody of them has a part in those notices."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WORD = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    _years()
    _interests()
    _recusals()
    _none()
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{Path(__file__).stem}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _points(table: str, **columns: str) -> list[Any]:
    return [
        sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, there in columns.items()
    ]


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _years() -> None:
    table = "interest_years"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", TIME(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        *_points(table, account_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"])


def _interests() -> None:
    table = "interests"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORD(length=12), nullable=False),
        sa.Column("words", WORD(length=200), nullable=False),
        sa.Column("keys", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("entered_at", TIME(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", TIME(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        _check(table, "one_of_two_kinds", "kind IN ('organiser', 'place')"),
        _check(table, "ended_with_a_reason", "(ended_at IS NULL) = (end_reason = '')"),
        _check(table, "not_by_oneself", "ended_by IS NULL OR ended_by <> account_id"),
        *_points(table, account_id="accounts", entered_by="accounts", ended_by="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"])


def _recusals() -> None:
    table = "recusals"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("source", WORD(length=12), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", TIME(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        _check(table, "one_of_three_sources", "source IN ('own', 'standing', 'head')"),
        _check(table, "lifted_with_a_reason", "(lifted_at IS NULL) = (lift_reason = '')"),
        _check(table, "not_by_oneself", "lifted_by IS NULL OR lifted_by <> account_id"),
        *_points(
            table, account_id="accounts", notice_id="notices", interest_id="interests", made_by="accounts",
            lifted_by="accounts",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )  # fmt: skip
    op.create_index(f"ix_{table}_account", table, ["account_id", "lifted_at", "notice_id"])
    op.create_index(op.f(f"ix_{table}_notice_id"), table, ["notice_id"])


def _none() -> None:
    table = "no_interests"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", TIME(), nullable=False),
        *_points(table, account_id="accounts", notice_id="notices"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("account_id", "notice_id", name=op.f(f"uq_{table}_account_id")),
    )
    op.create_index(op.f(f"ix_{table}_notice_id"), table, ["notice_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
