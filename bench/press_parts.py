"""Where a letter's time goes inside the press: `python -m bench.press_parts KIND ROUNDS` prints it as JSON.

A process of its own, since only the press's process has the press's fonts. It does what a child of the
press does, without the pipe; the pipe and clearing up are what the whole letter takes beyond that.
"""

import gc
import json
import statistics
import sys
import time

from letters.layout import default
from letters.letter import Letter
from letters.page import page
from letters.press import proofread, setting
from letters.specimens import specimen
from letters.typography import missing_glyphs

PLAIN = "writing, were it plain"


class Watch:
    """Seconds since it was last read."""

    def __init__(self) -> None:
        self.at = time.perf_counter()

    def lap(self) -> float:
        """Read it, and begin anew."""
        before, self.at = self.at, time.perf_counter()
        return self.at - before


def once(letter: Letter) -> dict[str, float]:
    """Seconds of each part of one letter."""
    took: dict[str, float] = {}
    watch = Watch()
    written = page(letter)
    took["template"] = watch.lap()
    missing_glyphs(written.split("<body", 1)[1])
    took["glyphs"] = watch.lap()
    laid = setting.lay(written, letter.head.locale)
    took["layout"] = watch.lap()
    proofread.proofread(laid.document.pages, letter, False, default())
    took["proofreading"] = watch.lap()
    setting.write(laid, b"bench")
    took["writing"] = watch.lap()
    plain = setting.lay(written, letter.head.locale)
    watch.lap()
    plain.document.write_pdf()
    return took | {PLAIN: watch.lap()}


def main(kind: str, rounds: str) -> None:
    """Medians, after one letter to warm up."""
    letter = specimen(kind, "ru")
    once(letter)
    gc.collect()
    gc.freeze()
    gc.disable()
    taken = [once(letter) for _ in range(int(rounds))]
    parts = {name: statistics.median(one[name] for one in taken) for name in taken[0]}
    sys.stdout.write(json.dumps(parts))


if __name__ == "__main__":
    main(*sys.argv[1:])
