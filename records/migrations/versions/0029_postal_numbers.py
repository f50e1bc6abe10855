"""The number of the postal item is scanned while a run is made ready, before it is handed over."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString(length=60)
    op.add_column("printings", sa.Column("post_id", text, nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
