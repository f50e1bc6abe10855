"""Bodies answer by link, ask before they answer, and are reminded; the register keeps who they are."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WAITED_FOR = sa.text("answered_at IS NULL AND closed_at IS NULL")


def upgrade() -> None:
    _columns()
    _links()
    _questions()


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def _columns() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.add_column("units", sa.Column("chief_email", text(length=254), nullable=False, server_default=""))
    op.add_column("units", sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("units", sa.Column("stands_for", text(length=40), nullable=False, server_default=""))
    op.add_column("units", sa.Column("answer_hours", sa.Integer(), nullable=True))
    op.add_column("units", sa.Column("active_from", sa.Date(), nullable=True))
    op.add_column("units", sa.Column("active_to", sa.Date(), nullable=True))
    op.add_column("units", sa.Column("serves", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("consultations", sa.Column("answered_name", text(length=200), nullable=False, server_default=""))
    op.add_column("consultations", sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_consultations_waiting", "consultations", ["due_at", "id"],
        sqlite_where=WAITED_FOR, postgresql_where=WAITED_FOR,
    )


def _links() -> None:
    time = sqlmodel.sql.sqltypes.UTCDateTime
    op.create_table(
        "body_links",
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("made_at", time(), nullable=False),
        sa.Column("expires_at", time(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("revoked_at", time(), nullable=True),
        _foreign("body_links", "consultation_id", "consultations"),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_body_links")),
    )
    op.create_index(op.f("ix_body_links_consultation_id"), "body_links", ["consultation_id"])


def _questions() -> None:
    time = sqlmodel.sql.sqltypes.UTCDateTime
    op.create_table(
        "body_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("whom", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", time(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", time(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("by_organiser", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')", name=op.f("ck_body_questions_answer_has_a_time")
        ),
        _foreign("body_questions", "notice_id", "notices"),
        _foreign("body_questions", "consultation_id", "consultations"),
        _foreign("body_questions", "asked_by", "accounts"),
        _foreign("body_questions", "answered_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_questions")),
    )
    for column in ("notice_id", "consultation_id"):
        op.create_index(op.f(f"ix_body_questions_{column}"), "body_questions", [column])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
