"""Papers that come with a notice: what each is, whose it is, and which version holds it."""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _files()
    _links()
    dialect = op.get_bind().dialect.name
    script = Path(__file__).parents[1] / "triggers" / f"{revision}.{dialect}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n----\n")[1:]:
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=22), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("paper", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("copy_size", sa.Integer(), nullable=False),
        sa.Column("copy_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("found", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.Column("erased_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "draft_id IS NOT NULL OR notice_id IS NOT NULL", name=op.f("ck_files_belongs_to_something")
        ),
        sa.CheckConstraint("size > 0 AND copy_size > 0", name=op.f("ck_files_not_empty")),
        sa.CheckConstraint(
            "(state = 'erased') = (erased_at IS NOT NULL)", name=op.f("ck_files_erased_has_a_time")
        ),
        sa.CheckConstraint(
            "(name IS NULL) = (erased_at IS NOT NULL)", name=op.f("ck_files_erased_has_no_name")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_files_draft_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_files_notice_id")),
        sa.ForeignKeyConstraint(["kept_by"], ["accounts.id"], name=op.f("fk_files_kept_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("code", name=op.f("uq_files_code")),
    )
    op.create_index("ix_files_waiting", "files", ["state", "id"])
    op.create_index(op.f("ix_files_draft_id"), "files", ["draft_id"])
    op.create_index(op.f("ix_files_notice_id"), "files", ["notice_id"])


def _links() -> None:
    op.create_table(
        "version_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_version_files_version_id")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_version_files_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_files")),
        sa.UniqueConstraint("version_id", "ordinal", name=op.f("uq_version_files_version_id")),
        sa.UniqueConstraint("file_id", "version_id", name=op.f("uq_version_files_file_id")),
    )
    op.create_index(op.f("ix_version_files_version_id"), "version_files", ["version_id"])
    op.create_index(op.f("ix_version_files_file_id"), "version_files", ["file_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
