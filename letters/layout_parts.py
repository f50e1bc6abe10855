"""What a page layout is made of. Lengths in mm of A4 from its upper left corner, sizes of type in points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WIDE, HIGH = 210.0, 297.0
LINES = 6  # of the address: letters/window.py cuts to so many, in widths of 75 mm at 10.5 points
POINT = 25.4 / 72  # mm


@dataclass(frozen=True, kw_only=True)
class Words:
    en: str
    ru: str


@dataclass(frozen=True, kw_only=True)
class Margins:
    left: float
    right: float
    top: float
    bottom: float
    bottom_first: float


@dataclass(frozen=True, kw_only=True)
class Text:
    face: str  # serif | sans
    size: float
    leading: float
    justified: bool
    indent: float  # mm
    gap: float  # points between paragraphs
    begins: float  # mm from the upper edge


@dataclass(frozen=True, kw_only=True)
class Heading:
    size: float
    leading: float
    width: float
    bold: bool
    salutation_first: bool


@dataclass(frozen=True, kw_only=True)
class Emblem:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Sender:
    left: float
    top: float
    width: float
    size: float
    leading: float
    centred: bool
    capitals: bool
    contact: str  # where its address stands: sender | reference


@dataclass(frozen=True, kw_only=True)
class Rule:
    left: float
    top: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Reference:
    left: float
    top: float
    width: float
    size: float
    leading: float
    form: str  # lines | rows


@dataclass(frozen=True, kw_only=True)
class Address:
    left: float
    top: float
    width: float
    size: float
    leading: float


@dataclass(frozen=True, kw_only=True)
class Zone:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Zone") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: "Zone") -> bool:
        return (
            self.left < other.right
            and self.right > other.left
            and self.top < other.bottom
            and self.bottom > other.top
        )


@dataclass(frozen=True, kw_only=True)
class Check:
    left: float
    top: float
    text: float


@dataclass(frozen=True, kw_only=True)
class Numbers:
    upper: bool
    first: float
    later: float


@dataclass(frozen=True, kw_only=True)
class State:
    left: float
    top: float


@dataclass(frozen=True, kw_only=True)
class ReturnLine:
    left: float
    bottom: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Mark:
    left: float
    top: float
    length: float


@dataclass(frozen=True, kw_only=True)
class Layout:
    standard: str
    name: Words
    envelope: Words
    margins: Margins
    text: Text
    heading: Heading
    emblem: Emblem
    sender: Sender
    reference: Reference
    address: Address
    window: Zone
    clear: tuple[Zone, ...]
    check: Check
    numbers: Numbers
    state: State
    rule: Rule | None = None
    return_line: ReturnLine | None = None
    marks: tuple[Mark, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def measure(self) -> float:
        """Width of the text, mm."""
        return WIDE - self.margins.left - self.margins.right

    @property
    def last_line(self) -> tuple[float, float]:
        """Where the text ends on page 1 and later, mm from the upper edge."""
        return HIGH - self.margins.bottom_first, HIGH - self.margins.bottom
