"""Letters of format 1 that were stored without a wording: what their kind said in Moscow, word for word.

Only for reading: a new letter carries the wording of its regime. Nothing is added to before.json.
"""

import json
from pathlib import Path
from typing import Any

from letters import plain, slots
from letters.base import Letter
from letters.parts import Office, Wording

SAID: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("before.json").read_text("utf-8")
)


def wording(letter: Letter) -> Wording:
    """The wording that the letter carries, or what it said before it could carry one."""
    head = letter.head
    if head.wording is not None:
        return head.wording
    said = plain.decode(Wording, SAID[head.locale].get(letter.kind, {}) | {"deciding": "ru"})
    return filled(said, head.office)


def filled(said: Wording, office: Office) -> Wording:
    """The wording with the names of the office in it; what only the page knows stays a slot."""
    known = {
        "office": office.short, "court": office.court, "higher_body": office.higher_body,
    }  # fmt: skip
    return plain.mapped(said, lambda text: slots.filled(text, **known))
