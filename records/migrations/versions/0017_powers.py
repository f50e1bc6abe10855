"""The register of signing powers; a decision keeps the power and the day that it was signed by."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WORD = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime
POINTS = {
    "account_id": "accounts", "unit_id": "units", "absent_id": "accounts", "post_id": "posts",
    "given_by": "accounts", "ended_by": "accounts",
}  # fmt: skip
OF_DECISIONS = (
    "ALTER TABLE decisions ADD COLUMN power_id INTEGER "
    "CONSTRAINT fk_decisions_power_id REFERENCES signing_powers (id)"
)  # said alike to both databases; SQLite's table need not be made anew for it


def upgrade() -> None:
    _register()
    _from_posts()
    op.get_bind().exec_driver_sql(OF_DECISIONS)
    op.add_column("decisions", sa.Column("signed_day", sa.Date(), nullable=True))
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{Path(__file__).stem}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _register() -> None:
    op.create_table(
        "signing_powers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kinds", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("order_no", WORD(length=200), nullable=False),
        sa.Column("order_day", sa.Date(), nullable=True),
        sa.Column("absent_id", sa.Integer(), nullable=True),
        sa.Column("title_en", WORD(length=120), nullable=False),
        sa.Column("title_ru", WORD(length=120), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("given_at", TIME(), nullable=False),
        sa.Column("ended_at", TIME(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("to_day IS NULL OR from_day <= to_day", name=op.f("ck_signing_powers_from_before_to")),
        sa.CheckConstraint("absent_id IS NULL OR absent_id <> account_id", name=op.f("ck_signing_powers_two_people")),
        sa.CheckConstraint("ended_at IS NULL OR end_reason <> ''", name=op.f("ck_signing_powers_ended_with_a_reason")),
        *(
            sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_signing_powers_{column}"))
            for column, there in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_powers")),
    )  # fmt: skip
    for column in ("account_id", "unit_id", "post_id"):
        op.create_index(op.f(f"ix_signing_powers_{column}"), "signing_powers", [column])


def _from_posts() -> None:
    """Until now the post was the power: each becomes a line over the same days, so nobody is locked out."""
    op.get_bind().exec_driver_sql(
        "INSERT INTO signing_powers (account_id, unit_id, kinds, from_day, to_day, order_no, title_en, title_ru, "
        "post_id, given_at, end_reason) SELECT account_id, unit_id, '[]', from_day, to_day, basis, '', '', id, "
        "CURRENT_TIMESTAMP, '' FROM posts WHERE role = 'signatory' AND (to_day IS NULL OR to_day >= from_day) ORDER BY id"
    )


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
