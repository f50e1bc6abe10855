"""Alembic's way in: always called by records/migrate.py, with a connection that holds the write lock."""

from alembic import context
from sqlmodel import SQLModel

from records import people, tables

MODELS = (people, tables)  # imported so that the metadata below knows every table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter a column; Alembic copies the table instead
    compare_server_default=False,  # a false alarm on SQLite; we set no server defaults
)
with context.begin_transaction():
    context.run_migrations()
