"""Files as people and attackers send them, made by code, each with what must come of it.

`expect` is `good`, or the reason of papers/reasons.py. Classes after the study of what uploads are attacked with:
good ones, sizes, broken, truncated, encrypted, active and exploding PDFs, files of two kinds, endings that lie,
a scanner's test file, exploding and broken pictures, SVG, archives and office files, odd names.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pikepdf

from tests.support.made_files import (
    MB,
    action,
    annotation,
    archive,
    bomb,
    bomb_behind_lzw,
    bomb_in_letters,
    collection,
    deep_action,
    embeds,
    external,
    in_letters,
    lzw_bomb,
    many_pages,
    names_,
    nested_bomb,
    no_pages,
    of_size,
    packed_photo,
    pdf,
    photo,
    picture,
    png,
    run_bomb,
    talks,
    xfa,
)

GOOD = "good"
AS_IT_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}


@dataclass(frozen=True)
class Sent:
    """One file: an id that tells its class, the name that the browser sends, its bytes, what comes of it."""

    id: str
    name: str
    content: bytes
    expect: str


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
JS = {"S": pikepdf.Name.JavaScript, "JS": pikepdf.String("app.alert(1)")}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert(document.domain)</script></html>"


def _good() -> Iterator[Sent]:
    yield Sent("good/pdf", "plan.pdf", pdf(), GOOD)
    yield Sent(
        "good/pdf-object-streams",
        "plan.pdf",
        pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        GOOD,
    )
    yield Sent("good/pdf-linear", "plan.pdf", pdf(linearize=True), GOOD)
    yield Sent("good/pdf-letters", "plan.pdf", pdf(in_letters, **AS_IT_IS), GOOD)
    yield Sent("good/pdf-photo", "scan.pdf", pdf(photo), GOOD)
    for around in ("/FlateDecode", "/ASCII85Decode", "/RunLengthDecode"):
        packed = pdf(packed_photo(around), **AS_IT_IS)
        yield Sent(f"good/pdf-photo-in{around}", "scan.pdf", packed, GOOD)
    thrice = pdf(packed_photo("/ASCII85Decode", "/FlateDecode"), **AS_IT_IS)
    yield Sent("good/pdf-photo-twice", "scan.pdf", thrice, GOOD)
    yield Sent("good/pdf-metadata", "plan.pdf", pdf(talks), GOOD)
    yield Sent(
        "good/pdf-link",
        "plan.pdf",
        pdf(
            annotation("/Link", A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org"))
        ),
        GOOD,
    )
    yield Sent(
        "good/pdf-opens-at-page",
        "plan.pdf",
        pdf(action(S=pikepdf.Name.GoTo, D=pikepdf.Array([0, pikepdf.Name.Fit]))),
        GOOD,
    )
    yield Sent(
        "good/pdf-form",
        "form.pdf",
        pdf(lambda made: setattr(made.Root, "AcroForm", pikepdf.Dictionary(Fields=[]))),
        GOOD,
    )
    yield Sent("good/pdf-note", "plan.pdf", pdf(annotation("/Text", Contents="Stage here")), GOOD)
    yield Sent("good/pdf-tail", "plan.pdf", pdf() + b"\n% signed off\n", GOOD)
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        yield Sent(f"good/png-{mode}", "map.png", picture("PNG", mode=mode), GOOD)
    for mode in ("L", "RGB", "CMYK"):
        yield Sent(f"good/jpeg-{mode}", "map.jpg", picture("JPEG", mode=mode), GOOD)
    yield Sent("good/jpeg-exif", "IMG_0001.JPG", picture("JPEG", exif=True), GOOD)
    yield Sent("good/jpeg-progressive", "map.jpeg", picture("JPEG", progressive=True), GOOD)
    yield Sent("good/jpeg-one-point", "dot.jpg", picture("JPEG", (1, 1)), GOOD)
    yield Sent("good/png-exif", "map.png", picture("PNG", exif=True), GOOD)
    yield Sent(
        "good/png-text",
        "map.png",
        png(8, 1, b"\0\0", chunks=((b"tEXt", b"Author\0Canary Text"),)),
        GOOD,
    )


def _sizes() -> Iterator[Sent]:
    yield Sent("size/empty", "plan.pdf", b"", "empty")
    yield Sent("size/one-byte", "plan.pdf", b"%", "kind")
    yield Sent("size/only-signature", "plan.pdf", b"%PDF-1.7", "broken-pdf")
    yield Sent("size/limit", "plan.pdf", of_size(10 * MB), GOOD)
    yield Sent("size/limit+1", "plan.pdf", of_size(10 * MB + 1), "large")
    yield Sent("size/png-large", "map.png", picture("PNG") + b"\0" * (10 * MB), "large")


def _broken() -> Iterator[Sent]:
    whole = pdf(photo)
    for part in (10, 25, 50, 75, 90, 99):
        yield Sent(
            f"broken/pdf-cut-{part}", "plan.pdf", whole[: len(whole) * part // 100], "broken-pdf"
        )
    yield Sent("broken/pdf-no-xref", "plan.pdf", whole.replace(b"xref", b"xxxx"), "broken-pdf")
    yield Sent(
        "broken/pdf-startxref-far",
        "plan.pdf",
        whole.replace(b"startxref\n", b"startxref\n9"),
        "broken-pdf",
    )
    yield Sent(
        "broken/pdf-startxref-zero",
        "plan.pdf",
        whole[: whole.rindex(b"startxref")] + b"startxref\n0\n%%EOF",
        "broken-pdf",
    )
    yield Sent("broken/pdf-no-root", "plan.pdf", whole.replace(b"/Root", b"/Toor"), "broken-pdf")
    yield Sent("broken/pdf-no-pages", "plan.pdf", pdf(no_pages), "broken-pdf")
    yield Sent("broken/pdf-noise", "plan.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "broken-pdf")
    yield Sent("broken/pdf-header-only", "plan.pdf", b"%PDF-1.7\n%%EOF\n", "broken-pdf")
    for name, kind in (("map.png", "PNG"), ("map.jpg", "JPEG")):
        data = picture(kind, (200, 200))
        yield Sent(f"broken/{kind}-head", name, data[:12], "broken-picture")
        yield Sent(f"broken/{kind}-half", name, data[: len(data) // 2], "broken-picture")
        yield Sent(
            f"broken/{kind}-noise", name, data[:20] + bytes(range(256)) * 4, "broken-picture"
        )
    yield Sent(
        "broken/png-sum", "map.png", picture("PNG").replace(b"IHDR", b"IHDr"), "broken-picture"
    )
    yield Sent("broken/png-zero", "map.png", png(0, 0), "broken-picture")
    yield Sent("broken/png-no-data", "map.png", png(100, 100, b""), "broken-picture")


def _locked() -> Iterator[Sent]:
    for strength in (2, 3, 4, 6):
        lock = pikepdf.Encryption(
            owner="o", user="u", R=strength, aes=strength >= 4, metadata=strength >= 4
        )
        yield Sent(f"locked/password-R{strength}", "plan.pdf", pdf(encryption=lock), "encrypted")
        free = pikepdf.Encryption(
            owner="o", user="", R=strength, aes=strength >= 4, metadata=strength >= 4
        )
        yield Sent(
            f"locked/restrictions-R{strength}", "plan.pdf", pdf(encryption=free), "encrypted"
        )


def _active() -> Iterator[Sent]:
    yield Sent("active/javascript", "plan.pdf", pdf(action(**JS)), "active")
    packed = pdf(action(**JS), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield Sent("active/javascript-in-object-stream", "plan.pdf", packed, "active")
    escaped = pdf(action(**JS), object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(
        b"/JavaScript", b"/J#61vaScript"
    )
    yield Sent("active/javascript-name-escaped", "plan.pdf", _mended(escaped), "active")
    yield Sent("active/javascript-names", "plan.pdf", pdf(names_), "active")
    yield Sent("active/javascript-deep", "plan.pdf", pdf(deep_action), "active")
    for kind in (
        "Launch",
        "GoToR",
        "GoToE",
        "SubmitForm",
        "ImportData",
        "Rendition",
        "RichMediaExecute",
        "Movie",
        "Sound",
    ):
        yield Sent(
            f"active/{kind}", "plan.pdf", pdf(action(S=pikepdf.Name("/" + kind), F="x")), "active"
        )
    for kind in ("RichMedia", "Movie", "Sound", "Screen", "3D", "FileAttachment"):
        yield Sent(f"active/mark-{kind}", "plan.pdf", pdf(annotation("/" + kind)), "active")
    yield Sent("active/embedded-file", "plan.pdf", pdf(embeds), "active")
    yield Sent("active/xfa", "plan.pdf", pdf(xfa), "active")
    yield Sent("active/portfolio", "plan.pdf", pdf(collection), "active")
    yield Sent("active/external-stream", "plan.pdf", pdf(external), "active")


def _mended(data: bytes) -> bytes:
    """A file changed by hand with its table of objects counted anew, so that no repair is needed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as made:
        made.save(out)
    return out.getvalue()


def _bombs() -> Iterator[Sent]:
    yield Sent("bomb/pdf-flate", "plan.pdf", pdf(bomb), "heavy")
    yield Sent("bomb/pdf-flate-twice", "plan.pdf", pdf(nested_bomb), "heavy")
    yield Sent("bomb/pdf-letters", "plan.pdf", pdf(bomb_in_letters, **AS_IT_IS), "heavy")
    yield Sent("bomb/pdf-lzw", "plan.pdf", pdf(bomb_behind_lzw, **AS_IT_IS), "heavy")
    yield Sent("bomb/pdf-lzw-alone", "plan.pdf", pdf(lzw_bomb, **AS_IT_IS), "heavy")
    yield Sent("bomb/pdf-runs", "plan.pdf", pdf(run_bomb, **AS_IT_IS), "heavy")
    yield Sent("bomb/pdf-pages", "plan.pdf", pdf(many_pages), "heavy")
    yield Sent("bomb/png-400-million", "map.png", png(20_000, 20_000), "pixels")
    yield Sent("bomb/png-41-million", "map.png", png(6_500, 6_400), "pixels")
    yield Sent("bomb/png-wide", "map.png", png(2**31 - 1, 1), "pixels")
    yield Sent("bomb/jpeg-says-65500", "map.jpg", _says(picture("JPEG"), 65_500, 65_500), "pixels")
    text = png(1, 1, b"\0\0", chunks=((b"zTXt", b"x\0\0" + zlib.compress(b"A" * (80 * MB))),))
    yield Sent("bomb/png-text", "map.png", text, "broken-picture")


def _says(jpeg: bytes, width: int, height: int) -> bytes:
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def _two_kinds() -> Iterator[Sent]:
    yield Sent("two/junk-before-pdf", "plan.pdf", b"MZ" + b"\0" * 100 + pdf(), "front")
    yield Sent("two/html-before-pdf", "plan.pdf", HTML + pdf(), "front")
    yield Sent("two/gif-before-pdf", "plan.pdf", b"GIF89a" + pdf(), "front")
    yield Sent("two/pdf-named-html", "plan.html", pdf(), "ending")
    yield Sent("two/zip-after-jpeg", "map.jpg", picture("JPEG") + archive("run.exe"), GOOD)
    yield Sent("two/html-after-png", "map.png", picture("PNG") + HTML, GOOD)
    yield Sent("two/zip-after-pdf", "plan.pdf", pdf() + archive("run.exe"), GOOD)
    yield Sent("two/much-after-pdf", "plan.pdf", pdf() + b"\0" * 5000, "broken-pdf")
    comment = picture("JPEG", comment=b"<script>alert('Canary Comment')</script>")
    yield Sent("two/script-in-jpeg-comment", "map.jpg", comment, GOOD)
    yield Sent(
        "two/script-in-png-text",
        "map.png",
        png(8, 1, b"\0\0", chunks=((b"tEXt", b"x\0" + HTML),)),
        GOOD,
    )


def _lies() -> Iterator[Sent]:
    yield Sent("lie/png-as-pdf", "plan.pdf", picture("PNG"), "ending")
    yield Sent("lie/jpeg-as-png", "map.png", picture("JPEG"), "ending")
    yield Sent("lie/pdf-as-jpg", "map.jpg", pdf(), "ending")
    yield Sent("lie/no-ending", "plan", pdf(), "kind")
    yield Sent("lie/exe-as-pdf", "plan.pdf", b"MZ" + b"\0" * 200, "kind")
    yield Sent("lie/html-as-pdf", "plan.pdf", HTML, "kind")
    yield Sent("lie/html-as-png", "map.png", HTML, "kind")
    yield Sent("lie/svg-as-png", "map.png", SVG, "kind")
    yield Sent("lie/gif", "map.gif", picture("GIF"), "kind")
    yield Sent("lie/bmp", "map.bmp", picture("BMP"), "kind")
    yield Sent("lie/tiff", "map.tif", picture("TIFF"), "kind")
    yield Sent("lie/webp", "map.webp", picture("WEBP"), "kind")
    yield Sent("lie/ico-as-png", "map.png", picture("ICO", (16, 16)), "kind")


def _others() -> Iterator[Sent]:
    yield Sent("other/eicar", "eicar.com", EICAR, "kind")
    yield Sent("other/eicar-as-pdf", "eicar.pdf", EICAR, "kind")
    yield Sent("other/eicar-after-pdf", "plan.pdf", pdf() + EICAR, GOOD)
    yield Sent("other/svg", "map.svg", SVG, "kind")
    yield Sent("other/svgz", "map.svgz", zlib.compress(SVG), "kind")
    yield Sent("other/zip", "all.zip", archive("plan.pdf"), "kind")
    yield Sent("other/zip-climbs", "all.zip", archive("../../secrets/session"), "kind")
    yield Sent(
        "other/docx", "plan.docx", archive("[Content_Types].xml", "word/document.xml"), "kind"
    )
    yield Sent(
        "other/docm", "plan.docm", archive("[Content_Types].xml", "word/vbaProject.bin"), "kind"
    )
    yield Sent("other/xlsx", "list.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "kind")
    yield Sent("other/odt", "plan.odt", archive("mimetype", "content.xml"), "kind")
    yield Sent("other/doc", "plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "kind")
    yield Sent("other/rtf", "plan.rtf", rb"{\rtf1 plan}", "kind")
    yield Sent("other/txt", "plan.txt", "план".encode(), "kind")
    yield Sent("other/ps", "plan.ps", b"%!PS-Adobe-3.0\n(x) run", "kind")
    yield Sent("other/eml", "mail.eml", b"From: x\r\n\r\nx", "kind")


NAMES = (
    "../../../etc/passwd.pdf", "..\\..\\windows\\system32\\x.pdf", "C:\\Users\\Canary\\plan.pdf", "/tmp/plan.pdf", "....//plan.pdf",
    "CON.pdf", "nul.pdf", "com1.pdf", "LPT9.tar.pdf", "aux.pdf", "план.pdf", "лист.pdf", "地図.pdf", "خريطة.pdf", "מפה.pdf", "plán 2027.pdf",
    "plan.PDF", "plan.pdf.pdf", "a" * 240 + ".pdf", "я" * 120 + ".pdf", ".pdf.pdf", "...pdf", " plan .pdf", "plan\u202efdp.pdf", "plan\u200b.pdf",
    "plan\u0000.pdf", "plan\r\nX-Injected: 1.pdf", "plan\t.pdf", "pl\x1ban.pdf", 'pl"an.pdf', "pl'an.pdf", "plan;x.pdf", "plan%00.pdf",
    "plan%2e%2e%2f.pdf", "<img src=x onerror=alert(1)>.pdf", "=cmd|'x'!A0.pdf", "{{7*7}}.pdf", "$(id).pdf", "e\u0301te\u0301.pdf", "🎉.pdf",
    "plan.exe.pdf", "plan.pdf ", "~$plan.pdf", "-rf.pdf", "plan:stream.pdf",
)  # fmt: skip


@cache
def corpus() -> tuple[Sent, ...]:
    """Every file; made once a run."""
    made = [
        one
        for part in (_good, _sizes, _broken, _locked, _active, _bombs, _two_kinds, _lies, _others)
        for one in part()
    ]
    plain = pdf()
    made += [Sent(f"name/{number:02d}", name, plain, GOOD) for number, name in enumerate(NAMES)]
    return tuple(made)


@cache
def controls() -> tuple[Sent, ...]:
    """Good files of every kind, small."""
    return tuple(one for one in corpus() if one.id.startswith("good/"))
