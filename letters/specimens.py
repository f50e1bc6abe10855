"""One invented letter of each kind and language: for `make letters`, the tests, and anyone who changes a template.

`python -m letters.specimens FOLDER` writes them as PDF, each marked ОБРАЗЕЦ or SPECIMEN.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from letters import layout, press
from letters.figure import Map
from letters.layout_parts import Layout
from letters.letter import KINDS, Conditions, Letter, from_json
from letters.page import LOCALES, SAMPLES
from letters.sitting import PAPERS


def specimen(kind: str, locale: str, **changes: Any) -> Letter:
    """A letter of the kind with unsurprising data; `changes` replace fields of it."""
    text = (SAMPLES / f"{locale}-{kind}.json").read_text("utf-8")
    return replace(from_json(json.loads(text)), **changes)


def all_specimens() -> Iterator[tuple[str, Letter]]:
    """(name of the file, letter) for each kind and language; minutes of a commission among them."""
    for kind in (*KINDS, *PAPERS):
        for locale in LOCALES:
            yield f"{locale}-{kind}", specimen(kind, locale)


def every_page(sheets: Mapping[str, Layout]) -> Iterator[tuple[str, Letter, Layout]]:
    """(name of the file, letter, layout): each kind and language, with maps too, and what is hard to set, on each of the layouts."""
    for name, sheet in sheets.items():
        for which, letter in (*all_specimens(), *mapped(), *hard()):
            yield f"{name}-{which}", letter, sheet


def with_map(letter: Letter) -> Letter:
    """The letter with a map: a march as notified, a park as proposed."""
    made = json.loads(Path(__file__).with_name("specimen-map.json").read_text("utf-8"))
    return replace(letter, map=Map(**made))


MAPPED = ("agreed", "conditions", "proposal", "consultation", "deemed-agreed", "reminder")
"""Kinds that say where: their letters carry a map where the city has one."""


def mapped() -> Iterator[tuple[str, Letter]]:
    """Each of them with a map, in each language."""
    for kind in MAPPED:
        for locale in LOCALES:
            yield f"{locale}-{kind}-map", with_map(specimen(kind, locale))


LONG = "Высокопреподобнейший-Мстиславский-Константинопольский Апполинарий-Вячеслав Святослав-Ростиславович"
HEBREW, VIETNAMESE, EMOJI = "כהן-רובינשטיין אברהם", "Nguyễn Thị Phương Ươ", "Клуб «Ёлки» 🎄🎉"


def hard() -> Iterator[tuple[str, Letter]]:
    """Letters that are hard to set: the longest name, other scripts, signs without a glyph, three pages."""
    for name, who in (
        ("long", LONG),
        ("hebrew", HEBREW),
        ("vietnamese", VIETNAMESE),
        ("emoji", EMOJI),
    ):
        letter = specimen("receipt", "ru")
        head = replace(letter.head, show_missing=name == "emoji")
        yield (
            f"hard-{name}",
            replace(letter, head=head, notified=replace(letter.notified, organiser=who)),
        )
    conditions = specimen("conditions", "ru")
    assert isinstance(conditions, Conditions)
    yield "hard-map", with_map(specimen("proposal", "ru"))
    yield "hard-pages", replace(conditions, conditions=conditions.conditions * 5)


def main(folder: str) -> None:
    """Write a PDF of each specimen into the folder, which is made if need be."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    sheets = {name: layout.named(name) for name in layout.names()}
    for name, letter, sheet in every_page(sheets):
        (target / f"{name}.pdf").write_bytes(press.pdf(letter, "specimen", sheet).pdf)


if __name__ == "__main__":
    main(sys.argv[1])
