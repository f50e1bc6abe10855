"""What a law makes of a change that the organiser makes to a filed notice: which answers matter, and what follows.

Read from `[amending]` of a regime file. A law without it lets nobody amend: the office corrects, or a new notice is filed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from regimes.asked import Source, Text
from regimes.words import AMENDS

KIND = "kind"
PAPERS = "papers"  # papers that come with a change
"""Stands among questions and inputs for the kind of event."""


@dataclass(frozen=True, slots=True)
class AmendRule:
    """One line of the law: these answers, this effect. No `fields`: everything that no other rule names.

    `effect`: words.AMENDS. `window_anew`: the filing window is judged from the day of the change.
    """

    fields: tuple[str, ...]
    effect: str
    window_anew: bool
    text: Text
    source: Source

    @property
    def material(self) -> bool:
        """Whether the change matters to those who examine the notice."""
        return self.effect != "none"


@dataclass(frozen=True, slots=True)
class Amending:
    """Everything that a law says of changes, in the order of its file."""

    text: Text
    source: Source
    rules: tuple[AmendRule, ...]

    def rule_of(self, field: str) -> AmendRule:
        """The rule of a question, an input or the kind; the rule of the rest where none names it."""
        return next((rule for rule in self.rules if field in rule.fields), self.rules[-1])

    def rules_of(self, fields: Iterable[str]) -> tuple[AmendRule, ...]:
        """The rules that a change of several answers meets, each once, the weightiest first."""
        met = dict.fromkeys(map(self.rule_of, fields))
        return tuple(sorted(met, key=lambda rule: -AMENDS.index(rule.effect)))

    @property
    def restarts(self) -> bool:
        """Whether some change makes the office's clocks start again."""
        return any(rule.effect == "restart" for rule in self.rules)
