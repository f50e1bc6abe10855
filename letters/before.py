"""Letters of format 1 that were stored without a wording: what their kind said in Moscow, word for word.

Only for reading: a new letter carries the wording of its regime. Nothing is added to before.json.
"""

import json
from pathlib import Path
from typing import Any

from letters import plain
from letters.base import Letter
from letters.parts import Wording

SAID: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("before.json").read_text("utf-8")
)


def wording(letter: Letter) -> Wording:
    """The wording that the letter carries, or what it said before it could carry one."""
    head = letter.head
    if head.wording is not None:
        return head.wording
    said = plain.decode(Wording, SAID[head.locale].get(letter.kind, {}) | {"deciding": "ru"})
    return said.of(head.office)
