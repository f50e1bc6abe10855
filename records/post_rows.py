"""Named reads for the post: addresses of a run's letters, postal numbers that are still to be given."""

from typing import Any

from sqlalchemy import func, select

from records.tables import Letter, Printing
from records.unit_of_work import UnitOfWork

P: Any = Printing
T: Any = Letter
LIVE = ("printed", "enveloped")


def addresses(work: UnitOfWork, run_id: int) -> dict[int, tuple[str, ...]]:
    """The lines of each envelope by place, as the letter has them. Without scope: asked with the run in hand."""
    rows: Any = select(P.place, T.data).join(Letter, T.id == P.letter_id)
    found = work.session.execute(
        rows.where(P.run_id == run_id, P.state.in_(LIVE)).order_by(P.place)
    )
    return {place: tuple(data.get("head", {}).get("addressee", ())) for place, data in found}


def numbers(work: UnitOfWork, run_id: int) -> dict[str, int]:
    """Postal numbers of a run that were given, with the place of each. Without scope, likewise."""
    rows: Any = select(P.post_id, P.place).where(P.run_id == run_id, P.post_id != "")
    return {row[0]: row[1] for row in work.session.execute(rows)}


def at_place(work: UnitOfWork, run_id: int, place: int) -> Printing | None:
    """The printing in a place of a run. Without scope, likewise."""
    rows: Any = select(Printing).where(P.run_id == run_id, P.place == place)
    found: Printing | None = work.session.execute(rows).scalars().first()
    return found


def registered(work: UnitOfWork, run_id: int) -> tuple[int, int]:
    """How many letters of a run go by registered post, and how many of them have their number. Without scope."""
    rows: Any = select(func.count(), func.count(P.id).filter(P.post_id != ""))
    rows = rows.join(Letter, T.id == P.letter_id)
    found = work.session.execute(
        rows.where(P.run_id == run_id, P.state.in_(LIVE), T.way == "registered-post")
    ).one()
    return int(found[0]), int(found[1])
