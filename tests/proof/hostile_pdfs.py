"""Files that pretend to be letters, to hurt who reads them."""

import zlib


def written(*objects: bytes, root: int = 1, more: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a plain table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d /Root %d 0 R %s>>\n" % (len(objects) + 1, root, more)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(said: bytes, content: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (said, len(content), content)


def packed(content: bytes) -> bytes:
    return stream(b"/Filter /FlateDecode", zlib.compress(content, 9))


CATALOGUE = b"<</Type /Catalog /Pages 2 0 R /AF [3 0 R]>>"
FILE = b"<</Type /Filespec /F (letter.json) /EF <</F 4 0 R>>>>"
PAGES = b"<</Type /Pages /Kids [] /Count 0>>"


def enclosing(content: bytes) -> bytes:
    """A file that encloses this stream as letter.json, and has no page."""
    return written(CATALOGUE, PAGES, FILE, content)


def drawing(content: bytes, said: bytes = b"{}") -> bytes:
    """One page with this content, and something enclosed."""
    page = b"<</Type /Page /Parent 2 0 R /Contents 6 0 R /Resources <</XObject <</F 7 0 R>>>>>>"
    form = stream(b"/Subtype /Form /Resources <</XObject <</F 7 0 R>>>>", b"/F Do /F Do")
    kids = b"<</Type /Pages /Kids [5 0 R] /Count 1>>"
    return written(CATALOGUE, kids, FILE, packed(said), page, content, form)


def far_away(where: int) -> bytes:
    """A packed table in which an object lies at an offset of eight bytes."""
    rows = b"\1" + where.to_bytes(8, "big") + b"\0"
    head = b"%PDF-1.7\n"
    said = b"/Type /XRef /W [1 8 1] /Index [1 1] /Size 2 /Root 1 0 R"
    table = b"9 0 obj\n%s\nendobj\n" % stream(said, rows)
    return head + table + b"startxref\n%d\n%%%%EOF\n" % len(head)


_ROUND = written(CATALOGUE, PAGES)
_BOMB = zlib.compress(bytes(80 * 1024 * 1024), 9)
UNREADABLE = {
    # name -> the file, and what is said of it
    "empty": (b"", "no-pdf"),
    "a page of the web": (b"<html>", "no-pdf"),
    "something before its head": (b"MZ" + _ROUND, "no-pdf"),
    "something after its end": (_ROUND + b"x" * 2000, "cut"),
    "far too large": (b"%PDF-1.7\n" + b" " * (16 * 1024 * 1024), "too-large"),
    "a table that names itself as the one before": (
        written(CATALOGUE, PAGES, more=b"/Prev %d" % _ROUND.index(b"xref")), "too-much"),
    "an object far beyond the end": (far_away(2**64 - 1), "syntax"),
    "an object just beyond the end": (far_away(9_999), "syntax"),
    "encrypted": (written(CATALOGUE, PAGES, more=b"/Encrypt 2 0 R"), "encrypted"),
    "a table of a million rows that are not there": (
        _ROUND.replace(b"xref\n0 3", b"xref\n0 1000000", 1), "syntax"),
    "an object that stands for itself": (written(CATALOGUE.replace(b"[3 0 R]", b"3 0 R"), PAGES, b"3 0 R"), "too-deep"),
    "two that stand for each other": (written(CATALOGUE, PAGES, b"4 0 R", b"3 0 R"), "too-deep"),
    "lists in lists": (written(CATALOGUE, PAGES, b"[" * 5000 + b"]" * 5000), "too-deep"),
    "words in words": (written(CATALOGUE, PAGES, b"<</A" * 5000), "too-deep"),
    "a text without an end": (written(CATALOGUE, PAGES, b"(" * 5000), "syntax"),
    "one name twice": (written(CATALOGUE, PAGES, b"<</F (letter.json) /F (other.json)>>"), "syntax"),
    "a length that is no length": (enclosing(b"<</Length -1>>\nstream\nx\nendstream"), "stream"),
    "a length that is the stream itself": (enclosing(b"<</Length 4 0 R>>\nstream\nx\nendstream"), "too-deep"),
    "a stream that goes on beyond the file": (enclosing(b"<</Length 999999>>\nstream\nx\nendstream"), "stream"),
    "eighty megabytes in eighty kilobytes": (enclosing(stream(b"/Filter /FlateDecode", _BOMB)), "too-much"),
    "packed a thousand times": (
        enclosing(stream(b"/Filter [" + b"/FlateDecode " * 1000 + b"]", b"x")), "filter"),
    "packed by a program": (enclosing(stream(b"/Filter /JBIG2Decode", b"x")), "filter"),
    "nothing packed": (enclosing(stream(b"/Filter /FlateDecode", b"not zlib")), "stream"),
    "names in a ring": (
        written(b"<</Type /Catalog /Names <</EmbeddedFiles 2 0 R>>>>", b"<</Kids [2 0 R 2 0 R]>>"), "too-deep"),
}  # fmt: skip
_TEXT = b"BT /X 1 Tf (x) Tj ET "
DRAWN = {
    # pages whose text costs more than a letter, under a decision that fits its form
    "forms that draw themselves": (b"/F Do", "too-deep"),
    "many thousand words": (_TEXT * 10_000, "too-much"),
    "a picture within the text": (b"BI /W 1 ID x EI", "text"),
    "no end of brackets": (b"(" * 1_000, "syntax"),
}
