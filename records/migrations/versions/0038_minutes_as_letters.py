"""Minutes of a commission are kept as letters are: a code to check them by, the layout and the certificate they were made with."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    table = "sitting_minutes"
    op.add_column(table, sa.Column("check_code", Text(length=12), nullable=True))
    op.add_column(table, sa.Column("layout", Text(length=64), nullable=True))
    op.add_column(table, sa.Column("certificate", Text(length=64), nullable=True))
    op.create_index("ix_sitting_minutes_check_code", table, ["check_code"], unique=True)
    op.create_index("ix_sitting_minutes_sha256", table, ["sha256"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
