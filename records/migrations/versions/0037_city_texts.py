"""Texts of letters and mails that a city words itself, in versions from a day on."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

WORD = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "city_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", WORD(length=40), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("returned_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_city_texts_made_by")),
        sa.ForeignKeyConstraint(["returned_to"], ["city_texts.id"], name=op.f("fk_city_texts_returned_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_texts")),
    )  # fmt: skip
    op.create_index("ix_city_texts_begun", "city_texts", ["name", "from_day", "id"])
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{Path(__file__).stem}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
