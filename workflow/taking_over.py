"""The draft decision takes over the merged answer: conditions as conditions, objections as facts, each with its body."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from records.unit_of_work import UnitOfWork
from workflow import sentences
from workflow.actor import Actor
from workflow.deciding import DecisionIn
from workflow.sentences import SentenceView

MOST = 10  # conditions of one letter


def into(
    draft: DecisionIn, said: Iterable[SentenceView], locale: str, *, conditions: bool = True
) -> DecisionIn:
    """The draft with what it does not hold yet of the merged answer, in its order.

    `conditions` False: the law of the notice knows none, so what bodies ask for are facts to weigh. A
    condition that came from a sentence before is taken anew in the words that the sentence has now.
    """
    known = [one for one in said if not one.left_out]
    own = [dict(one) for one in draft.conditions if not one.get("origin")]
    asked = [one for one in known if one.kind == sentences.CONDITIONS]
    taken = [_condition(one, locale, draft) for one in asked] if conditions else []
    weighed = [
        one
        for one in known
        if one.kind == "objection" or (one.kind == sentences.CONDITIONS and not conditions)
    ]
    lines = [f"{one.body.in_(locale)}: {one.text}" for one in weighed]
    new = [line for line in lines if line not in draft.facts]
    facts = "\n".join([*filter(None, [draft.facts]), *new])
    return replace(draft, conditions=tuple([*taken, *own][:MOST]), facts=facts)


def _condition(one: SentenceView, locale: str, draft: DecisionIn) -> Mapping[str, str]:
    before = next((each for each in draft.conditions if each.get("origin") == str(one.id)), {})
    return {
        "what": one.text[:500],
        "reason": str(before.get("reason") or one.body.in_(locale))[:700],
        "basis": str(before.get("basis") or one.ground)[:200],
        "origin": str(one.id),
    }


def bodies_of(work: UnitOfWork, *, actor: Actor, reference: str) -> Mapping[str, SentenceView]:
    """Sentence by the number that a condition of a draft carries: whose it is, and what it limits."""
    return {str(one.id): one for one in sentences.look(work, actor=actor, reference=reference)}
