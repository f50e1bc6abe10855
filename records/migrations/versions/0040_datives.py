"""How Russian letters address an organiser and a body, as a person wrote it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
COLUMNS = (("organisers", "dative"), ("organisers", "dative_of"), ("units", "dative_ru"))


def upgrade() -> None:
    for table, name in COLUMNS:
        op.add_column(table, sa.Column(name, Text(length=200), nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
