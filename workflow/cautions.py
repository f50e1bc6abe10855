"""What the law says against the answers of a change; it is told and stops nobody (decisions 5)."""

from dataclasses import dataclass

from regimes.counted import Hours
from regimes.counting import Judgement
from regimes.regime import Regime
from regimes.rules import Rule
from workflow import together
from workflow.content import Content


@dataclass(frozen=True, slots=True)
class Cautions:
    """What somebody should know before a change is sent.

    `hours`: the rule about the hours of the day, where the new days are outside it.
    `broken`: rules across answers (A05) that the change would not keep, and the old answers do.
    """

    hours: Hours | None
    broken: tuple[Rule, ...]


def of(regime: Regime, old: Content, new: Content, judged: Judgement) -> Cautions:
    """What there is to say of `new` in place of `old`."""
    hours, before = regime.hours_of(new.kind), together.broken(regime, old)
    return Cautions(
        hours if hours is not None and hours.warning in judged.warnings else None,
        tuple(one for one in together.broken(regime, new) if one not in before),
    )
