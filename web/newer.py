"""No command works on tables that a newer Veche made."""

from importlib.metadata import version
from typing import Any

import click

from records import migrate
from records.errors import NoAnswer
from records.verify import has_log


def refuse_newer(engine: Any) -> None:
    """ClickException for tables that this version does not know, or a database that does not answer."""
    try:
        has_log(engine)
    except NoAnswer as error:
        raise click.ClickException(
            f"The database does not answer ({error}). See `veche doctor`."
        ) from error
    here = migrate.revision(engine)
    if here and here not in migrate.known():
        raise click.ClickException(
            f"Newer: the tables are of a newer Veche (step {here}); this one is {version('veche')}. "
            "Install that version again, or restore a backup of before. Nothing was changed."
        )
