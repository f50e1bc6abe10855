"""A file beside the letter that the city sent: what is known when bytes differ, and what is genuine all the same."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import Engine

from letters import certificate, press, runfile, signing
from letters.certificate import Keyfile
from letters.runfile import Part
from records import rows
from records.tables import Letter, Printing, PrintRun
from tests.public.test_comparing import compares
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from web.settings import Settings
from workflow import comparing, printing
from workflow.comparing import Compared
from wsgi import create_app


@dataclass
class Sent:
    """A receipt as it left, signed; as it was set before; and another city's, which only looks like it."""

    city: City
    row: Letter
    pdf: bytes
    plain: bytes
    other: bytes
    app: Flask

    def says(self, data: bytes, code: str = "") -> str:
        """The page that anybody gets who hands in this file."""
        return str(compares(self.app.test_client(), data, code).text).split("<aside")[0]

    def looks(self, data: bytes, code: str = "") -> Compared:
        with self.city.reading() as work:
            return comparing.compare(work, self.city.rulebook, data, code)

    def edited(self, edit: Callable[[pikepdf.Pdf], None], of: bytes = b"") -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(of or self.pdf)) as opened:
            edit(opened)
            opened.save(out)
        return out.getvalue()

    def printed(self, copy_no: int) -> bytes:
        """As the print room printed it: in run 3, or as a copy in run 4."""
        with self.city.unit() as work:
            run = PrintRun(
                unit_id=self.row.unit_id, number=2 + copy_no, made_at=work.now, made_by=1
            )
            work.add(run)
            work.flush()
            work.add(
                Printing(
                    letter_id=self.row.id or 0, run_id=run.id, place=7, copy_no=copy_no, reason="torn",
                    asked_at=work.now, sheets=1, state="printed",
                )
            )  # fmt: skip
        part = Part(
            self.pdf, self.row.sha256 or "", self.row.number, f"R000{2 + copy_no}-0007", copy_no,
            self.row.locale,
        )  # fmt: skip
        return runfile.merged([part])


@pytest.fixture
def sent(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Sent]:
    city = City(engine, clock).found()
    filed = city.files()
    file, opens = tmp_path / "city.p12", tmp_path / "pass"
    file.write_bytes(certificate.self_made("Moscow", b"words", clock.now()))
    opens.write_text("words", "ascii")
    with city.unit() as work:
        row = rows.letters(work, work.notice(filed.reference))[0]
        letter = printing.frozen(row)
        plain = press.pdf(letter).pdf
        made = signing.sign(plain, Keyfile(file, opens), clock.now())
        printing.keep(
            work,
            row.id or 0,
            pdf=made.pdf,
            sha256=made.sha256,
            pages=1,
            signed_with=made.certificate,
        )
    strange = replace(letter, head=replace(letter.head, check_code="0" * 12))
    signing.stop()
    app = create_app(Settings(home=tmp_path, mode="test", database_url=url_of(engine)), clock)
    yield Sent(city, row, made.pdf, plain, press.pdf(strange).pdf, app)
    app.extensions["veche"].engine.dispose()


def _red(opened: pikepdf.Pdf) -> None:
    opened.pages[0].contents_add(b"1 0 0 rg", prepend=True)


def _erased(opened: pikepdf.Pdf) -> None:
    opened.pages[0].Contents = opened.make_stream(b"")


def _noted(opened: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[100, 100, 300, 200], Contents="Agreed"
    )  # fmt: skip
    opened.pages[0].Annots = pikepdf.Array([note])


def _longer(opened: pikepdf.Pdf) -> None:
    opened.pages.append(opened.pages[0])


@pytest.mark.once
def test_a_file_with_other_bytes_is_told_precisely(
    sent: Sent,
) -> None:
    """Genuine though not to the byte; the letter and more; changed, and where; nothing of ours at all."""
    ours = {
        "same": sent.pdf,
        "unsigned": sent.plain,
        "resaved": sent.edited(lambda _opened: None),
    }
    for what, data in ours.items():
        told = sent.looks(data)
        assert (told.what, told.ours) == (what, True)
        assert told.found is not None
        assert told.found.number == sent.row.number
        assert sent.looks(data, sent.row.check_code).what == what

    for copy_no, run in ((1, "R0003"), (2, "R0004")):
        told = sent.looks(sent.printed(copy_no))
        assert told.printed is not None, told
        assert (told.what, told.printed.run, told.printed.copy_no) == ("print", run, copy_no)

    theirs = {
        "added": sent.pdf + b"\n% a note\n%%EOF\n",
        "words": sent.edited(_red),
        "changed": sent.edited(_erased),
        "pages": sent.edited(_longer),
    }
    for what, data in theirs.items():
        told = sent.looks(data, sent.row.check_code)
        assert (told.what, told.ours) == (what, False)
        assert told.found is not None
    assert sent.looks(sent.edited(_noted)).what == "words"  # a note laid over the page is drawn too
    assert sent.looks(theirs["changed"], sent.row.check_code).pages == (1,)
    assert sent.looks(theirs["pages"]).count == 2
    late = sent.printed(3)
    page = sent.says(late)
    assert "The letter is genuine." in page
    assert "copy 3, print run R0005 of 1 March 2027" in page
    page = sent.says(theirs["changed"], sent.row.check_code)
    assert "Its words differ from the letter that the city sent. Pages: 1." in page
    assert "Do not rely on this file" in page
    page = sent.says(theirs["added"])
    assert "The file holds more than the letter that the city sent" in page
    assert sent.looks(sent.edited(_red, late)).what == "words"  # marks of ours, and red letters

    told = sent.looks(sent.other)
    assert (told.what, told.found, told.code) == ("unknown", None, "0000-0000-0000")
    page = sent.says(sent.other)
    assert "It bears the code 0000-0000-0000. The city has sent no letter with this code." in page
    assert "Its signature: The file bears no signature." in page
    told = sent.looks(b"a letter, I swear")
    assert (told.what, told.found, told.why) == ("unreadable", None, "no-pdf")
    assert "be read as a letter of the city: it is no PDF." in sent.says(b"a letter, I swear")
    other = hashlib.sha256(sent.other).hexdigest()
    again = sent.city.files(key="again")
    with sent.city.unit() as work:
        row = rows.letters(work, work.notice(again.reference))[0]
        printing.keep(work, row.id or 0, pdf=sent.other, sha256=other, pages=1)
    assert sent.looks(sent.other, sent.row.check_code).what == "stranger"
