"""What a letter decided, as JSON inside its own PDF: for machines that read what people read.

The form is `veche-letter/1`, written down in docs/letter-1.schema.json. It says what the letter says and nothing
more: no addressee, organiser, signatory or contact, and no field that the kind does not print. Minutes name who was
there, and speak of several notices: `notice` is null. The same letter gives the same bytes.
"""

import json
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from letters import plain
from letters.base import Letter
from letters.parts import Person
from letters.sitting import PAPERS

FORM, NAME = "veche-letter/1", "letter.json"
AROUND = frozenset({"head", "notified", "replaces", "map"})
"""Fields of every kind, which stand in parts of their own."""
UNTOLD = frozenset({"receipt"})
"""Kinds without the file: a receipt decides nothing and is printed for everybody."""


def told(letter: Letter, mark: str) -> bool:
    """Whether the letter carries the file: a draft is no letter yet."""
    return letter.kind not in UNTOLD and mark != "draft"


def content(letter: Letter, mark: str = "") -> dict[str, Any]:
    """The letter as plain JSON values."""
    head = letter.head
    return {
        "form": FORM,
        "specimen": mark == "specimen",
        "letter": {
            "kind": letter.kind,
            "locale": head.locale,
            "deciding": (head.wording.deciding if head.wording else "") or "ru",
            "number": head.number,
            "day": head.day.isoformat(),
            "check_code": head.check_code,
            "check_url": head.check_url,
            "office": head.office.name,
        },
        "notice": None if letter.kind in PAPERS else _notice(letter),
        "replaces": plain.encode(letter.replaces),
        "says": {name: _nameless(getattr(letter, name)) for name in _said(type(letter))},
        "checkpoint": head.checkpoint,
    }


def _notice(letter: Letter) -> dict[str, Any]:
    head, notified = letter.head, letter.notified
    return {
        "number": head.reply_reference,
        "received": head.reply_received.isoformat(),
        "kind": notified.kind,
        "places": list(notified.places),
        "sittings": plain.encode(notified.sittings),
        "attendance": notified.attendance,
    }


def encoded(letter: Letter, mark: str = "") -> bytes:
    """The bytes of the file: keys sorted, two spaces, UTF-8, a line break at the end."""
    text = json.dumps(content(letter, mark), sort_keys=True, indent=2, ensure_ascii=False)
    return (text + "\n").encode("utf-8", "replace")


def _said(kind: Any) -> list[str]:
    """The fields that only this kind has and prints, those that name a person left out."""
    left_out = AROUND | kind.silent if issubclass(kind, Letter) else frozenset()
    hints = get_type_hints(kind)
    return [
        one.name
        for one in fields(kind)
        if one.name not in left_out and Person not in (hints[one.name], *get_args(hints[one.name]))
    ]


def _nameless(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _nameless(getattr(value, name)) for name in _said(type(value))}
    if isinstance(value, tuple):
        return [_nameless(one) for one in value]
    return plain.encode(value)


# --- the schema ----------------------------------------------------------------------------------

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
PLAIN: dict[str, dict[str, str]] = {
    "str": TEXT,
    "bool": {"type": "boolean"},
    "int": WHOLE,
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}


def schema(kinds: dict[str, type[Letter]]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file, made from the kinds themselves."""
    told_of = sorted(set(kinds) - UNTOLD)
    hints = get_type_hints(Letter)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What a letter of Veche says, inside its PDF ({FORM})",
        **_object({
            "form": {"const": FORM},
            "specimen": PLAIN["bool"],
            "letter": _object({
                "kind": {"enum": told_of}, "locale": {"enum": ["en", "ru"]}, "deciding": TEXT, "number": TEXT,
                "day": PLAIN["date"], "check_code": TEXT | {"pattern": "^[0-9A-HJKMNP-TV-Z]{12}$"},
                "check_url": TEXT, "office": TEXT,
            }),
            "notice": {"anyOf": [_object({
                "number": TEXT, "received": PLAIN["datetime"], "kind": TEXT,
                "places": {"type": "array", "items": TEXT},
                "sittings": _schema(get_type_hints(hints["notified"])["sittings"]), "attendance": WHOLE,
            }), {"type": "null"}]},
            "replaces": _schema(hints["replaces"]),
            "says": {"type": "object"},
            "checkpoint": TEXT,
        }),
        "oneOf": [
            {"properties": {
                "letter": {"properties": {"kind": {"const": name}}}, "says": _fields(kinds[name]),
                "notice": {"type": "null" if name in PAPERS else "object"},
            }}
            for name in told_of
        ],
    }  # fmt: skip


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return _object({name: _schema(hints[name]) for name in _said(kind)})


def _schema(hint: Any) -> dict[str, Any]:
    if get_origin(hint) in (Union, UnionType):
        some = next(arm for arm in get_args(hint) if arm is not type(None))
        return {"anyOf": [_schema(some), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    return _fields(hint) if is_dataclass(hint) else PLAIN[hint.__name__]
