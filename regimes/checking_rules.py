"""What rules across answers, short forms and reminders must keep beyond their shape."""

from collections.abc import Iterator

from regimes.asked import Condition
from regimes.regime import Regime

Problem = tuple[str, str]
SHAPED = {"points": ("route",), "one_for_each": ("order", "medical")}
"""Checks that look at the shape of an answer, and the answers that have it."""
FARTHEST = 366  # days: who is reminded of an event of last year?


def rules(regime: Regime) -> Iterator[Problem]:
    """A rule speaks of a question that one of its kinds asks, in a way that the answer can fulfil."""
    for rule in regime.rules:
        here = f"rules[{rule.id}]"
        if rule.question not in regime.questions:
            yield f"{here}.question", f"{rule.question!r} is not a question of this file"
            continue
        kinds = [one for one in regime.kinds.values() if applies(rule.when, one.id)]
        asked = [one for one in kinds if any(n.question == rule.question for n in one.questions)]
        if regime.kinds and not asked:
            yield f"{here}.question", f"no kind of this rule asks {rule.question!r}"
        fitting = SHAPED.get(rule.check)
        if fitting and rule.question not in fitting:
            yield f"{here}.check", f"{rule.check!r} is for {', '.join(fitting)}"
        if rule.check == "hours_within" and not regime.hours:
            yield f"{here}.check", "'hours_within' needs [hours]: the hours of the day of this law"
    for kind in regime.kinds.values():
        if kind.short and kind.exempt:
            yield f"kinds.{kind.id}.short", "a kind that needs no notice needs no short form"
    for one in regime.reminders:
        if one.days > FARTHEST:
            yield f"reminders[{one.id}].days", f"is more than {FARTHEST}"


def applies(when: Condition, kind: str) -> bool:
    """Whether a condition can hold for a kind, as far as it speaks of kinds."""
    return (not when.kinds or kind in when.kinds) and kind not in when.not_kinds


def conditions(regime: Regime) -> Iterator[tuple[str, Condition]]:
    """Every condition of these parts, with its key."""
    yield from ((f"rules[{one.id}]", one.when) for one in regime.rules)
    yield from ((f"reminders[{one.id}]", one.when) for one in regime.reminders)
    for kind in regime.kinds.values():
        if kind.short:
            yield f"kinds.{kind.id}.short", kind.short.when
