"""Names of constraints, the same on every database, so that migrations can speak of them."""

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

AFTER_THE_LOG = frozenset({"checkpoints"})
"""Tables whose guards look at the log: whoever fills a database fills the log before them."""
