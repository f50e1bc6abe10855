"""HTML to PDF/A-3a with the PDF/UA-1 mark. With `__main__` beside it, the only importer of weasyprint."""

import hashlib
import logging
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
from weasyprint.pdf import tags
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from letters import attached
from letters.layout import default
from letters.layout_css import css
from letters.layout_parts import Layout
from letters.page import TEMPLATES
from letters.parts import N_, Jammed, Unprintable
from letters.press.marks import ACCESSIBLE

STATIC = TEMPLATES.parent.parent / "static" / "letters"
SHELF = {"shelf:crest.svg": ((STATIC / "crest.svg").read_bytes(), "image/svg+xml")}
MOST_PAGES = 60
FONTS = FontConfiguration()
STOPPED = N_("The press stopped: %(why)s")


class Jam(logging.Handler):
    """WeasyPrint logs what it can't do and prints anyway; a legal letter must not.

    What is raised here may be swallowed on its way, so warnings are also kept until the next letter.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warned: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.warned.append(record.getMessage())
        raise Jammed(STOPPED, why=self.warned[-1])


class Shelf(URLFetcher):  # type: ignore[misc] # weasyprint has no types
    """The named things of the shelf and nothing else: no network, no disk, no path to climb.

    A refusal inside an SVG is swallowed by WeasyPrint, so refusals are also kept (reliability.md M7).
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in SHELF:
            self.refused.append(url)
            raise FatalURLFetchingError(f"{url[:200]} is not on the letter shelf")
        body, kind = SHELF[url]
        return URLFetcherResponse(url, body, {"Content-Type": kind})


def _styles() -> dict[str, list[CSS]]:
    def sheet(name: str) -> CSS:
        return CSS(
            string=(STATIC / name).read_text("utf-8"), font_config=FONTS, url_fetcher=Shelf()
        )

    return {name: [sheet("letter.css"), sheet(f"{name}.css")] for name in ("ru", "en", "inner")}


@lru_cache(maxsize=32)
def _layout(written: str) -> CSS:
    return CSS(string=written, font_config=FONTS, url_fetcher=Shelf())


JAM = Jam()
logging.getLogger("weasyprint").addHandler(JAM)
STYLES = _styles()


@dataclass
class Laid:
    """A letter laid out on pages, not yet written."""

    document: Document
    shelf: Shelf

    @property
    def pages(self) -> int:
        return len(self.document.pages)


class Read(HTML):  # type: ignore[misc] # weasyprint has no types
    """A page that is parsed already; the fields are those of HTML."""

    def __init__(self, root: Element, shelf: Shelf) -> None:
        self.base_url, self.url_fetcher, self.media_type = "shelf:", shelf, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def read(page: str, shelf: Shelf) -> HTML:
    """Read the page as XML, which our templates are, in a sixth of the time that HTML takes.

    What is not of our templates, or holds what XML can't carry, is read as HTML, as WeasyPrint would.
    """
    try:
        if not page.lstrip().startswith("<!DOCTYPE html>"):
            raise ParseError
        return Read(fromstring(page, XMLParser()), shelf)  # noqa: S314 - typed text is escaped, so no DTD gets in
    except ParseError:
        return HTML(string=page, url_fetcher=shelf, base_url="shelf:")


def lay(page: str, styles: str, layout: Layout | None = None) -> Laid:
    """Lay the page out: a letter in the styles of its language and layout, or a paper of the print room, "inner".

    Raises Jammed for a refused fetch or a warning, Unprintable for more than 60 pages.
    """
    common, own = STYLES[styles]
    where = [] if styles == "inner" else [_layout(css(layout or default(), styles))]
    shelf = Shelf()
    JAM.warned.clear()
    try:
        document = read(page, shelf).render(stylesheets=[common, *where, own], font_config=FONTS)
    except FatalURLFetchingError as error:
        raise Jammed(STOPPED, why=error) from error
    laid = Laid(document, shelf)
    _nothing_odd(laid)
    if laid.pages > MOST_PAGES:
        raise Unprintable(N_("The letter has more than %(limit)s pages."), limit=MOST_PAGES)
    return laid


def write(laid: Laid, identity: bytes, told: bytes = b"", day: date | None = None) -> bytes:
    """The PDF; the same letter gives the same bytes, in another process too.

    `told`: what the letter says as JSON, enclosed as PDF/A-3 wants it, with the day of the letter as its time.
    """
    inside = [_enclosed(told, day, laid.shelf)] if told and day else []
    try:
        pdf: bytes = laid.document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.md5(identity, usedforsecurity=False).digest(),
            attachments=inside,
        )
    except FatalURLFetchingError as error:
        raise Jammed(STOPPED, why=error) from error
    _nothing_odd(laid)
    return pdf


def _enclosed(told: bytes, day: date, shelf: Shelf) -> Attachment:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Attachment(
        string=told, url_fetcher=shelf, name=attached.NAME, description=attached.FORM,
        created=moment, modified=moment, relationship="Data",
    )  # fmt: skip


def _nothing_odd(laid: Laid) -> None:
    if laid.shelf.refused:
        raise Jammed(N_("The letter asks for %(what)s."), what=", ".join(laid.shelf.refused)[:200])
    if JAM.warned:
        raise Jammed(STOPPED, why=JAM.warned[0])


def hyphenated() -> set[str]:
    """The words that the dictionaries of hyphenation remember, from whatever letter."""
    return {word for words in line_break.pyphen.hdcache.values() for word in words.cache}


def forget(kept: set[str]) -> None:
    """Drop what the libraries remember of letters: addresses, warnings, hyphenated words but those `kept`."""
    urllib.parse.clear_cache()  # type: ignore[attr-defined] # there since Python 1.5, not in the stubs
    JAM.warned.clear()
    for words in line_break.pyphen.hdcache.values():
        for word in words.cache.keys() - kept:
            del words.cache[word]


# WeasyPrint 70 writes /Lang on the document only, and its PDF/UA mark only for a file that is PDF/UA and nothing
# else. Both are added here where it makes the tag tree and the metadata; tests/letters hold what comes out.

_build_box_tree = tags._build_box_tree  # noqa: SLF001 - there is no public place for it
_generate_rdf = DocumentMetadata.generate_rdf_metadata


def _spoken_tree(box: Any, *rest: Any) -> Iterator[Any]:
    for element in _build_box_tree(box, *rest):
        node = getattr(box, "element", None)
        if isinstance(node, Element) and node.tag != "html" and node.get("lang"):
            element["Lang"] = tags.pydyf.String(node.get("lang"))
        yield element


def _marked_rdf(self: DocumentMetadata, *rest: Any) -> bytes:
    rdf: bytes = _generate_rdf(self, *rest)
    return rdf.replace(b"</rdf:RDF>", ACCESSIBLE + b"</rdf:RDF>")


tags._build_box_tree = _spoken_tree  # noqa: SLF001 - as above
DocumentMetadata.generate_rdf_metadata = _marked_rdf
