"""`python -m bench.organiser`: what filing costs a telephone, and whether large files are taken in constant memory.

F1 and F2 are bytes, U1 and G1 ratios of memory; none of them is a time, so that other work hurts none.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bench import report, streets
from bench.city import City, found
from bench.pages import server, settings_of
from bench.press_memory import family, told
from bench.result import Case, Result
from bench.streets import Size
from bench.telephone import Telephone
from places import citymap
from places.atlas import SCHEMATIC
from web.settings import HOUSE, prepare
from web.work import SystemClock

PAGE = HOUSE / "docs" / "benchmarks-organiser.md"
HEAD = """# Benchmarks of the organiser's side

`make bench-organiser` writes this page; nothing below is typed by hand. A telephone files a march on a real
`veche serve`, from the first page to the page of the notice: head and body of each answer are counted as HTTP/1.1
sends them, with the two fonts, the style sheet and the scripts, each loaded once. *Without scripts* leaves out what
only scripts load. Memory is what the kernel tells of the process; the look at a paper happens in a process of its own,
with limits. A map has to be held to be checked, so its memory grows with what is named in it; what must not count is
what a file brings besides: streets without a name, which a large city's file is full of.
"""
MB = 1_000_000
SMALL, LARGE = 1, 10  # megabytes of a paper
CITY = Size(across=6, up=4, streets=9)
FEW, MANY = 2_000, 300_000  # streets without a name


def filings(city: City) -> list[Result]:
    """F1, F2: the first page, and the heaviest of those that follow, in both languages, with scripts and without."""
    citymap.keep(city.home / "places", SCHEMATIC.read_text("utf-8"))
    day = SystemClock().now().date() + timedelta(days=13)
    made = list[Result]()
    with server(city, "web") as base:
        for language, scripts in (("en", True), ("ru", True), ("ru", False)):
            browser = Telephone(base, language, scripts)
            browser.files(day)
            made += _weights(browser)
    return made


def _weights(browser: Telephone) -> list[Result]:
    (_, _, first), *rest = browser.turns
    pages = [one for one in rest if not one[0].startswith("POST ")]
    way = f"{browser.language}, {'scripts' if browser.scripts else 'no scripts'}"
    heaviest = max(pages, key=lambda one: one[2])
    cases = (
        Case("pages", 1 + len(pages), ""),
        Case("requests", sum(one[1] for one in browser.turns), ""),
        Case("all of it", sum(one[2] for one in browser.turns), "bytes"),
    )
    counted = {"pages": 1 + len(pages)}
    return [
        Result(f"F1, {way}", "bytes of the first page with all that it loads", "none", "<=", 100_000, first, cases, counted),
        Result(f"F2, {way}", f"bytes of the heaviest page after it ({heaviest[0]})", "none", "<=", 30_000, heaviest[2], (), counted),
    ]  # fmt: skip


def upload(city: City) -> Result:
    """U1: the most that the server holds while a paper of 10 MB is taken, against one of 1 MB."""
    most = dict[int, int]()
    with server(city, "web") as base:
        pid = family(os.getpid())[-1]
        browser = Telephone(base, "en", scripts=False)
        browser.opens("/notices/new")
        browser.sends("/notices/new", kind="march")
        _send(browser, SMALL)  # what is loaded once is loaded now
        for size in (SMALL, LARGE):
            Path(f"/proc/{pid}/clear_refs").write_text("5")
            _send(browser, size)
            most[size] = told(pid, "VmHWM")
    cases = tuple(
        Case(f"peak of the server, a paper of {size} MB", most[size] / 1000, "kB") for size in most
    )
    return Result(
        "U1", "peak memory of the server: a paper of 10 MB / of 1 MB", "none", "<=", 1.05, most[LARGE] / most[SMALL], cases
    )  # fmt: skip


def _send(browser: Telephone, size: int) -> None:
    """Add a paper of so many megabytes to the draft; it has to be taken."""
    browser.opens("/draft/papers")
    token = browser.text.split('name="csrf_token" value="')[1][:64]
    draft = browser.text.split('name="draft" value="')[1].partition('"')[0]
    field = browser.text.split('type="file" id="')[1].partition('"')[0]
    edge, name = "veche-bench", f"plan-{size}-{time.monotonic_ns()}.pdf"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in (("csrf_token", token), ("draft", draft), ("do", "add"))
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
    body = "".join([*parts, head]).encode() + paper(size * MB) + f"\r\n--{edge}--\r\n".encode()
    browser.asks("/draft/papers", body, f"multipart/form-data; boundary={edge}")
    browser.opens("/draft/papers")
    if name not in browser.text:
        raise RuntimeError(f"A paper of {size} MB was not taken.")


def paper(size: int) -> bytes:
    """A PDF of one empty page and nearly so many bytes, no two of which were sent before."""
    filler = os.urandom(size - 1000)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length 0>>stream\n\nendstream",
        b"<</Length %d>>stream\n%b\nendstream" % (len(filler), filler),
    )
    out, places = b"%PDF-1.7\n", list[int]()
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(out))
    )


def import_of(folder: Path, size: Size, unnamed: int, home: Path) -> dict[str, int]:
    """Write a city and import it in a process of its own: bytes of its files, and the most that it held."""
    folder.mkdir()
    files = streets.write(folder, size, unnamed)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VECHE_")}
    settings = {"VECHE_HOME": str(home), "VECHE_MODE": "test", "VECHE_DATABASE_URL": f"sqlite:///{home / 'veche.db'}"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "bench.organiser", "--import", *map(str, files)],
        cwd=HOUSE, env=kept | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:] or done.stdout[-2000:])
    peak = int(json.loads(done.stdout.splitlines()[-1]))
    return {"bytes": sum(one.stat().st_size for one in files), "peak": peak}


def imports(city: City, size: Size = CITY, unnamed: tuple[int, int] = (FEW, MANY)) -> Result:
    """G1: the peak of an import of the same city from a file that is many times as long."""
    with tempfile.TemporaryDirectory(prefix="veche-map-") as here:
        few, many = (
            import_of(Path(here) / str(count), size, count, city.home) for count in unnamed
        )
    cases = (
        Case("the file", few["bytes"] / MB, "MB"), Case("the long file", many["bytes"] / MB, "MB"),
        Case("peak", few["peak"] / MB, "MB"), Case("peak with the long file", many["peak"] / MB, "MB"),
    )  # fmt: skip
    return Result(
        "G1", "peak memory of a map's import: a file many times as long with the same city in it / the file", "none", "<=", 1.1,
        many["peak"] / few["peak"], cases, {"names": size.names},
    )  # fmt: skip


def _import(files: Sequence[str]) -> None:
    """In the process that is measured: the command as it is typed, then what it held at most."""
    import resource  # noqa: PLC0415 - Unix alone has it; the rest of the page is measured without

    import wsgi  # noqa: PLC0415 - the command, in the child alone

    try:
        wsgi.main(["places", "import", *files])
    except SystemExit as ended:
        if ended.code:
            raise
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024))


def main(typed: Sequence[str] | None = None) -> None:
    """Measure, say each finding, write the page."""
    asked = ArgumentParser(
        prog="python -m bench.organiser",
        description="File on a telephone, send large papers, import a large map; write docs/benchmarks-organiser.md.",
    )
    asked.add_argument("--import", dest="files", nargs="*", help="import these and tell the peak")
    given = asked.parse_args(typed)
    if given.files:
        _import(given.files)
        return
    load, results = os.getloadavg()[0], list[Result]()
    with tempfile.TemporaryDirectory(prefix="veche-bench-") as home:
        city = found(Path(home), SystemClock().now())
        prepare(settings_of(city))
        for once in (filings, lambda city: [upload(city)], lambda city: [imports(city)]):
            for one in once(city):
                print(f"{one.id}: {one.measured:,.3f} (target {one.sign} {one.target:g}): {one.verdict}", flush=True)  # fmt: skip
                results.append(one)
        city.engine.dispose()
    day = SystemClock().now().date().isoformat()
    PAGE.write_text(f"{HEAD}\n{report.plain(results, day, (load, os.getloadavg()[0]))}", "utf-8")
    print("written: docs/benchmarks-organiser.md")


if __name__ == "__main__":
    main()
