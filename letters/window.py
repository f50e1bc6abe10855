"""What the envelope's window shows: six lines, counted in the widths of the face, and how longer words are abridged.

The full words stand in the letter's table of what was notified; the window only has to bring the letter there.
"""

from functools import lru_cache

from fontTools.ttLib import TTFont

from letters.typography import FONTS, glue, missing_glyphs, show_missing

LINES = 6
WIDE = 74 / 25.4 * 72  # points of the 78 mm, with some room for how a browser of type breaks lines
SIZE = 10.5  # points
CUT = "…"


@lru_cache
def _widths() -> dict[int, float]:
    with TTFont(FONTS / "PTS55F.ttf", lazy=True) as font:
        across, em = font["hmtx"], font["head"].unitsPerEm
        return {
            code: across[name][0] / em * SIZE for code, name in (font.getBestCmap() or {}).items()
        }


@lru_cache(4096)
def _wide(sign: str) -> float:
    """Points; a sign of another face counts as a whole square, one that no face has as the number shown for it."""
    if not sign.strip("\ufeff"):
        return 0.0
    if missing_glyphs(sign):
        return sum(map(_wide, show_missing(sign)))
    return _widths().get(ord(sign), SIZE)


def _long(text: str) -> float:
    return sum(map(_wide, text))


def lines_of(text: str, locale: str) -> int:
    """How many lines of the window a text takes; a word that is wider than the window is broken anywhere."""
    taken, left = 0, 0.0
    for word in glue(text, locale).split(" "):
        wide, space = _long(word), _long(" ")
        if taken and wide + space <= left:
            left -= wide + space
            continue
        whole = int(wide // WIDE)
        taken, left = taken + whole + 1, WIDE - (wide - whole * WIDE)
    return taken


def _parted(text: str) -> str:
    """The text with a word that is wider than the window parted, since the sheet breaks lines at spaces alone."""
    words = []
    for word in text.split():
        part, wide = "", 0.0
        for sign in word:
            if part and wide + _wide(sign) > WIDE:
                words.append(part)
                part, wide = "", 0.0
            part, wide = part + sign, wide + _wide(sign)
        words.append(part)
    return " ".join(words)


def cut(text: str, most: int, locale: str) -> str:
    """The text within so many lines, ended by three dots where something was left out."""
    if lines_of(text, locale) <= most:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        half = (fits + over) // 2
        fits, over = (half, over) if lines_of(text[:half] + CUT, locale) <= most else (fits, half)
    at = text.rfind(" ", fits // 2, fits)
    return text[: at if at > 0 else fits].rstrip(" ,.") + CUT


def fits(lines: tuple[str, ...], locale: str) -> bool:
    """Whether the window shows these lines whole."""
    return sum(lines_of(line, locale) for line in lines) <= LINES


def abridged(name: str, by: str, address: str, postcode: str, locale: str) -> tuple[str, ...]:
    """The lines of the window. What is left out first: the representative, then the end of the name, last the address.

    The address keeps four lines where the name needs one, and three at least; the postcode is never cut away.
    """
    name, by, address, postcode = (_parted(line) for line in (name, by, address, postcode))
    lines = tuple(line for line in (name, by, address, postcode) if line)
    if fits(lines, locale):
        return lines
    room = LINES - bool(postcode)
    there = min(lines_of(address, locale), max(3, room - lines_of(name, locale))) if address else 0
    named = cut(name, room - there, locale)
    where = cut(address, there, locale) if there else ""
    last = cut(postcode, 1, locale)
    return tuple(line for line in (named, where, last) if line)
