"""L2 to L6, and L8: many letters. A batch by two presses, what a clerk waits for, and what memory grows to.

Every letter is set alone, limited, proofread, tagged and kept; a print file only joins what is kept. The naive
side sets the same pages one after the other in this process, as plain PDF (bench/printing.py).
"""

import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pikepdf
from weasyprint import HTML

from bench.press_memory import parts_of_run
from bench.printing import HOUSE, KINDS, naive_page, parts_of
from bench.result import Case, Result
from bench.timing import Pace, in_turn, timed
from letters import press, runfile
from letters.letter import Letter
from letters.press.line import AT_ONCE
from letters.specimens import specimen

BATCH = 200
FEW, MANY = 100, 1000
CHUNK, PILE = 25, 400
WHY_BATCH = (
    "The bar was set by chunks of 25 letters laid out as one document, with one set of fonts and one pass. Veche sets"
    " each letter alone, in a child with limits, and proofreads what came out, so that one bad letter holds up itself"
    " and nothing else; each keeps its own bytes and standard. What is gained is the second core and what L1 gains."
    " Nobody waits for this: letters are set when they are released (L3)."
)

WHY_SIZE = (
    "The bar was set by letters laid out together, which share their fonts. Veche prints the very letters that were"
    " released, each with fonts, tags and standard of its own: that no letter is rendered twice is worth the paper"
    " file's size, which nobody keeps."
)


def measure(pace: Pace) -> list[Result]:
    """The batch and the wait first, then memory in processes of its own, then what tags cost."""
    few = Pace(rounds=min(pace.rounds, 3), warm=0, share=pace.share)
    kept = [press.pdf(letter) for letter in some_letters(few.of(BATCH))]
    batch, wait = _batch(few, kept), _merge(pace, kept)
    waited = Result(
        "L3", f"what a clerk waits for {len(kept)} letters: setting them naively / Veche joins what was set at release",
        "121-149", ">=", 80, batch.cases[0].median * 1e3 / wait["veche"],
        (Case("naive", batch.cases[0].median * 1e3, "ms"), Case("veche", wait["veche"], "ms"),
         Case("the bare joining", wait["bare"], "ms")),
        {"letters": len(kept)},
        more=f"Joining with right-hand pages takes {wait['veche'] / wait['bare']:.2f} times the bare joining; 2 was the bar.",
    )  # fmt: skip
    return [batch, waited, *_memory(few), _standard(pace), print_size(kept)]


def some_letters(count: int) -> list[Letter]:
    """Letters of one page and of two in turn."""
    both = [specimen(kind, "ru") for kind in KINDS.values()]
    return [both[number % len(both)] for number in range(count)]


def _batch(pace: Pace, kept: list[press.Printed]) -> Result:
    letters = some_letters(len(kept))
    pages = [naive_page(letter) for letter in letters]
    made: dict[str, int] = {}

    def naive() -> None:
        for one in pages:
            HTML(string=one).write_pdf()

    def veche() -> None:
        with ThreadPoolExecutor(AT_ONCE) as two:
            made["pages"] = sum(printed.pages for printed in two.map(press.pdf, letters))

    veche()  # both presses are warm
    median = timed({"naive": naive, "veche": veche}, pace)
    return Result(
        "L2", f"{len(letters)} letters: naive WeasyPrint in one process / Veche with its two presses",
        "1.45 (naive, pool of 2)", ">=", 3.5, median["naive"] / median["veche"],
        (Case("naive", median["naive"], "s"), Case("veche", median["veche"], "s")),
        {"letters": len(letters)} | made, why=WHY_BATCH, parts=parts_of("agreed", pace),
    )  # fmt: skip


def _merge(pace: Pace, kept: list[press.Printed]) -> dict[str, float]:
    """Milliseconds of the print file, and of nothing but putting the pages into one file."""
    median = timed({"veche": partial(_run, kept), "bare": partial(bare_pile, kept)}, pace)
    return {name: seconds * 1e3 for name, seconds in median.items()}


def _run(kept: list[press.Printed]) -> bytes:
    return runfile.merged(parts_of_run(kept))


def pile_of(kept: list[press.Printed]) -> int:
    """The bytes of the print file as the print room joins it."""
    return len(_run(kept))


def bare_pile(kept: list[press.Printed]) -> int:
    """The pages of all letters in one file, as pikepdf does it."""
    with pikepdf.new() as out:
        for content in kept:
            with pikepdf.open(io.BytesIO(content.pdf)) as one:
                out.pages.extend(one.pages)
        out.save(held := io.BytesIO())
    return len(held.getvalue())


def _memory(pace: Pace) -> list[Result]:
    """Resident memory of a press over many letters, and the peak of a whole batch with its print file."""
    few, many = pace.of(FEW), pace.of(MANY)
    at = _peaks("worker", few, many)
    chunk, pile = pace.of(CHUNK), pace.of(PILE)
    top = in_turn({f"{size}": partial(_peaks, "batch", size) for size in (chunk, pile)}, Pace(1, 0))
    small, large = (taken[0]["peak"] for taken in top.values())
    return [
        Result(
            "L4", f"memory of the press after {many} letters / after {few}", "naive 3.0", "<=", 1.02,
            at[str(many)] / at[str(few)],
            (Case(f"{few} letters", at[str(few)] / 1e3, "kB"), Case(f"{many} letters", at[str(many)] / 1e3, "kB")),
            {"letters": many},
        ),
        Result(
            "L5", f"peak memory of setting and joining {pile} letters / {chunk}", "one document 6.2-6.6", "<=", 1.3,
            large / small, (Case(f"{chunk} letters", small / 1e3, "kB"), Case(f"{pile} letters", large / 1e3, "kB")),
            {"letters": pile},
        ),
    ]  # fmt: skip


def _peaks(what: str, *sizes: int) -> dict[str, int]:
    """What a process that did nothing else says of its memory, in bytes."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.press_memory", what, *map(str, sizes)],
        capture_output=True, text=True, check=True, cwd=HOUSE,
    ).stdout  # fmt: skip
    found: dict[str, int] = json.loads(said)
    return found


def print_size(kept: list[press.Printed]) -> Result:
    """What a letter takes in the print file, beside plain letters that were set alone and merged without more."""
    plain = [HTML(string=naive_page(letter)).write_pdf() for letter in some_letters(len(KINDS))]
    there = [press.Printed(plain[at % len(plain)], "", 0) for at in range(len(kept))]
    alone, ours = (size / 1024 / len(kept) for size in (bare_pile(there), pile_of(kept)))
    return Result(
        "L8", f"print file of {len(kept)} letters: plain ones set alone and merged / Veche", "3.0 (chunks)", ">=", 2.5,
        alone / ours, (Case("plain, merged", alone, "KiB"), Case("veche", ours, "KiB")), {"letters": len(kept)},
        binding=False, more=WHY_SIZE,
    )  # fmt: skip


def _standard(pace: Pace) -> Result:
    """What the archive mark and tags cost of a whole letter."""
    parts = {case.what: case.median for case in parts_of(KINDS[2], pace)}
    tags = parts["of writing: tags and archive mark"]
    return Result(
        "L6", "one letter: PDF/A-3a with the PDF/UA-1 mark / plain PDF", "1.04-1.20", "<=", 1.2, 100 / (100 - tags),
        (Case("tags and archive mark", tags, "% of a letter"),),
    )  # fmt: skip
