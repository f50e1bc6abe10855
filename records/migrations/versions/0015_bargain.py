"""What organiser and office say before they agree: counter-offers, answers to conditions, minutes."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _counter_offers()
    _condition_answers()
    _minutes()


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def _counter_offers() -> None:
    op.create_table(
        "counter_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("sessions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("places", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("conditions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("answer_reason", sa.Text(), nullable=False),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(answer = '') = (answered_at IS NULL)", name=op.f("ck_counter_offers_answer_has_a_time")
        ),
        _foreign("counter_offers", "notice_id", "notices"),
        _foreign("counter_offers", "proposal_id", "proposals"),
        _foreign("counter_offers", "made_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_offers")),
    )
    for column in ("notice_id", "proposal_id"):
        op.create_index(op.f(f"ix_counter_offers_{column}"), "counter_offers", [column])


def _condition_answers() -> None:
    op.create_table(
        "condition_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("office", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("office_text", sa.Text(), nullable=False),
        sa.Column("office_reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(office = '') = (decided_at IS NULL)", name=op.f("ck_condition_answers_office_has_a_time")
        ),
        sa.CheckConstraint(
            "answer <> 'objected' OR reason <> ''",
            name=op.f("ck_condition_answers_objection_has_a_reason"),
        ),
        _foreign("condition_answers", "notice_id", "notices"),
        _foreign("condition_answers", "decision_id", "decisions"),
        _foreign("condition_answers", "made_by", "accounts"),
        _foreign("condition_answers", "decided_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_answers")),
        sa.UniqueConstraint("decision_id", "ordinal", name=op.f("uq_condition_answers_decision_id")),
    )
    op.create_index(op.f("ix_condition_answers_notice_id"), "condition_answers", ["notice_id"])


def _minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("remarked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(remark = '') = (remarked_at IS NULL)", name=op.f("ck_minutes_remark_has_a_time")
        ),
        _foreign("minutes", "notice_id", "notices"),
        _foreign("minutes", "written_by", "accounts"),
        _foreign("minutes", "replaces_id", "minutes"),
        _foreign("minutes", "confirmed_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
    )
    op.create_index(op.f("ix_minutes_notice_id"), "minutes", ["notice_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
