"""A letter is found by the hash of its bytes: anyone may ask whether a file is one that the city sent."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_letters_sha256", "letters", ["sha256"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
