"""Which questions to bodies rest on what a change changed: those are asked again."""

from collections.abc import Sequence

from records.tables import Consultation, Unit
from records.unit_of_work import UnitOfWork
from regimes.amending import AmendRule
from regimes.regime import Body, Regime


def rests(
    work: UnitOfWork,
    regime: Regime,
    row: Consultation,
    changed: Sequence[str],
    met: Sequence[AmendRule],
) -> bool:
    """Whether what a body answered, or will answer, rests on something that changed and matters."""
    assert regime.amending is not None
    body = body_of(work, regime, row)
    matters = [name for name in changed if regime.amending.rule_of(name).material]
    return bool(matters) and (
        body is None or not body.looks_at or bool(set(matters) & set(body.looks_at))
    )


def body_of(work: UnitOfWork, regime: Regime, row: Consultation) -> Body | None:
    """The body in the file of the law; None for one that was asked by hand."""
    unit = work.get(Unit, row.unit_id)
    return regime.bodies.get(unit.stands_for or unit.code)
