"""What a letter decided stands inside its PDF as JSON: as the schema says, and nothing beyond the letter."""

import base64
import io
import json
from collections.abc import Mapping
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
import pytest

from letters import attached
from letters.letter import KINDS, Letter, Receipt
from letters.press import Printed
from letters.specimens import all_specimens, specimen
from letters.typography import fold
from scripts import letter_schema

TYPES: dict[str, Any] = {"string": str, "integer": int, "boolean": bool, "null": type(None)}


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """The few words of JSON Schema that our schema uses."""
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    if "anyOf" in schema:
        return any(fits(value, one) for one in schema["anyOf"])
    if schema["type"] == "array":
        return isinstance(value, list) and all(fits(one, schema["items"]) for one in value)
    if schema["type"] != "object":
        return type(value) is TYPES[schema["type"]]
    within = schema.get("properties")
    if within is None:
        return isinstance(value, dict)
    if not isinstance(value, dict):
        return False
    return set(value) == set(within) and all(fits(value[key], within[key]) for key in within)


def says(found: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    """Whether the part of its own kind fits."""
    return [
        fits(found["says"], one["properties"]["says"])
        for one in schema["oneOf"]
        if one["properties"]["letter"]["properties"]["kind"]["const"] == found["letter"]["kind"]
    ] == [True]


@pytest.mark.parametrize(
    "letter",
    [one for _, one in all_specimens() if not isinstance(one, Receipt)],
    ids=lambda one: f"{one.head.locale}-{one.kind}",
)
def test_every_kind_fits_the_schema_and_names_nobody(letter: Letter) -> None:
    raw = attached.encoded(letter)
    found, schema = json.loads(raw), json.loads(letter_schema.HERE.read_text("utf-8"))

    assert fits(found, schema)
    assert says(found, schema)
    assert not says(found | {"says": found["says"] | {"more": 1}}, schema)
    assert raw == attached.encoded(letter)
    head = letter.head
    people = [letter.notified.organiser, *head.addressee[:1]]
    people += [one.name for one in (head.signatory, head.executor) if one]
    for name in filter(None, people):
        assert name not in found["letter"].values()
        assert name not in json.dumps(found["notice"], ensure_ascii=False)
    assert not {"representative", "contact", "person"} & set(found["says"])


def test_the_schema_that_is_handed_out_is_that_of_the_kinds() -> None:
    assert letter_schema.HERE.read_text("utf-8") == letter_schema.written()
    assert set(KINDS) > attached.UNTOLD


def test_the_pdf_holds_it_as_data_of_the_letter(printed: Mapping[str, Printed]) -> None:
    with pikepdf.open(io.BytesIO(printed["ru-refused"].pdf)) as opened:
        held = opened.attachments["letter.json"]
        assert held.get_file().read_bytes() == attached.encoded(specimen("refused", "ru"))
        assert held.get_file().mime_type == "application/json"
        assert {str(one.AFRelationship) for one in opened.Root.AF} == {"/Data"}


def test_a_draft_carries_none_and_a_specimen_says_so() -> None:
    letter = specimen("refused", "en")
    assert not attached.told(letter, "draft")
    assert json.loads(attached.encoded(letter, "specimen"))["specimen"] is True
    assert not attached.told(specimen("receipt", "en"), "")


def test_the_checkpoint_is_printed_in_short_and_enclosed_whole(
    printed: Mapping[str, Printed],
) -> None:
    letter = specimen("refused", "en")
    _origin, size, root = letter.head.checkpoint.splitlines()[:3]
    with pypdfium2.PdfDocument(printed["en-refused"].pdf) as opened:
        text = fold(opened[0].get_textpage().get_text_range())

    assert f"{size}{base64.b64decode(root).hex()[:16]}" in text
    assert json.loads(attached.encoded(letter))["checkpoint"] == letter.head.checkpoint
