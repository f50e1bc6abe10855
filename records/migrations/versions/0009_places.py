"""Places have a shape on the ground, beside their words."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("places", sa.Column("form", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False, server_default=""))
    op.add_column("places", sa.Column("geo", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
    for side in ("west", "south", "east", "north"):
        op.add_column("places", sa.Column(side, sa.Float(), nullable=True))
    op.create_index("ix_places_near", "places", ["west", "east"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
