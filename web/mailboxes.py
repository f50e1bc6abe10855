"""Addresses in a setting, with commas between: those of alarms and of checkpoints."""

import re
from typing import Annotated

from pydantic import AfterValidator


def _each_is_one(given: str) -> str:
    for one in addresses(given):
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", one):
            raise ValueError(f"{one} is no address. Write addresses with commas between.")
    return given


def addresses(given: str) -> tuple[str, ...]:
    """The addresses of such a setting, each once, in its order."""
    return tuple(dict.fromkeys(one.strip() for one in given.split(",") if one.strip()))


Mailboxes = Annotated[str, AfterValidator(_each_is_one)]
