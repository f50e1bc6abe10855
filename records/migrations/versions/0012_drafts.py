"""Drafts know who changed what last and which form they were made under; their account opens them anywhere."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("drafts", sa.Column("trail", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("drafts") as batch:
        batch.add_column(sa.Column("copied_from_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_drafts_copied_from_id"), "notices", ["copied_from_id"], ["id"])
    op.create_table(
        "draft_keys",
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_draft_keys_draft_id")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_draft_keys")),
    )
    op.create_index(op.f("ix_draft_keys_draft_id"), "draft_keys", ["draft_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
