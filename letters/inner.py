"""Papers of the print room itself: cover of a run, register, list for the post, labels, proof page.

They are set by the press like letters, but say only what their maker put in, in the maker's language. They carry
no law and are no letters: nobody outside gets them, except the list for the post.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from letters import plain


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table. `widths` in mm, 0 takes what is left; `figures` are the columns of numbers; `sum`: the last row."""

    title: str = ""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    sum: bool = False


@dataclass(frozen=True, kw_only=True)
class Box:
    """Words in a frame at a place of the paper, in mm from its left upper corner. `line`: none solid dashed."""

    left: str  # decimals as text: plain JSON of letters knows no fractions
    top: str
    width: str
    height: str
    lines: tuple[str, ...] = ()
    line: str = "none"


@dataclass(frozen=True, kw_only=True)
class Inner:
    """One paper: heading, a sentence, tables, steps; `boxes` are pages of their own, each a tuple of boxes."""

    locale: str
    title: str
    foot: str
    day: date
    lead: str = ""
    grids: tuple[Grid, ...] = ()
    steps_title: str = ""
    steps: tuple[str, ...] = ()
    boxes: tuple[tuple[Box, ...], ...] = ()
    wide: bool = False  # landscape
    square: str = ""  # what the QR code at the upper right says
    square_words: str = ""  # the same for who can't see it
    of: str = "of"  # "sheet 1 of 2"
    sheet: str = "sheet"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON for the press."""
        return {"inner": 1, **plain.encode(self)}


def from_json(data: dict[str, Any]) -> Inner:
    """The paper that `to_json` wrote."""
    return plain.decode(Inner, {name: value for name, value in data.items() if name != "inner"})
