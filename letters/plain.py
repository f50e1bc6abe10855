"""Frozen dataclasses to plain JSON values and back, without a word lost."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def encode(value: object) -> Any:
    """Dataclass -> dict, tuple -> list, date and aware datetime -> ISO text; the rest must be plain already.

    Raises TypeError for anything else, and ValueError for a datetime without a zone.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise TypeError(f"{type(value).__name__} is not plain")


def decode(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The inverse of `encode`: a field that is missing takes its default, one that is unknown raises TypeError."""
    hints = get_type_hints(kind)
    unknown = set(data) - {field.name for field in fields(cast(Any, kind))}
    if unknown:
        raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _value(hints[name], item) for name, item in data.items()})


def mapped(record: Record, change: Callable[[str], str]) -> Record:
    """The record with every text of it changed, also inside tuples and other records."""
    return cast(Record, _mapped(record, change))


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{each.name: _mapped(getattr(value, each.name), change) for each in fields(value)},
        )
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    return change(value) if isinstance(value, str) else value


def _value(hint: Any, item: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if item is None:
            return None
        (hint,) = (arm for arm in get_args(hint) if arm is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], part) for part in item)
    if is_dataclass(hint):
        return decode(cast(type[Any], hint), item)
    if hint is datetime:
        return datetime.fromisoformat(item)
    if hint is date:
        return date.fromisoformat(item)
    if not isinstance(item, hint) or (hint is int and isinstance(item, bool)):
        raise TypeError(f"{item!r} is not {hint.__name__}")
    return item
