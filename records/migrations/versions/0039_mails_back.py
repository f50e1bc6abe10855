"""Mails that came back: a token to know them by, when and why, and what was done."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.add_column("mails", sa.Column("token", Text(length=20), nullable=True))
    op.add_column("mails", sa.Column("back_at", Moment(), nullable=True))
    for name in ("back_note", "back_outcome"):
        op.add_column("mails", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("mails", sa.Column("back_done_at", Moment(), nullable=True))
    op.create_index("ix_mails_token", "mails", ["token"], unique=True)
    op.create_index("ix_mails_back", "mails", ["back_at"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
