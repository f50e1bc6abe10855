"""A file that somebody holds, beside what the city made: what is known of it, said precisely and never more.

Equal bytes prove all. Else the file itself is read, strictly and within bounds: which letter it says that it is, whether
it is that letter without its signature, with something added, saved anew, a print of the print room, or changed.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest

from letters import check_code, runfile
from proof import decision, drawn, letter, pagetext, seal
from proof.document import Document
from proof.drawn import Drawn
from proof.finding import Finding
from proof.known import Known
from proof.pdf import Unreadable
from records import certificate_rows, commission_rows, rows, run_rows
from records.tables import PrintRun
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import runs, verifying
from workflow.verifying import Checked

LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is read; letters with maps have far less than one."""
CODE = re.compile("/c([0-9A-HJKMNP-TV-Z]{12})")
"""In text without spaces: behind the address of the check; a receipt bears the code of its notice elsewhere."""
ENDS, MOST_ENDS = re.compile(rb"(%%EOF)\r?\n?"), 20
OURS = frozenset({"same", "unsigned", "resaved", "print"})
"""What is the city's whole letter, though not always to the byte."""


@dataclass(frozen=True, slots=True)
class Print:
    """One printing of a letter by the print room."""

    run: str
    copy_no: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """`what`: same, unsigned, resaved, print; added, words, changed, pages, stranger, sealed; specimen, unknown, unreadable.

    `found` is the letter that the file is, or says that it is; `pages` those that differ; `seal` what its signature says.
    """

    what: str
    found: Checked | None = None
    code: str = ""  # that the file bears, and no letter has
    pages: tuple[int, ...] = ()
    count: int = 0  # pages of the file
    printed: Print | None = None
    seal: Finding | None = None
    why: str = ""  # id of the sentence why it can't be read

    @property
    def ours(self) -> bool:
        """Whether nothing in the file is other than the city made it."""
        return self.what in OURS


@dataclass(slots=True)
class _Given:
    """The file, read as far as it can be."""

    data: bytes
    document: Document
    pages: list[str]
    codes: list[str]
    specimen: bool
    seal: Finding
    drawn: list[Drawn] = field(default_factory=list)


def compare(work: UnitOfWork, rulebook: Rulebook, data: bytes, typed: str = "") -> Compared:
    """What is known of the file. `typed`: a code that came with it; the file is then held against that letter alone."""
    exact = verifying.check_bytes(work, rulebook, hashlib.sha256(data).hexdigest())
    asked = verifying.check(work, rulebook, typed) if typed else None
    if exact is not None and (asked is None or exact.code == asked.code):
        return Compared("same", exact)
    if exact is not None:
        return Compared("stranger", asked, code=exact.number)
    if begun := _begins_with(work, rulebook, data, asked):
        return Compared("added", begun)
    if len(data) > LARGEST:
        return Compared("unknown", asked)
    try:
        return _read(work, rulebook, data, asked)
    except Unreadable as odd:
        return Compared("unreadable", asked, why=str(odd))
    except RecursionError:
        return Compared("unreadable", asked, why="too-deep")


def _begins_with(
    work: UnitOfWork, rulebook: Rulebook, data: bytes, asked: Checked | None
) -> Checked | None:
    """The letter to whose whole bytes something was added: another signature, a note, or a changed page."""
    so_far, at = hashlib.sha256(), 0
    for end in [place for one in list(ENDS.finditer(data))[:MOST_ENDS] for place in _ends(one)]:
        so_far.update(data[at:end])
        at = end
        found = verifying.check_bytes(work, rulebook, so_far.hexdigest())
        if found is not None and at < len(data) and (asked is None or asked.code == found.code):
            return found
    return None


def _ends(found: re.Match[bytes]) -> tuple[int, ...]:
    """Where a file may end there: before or behind the break of the line."""
    return tuple(sorted({found.end(1), found.end()}))


def _read(work: UnitOfWork, rulebook: Rulebook, data: bytes, asked: Checked | None) -> Compared:
    given = _given(work, data)
    code = given.codes[0] if len(given.codes) == 1 else ""
    found = asked or (verifying.check(work, rulebook, code) if code else None)
    if found is None:
        what = "sealed" if given.seal.sentence == "signature-city" else "unknown"
        what = "specimen" if given.specimen else what
        return Compared(what, code=check_code.shown(code) if code else "", seal=given.seal)
    stored = _stored(work, found.code)
    if stored is None:  # erased with its notice: only the fingerprint is left
        return Compared("changed", found, seal=given.seal, count=len(given.pages))
    if found.certificate and stored.startswith(data):
        return Compared("unsigned", found)
    if (
        given.seal.sentence == "signature-city"
    ):  # no such bytes are kept, and yet the city signed them
        return Compared("sealed", found, seal=given.seal)
    return _beside(work, given, found, stored)


def _given(work: UnitOfWork, data: bytes) -> _Given:
    document = Document(data)
    said, _findings = decision.examine(document)
    pages = pagetext.pages(document)
    codes = [said["letter"]["check_code"]] if said else _codes(pages)
    certificates = [
        one for row in certificate_rows.every(work) for one in seal.certificates(row.pem)
    ]
    return _Given(
        data, document, pages, codes, bool(said) and said["specimen"],
        letter.signature(document, Known(certificates)),
    )  # fmt: skip


def _codes(pages: Sequence[str]) -> list[str]:
    """The check codes on the pages, each once: they stand behind the address at which one checks them."""
    return list(dict.fromkeys(code for page in pages for code in CODE.findall(page)))


def _stored(work: UnitOfWork, code: str) -> bytes | None:
    row = rows.letter_by_code(work, code)
    if row is not None:
        return rows.letter_bytes(work, row)
    kept = commission_rows.minutes_by_code(work, code)
    return kept.pdf if kept else None


def _beside(work: UnitOfWork, given: _Given, found: Checked, stored: bytes) -> Compared:
    """Page by page beside the letter: drawn alike, printed by us, the same words, or other ones."""
    ours = Document(stored)
    known, given.drawn = drawn.pages(ours), drawn.pages(given.document)
    while len(given.drawn) > len(known) and given.drawn[-1].blank:  # the back of a last sheet
        given.drawn.pop()
    count = len(given.drawn)
    if count == len(known):
        if all(one.shows(other) for one, other in zip(given.drawn, known, strict=True)):
            return Compared("resaved", found, seal=given.seal)
        if printed := _printed(work, given.drawn, known, found):
            return Compared("print", found, printed=printed)
    texts = pagetext.pages(ours)
    differ = [
        number
        for number, (one, other) in enumerate(zip_longest(given.pages[:count], texts), start=1)
        if one != other
    ]
    what = "pages" if count != len(known) else "changed" if differ else "words"
    return Compared(what, found, pages=tuple(differ), count=count, seal=given.seal)


def _printed(
    work: UnitOfWork, pages: Sequence[Drawn], known: Sequence[Drawn], found: Checked
) -> Print | None:
    """The printing whose marks, and no others, stand on the pages."""
    row = rows.letter_by_code(work, found.code)
    if row is None:
        return None
    for one in run_rows.printings_of(work, row.id or 0):
        if one.run_id is None:
            continue
        run = work.get(PrintRun, one.run_id)
        part = runfile.Part(
            b"", "", row.number, f"{runs.code(run.number)}-{one.place:04d}", one.copy_no, row.locale
        )
        marks = dict(runfile.marks(part, len(known), run.sides))
        if all(
            page.shows(other, marks.get(number))
            for number, (page, other) in enumerate(zip(pages, known, strict=True))
        ):
            return Print(runs.code(run.number), one.copy_no, run.made_at)
    return None
