"""Who acts in the model check: as few people as can be told apart by policy and guards."""

from dataclasses import dataclass

from workflow.actor import VISITOR, Actor, PostHeld

UNIT, NOTICE = 1, 1


def _person(number: int, name: str, *roles: str) -> Actor:
    posts = tuple(PostHeld(role, UNIT, "office", "addressee") for role in roles)
    return Actor(number, name, roles[0], posts)


ORGANISER = Actor(None, "the organiser", VISITOR.role, notices=frozenset({NOTICE}))
OFFICER = _person(1, "an officer", "officer")
SIGNATORY = _person(2, "the signatory", "signatory")
EVERYTHING = _person(
    3, "one person with every post", "officer", "head", "signatory", "clerk", "secretary"
)
PEOPLE = (ORGANISER, OFFICER, SIGNATORY, EVERYTHING)
"""Who may act. More people of one post change nothing: guards know no names, only who prepared."""
WRITERS = (OFFICER, EVERYTHING)
"""Who may prepare: one that can't sign, and one that could."""


@dataclass
class Held:
    """The notice as the policy sees it."""

    id: int | None = NOTICE
    unit_id: int = UNIT
    organiser_id: int = 1


HELD = Held()
