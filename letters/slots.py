"""Places in a sentence of the law that a letter fills: `{days}`, or `{court: the district court}` with a stand-in."""

import re
from collections.abc import Iterator

SLOT = re.compile(r"\{(\w+)(?::\s*([^{}]*))?\}")


def filled(text: str, **values: str) -> str:
    """The sentence with what is known put in; an empty value takes the stand-in, a slot not named here stays."""

    def fill(slot: re.Match[str]) -> str:
        name, stand_in = slot.group(1), slot.group(2)
        if name not in values:
            return slot.group()
        return values[name] or stand_in or ""

    return SLOT.sub(fill, text)


def names(text: str) -> Iterator[str]:
    """The slots that a sentence has, in its order."""
    return (slot.group(1) for slot in SLOT.finditer(text))
