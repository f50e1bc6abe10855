"""Commissions with members, sittings, agendas, presence, votes and minutes."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WORD = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    _commissions()
    _members()
    _sittings()
    _agenda_items()
    _presences()
    _votes()
    _minutes()
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{Path(__file__).stem}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _commissions() -> None:
    table = "commissions"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name_en", WORD(length=200), nullable=False),
        sa.Column("name_ru", WORD(length=200), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", TIME(), nullable=True),
        sa.CheckConstraint("quorum > 0", name=op.f("ck_commissions_some_quorum")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_commissions_unit_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_commissions_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commissions")),
    )  # fmt: skip
    op.create_index("ix_commissions_unit_id", table, ["unit_id"])


def _members() -> None:
    table = "commission_members"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commission_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("chair", sa.Boolean(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("order_no", WORD(length=200), nullable=False),
        sa.CheckConstraint("to_day IS NULL OR from_day <= to_day", name=op.f("ck_commission_members_from_before_to")),
        sa.ForeignKeyConstraint(["commission_id"], ["commissions.id"], name=op.f("fk_commission_members_commission_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_commission_members_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_members")),
    )  # fmt: skip
    op.create_index("ix_commission_members_account_id", table, ["account_id"])
    op.create_index("ix_commission_members_commission_id", table, ["commission_id"])


def _sittings() -> None:
    table = "commission_sittings"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commission_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", TIME(), nullable=False),
        sa.Column("place", WORD(length=300), nullable=False),
        sa.Column("state", WORD(length=10), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", TIME(), nullable=True),
        sa.Column("closed_at", TIME(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.CheckConstraint("(closed_at IS NULL) = (state <> 'closed')", name=op.f("ck_commission_sittings_closed_at_a_time")),
        sa.ForeignKeyConstraint(["commission_id"], ["commissions.id"], name=op.f("fk_commission_sittings_commission_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_commission_sittings_made_by")),
        sa.ForeignKeyConstraint(["closed_by"], ["accounts.id"], name=op.f("fk_commission_sittings_closed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_sittings")),
    )  # fmt: skip
    op.create_index("ix_commission_sittings_starts", table, ["commission_id", "starts_at", "id"])


def _agenda_items() -> None:
    table = "agenda_items"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("written_at", TIME(), nullable=False),
        sa.Column("result", WORD(length=12), nullable=False),
        sa.Column("voting", sa.Integer(), nullable=False),
        sa.Column("ayes", sa.Integer(), nullable=False),
        sa.Column("noes", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["commission_sittings.id"], name=op.f("fk_agenda_items_sitting_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_agenda_items_notice_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_agenda_items_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("sitting_id", "notice_id", name=op.f("uq_agenda_items_sitting_id")),
    )  # fmt: skip
    op.create_index("ix_agenda_items_decision_id", table, ["decision_id"])
    op.create_index("ix_agenda_items_notice_id", table, ["notice_id"])
    op.create_index("ix_agenda_items_sitting_id", table, ["sitting_id"])


def _presences() -> None:
    table = "commission_presences"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("way", WORD(length=8), nullable=False),
        sa.Column("marked_at", TIME(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["commission_sittings.id"], name=op.f("fk_commission_presences_sitting_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_commission_presences_account_id")),
        sa.ForeignKeyConstraint(["marked_by"], ["accounts.id"], name=op.f("fk_commission_presences_marked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_presences")),
        sa.UniqueConstraint("sitting_id", "account_id", name=op.f("uq_commission_presences_sitting_id")),
    )  # fmt: skip


def _votes() -> None:
    table = "commission_votes"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("vote", WORD(length=8), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("voted_at", TIME(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("vote IN ('for', 'against', 'abstain')", name=op.f("ck_commission_votes_one_of_three")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_commission_votes_item_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_commission_votes_account_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_commission_votes_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_votes")),
        sa.UniqueConstraint("item_id", "account_id", name=op.f("uq_commission_votes_item_id")),
    )  # fmt: skip


def _minutes() -> None:
    table = "sitting_minutes"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("locale", WORD(length=8), nullable=False),
        sa.Column("number", WORD(length=40), nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("sha256", WORD(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("held_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(sha256 IS NULL) = (pdf IS NULL)", name=op.f("ck_sitting_minutes_hash_with_bytes")),
        sa.ForeignKeyConstraint(["sitting_id"], ["commission_sittings.id"], name=op.f("fk_sitting_minutes_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_minutes")),
        sa.UniqueConstraint("sitting_id", "locale", name=op.f("uq_sitting_minutes_sitting_id")),
    )  # fmt: skip


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
