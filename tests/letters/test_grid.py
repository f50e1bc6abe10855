"""Every kind of letter in both languages on every layout, signed and unsigned, read back by readers that did not make it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
import pytest

from letters import layout, press, readback, signing, typography
from letters.certificate import Keyfile
from letters.layout_parts import Layout
from letters.letter import Letter
from letters.sitting import PAPERS
from letters.specimens import every_page, specimen, with_map
from tests.support.verapdf import verdicts

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
LAYOUTS = {name: layout.named(name) for name in layout.names()}
AROUND = frozenset({"head", "map", "who", "outside", "email"})
"""What is looked at by itself, is a picture or a code, or may be left out."""
FEW = (
    ("ru-consultation-map", with_map(specimen("consultation", "ru")), "din-5008-b"),
    ("en-reminder-map", with_map(specimen("reminder", "en")), "uk-dl"),
    ("en-deemed-agreed-map", with_map(specimen("deemed-agreed", "en")), "uk-c5"),
    ("ru-minutes", specimen("minutes", "ru"), "gost-corner"),
)


def _said(value: Any, silent: frozenset[str]) -> Iterator[str]:
    """Every word of the record that the letter must bear."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _said(one, silent)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in AROUND | silent:
                yield from _said(getattr(value, field.name), silent)


def _read(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    return typography.fold(text.replace("\ufffe", "").replace("\x02", ""))


def _looked_at(letter: Letter, sheet: Layout, pdf: bytes) -> list[str]:
    """What is wrong in the finished file; right-to-left words come in the order of the page, and are not compared."""
    text, faults = _read(pdf), []
    for words in (letter.head.number, letter.head.check_code, *_said(letter, letter.silent)):
        shown = typography.fold(
            typography.show_missing(words) if letter.head.show_missing else words
        )
        plain = not any("\u0590" <= sign <= "\u06ff" for sign in shown)
        if plain and shown.rstrip(".") not in text:
            faults.append(f"not on the page: {words}")
    stands = readback.address(pdf, sheet.clear)
    if letter.kind not in PAPERS and (stands is None or not sheet.window.holds(stands)):
        faults.append(f"the address stands at {stands}")
    return faults


def _made(some: list[tuple[str, Letter, Layout]], key: Keyfile, folder: Path) -> list[str]:
    """Set, signed, read and judged by veraPDF; what is wrong, by name."""
    faults = []
    for name, letter, sheet in some:
        plain = press.pdf(letter, layout=sheet).pdf
        signed = signing.sign(plain, key, NOW).pdf
        faults += [f"{name}: {one}" for one in _looked_at(letter, sheet, signed)]
        (folder / f"{name}.pdf").write_bytes(plain)
        (folder / f"{name}-signed.pdf").write_bytes(signed)
    files = sorted(folder.iterdir())
    for first in range(0, len(files), 40):
        found = verdicts(files[first : first + 40])
        faults += [f"{name}: {one.failed}" for name, one in found.items() if not one.compliant]
    assert len(files) == 2 * len(some)
    return faults


def test_letters_that_go_round_an_answer_keep_both_standards(key: Keyfile, tmp_path: Path) -> None:
    """A question, a reminder, an agreement by silence and minutes, each on a layout that is not the box's own."""
    some = [(name, letter, LAYOUTS[sheet]) for name, letter, sheet in FEW]
    assert _made(some, key, tmp_path) == []


@pytest.mark.deep
def test_every_kind_in_every_language_on_every_layout(key: Keyfile, tmp_path: Path) -> None:
    assert _made([*every_page(LAYOUTS)], key, tmp_path) == []
