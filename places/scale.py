"""The bar of a picture that says how long a length on it is on the ground."""

import math
from collections.abc import Iterator

from places.window import HIGH, WIDE, Window

FONT = 'font-family="Golos Text, Golos UI, sans-serif"'
INK = "#17212B"


def scale_bar(window: Window, locale: str, face: str = FONT, ink: str = INK) -> Iterator[str]:
    """A bar of a round length, with its words, in the face and the colour of the picture."""
    room = window.metres * 0.22
    step = 10 ** math.floor(math.log10(room))
    length = max(one * step for one in (1, 2, 5) if one * step <= room)
    wide = length / window.metres * WIDE
    unit = {"ru": ("м", "км")}.get(locale, ("m", "km"))
    words = f"{length / 1000:g} {unit[1]}" if length >= 1000 else f"{length:g} {unit[0]}"
    x, y = WIDE - 18 - wide, HIGH - 14
    yield (
        f'<g class="v-map__scale"><path d="M{x:.1f},{y - 5}v5h{wide:.1f}v-5" fill="none" stroke="{ink}" stroke-width="1.5"/>'
        f'<text x="{WIDE - 18}" y="{y - 9}" {face} font-size="11" fill="{ink}" '
        f'text-anchor="end">{words}</text></g>'
    )
