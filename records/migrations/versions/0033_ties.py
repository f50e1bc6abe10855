"""Equal votes of a commission: whose vote decided them, and no result of equal votes without one."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        op.execute("ALTER TABLE agenda_items ADD COLUMN cast_by INTEGER CONSTRAINT fk_agenda_items_cast_by REFERENCES accounts (id)")
    else:
        op.add_column("agenda_items", sa.Column("cast_by", sa.Integer(), nullable=True))
        op.create_foreign_key("fk_agenda_items_cast_by", "agenda_items", "accounts", ["cast_by"], ["id"])
    script = Path(__file__).parents[1] / "triggers" / f"{Path(__file__).stem}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
