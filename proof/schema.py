"""Whether a value fits a JSON Schema: the few words of JSON Schema that the form of a letter uses."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

TYPES: Mapping[str, Any] = {"string": str, "integer": int, "boolean": bool, "null": type(None)}


def fault(value: Any, schema: Mapping[str, Any], where: str = "") -> str | None:
    """The place of the first value that does not fit, like `letter.number`; None if all of it fits."""
    if "const" in schema or "enum" in schema:
        return None if value in schema.get("enum", [schema.get("const")]) else where or "."
    if "anyOf" in schema:
        fits = any(fault(value, one, where) is None for one in schema["anyOf"])
        return None if fits else where or "."
    kind = schema.get("type")
    if kind == "array":
        if not isinstance(value, list):
            return where or "."
        each = (fault(one, schema["items"], f"{where}[{n}]") for n, one in enumerate(value))
        return next((one for one in each if one), None)
    if kind == "object":
        return _members(value, schema, where)
    if type(value) is not TYPES.get(str(kind)) or not _formed(value, schema):
        return where or "."
    return None


def _members(value: Any, schema: Mapping[str, Any], where: str) -> str | None:
    if not isinstance(value, dict):
        return where or "."
    within = schema.get("properties")
    if within is None:
        return None
    odd = sorted(set(within) ^ set(value))
    if odd:
        return f"{where}.{odd[0]}"[:80].lstrip(".")
    each = (fault(value[key], within[key], f"{where}.{key}".lstrip(".")) for key in within)
    return next((one for one in each if one), None)


def _formed(value: Any, schema: Mapping[str, Any]) -> bool:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return False
    readers = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
    reader = readers.get(schema.get("format", ""))
    try:
        return reader is None or bool(reader(value))
    except ValueError:
        return False


def of_kind(schema: Mapping[str, Any], kind: str, part: str = "says") -> Mapping[str, Any] | None:
    """What a part of a letter of this kind must be; None for a kind that the schema does not know."""
    for one in schema["oneOf"]:
        if one["properties"]["letter"]["properties"]["kind"]["const"] == kind:
            found: Mapping[str, Any] = one["properties"][part]
            return found
    return None
