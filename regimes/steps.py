"""A step of an explanation: a marked message and its values, kept as JSON beside the date it explains."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from regimes.regime import Text

# A str, int, date, aware datetime, Text, or a tuple of one of them.
Value = Any


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for «mark, translate later»
    """Mark a message for the catalogues; pages translate it."""
    return message


@dataclass(frozen=True, slots=True)
class Step:
    """`text` is a message id with %(name)s; values are plain, or a Text, a day, an instant, a tuple of them.

    `part` says where it stands in the explanation: rule, start, count, skipped, result, note.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    part: str = "count"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` reads it back equal."""
        values = {name: _plain(value) for name, value in self.values.items()}
        return {"text": self.text, "values": values, "part": self.part}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "Step":
        """The step that `to_json` wrote."""
        values = {name: _rich(value) for name, value in data["values"].items()}
        return Step(data["text"], values, data["part"])

    def in_english(self) -> str:
        """The step as a sentence, for the command line and for logs."""
        return self.text % {name: _words(value) for name, value in self.values.items()}


def _plain(value: Value) -> Any:
    if isinstance(value, Text):
        own = {value.language: value.own} if value.own else {}
        return {"en": value.en, "ru": value.ru, **own}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _rich(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(_rich(item) for item in value)
    if isinstance(value, dict):
        if "at" in value:
            return datetime.fromisoformat(value["at"])
        if "day" in value:
            return date.fromisoformat(value["day"])
        own = next((name for name in value if name not in ("en", "ru")), "")
        return Text(value["en"], value["ru"], value.get(own, ""), own)
    return value


def _words(value: Value) -> str:
    if isinstance(value, Text):
        return value.en
    if isinstance(value, datetime):
        return value.strftime("%a %Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%a %Y-%m-%d")
    if isinstance(value, tuple):
        return ", ".join(_words(item) for item in value) or "-"
    return str(value)
