"""Two notices for one event are noticed and told to who files; both are taken (decisions 5)."""

from records import same_rows
from records.same_rows import SameTime
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import closing, law, policy, when
from workflow.actor import Actor
from workflow.content import Content

__all__ = ["SameTime", "events"]


def events(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, *, actor: Actor, content: Content
) -> tuple[SameTime, ...]:
    """Notices of this person's own for the same time in the same okrug or at a place of the same name.

    Only one's own: whether somebody else filed for that day is nobody's business here.
    """
    spans = [when.span(session, regime.zone) for session in content.sessions]
    if not spans or not (actor.organisers or actor.notices):
        return ()
    scope = policy.scope_of(actor)
    since, until = min(start for start, _ in spans), max(end for _, end in spans)
    found = same_rows.own_between(work, scope, since, until)
    return tuple(one for one in found if _same_place(one, content) and _stands(work, rulebook, one))


def _same_place(one: SameTime, content: Content) -> bool:
    names = {place.name.casefold() for place in content.places}
    return one.okrug in content.okrugs or one.place_line.casefold() in names


def _stands(work: UnitOfWork, rulebook: Rulebook, one: SameTime) -> bool:
    regime = law.regime_by_pin(work, rulebook, one.regime_pin)
    return not closing.gave_up(regime, one.stage)
