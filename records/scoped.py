"""How a scope becomes SQL: used by every named read, so that no page filters by itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true
from sqlmodel import SQLModel

from records.scope import Scope
from records.tables import Consultation, Notice

NOTICES = SQLModel.metadata.tables[Notice.__tablename__]
CONSULTATIONS = SQLModel.metadata.tables[Consultation.__tablename__]
# an alias of its own: the reading around it may have consultations among its tables
ASKED = CONSULTATIONS.alias()


def reach(scope: Scope) -> ColumnElement[bool]:
    """The condition on `notices` under which the reader may know of a notice at all."""
    if scope.everything:
        return _not_recused(scope)
    notice = NOTICES.c
    ways: list[ColumnElement[bool]] = [false()]
    if scope.units:
        was_asked = exists().where(ASKED.c.notice_id == notice.id, ASKED.c.unit_id.in_(scope.units))
        ways += [notice.unit_id.in_(scope.units), was_asked.correlate(NOTICES)]
    if scope.organisers:
        ways.append(notice.organiser_id.in_(scope.organisers))
    if scope.notices:
        ways.append(notice.id.in_(scope.notices))
    return and_(or_(*ways), _not_recused(scope))


def _not_recused(scope: Scope) -> ColumnElement[bool]:
    return NOTICES.c.id.not_in(scope.recused) if scope.recused else true()


def units_within(scope: Scope, wanted: frozenset[int]) -> frozenset[int] | None:
    """The units to look at: those wanted that the scope holds; None means all units."""
    if scope.everything:
        return wanted or None
    return (wanted & scope.units) if wanted else scope.units


def shown(scope: Scope, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those that this reader does not see."""
    return {name: value for name, value in values.items() if name not in scope.hidden}
