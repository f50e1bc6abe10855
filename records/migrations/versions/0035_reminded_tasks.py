"""An assignment knows how far its body was reminded, and a link to it can be ended before its time."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "assignments", sa.Column("reminded", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("assignment_links", sa.Column("revoked_at", UTCDateTime(), nullable=True))
    op.create_index("ix_assignments_due", "assignments", ["due_day", "id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
