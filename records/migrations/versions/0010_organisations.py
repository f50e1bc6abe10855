"""Several people share the notices of an organisation; passkeys, the city's sign-on, a new address."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

text = sqlmodel.sql.sqltypes.AutoString
instant = sqlmodel.sql.sqltypes.UTCDateTime
ROLES = "role IN ('owner', 'files', 'reads')"
OF_ORGANISERS = (
    "ALTER TABLE organisers ADD COLUMN organisation_id INTEGER "
    "CONSTRAINT fk_organisers_organisation_id REFERENCES organisations (id)"
)  # said alike to both databases; SQLite's table need not be made anew for it


def upgrade() -> None:
    _organisations()
    _invites()
    op.get_bind().exec_driver_sql(OF_ORGANISERS)
    op.create_index("ix_organisers_organisation_id", "organisers", ["organisation_id"])
    _passkeys()
    _of_accounts()


def _points(column: str, table: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", text(length=200), nullable=False),
        sa.Column("created_at", instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "organisation_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", text(length=20), nullable=False),
        sa.Column("since", instant(), nullable=False),
        sa.CheckConstraint(ROLES, name=op.f("ck_organisation_members_one_of_three_roles")),
        _points("account_id", "organisation_members", "accounts"),
        _points("organisation_id", "organisation_members", "organisations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_members")),
        sa.UniqueConstraint(
            "organisation_id", "account_id", name=op.f("uq_organisation_members_organisation_id")
        ),
    )
    op.create_index("ix_organisation_members_account_id", "organisation_members", ["account_id"])


def _invites() -> None:
    op.create_table(
        "organisation_invites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", text(length=64), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", text(length=254), nullable=False),
        sa.Column("role", text(length=20), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("made_at", instant(), nullable=False),
        sa.Column("expires_at", instant(), nullable=False),
        sa.Column("used_at", instant(), nullable=True),
        sa.Column("revoked_at", instant(), nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_organisation_invites_one_of_three_roles")),
        _points("invited_by", "organisation_invites", "accounts"),
        _points("organisation_id", "organisation_invites", "organisations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_invites")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_organisation_invites_secret_hash")),
    )
    op.create_index("ix_organisation_invites_email", "organisation_invites", ["email"])
    op.create_index(
        "ix_organisation_invites_organisation_id", "organisation_invites", ["organisation_id"]
    )


def _passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", text(length=60), nullable=False),
        sa.Column("credential_id", text(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("made_at", instant(), nullable=False),
        sa.Column("used_at", instant(), nullable=True),
        _points("account_id", "passkeys", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index("ix_passkeys_account_id", "passkeys", ["account_id"])


def _of_accounts() -> None:
    op.create_table(
        "city_logins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("issuer", text(length=255), nullable=False),
        sa.Column("subject", text(length=255), nullable=False),
        sa.Column("linked_at", instant(), nullable=False),
        _points("account_id", "city_logins", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_logins")),
        sa.UniqueConstraint("subject", "issuer", name=op.f("uq_city_logins_subject")),
    )
    op.create_index("ix_city_logins_account_id", "city_logins", ["account_id"])
    op.create_table(
        "address_changes",
        sa.Column("secret_hash", text(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("email", text(length=254), nullable=False),
        sa.Column("made_at", instant(), nullable=False),
        sa.Column("expires_at", instant(), nullable=False),
        sa.Column("used_at", instant(), nullable=True),
        _points("account_id", "address_changes", "accounts"),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_address_changes")),
    )
    op.create_index("ix_address_changes_account_id", "address_changes", ["account_id"])


def downgrade() -> None:
    raise NotImplementedError("Records only go forward: restore the backup taken before the upgrade.")
