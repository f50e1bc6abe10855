"""Finding a notice by its number, a name, a telephone, a place: words from their beginning, newest first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlmodel import col

from records.notice_rows import WIDTH, NoticeRow, notice_row, with_organiser
from records.scope import Scope
from records.scoped import reach
from records.tables import Notice, SearchKey
from records.unit_of_work import UnitOfWork
from records.words import terms

RARE = (
    1000  # a term with fewer keys is looked up, a more common one is walked from the newest notice
)
FARTHEST = 50_000  # notices that a walk looks at
LAST = "\U0010ffff"  # sorts after every character that a key may hold


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found. `counted` is exact unless `more`; then it is «`counted`+»."""

    rows: tuple[NoticeRow, ...]
    counted: int
    more: bool


def search(
    work: UnitOfWork,
    scope: Scope,
    text: str,
    *,
    before: int | None = None,
    limit: int = 25,
    most: int = 200,
) -> Hits:
    """Notices in scope in which every word of the text begins some key.

    `before`: the id of the last row shown, for the next page. A reader from whom the organiser is
    hidden cannot find by name or telephone either: a search would tell what the page does not.
    """
    asked = [_begins(scope, alternatives) for alternatives in terms(text)]
    if not asked:
        return Hits((), 0, False)
    near = _nearest(work, asked)
    found: list[Any] = [col(Notice.id).in_(near)] if near is not None else [_newest(work)]
    found += [_has(term) for term in asked]
    older = [col(Notice.id) < before] if before is not None else []
    rows: Any = with_organiser().where(*found, reach(scope), *older).order_by(col(Notice.id).desc())
    hits = work.session.execute(rows.limit(most + 1)).all()
    shown = tuple(notice_row(scope, row[:WIDTH]) for row in hits[:limit])
    return Hits(shown, min(len(hits), most), len(hits) > most)


def _begins(scope: Scope, alternatives: frozenset[str]) -> ColumnElement[bool]:
    k: Any = SearchKey
    begins = or_(
        *(and_(k.key >= prefix, k.key < prefix + LAST) for prefix in sorted(alternatives) if prefix)
    )
    closed = {"name", "phone"} if "organiser" in scope.hidden else set[str]()
    closed |= {"phone"} & scope.hidden
    return and_(begins, k.kind.not_in(closed)) if closed else begins


def _nearest(work: UnitOfWork, asked: list[ColumnElement[bool]]) -> set[int] | None:
    """Notices of the rarest term, or None if every term is common."""
    best: set[int] | None = None
    for term in asked:
        keys = (
            work.session.execute(select(col(SearchKey.notice_id)).where(term).limit(RARE))
            .scalars()
            .all()
        )
        if len(keys) < RARE and (best is None or len(keys) < len(best)):
            best = set(keys)
    return best


def _newest(work: UnitOfWork) -> ColumnElement[bool]:
    newest = (
        work.session.execute(
            select(col(Notice.id)).order_by(col(Notice.id).desc()).limit(1)
        ).scalar()
        or 0
    )
    return col(Notice.id) > newest - FARTHEST


def _has(term: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(col(SearchKey.notice_id) == col(Notice.id), term)
