"""A PDF, looked through object by object: nothing that acts, hides or explodes; and its copy without metadata.

Byte search would miss what is written as `/J#61vaScript` or packed in an object stream, so the parsed
objects are walked (reliability AD-9).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from papers.signs import Odd
from papers.unpacking import filters, unpacked

MOST_OBJECTS, MOST_PAGES, UNPACKED = 200_000, 2_000, 200 * 1024 * 1024
MOST_HELD, MOST_LOOKED = 50_000, 1_000_000
"""Things that one array or dictionary holds, and things looked at in all: small files can unpack to far more."""
ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/GoToR": "GoToR",
    "/GoToE": "GoToE",
    "/SubmitForm": "SubmitForm",
    "/ImportData": "ImportData",
    "/Rendition": "Rendition",
    "/RichMediaExecute": "RichMedia",
    "/Movie": "Movie",
    "/Sound": "Sound",
}
KEYS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/EF": "EmbeddedFile",
    "/EmbeddedFiles": "EmbeddedFile",
    "/XFA": "XFA",
    "/RichMediaContent": "RichMedia",
    "/Collection": "Portfolio",
}
THINGS = {
    "/EmbeddedFile": "EmbeddedFile",
    "/RichMedia": "RichMedia",
    "/Movie": "Movie",
    "/Sound": "Sound",
    "/Screen": "Screen",
    "/3D": "3D",
    "/FileAttachment": "EmbeddedFile",
}
PHOTO = frozenset({"/DCTDecode", "/DCT"})
UNSAID = ("/Metadata", "/PieceInfo", "/LastModified")


def look(path: Path, copy: Path) -> int:
    """Look through the document and write its copy; how many pages. Raises Odd."""
    try:
        # without recovery: what only a repair makes readable looks different in every reader
        with pikepdf.open(path, attempt_recovery=False, inherit_page_attributes=False) as pdf:
            if pdf.is_encrypted:
                raise Odd("encrypted")
            return _whole(pdf, copy)
    except pikepdf.PasswordError as error:
        raise Odd("encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, UnicodeError) as error:
        raise Odd("broken-pdf") from error


def _whole(pdf: pikepdf.Pdf, copy: Path) -> int:
    if len(pdf.objects) > MOST_OBJECTS:
        raise Odd("heavy")
    pages = len(pdf.pages)
    if pages == 0:
        raise Odd("broken-pdf")
    if pages > MOST_PAGES:
        raise Odd("heavy")
    left = UNPACKED
    for thing in _objects(pdf):
        found = _acts(thing)
        if found:
            raise Odd("active", what=found)
        if isinstance(thing, pikepdf.Stream):
            left -= unpacked(thing, left)
            _plain_picture(thing)
        for key in UNSAID:
            if key in thing:
                del thing[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.save(
        copy,
        fix_metadata_version=False,
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return pages


def _objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream, those within others too."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    looked = 0
    while waiting:
        thing = waiting.pop()
        looked += 1
        if looked > MOST_LOOKED:
            raise Odd("heavy")
        if isinstance(thing, pikepdf.Array | pikepdf.Dictionary) and len(thing) > MOST_HELD:
            raise Odd("heavy")
        if isinstance(thing, pikepdf.Array):
            inner: list[Any] = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [thing[key] for key in thing.keys()]  # noqa: SIM118 - iterating a stream gives no keys
        else:
            continue
        # what has a number of its own is in pdf.objects already
        waiting += [one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _acts(thing: Any) -> str:
    """What this object does by itself or carries, in the words of the standard; nothing where it is still."""
    for key in thing.keys():  # noqa: SIM118 - the same
        if key in KEYS:
            return KEYS[key]
    action = str(thing.get("/S", ""))
    if action in ACTIONS:
        return ACTIONS[action]
    for key in ("/Type", "/Subtype"):
        if str(thing.get(key, "")) in THINGS:
            return THINGS[str(thing.get(key))]
    if isinstance(thing, pikepdf.Stream) and "/F" in thing:
        return "external stream"
    return ""


def _plain_picture(stream: Any) -> None:
    """A photograph within the document loses what a camera wrote about time and place, however it is packed."""
    named = filters(stream)
    if not named or named[-1] not in PHOTO:
        return
    data, parms = stream.read_raw_bytes(), stream.get("/DecodeParms")
    if len(named) > 1:
        data, parms = _opened(data, stream, named), None
    bare = without_segments(data)
    if bare != data or len(named) > 1:
        stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parms)


def _opened(data: bytes, stream: Any, named: list[str]) -> bytes:
    """What lies within the filters around a photograph; their size was counted before."""
    apart = pikepdf.new()  # what is made for a look is not part of the document
    around = pikepdf.Stream(apart, data)
    around.Filter = pikepdf.Array([pikepdf.Name(one) for one in named[:-1]])
    parms = stream.get("/DecodeParms")
    if isinstance(parms, pikepdf.Array):
        around.DecodeParms = pikepdf.Array([dict(one) if one else None for one in list(parms)[:-1]])
    return around.read_bytes(pikepdf.StreamDecodeLevel.specialized)


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, comments and makers' notes; the picture itself is not touched.

    Colour needs APP0, ICC in APP2 and Adobe's APP14. What can't be followed is left as it is.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture begins
            return b"".join([*kept, jpeg[at:]])
        segment = jpeg[at : at + 2 + length]
        colour = marker in {0xE0, 0xEE} or segment[4:15] == b"ICC_PROFILE"
        if colour or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment)
        at += 2 + length
    return jpeg
