"""The reference of settings says what the code does: which form each has, and what counts if it is unset."""

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from tests.house.files import read
from web.settings import Settings

ROW = re.compile(r"^\| ((?:`VECHE_[A-Z0-9_]+` ?)+)\| ([^|]*) \| ([^|]*) ?\| ([^|]*) \|$", re.MULTILINE)  # fmt: skip

COMPUTED = {
    # Nothing is the default of the code; what then counts is found out elsewhere and told in words.
    "VECHE_DATABASE_URL": "a file in VECHE_HOME",
    "VECHE_ERASURE_JOURNAL": "`VECHE_HOME/erasures.jsonl`",
    "VECHE_SECRET_KEY": "`VECHE_HOME/secrets/session`",
    "VECHE_UPLOADS_URL": "`VECHE_HOME/uploads`",
    "VECHE_S3__ENDPOINT": "that of AWS",
    "VECHE_S3__REGION": "what the machine says",
    "VECHE_S3__KEY_ID": "`VECHE_HOME/secrets/s3`",
    "VECHE_S3__SECRET": "",
    "VECHE_CHECKPOINTS__ORIGIN": "the host of `VECHE_PUBLIC_BASE_URL` and `/log`",
    "VECHE_BACKUP__TO": "`VECHE_HOME/backups`",
}
FORMS: dict[Any, str] = {
    bool: "`true` or `false`", str: "text", SecretStr: "secret", Path: "path", time: "hh:mm",
    date: "yyyy-mm-dd", int: "whole number", float: "number",
}  # fmt: skip


def fields(model: type[BaseModel], prefix: str = "VECHE_") -> Iterator[tuple[str, FieldInfo, Any]]:
    """Each variable with its field and its default."""
    made = model() if prefix != "VECHE_" else None
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for variable, inner, value in fields(kind, f"{prefix}{name.upper()}__"):
                own = field.default
                for part in variable.removeprefix(f"{prefix}{name.upper()}__").lower().split("__"):
                    own = getattr(own, part)
                yield variable, inner, own if isinstance(field.default, kind) else value
        else:
            yield f"{prefix}{name.upper()}", field, getattr(made, name) if made else field.default


def form(field: FieldInfo) -> str:
    """What may be typed, in words: kind and bounds."""
    kind: Any = field.annotation
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in get_args(kind))
    if get_origin(kind) is tuple:
        return "list of secrets" if get_args(kind)[0] is SecretStr else "list"
    inner = [one for one in get_args(kind) if one is not NoneType]
    said = FORMS[inner[0] if inner else kind]
    bounds = {name: getattr(part, name) for part in field.metadata for name in ("ge", "gt", "le") if hasattr(part, name)}  # fmt: skip
    if not bounds:
        return said
    low = f"{bounds['ge']} to" if "ge" in bounds else f"above {bounds['gt']}, up to"
    return f"{said}, {low} {bounds['le']}"


def shown(value: Any) -> str:
    """A default as it would be typed, or nothing."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def expected(names: list[str]) -> tuple[str, str]:
    """Form and default of one row, which may hold several variables."""
    known = {name: (field, value) for name, field, value in fields(Settings)}
    forms, values = [], []
    for name in names:
        field, value = known[name]
        forms.append(form(field))
        text = shown(value)
        if name == "VECHE_HOME":
            made: Any = field.default_factory
            text = str(made()).replace(str(Path.home()), "~")
        if name in COMPUTED:
            assert text == "", f"{name} has a default now: take it out of COMPUTED"
            values.append(COMPUTED[name])
        elif text:
            values.append(f"`{text}`")
    return "; ".join(dict.fromkeys(forms)), ", ".join(filter(None, values))


def rows(page: str) -> dict[str, tuple[str, str]]:
    """Form and default of each row, by the variables that it names."""
    return {names.strip(): (said.strip(), unset.strip()) for names, said, unset, _ in ROW.findall(page)}  # fmt: skip


def wrong(page: str) -> list[str]:
    """Rows that say something else than the code does, with what they should say."""
    known = {name for name, _, _ in fields(Settings)}
    found = []
    for names, said in rows(page).items():
        listed = re.findall(r"VECHE_[A-Z0-9_]+", names)
        if set(listed) <= known and said != expected(listed):
            found.append(f"{names} | {' | '.join(expected(listed))}")
    return found


def test_every_default_and_form_is_that_of_the_code() -> None:
    assert wrong(read("docs/settings.md")) == []


def test_every_setting_has_a_row_of_its_own() -> None:
    named = [name for row in rows(read("docs/settings.md")) for name in re.findall(r"VECHE_\w+", row)]  # fmt: skip
    assert {name for name, _, _ in fields(Settings)} - set(named) == set()
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("now", "then", "name"),
    [
        ("| `5` |", "| `6` |", "VECHE_LOCK_WAIT"),
        ("1 to 64; ", "1 to 640; ", "VECHE_PROCESSES"),
        ("| `en,ru` |", "| `ru,en` |", "VECHE_LANGUAGES"),
        ("`true` or `false` | `true`", "`true` or `false` | `false`", "VECHE_SMTP__STARTTLS"),
    ],
)
def test_a_wrong_row_is_found(now: str, then: str, name: str) -> None:
    page = read("docs/settings.md")
    assert now in page
    assert any(name in row for row in wrong(page.replace(now, then)))
