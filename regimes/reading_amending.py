"""Builder of `[amending]`: what a law makes of changes after filing."""

from collections.abc import Iterator

from regimes.amending import Amending, AmendRule
from regimes.table import Table
from regimes.words import AMENDS


def amending(part: Table) -> Amending:
    """`[amending]` with its `[[amending.rules]]`."""
    found = Amending(part.text("text"), part.source(), tuple(_rules(part)))
    part.done()
    return found


def _rules(part: Table) -> Iterator[AmendRule]:
    for row in part.rows("rules"):
        found = AmendRule(
            row.words("fields", default=[]),
            row.word("effect", among=AMENDS),
            row.flag("window_anew"),
            row.text("text"),
            row.source(),
        )
        row.done()
        yield found
