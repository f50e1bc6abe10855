"""The proof page of a print run says where the addresses of the stored letters stand, measured."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from letters import layout, press
from letters.layout_parts import Layout
from letters.runfile import Part
from letters.specimens import specimen
from records.run_rows import RunLine
from web import run_proof
from web.i18n import force_locale

RUN = RunLine(
    id=1, number=7, unit_id=1, kind="", way="", sides=2, made_at=datetime(2026, 12, 16, 9, tzinfo=UTC),
    maker="", maker_ru="", taken_at=None, closed_at=None, voided_at=None, void_reason="",
)  # fmt: skip


def _part(number: str, sheet: Layout) -> Part:
    made = press.pdf(specimen("receipt", "ru"), layout=sheet)
    return Part(made.pdf, made.sha256, number, f"R0007-{number}", 1, "ru")


@pytest.mark.deep  # starts the press; the suite sees the page in tests/desk/test_runs.py
def test_it_measures_the_addresses_and_names_letters_for_another_envelope(house: Flask) -> None:
    din, gost = layout.named("din-5008-b"), layout.default()
    parts = [_part("0001", din), _part("0002", gost)]
    broken = replace(parts[0], pdf=b"no PDF", number="0003")
    with house.test_request_context(), force_locale("en"):
        paper = run_proof.proof(RUN, [*parts, broken], din)
        other = run_proof.proof(RUN, parts[1:], gost)
        kept = [replace(parts[0], sheet=din), replace(parts[1], sheet=gost)]
        two = run_proof.proof(RUN, kept, din)
    *frames, said = paper.boxes[0]
    told = " ".join(said.lines)
    assert "Measured in the finished file: the address of 1 letter stands at 25.3–" in told
    assert "2 letters were made for another envelope and go by hand: 0002, 0003." in told
    assert any((box.left, box.top, box.width) == ("20", "62.7", "85") for box in frames)
    assert "All stand inside the window." in other.boxes[0][-1].lines
    assert press.inner(paper).pages == 1
    # Letters of two layouts in one run: a page for each envelope, and each is measured by its own.
    first, second = (" ".join(page[-1].lines) for page in two.boxes)
    assert "For 1 letter of this run, which goes into this envelope: 0001." in first
    assert "For 1 letter of this run, which goes into this envelope: 0002." in second
    assert "All stand inside the window." in first
    assert "All stand inside the window." in second
    assert press.inner(two).pages == 2
