"""Words as outlines: marks that are laid over the pages of a print file, in the letters' own faces, without a font."""

from functools import lru_cache

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from letters.typography import FONTS

MM = 72 / 25.4
MONO, BOLD = "PTM55F.ttf", "PTS75F.ttf"


class _Pen(BasePen):  # type: ignore[misc] # fontTools has no types
    """Writes what a glyph draws as operators of a PDF; quadratic curves come as cubic ones."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.drawn: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.drawn.append(f"{pt[0]:g} {pt[1]:g} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.drawn.append(f"{pt[0]:g} {pt[1]:g} l")

    def _curveToOne(self, pt1: object, pt2: object, pt3: object) -> None:  # noqa: N802
        points: tuple[tuple[float, float], ...] = (pt1, pt2, pt3)  # type: ignore[assignment]
        self.drawn.append(" ".join(f"{x:.4g} {y:.4g}" for x, y in points) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.drawn.append("h")


@lru_cache
def _face(name: str) -> TTFont:
    return TTFont(FONTS / name, lazy=True)


@lru_cache(maxsize=512)
def _glyph(name: str, sign: str) -> tuple[str, float]:
    face = _face(name)
    glyphs = face.getGlyphSet()
    glyph = glyphs[face.getBestCmap().get(ord(sign), ".notdef")]
    pen = _Pen(glyphs)
    glyph.draw(pen)
    return " ".join(pen.drawn), float(glyph.width)


def words(text: str, *, left: float, baseline: float, size: float, face: str = MONO) -> str:
    """The text drawn black: `left` and `baseline` in mm from the lower left corner, `size` in points."""
    scale = size / float(_face(face)["head"].unitsPerEm)
    out, at = [], left * MM
    for sign in text:
        drawn, width = _glyph(face, sign)
        if drawn:
            out.append(f"q {scale:.6f} 0 0 {scale:.6f} {at:.3f} {baseline * MM:.3f} cm {drawn} f Q")
        at += width * scale
    return "\n".join(out)


def width(text: str, size: float, face: str = MONO) -> float:
    """How wide the text is, in mm."""
    scale = size / float(_face(face)["head"].unitsPerEm)
    return sum(_glyph(face, sign)[1] for sign in text) * scale / MM


def square(modules: list[bytes], *, left: float, bottom: float, side: float) -> str:
    """A QR code of these rows of modules, `side` mm wide, its lower left corner at `left`, `bottom`."""
    step = side * MM / len(modules)
    bars = []
    for row, line in enumerate(reversed(modules)):
        start = None
        for column, dark in enumerate((*line, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                x, y = left * MM + start * step, bottom * MM + row * step
                bars.append(f"{x:.3f} {y:.3f} {(column - start) * step:.3f} {step:.3f} re")
                start = None
    return " ".join(bars) + " f"
