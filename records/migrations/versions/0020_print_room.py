"""The print room: runs, printings, sheets, returns, letters that were not sent; the way a letter is meant to leave."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.add_column("letters", sa.Column("way", Text(length=20), nullable=False, server_default="post"))
    op.add_column("dispatches", sa.Column("served_on", sa.Date(), nullable=True))
    _runs()
    _printings()
    _sheets()
    _not_sent()
    _returns()


def _foreign(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}"))


def _runs() -> None:
    op.create_table(
        "print_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", Text(length=30), nullable=False),
        sa.Column("way", Text(length=20), nullable=False),
        sa.Column("sides", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("voided_at", Moment(), nullable=True),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "closed_at IS NULL OR voided_at IS NULL", name=op.f("ck_print_runs_closed_or_void")
        ),
        sa.CheckConstraint("sides IN (1, 2)", name=op.f("ck_print_runs_one_or_two_sides")),
        _foreign("print_runs", "unit_id", "units"),
        _foreign("print_runs", "made_by", "accounts"),
        _foreign("print_runs", "closed_by", "accounts"),
        _foreign("print_runs", "voided_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_runs")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_print_runs_unit_id")),
    )


def _printings() -> None:
    op.create_table(
        "printings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("state", Text(length=12), nullable=False),
        sa.CheckConstraint(
            "copy_no = 1 OR reason <> ''", name=op.f("ck_printings_a_copy_has_a_reason")
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (run_id IS NULL)", name=op.f("ck_printings_asked_without_a_run")
        ),
        _foreign("printings", "letter_id", "letters"),
        _foreign("printings", "run_id", "print_runs"),
        _foreign("printings", "asked_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printings")),
        sa.UniqueConstraint("letter_id", "copy_no", name=op.f("uq_printings_letter_id")),
    )
    op.create_index("ix_printings_run", "printings", ["run_id", "place"], unique=True)
    op.create_index("ix_printings_state", "printings", ["state", "letter_id"])


def _sheets() -> None:
    op.create_table(
        "sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printing_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("state", Text(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("marked_at", Moment(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'spoiled' OR reason <> ''", name=op.f("ck_sheets_spoiled_has_a_reason")
        ),
        _foreign("sheets", "printing_id", "printings"),
        _foreign("sheets", "marked_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
        sa.UniqueConstraint("printing_id", "sheet", name=op.f("uq_sheets_printing_id")),
    )


def _not_sent() -> None:
    op.create_table(
        "letters_not_sent",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("marked_at", Moment(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        _foreign("letters_not_sent", "letter_id", "letters"),
        _foreign("letters_not_sent", "marked_by", "accounts"),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letters_not_sent")),
    )


def _returns() -> None:
    op.create_table(
        "returns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("marked_at", Moment(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(outcome = '') = (settled_at IS NULL)", name=op.f("ck_returns_settled_has_an_outcome")
        ),
        _foreign("returns", "dispatch_id", "dispatches"),
        _foreign("returns", "marked_by", "accounts"),
        _foreign("returns", "settled_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
        sa.UniqueConstraint("dispatch_id", name=op.f("uq_returns_dispatch_id")),
    )
    op.create_index("ix_returns_open", "returns", ["settled_at", "id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
