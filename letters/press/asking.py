"""What is sent to the press for a letter, and what makes two letters the same file."""

from typing import Any

from letters import layout
from letters.layout_parts import Layout
from letters.letter import Letter


def asked_of(letter: Letter, mark: str, sheet: Layout) -> dict[str, Any]:
    """The question; the layout of the box is not said, so that its letters stay what they were."""
    asked: dict[str, Any] = {"letter": letter.to_json(), "mark": mark}
    return asked if sheet == layout.default() else asked | {"layout": dict(sheet.data)}


def layout_of(question: dict[str, Any]) -> Layout:
    """The layout that the question names."""
    return layout.read(question["layout"]) if "layout" in question else layout.default()
