"""L1: one warm letter by the press, against WeasyPrint as one would use it first: everything in the page.

The naive side sets the very page that Veche sets, with fonts and styles inside it, as a plain PDF. The
press also fills the template, proofreads, hands the letter to a limited child and back, clears up after it, and
writes tags and the archive mark.
"""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from weasyprint import HTML

from bench.result import Case, Result
from bench.timing import Pace, timed
from letters import layout, layout_css, press
from letters.letter import Letter
from letters.page import page
from letters.press.line import Line
from letters.specimens import specimen

HOUSE = Path(__file__).resolve().parent.parent
STATIC = HOUSE / "static" / "letters"
PLAIN = "writing, were it plain"  # as bench.press_parts calls it; importing it here would change the naive side
FACES = (
    ("PT Serif", "PTF55F", 400, "normal"), ("PT Serif", "PTF56F", 400, "italic"),
    ("PT Serif", "PTF75F", 700, "normal"), ("PT Sans", "PTS55F", 400, "normal"),
    ("PT Sans", "PTS75F", 700, "normal"), ("PT Mono", "PTM55F", 400, "normal"),
)  # fmt: skip
KINDS = {1: "receipt", 2: "agreed"}  # pages: kind
LETTERS = 3
WHY = (
    "Fonts and styles are read once, and a child prints many letters; what that saves is in part given back on"
    " purpose: template and proofreading, which the naive side lacks, and tags with the archive mark, without which"
    " a letter is neither accessible nor kept."
)
COLD = "import sys; from weasyprint import HTML; HTML(string=sys.stdin.read()).write_pdf()"


def naive_page(letter: Letter) -> str:
    """The page of the letter with everything that it needs inside."""
    fonts = "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"src:url('{(STATIC / 'fonts' / name).as_uri()}.ttf')}}"
        for family, name, weight, style in FACES
    )
    styles = [(STATIC / "letter.css").read_text("utf-8"), layout_css.css(layout.default(), "ru")]
    crest = base64.b64encode((STATIC / "crest.svg").read_bytes()).decode()
    inside = page(letter).replace("shelf:crest.svg", f"data:image/svg+xml;base64,{crest}")
    return inside.replace("</head>", f"<style>{fonts}{''.join(styles)}</style></head>")


def measure(pace: Pace) -> list[Result]:
    """Letters of one page and of two, warm; then the first letter of a new process."""
    results = [_warm(pages, pace) for pages in KINDS]
    return [*results, _cold(pace)]


def _warm(pages: int, pace: Pace) -> Result:
    letter, count = specimen(KINDS[pages], "ru"), pace.of(LETTERS)
    alone = naive_page(letter)
    counted = {
        "pages": press.pdf(letter).pages,
        "naive pages": len(HTML(string=alone).render().pages),
    }

    def veche() -> None:
        for _ in range(count):
            press.pdf(letter)

    def naive() -> None:
        for _ in range(count):
            HTML(string=alone).write_pdf()

    median = timed({"naive": naive, "veche": veche}, pace)
    return Result(
        f"L1, {pages} page{'s' if pages > 1 else ''}", "one warm letter: naive WeasyPrint, plain PDF / Veche, tags and archive mark",
        "1.0 (naive)", ">=", 1.6, median["naive"] / median["veche"], _cases(median, count), counted,
        why=WHY, parts=parts_of(KINDS[pages], pace, median["veche"] / count),
    )  # fmt: skip


def parts_of(kind: str, pace: Pace, whole: float | None = None) -> tuple[Case, ...]:
    """Where the whole of a letter goes; what the child's own work does not explain is pipe and clearing up.

    Without the whole the child's own work is all.
    """
    said = subprocess.run(
        [sys.executable, "-m", "bench.press_parts", kind, str(pace.of(LETTERS * 4))],
        env=os.environ | {"FONTCONFIG_FILE": str(STATIC / "fonts.conf")},
        capture_output=True, text=True, check=True, cwd=HOUSE,
    ).stdout  # fmt: skip
    taken: dict[str, float] = json.loads(said)
    plain = taken.pop(PLAIN)
    if whole is not None:
        taken["the pipe, and clearing up"] = max(0.0, whole - sum(taken.values()))
    whole = whole or sum(taken.values())
    parts = [Case(name, seconds / whole * 100, "%") for name, seconds in taken.items()]
    tags = Case("of writing: tags and archive mark", (taken["writing"] - plain) / whole * 100, "%")
    return (*parts, tags)


def _cold(pace: Pace) -> Result:
    letter = specimen(KINDS[1], "ru")
    alone = naive_page(letter)

    def veche() -> None:
        line = Line()
        line.ask({"letter": letter.to_json(), "mark": ""})
        line.stop()

    def naive() -> None:
        subprocess.run([sys.executable, "-c", COLD], input=alone, text=True, check=True)

    few = Pace(rounds=min(pace.rounds, 5), warm=pace.warm)
    median = timed({"naive": naive, "veche": veche}, few)
    return Result(
        "L1, cold", "the first letter of a new process: naive / Veche", "1.0 (naive)", ">=", 1.0,
        median["naive"] / median["veche"], _cases(median, 1), binding=False,
        more="Veche's press sets one letter before it takes the first, so that all later ones are warm; it starts once a worker.",
    )  # fmt: skip


def _cases(median: dict[str, float], count: int) -> tuple[Case, ...]:
    return tuple(Case(name, seconds / count * 1e3, "ms") for name, seconds in median.items())
