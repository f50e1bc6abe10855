"""Builder of the inputs of a regime: what its conditions look at beside the questions of a notice."""

from regimes.asked import Input, Text
from regimes.table import Table
from regimes.words import INPUTS, QUESTIONS


def read_input(part: Table) -> Input:
    """`[inputs.NAME]`: `type`, `title`, `source`, and where wanted `help`, `kinds`, `choices`, `by_office`."""
    if part.name in QUESTIONS:
        part.complain("", "is a question of the notice already")
    found = Input(
        id=part.name,
        type=part.word("type", among=INPUTS),
        title=part.text("title"),
        help=part.text("help", optional=True),
        choices=_choices(part),
        kinds=part.words("kinds", default=[]),
        source=part.source(),
        by_office=part.flag("by_office"),
    )
    part.done()
    if (found.type == "choice") != bool(found.choices):
        part.complain("choices", "stands with the type choice, and only there")
    return found


def _choices(part: Table) -> tuple[tuple[str, Text], ...]:
    if not part.has("choices"):
        return ()
    rows = part.table("choices")
    return tuple((name, rows.text(name)) for name in rows.left())
