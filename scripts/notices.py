"""Names every library that Veche ships or installs, with its licence, in THIRD-PARTY.md.

    .venv/bin/python scripts/notices.py              writes the table anew, from requirements.lock
    .venv/bin/python scripts/notices.py texts FILE   collects the licence texts of all of them in one file

Names and versions come from the lock, licences from what the libraries say of themselves.
"""

import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, PathDistribution, distribution
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PAGE = HOUSE / "THIRD-PARTY.md"
BEGIN, END = "<!-- made by scripts/notices.py -->", "<!-- made until here -->"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
TEXT = re.compile(
    r"\.dist-info/(?:.*/)?(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|third-party)", re.IGNORECASE
)

WORDS = {
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "ZPL 2.1": "ZPL-2.1",
    "BSD": "BSD-3-Clause",
}
"""What a library calls its licence, and the SPDX name of that."""

CLASSES = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}

READ = {
    # These name no SPDX licence; each was read in the text that lies in the wheel.
    "cssselect2": "BSD-3-Clause", "flask-wtf": "BSD-3-Clause", "huey": "MIT", "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause", "pydyf": "BSD-3-Clause", "segno": "BSD-3-Clause", "tinycss2": "BSD-3-Clause",
    "weasyprint": "BSD-3-Clause", "webencodings": "BSD-3-Clause", "wtforms": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "pymorphy3-dicts-ru": "MIT AND CC-BY-SA-3.0",  # the code, and the words of OpenCorpora in it
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # and the texts of what pdfium is made of, in the wheel
    "brotlicffi": "MIT",  # installed on PyPy alone, so not looked at here
}  # fmt: skip

KEYS = ("License-Expression", "License")
COPYLEFT = re.compile(r"GPL|MPL|EUPL|EPL|CDDL|SSPL|BUSL")


class Unknown(LookupError):
    """A library whose licence nobody has read yet."""


@dataclass(frozen=True)
class Notice:
    """One library of the lock: what it is, and under which licence it comes."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def notices(lock: str) -> list[Notice]:
    """Every library of a lock, in its order. Unknown for one whose licence is not known."""
    found = []
    for name, version in PIN.findall(lock):
        try:
            here: PathDistribution | None = distribution(name)  # type: ignore[assignment]
        except PackageNotFoundError:
            here = None
        found.append(Notice(name, version, _licence(name, here), _texts(here)))
    return found


def _licence(name: str, here: PathDistribution | None) -> str:
    if name in READ:
        return READ[name]
    if here is None:
        raise Unknown(f"{name} is not installed here, and READ does not name its licence.")
    said = next((one for key in KEYS for one in here.metadata.get_all(key) or ()), "")
    said = WORDS.get(said, said)
    if re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:OR|AND|WITH) [A-Za-z0-9.+-]+)*", said):
        return said
    classes = [line.split(" :: ")[-1] for line in here.metadata.get_all("Classifier") or []]
    for one in classes:
        if one in CLASSES:
            return CLASSES[one]
    raise Unknown(f"{name} does not say its licence: read it, and put it into READ.")


def _texts(here: PathDistribution | None) -> tuple[str, ...]:
    files = sorted(str(file) for file in (here.files if here else None) or ())
    return tuple(file for file in files if TEXT.search(file))


def table(lock: str) -> str:
    """The rows of the page, one a library."""
    rows = ["| library | version | licence | its text in the wheel |", "|---|---|---|---|"]
    for one in notices(lock):
        names = [re.sub(r"^[^/]*\.dist-info/(licenses/)?", "", text) for text in one.texts]
        shown = ", ".join(f"`{name}`" for name in names[:2]) or "in its source"
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        rows.append(f"| {one.name} | {one.version} | {one.licence} | {shown}{more} |")
    return "\n".join(rows)


def page(before: str, lock: str) -> str:
    """The whole page with its table made anew."""
    head, _, rest = before.partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}\n\n{table(lock)}\n\n{END}{tail}"


def collected(lock: str) -> str:
    """Every licence text of every library that is installed here, one after the other."""
    parts = [(HOUSE / "LICENSE").read_text("utf-8"), PAGE.read_text("utf-8")]
    for one in notices(lock):
        parts.append(f"{'=' * 80}\n{one.name} {one.version}: {one.licence}\n{'=' * 80}")
        for text in one.texts:
            path = Path(str(distribution(one.name).locate_file(text)))
            parts.append(f"--- {text}\n\n{path.read_text('utf-8', errors='replace')}")
    return "\n\n".join(parts) + "\n"


def main(words: list[str]) -> int:
    """What was asked for on the command line; the exit status."""
    lock = (HOUSE / "requirements.lock").read_text("utf-8")
    if not words:
        PAGE.write_text(page(PAGE.read_text("utf-8"), lock), "utf-8")
    elif len(words) == 2 and words[0] == "texts":
        Path(words[1]).write_text(collected(lock), "utf-8")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
