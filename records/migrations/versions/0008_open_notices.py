"""Queues read the notices that are not closed, and nothing of the past."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OPEN = {
    "ix_notices_open_due": ["due_at", "id"],
    "ix_notices_open": ["unit_id", "due_at", "id"],
    "ix_notices_open_owner": ["unit_id", "owner_id", "due_at", "id"],
    "ix_notices_open_side": ["unit_id", "due_side", "due_at", "id"],
}


def upgrade() -> None:
    still = sa.text("closed_at IS NULL")
    op.drop_index("ix_notices_open_due", "notices")
    for name, columns in OPEN.items():
        op.create_index(name, "notices", columns, sqlite_where=still, postgresql_where=still)


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
