"""L7 and L8: a letter of the press beside the same words set by typst, the fastest typesetter that was found.

`python -m bench.typeset` where the library `typst` is installed beside Veche for the run; it is a peer and no
dependency. Writes docs/benchmarks-typst.md. Words, table, crest, square and fonts are those of the letter; typst tags
its PDF by itself. It fills no limited child, proofreads nothing, and its page is not laid out to a standard.
"""

import io
import itertools
import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf

from bench import batches, report
from bench.printing import HOUSE, KINDS, STATIC
from bench.result import Case, Result
from bench.timing import Pace, timed
from letters import press
from letters.letter import Letter
from letters.page import page
from letters.specimens import specimen
from web.work import SystemClock

PAGE = HOUSE / "docs" / "benchmarks-typst.md"
HEAD = """# Letters beside typst

`python -m bench.typeset` writes this page, where `typst` {version} is installed beside Veche for the run (`pip install typst`).
It is no dependency: it shows how far a typesetter can go. Rules of measuring as in [benchmarks.md](benchmarks.md).

Both sides set the same words, table, crest, square and fonts, warm. typst tags its PDF by itself; the press also fills its
template, hands the letter to a limited child and back, writes the archive mark, reads the finished page and measures it.

"""
WHY = "Layout in Python against layout in compiled code; nobody waits for it, since letters are set when they are released (L3)."
LETTERS = 5


def words(letter: Letter) -> dict[str, Any]:
    """What stands in a letter, block by block, for another typesetter."""
    html = page(letter)
    body, _, rest = html.partition("</table>")
    qr = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    return {
        "head": _texts("div", "over|name|data", html), "ref": _inside("ref", html), "addr": _inside("addr", html),
        "title": _texts("h1", "", html)[0], "code": _texts("div", "code", html)[0], "qr": qr[0] if qr else "",
        "before": _texts("p", "", body), "after": _texts("p", "", rest) + _texts("h2", "", rest),
        "rows": [[_plain(one) for one in pair] for pair in re.findall(r"<th[^>]*>(.*?)</th><td>(.*?)</td>", html)],
        "sig": _texts("div", "post|who", html),
    }  # fmt: skip


def _texts(tag: str, names: str, html: str) -> list[str]:
    named = rf'\s+class="(?:{names})"' if names else r"(?:\s[^>]*)?"
    return [_plain(one) for one in re.findall(rf"<{tag}{named}>(.*?)</{tag}>", html, re.DOTALL)]


def _inside(name: str, html: str) -> list[str]:
    found = re.search(rf'<div class="{name}">(.*?)</div>\s*</div>', html, re.DOTALL)
    return [_plain(one) for one in re.findall(r"<div>(.*?)(?:</div>|$)", found[1])] if found else []


def _plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&amp;", "&").split())


def measure(pace: Pace) -> list[Result]:
    """One letter of one page and of two; then the print file of many, as in L8, with typst's beside it."""
    with tempfile.TemporaryDirectory(prefix="veche-typst-") as home:
        setter = _compiler(Path(home))
        results = [_letter(pages, setter, pace) for pages in KINDS]
        kept = [press.pdf(letter) for letter in batches.some_letters(pace.of(batches.BATCH))]
        return [*results, batches.print_size(kept), _size(setter, kept)]


def _compiler(folder: Path) -> Any:
    shutil.copy(Path(__file__).with_name("letter.typ"), folder)
    shutil.copy(STATIC / "crest.svg", folder)
    typst = import_module("typst")
    return typst.Compiler(
        str(folder / "letter.typ"), root=str(folder), font_paths=[str(STATIC / "fonts")], ignore_system_fonts=True,
    )  # fmt: skip


def _set(setter: Any, told: dict[str, Any]) -> bytes:
    made: bytes = setter.compile(
        format="pdf", sys_inputs={"d": json.dumps(told, ensure_ascii=False)}
    )
    return made


def _letter(pages: int, setter: Any, pace: Pace) -> Result:
    letter, count, turn = specimen(KINDS[pages], "ru"), pace.of(LETTERS), itertools.count(1)
    told = words(letter)

    def veche() -> None:
        for number in itertools.islice(turn, count):
            press.pdf(replace(letter, head=replace(letter.head, number=f"{number}/27")))

    def typst() -> None:
        for number in itertools.islice(turn, count):  # no two alike: nothing made before is taken
            _set(setter, told | {"ref": [f"{number}/27", *told["ref"]]})

    counted = {"pages": press.pdf(letter).pages, "typst pages": _pages(_set(setter, told))}
    median = timed({"veche": veche, "typst": typst}, pace)
    return Result(
        f"L7, {pages} page{'s' if pages > 1 else ''}", "one warm letter: Veche / typst with a warm compiler", "8.5",
        "<=", 9, median["veche"] / median["typst"],
        tuple(Case(name, seconds / count * 1e3, "ms") for name, seconds in median.items()),
        counted, binding=False, more=WHY,
    )  # fmt: skip


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _size(setter: Any, kept: list[press.Printed]) -> Result:
    """The print file of typst's letters beside the one of those that Veche keeps."""
    made = [_set(setter, words(letter)) for letter in batches.some_letters(len(KINDS))]
    pile = [press.Printed(made[at % len(made)], "", 0) for at in range(len(kept))]
    theirs, ours = (
        size / 1024 / len(kept) for size in (batches.bare_pile(pile), batches.pile_of(kept))
    )
    return Result(
        "L8 beside typst", f"print file of {len(kept)} letters: typst's merged / Veche", "none", ">=", 1,
        theirs / ours, (Case("typst, merged", theirs, "KiB"), Case("veche", ours, "KiB")),
        {"letters": len(kept)}, binding=False,
    )  # fmt: skip


def main() -> None:
    """Measure and write the page; says what is missing where typst is not there."""
    try:
        known = version("typst")
    except ModuleNotFoundError:
        sys.exit("typst is not installed here: .venv/bin/pip install typst, for this run alone.")
    load = os.getloadavg()[0]
    results = measure(Pace())
    day = SystemClock().now().astimezone(UTC).date().isoformat()
    head = HEAD.format(version=known)
    PAGE.write_text(head + report.plain(results, day, (load, os.getloadavg()[0])), "utf-8")


if __name__ == "__main__":
    main()
