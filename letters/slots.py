"""Places in a sentence of the law that a letter fills: `{days}`, or `{court: the district court}` with a stand-in."""

import re
from collections.abc import Iterator

SLOT = re.compile(r"\{(\w+)(?::\s*([^{}]*))?\}")
ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)
BEGINS = re.compile(r"(?:^|[.!?] )$")


def filled(text: str, **values: str) -> str:
    """The sentence with what is known put in; an empty value takes the stand-in, a slot not named here stays."""

    def fill(slot: re.Match[str]) -> str:
        name, stand_in = slot.group(1), slot.group(2)
        if name not in values:
            return slot.group()
        return _fits(values[name] or stand_in or "", text[: slot.start()], text[slot.end() :])

    return SLOT.sub(fill, text)


def _fits(value: str, before: str, after: str) -> str:
    """The value as this place wants it: no article twice, no full stop twice, a capital where a sentence begins."""
    if ARTICLE.search(before) and value.lower().startswith("the "):
        value = value[4:]
    if after.startswith("."):
        value = value.removesuffix(".")
    if BEGINS.search(before):
        value = value[:1].upper() + value[1:]
    return value


def names(text: str) -> Iterator[str]:
    """The slots that a sentence has, in its order."""
    return (slot.group(1) for slot in SLOT.finditer(text))
