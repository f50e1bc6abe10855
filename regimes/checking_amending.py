"""What the changes of a filed notice must keep: each answer under one rule, and a road that leads on."""

from collections.abc import Iterator

from regimes.amending import KIND, PAPERS
from regimes.regime import Regime

Problem = tuple[str, str]  # key, what is wrong


def changes(regime: Regime) -> Iterator[Problem]:
    """Every answer falls under one rule, the last of them takes the rest, and a road leads on from a change."""
    moves = any(move.verb == "amend" for move in regime.moves.values())
    if regime.amending is None:
        if moves:
            yield (
                "amending",
                "is missing: a move amends, so say which changes matter and what follows",
            )
        return
    known = {**regime.questions, **regime.inputs, KIND: None, PAPERS: None}
    named: list[str] = []
    for number, rule in enumerate(regime.amending.rules, 1):
        here = f"amending.rules[{number}]"
        for field in rule.fields:
            if field not in known:
                yield f"{here}.fields", f"{field!r} is not a question or input of this file"
            if field in named:
                yield f"{here}.fields", f"{field!r} stands in two rules"
        named += rule.fields
        if rule.window_anew and rule.effect != "restart":
            yield (
                f"{here}.window_anew",
                "only a change that is examined anew is judged by its own day",
            )
    rest = [rule for rule in regime.amending.rules if not rule.fields]
    if len(rest) != 1 or regime.amending.rules[-1] is not rest[0]:
        yield (
            "amending.rules",
            "the last rule, and no other, names no fields: it takes everything else",
        )
    if not moves:
        yield "moves", "none has the verb amend, so [amending] is never reached"
