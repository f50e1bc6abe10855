"""`python -m bench`: every measure in turn, then docs/benchmarks.md."""

import os
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from bench import (
    batches,
    clocks,
    commits,
    forms,
    lists,
    pages,
    printing,
    proving,
    recounts,
    replay,
    report,
    steps,
)
from bench.city import City, fill, found
from bench.result import Result
from bench.timing import SMALLEST, Pace
from web.work import SystemClock

NOTICES = 240
SLOW = 5  # rounds of what takes a second and more
FEWEST = 60  # more than one page of fifty


def slow(pace: Pace) -> Pace:
    """The same pace with fewer rounds."""
    return replace(pace, rounds=min(pace.rounds, SLOW))


Measure = Callable[[City, Pace], list[Result]]
MEASURES: dict[str, Measure] = {
    "lists (D4)": lists.measure,
    "steps (S1, S2)": steps.measure,
    "clocks (C1)": clocks.measure,
    "recounts (C2, C3)": recounts.measure,
    "replay (R1)": replay.measure,
    "model check (M1)": lambda city, pace: proving.measure(city, slow(pace)),
    "letters (L1)": lambda _city, pace: printing.measure(slow(pace)),
    "batches (L2 to L6, L8)": lambda _city, pace: batches.measure(pace),
    "pages (W1)": lambda city, pace: pages.measure(city, slow(pace)),
    "forms (W2, W3, W4)": lambda city, pace: forms.measure(city, slow(pace)),
    "commits (D1)": commits.measure,
}


def run(
    home: Path, pace: Pace, measures: Mapping[str, Measure] = MEASURES
) -> Iterator[tuple[str, list[Result]]]:
    """Every measure on one city, one after the other."""
    city = found(home, SystemClock().now())
    fill(city, FEWEST if pace is SMALLEST else NOTICES)
    city.clock.at = SystemClock().now()
    for name, measure in measures.items():
        yield name, measure(city, pace)
    city.engine.dispose()


def main(typed: Sequence[str] | None = None) -> None:
    """Measure, say each finding as it comes, write the page; `--help` says so and measures nothing."""
    ArgumentParser(
        prog="python -m bench", formatter_class=RawDescriptionHelpFormatter,
        description="Measure Veche against the floor of the same work and write docs/benchmarks.md. Takes some minutes.",
        epilog="In this order:\n" + "\n".join(f"  {name}" for name in MEASURES),
    ).parse_args(typed)  # fmt: skip
    began, load, results = time.monotonic(), os.getloadavg()[0], list[Result]()
    print("making a city to measure in ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="veche-bench-") as home:
        for name, found_here in run(Path(home), Pace()):
            print(f"{time.monotonic() - began:4.0f} s  {name}", flush=True)
            for one in found_here:
                print(
                    f"        {one.id}: {one.measured:.3g} (target {one.sign} {one.target:g}): {one.verdict}"
                )
            results += [report.explained(one) for one in found_here]
    day = SystemClock().now().astimezone(UTC).date().isoformat()
    written = report.page(results, day, (load, os.getloadavg()[0]))
    report.PAGE.write_text(written, "utf-8")
    print(f"{time.monotonic() - began:4.0f} s  written: docs/benchmarks.md")


if __name__ == "__main__":
    main()
