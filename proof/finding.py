"""One thing that was looked at in a letter."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it holds, the id of the sentence that says so, and its values."""

    about: str
    state: Literal["holds", "wrong", "unknown"]
    sentence: str
    values: tuple[tuple[str, Any], ...] = ()


def found(
    about: str, state: Literal["holds", "wrong", "unknown"], sentence: str, **values: Any
) -> Finding:
    """One finding; texts that come out of a file are made one plain line."""
    plain = {name: _plain(value) for name, value in values.items()}
    return Finding(about, state, sentence, tuple(plain.items()))


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(one if one.isprintable() else "?" for one in value)[:300]
