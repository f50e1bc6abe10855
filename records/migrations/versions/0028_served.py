"""From when a letter counts as received and by which rule; what the machine sent or got back has no clerk."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.add_column("dispatches", sa.Column("served_by", Text(length=40), nullable=False, server_default=""))
    op.add_column("dispatches", sa.Column("delivered_on", sa.Date(), nullable=True))
    with op.batch_alter_table("dispatches") as batch:
        batch.alter_column("clerk_id", existing_type=sa.Integer(), nullable=True)
    with op.batch_alter_table("returns") as batch:
        batch.alter_column("marked_by", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
