"""What of a print run still waits for the post."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from records.tables import Dispatch, Letter, Printing
from records.unit_of_work import UnitOfWork

P: Any = Printing
D: Any = Dispatch
T: Any = Letter


def waits(work: UnitOfWork, run_id: int, ways: Sequence[str]) -> bool:
    """Whether a letter in its envelope has not left by its way, one of these. Without scope: asked with the run in hand."""
    left = select(D.id).where(D.letter_id == P.letter_id, D.way == T.way).exists()
    rows: Any = select(P.id).join(Letter, T.id == P.letter_id)
    rows = rows.where(P.run_id == run_id, P.state == "enveloped", T.way.in_(ways), ~left)
    return work.session.execute(rows.limit(1)).first() is not None
