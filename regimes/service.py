"""From which day a letter counts as received, by the way in which it left: frozen values beside each law (A20).

The file `roads/served.toml` holds it, apart from the laws themselves: what posts and mails do is other acts'
matter, changes on other days, and is asked on the day on which a letter leaves, not on which a notice came.
"""

from dataclasses import dataclass
from datetime import date, time

from regimes.asked import Source, Text


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """How the day follows for some ways, for letters that left on `valid_from` or later."""

    id: str
    laws: tuple[str, ...]
    ways: tuple[str, ...]
    valid_from: date
    counted_from: str  # dispatch | delivery
    amount: int
    unit: str
    text: Text
    source: Source
    proved_later: bool = False  # a delivery that came later counts instead
    uncollected: bool = False  # what the addressee did not collect counts from the day it came back
    until: time | None = (
        None  # by e-mail: what left later, or on no working day, counts the next working day
    )


@dataclass(frozen=True, slots=True)
class Underway:
    """How many days a letter on paper may be under way, from its release to the letter box, from `valid_from` on."""

    laws: tuple[str, ...]
    valid_from: date
    days: int
    source: Source


@dataclass(frozen=True, slots=True)
class Service:
    """What one law has: its rules, which ways to fight a decision are counted from that day, how long the post takes."""

    rules: tuple[ServiceRule, ...] = ()
    appeals: tuple[str, ...] = ()
    underway: tuple[Underway, ...] = ()

    def rule(self, way: str, left: date) -> ServiceRule | None:
        """The newest rule for a way on the day on which the letter left; None where the law says nothing."""
        found = [rule for rule in self.rules if way in rule.ways and rule.valid_from <= left]
        return max(found, key=lambda rule: rule.valid_from, default=None)

    def days_underway(self, on: date) -> int:
        """By how many days a letter on paper must be released earlier than a mail; 0 where nothing is said."""
        found = [one for one in self.underway if one.valid_from <= on]
        newest = max(found, key=lambda one: one.valid_from, default=None)
        return newest.days if newest else 0

    def named(self, id_: str) -> ServiceRule | None:
        """The rule of this id, for the words beside a day that was counted by it."""
        return next((rule for rule in self.rules if rule.id == id_), None)


NONE = Service()
