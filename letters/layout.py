"""Where everything stands on the sheet: page layouts as data (docs/how-to/page-layouts.md).

A layout is one TOML file: those of the box in letters/layouts, a city's own in VECHE_HOME/brand/layouts. It names a
standard and an envelope, and says margins, blocks, the window, what must stay clear, marks for folding.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from letters.layout_faults import faults
from letters.layout_parts import HIGH, Layout

BOX = Path(__file__).resolve().parent / "layouts"
DEFAULT = "gost-lengthwise"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class BadLayout(Exception):
    """A layout can't be used; the message names file, key and what is wrong."""


@lru_cache
def default() -> Layout:
    """The layout that letters take where the city names none."""
    return named(DEFAULT)


def named(name: str, folder: Path | None = None) -> Layout:
    """The layout of this name: the city's own file in the folder, else that of the box. BadLayout says why not."""
    if not NAME.fullmatch(name):
        raise BadLayout(f"“{name[:60]}” is no name of a page layout: small letters, digits and -")
    own = folder / f"{name}.toml" if folder else None
    path = own if own and own.is_file() else BOX / f"{name}.toml"
    if not path.is_file():
        there = ", ".join(names(folder))
        raise BadLayout(f"There is no page layout {name}. There are: {there}.")
    try:
        return read(tomllib.loads(path.read_text("utf-8")), path.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadLayout(f"{path.name}: can't be read as TOML: {error}") from error


def names(folder: Path | None = None) -> list[str]:
    """The names of all layouts, those of the box and the city's own."""
    own = folder.glob("*.toml") if folder and folder.is_dir() else ()
    return sorted({path.stem for path in (*BOX.glob("*.toml"), *own) if NAME.fullmatch(path.stem)})


def read(data: Mapping[str, Any], file: str = "layout") -> Layout:
    """The layout of these data. BadLayout names the first key that is missing, unknown, of another form or out of place."""
    made: Layout = _part(Layout, data, file, "")
    object.__setattr__(made, "data", dict(data))
    for key, problem in faults(made):
        raise BadLayout(f"{file}: {key}: {problem}")
    return made


def _part(kind: Any, data: Any, file: str, key: str) -> Any:
    if not isinstance(data, Mapping):
        raise BadLayout(f"{file}: {key}: must be a table, [{key}]")
    hints = get_type_hints(kind)
    known = {one.name: one for one in fields(kind) if one.name != "data"}
    for name in data:
        if name not in known:
            raise BadLayout(
                f"{file}: {_key(key, name)}: is not known here; known are {', '.join(known)}"
            )
    values = {}
    for name, one in known.items():
        if name in data:
            values[name] = _value(hints[name], data[name], file, _key(key, name))
        elif one.default is MISSING:
            raise BadLayout(f"{file}: {_key(key, name)}: is missing")
    return kind(**values)


def _key(outer: str, name: str) -> str:
    return f"{outer}.{name}" if outer else name


def _value(hint: Any, value: Any, file: str, key: str) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or not value:
            raise BadLayout(f"{file}: {key}: must be a list of tables, [[{key}]]")
        return tuple(_part(get_args(hint)[0], one, file, key) for one in value)
    hint = next((arm for arm in get_args(hint) if arm is not type(None)), hint)
    if is_dataclass(hint):
        return _part(hint, value, file, key)
    if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        if not 0 <= value <= HIGH:
            raise BadLayout(f"{file}: {key}: {value} is not on the sheet (0 to {HIGH:g} mm)")
        return float(value)
    if hint is float or not isinstance(value, hint):
        form = {float: "a number of millimetres or points", bool: "true or false", str: "text"}
        raise BadLayout(f"{file}: {key}: must be {form[hint]}, and is {str(value)[:40]!r}")
    return value
