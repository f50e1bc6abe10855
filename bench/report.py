"""The page that `make bench` writes: verdicts, figures, where the time goes, and what ran."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from bench.load import client
from bench.profiles import shares
from bench.result import Result

HOUSE = Path(__file__).resolve().parent.parent
HEAD = Path(__file__).with_name("head.md")
PAGE = HOUSE / "docs" / "benchmarks.md"
BUSY = (
    "**Other work kept this machine busy during the run.** What takes several processes (letters, pages) then"
    " comes out too low, and every figure is unsure: run it again alone.\n"
)
LIBRARIES = ("flask", "waitress", "jinja2", "sqlalchemy", "sqlmodel", "transitions", "weasyprint")


def explained(result: Result) -> Result:
    """The result with a profile, where it misses its target and does not know its parts by itself."""
    if result.kept or result.parts or result.work is None:
        return result
    return replace(result, parts=shares(result.work))


def page(results: list[Result], began: str, load: tuple[float, float]) -> str:
    """The whole page. `began` is the day of the run, `load` the machine's before and after it."""
    parts = [HEAD.read_text("utf-8"), "## Verdicts\n", _verdicts(results)]
    parts += [BUSY] if load[0] > (os.cpu_count() or 1) / 2 else []
    parts += ["## Figures\n", _figures(results)]
    missed = [result for result in results if not result.kept and (result.why or result.parts)]
    if missed:
        parts += ["## Where the time goes\n", *_explanations(missed)]
    parts += ["## This run\n", _table(("what", "which"), _run(began, load))]
    return "\n".join(parts)


def plain(results: list[Result], day: str, load: tuple[float, float]) -> str:
    """Verdicts, figures and the run, for a page with a head of its own."""
    return "\n".join([
        "## Verdicts\n", _verdicts(results), "## Figures\n", _figures(results),
        "## This run\n", _table(("what", "which"), _run(day, load)),
    ])  # fmt: skip


def _verdicts(results: list[Result]) -> str:
    heads = ("id", "what", "anchor", "target", "measured", "verdict")
    rows = [
        (one.id, one.what, one.anchor, f"{'≤' if one.sign == '<=' else '≥'} {_figure(one.target)}",
         f"**{_figure(one.measured)}**", one.verdict)
        for one in results
    ]  # fmt: skip
    return _table(heads, rows)


def _figures(results: list[Result]) -> str:
    rows = [
        (one.id if number == 0 else "", case.what, f"{_figure(case.median)} {case.unit}")
        for one in results
        for number, case in enumerate(one.cases)
    ]
    notes = [f"{one.id}: {one.more}" for one in results if one.more]
    return "\n".join([_table(("id", "side", "median"), rows), *(f"{note}\n" for note in notes)])


def _explanations(missed: list[Result]) -> list[str]:
    """Each missed measure with its parts; what is said of several is said once."""
    written, said = list[str](), set[str]()
    for one in missed:
        written.append(f"### {one.id}\n")
        if one.why and one.why not in said:
            written.append(f"{one.why}\n")
        said.add(one.why)
        rows = [(case.what, f"{_figure(case.median)} {case.unit}") for case in one.parts]
        written += [_table(("part", "of the time"), rows)] if rows else []
    return written


def _run(began: str, load: tuple[float, float]) -> list[tuple[str, str]]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HOUSE, capture_output=True, text=True, check=False
    ).stdout.strip()  # fmt: skip
    return [
        ("day, commit", f"{began}, {commit or 'not a checkout'}"),
        ("machine", f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"),
        ("load before and after (cores at work)", f"{_figure(load[0])}, {_figure(load[1])}"),
        ("asked by", client()),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("SQLite", sqlite3.sqlite_version),
        *((name, version(name)) for name in LIBRARIES),
    ]


def _figure(value: float) -> str:
    """Three significant figures, never in powers of ten."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 and round(value, 2) >= 0.1 else f"{value:.3g}"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


SCALE = """# Benchmarks of growth

`make bench-scale` writes this page; nothing below is typed by hand. Cities of {sizes} notices stand side by
side and are asked in turn; one notice in {open} is open, all of them at one office, so an office has
{busy} at once in the largest. {made} notices are made by the services, the others are copies of them by SQL
(`bench/bulk.py`) with clocks, questions to bodies and search keys, without versions and log.

*Growth* is the largest city over the smallest. P2 asks that it is at most 1.2 for every page, D2 at most 2 for the
reading, D3 that OFFSET takes 500 times as long. Milliseconds are the least of 15 turns, since what else runs on a
machine only adds; a growth below a fifth is noise, and on a busy machine more than that.

Where a page of the smallest city has fewer rows than a page holds, growth is the rows: one stage, what is due, a
rare word (none there, 20 and 200 hits). A word is looked up while it has fewer than 1,000 notices and walked from
the newest notice when it has more, so its work is bounded. D3 compares with a reading of half a millisecond, most
of which is the opening of the reading itself: what OFFSET walks grows with the register, what a key finds does not.
"""


def scale_page(
    sizes: tuple[int, ...], found: dict[str, dict[str, dict[int, float]]], day: str
) -> str:
    """The page that `make bench-scale` writes."""
    head = SCALE.format(
        sizes=" and ".join(f"{size:,}" for size in sizes),
        open=50,
        made=80,
        busy=f"{max(sizes) // 50:,}",
    )
    parts = [head]
    for name, rows in found.items():
        heads = ("what", *(f"{size:,}" for size in sizes), "growth")
        table = [
            (
                what,
                *(f"{took[size]:.2f} ms" for size in sizes),
                _figure(took[sizes[-1]] / took[sizes[0]]),
            )
            for what, took in rows.items()
        ]
        skipped = rows["by OFFSET: 50 in the middle of the past"][sizes[-1]]
        keyed = rows["reading: 50 in the middle of the past"][sizes[-1]]
        parts += [
            f"## {name}\n",
            _table(heads, table),
            f"D3: OFFSET takes {skipped / keyed:,.0f} times as long.\n",
        ]
    return "\n".join(
        [*parts, "## This run\n", _table(("what", "which"), _run(day, os.getloadavg()[:2]))]
    )
