"""Files made by code: documents, pictures and archives, as honest or as hostile as a case wants them."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from PIL import Image

MB = 1024 * 1024


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **save: Any) -> bytes:
    """A document of one page, changed as the case wants it."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = "Canary Author"
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **save)
    return out.getvalue()


def action(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    """A document that does this when it is opened."""

    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = made.make_indirect(pikepdf.Dictionary(**keys))

    return change


def annotation(subtype: str, **keys: Any) -> Callable[[pikepdf.Pdf], None]:
    """A document with a mark on its page."""

    def change(made: pikepdf.Pdf) -> None:
        mark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(subtype), Rect=[0, 0, 10, 10], **keys
        )
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(mark)])

    return change


def embeds(made: pikepdf.Pdf) -> None:
    made.attachments["run.exe"] = pikepdf.AttachedFileSpec(
        made, b"MZ", filename="run.exe", description="", mime_type="", creation_date="", mod_date=""
    )


def names_(made: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))


def deep_action(made: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))
    page = made.pages[0]
    page.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=["x"], Next=[script]))


@cache
def zeros() -> bytes:
    """210 MB of nothing, packed."""
    pack = zlib.compressobj(9)
    return b"".join([pack.compress(bytes(MB)) for _ in range(210)] + [pack.flush()])


def bomb(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = pikepdf.Stream(made, zeros(), Filter=pikepdf.Name.FlateDecode)


def nested_bomb(made: pikepdf.Pdf) -> None:
    packed = zlib.compress(zeros(), 9)
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=filters)


def bomb_in_letters(made: pikepdf.Pdf) -> None:
    packed = zeros().hex().encode() + b">"
    filters = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.FlateDecode])
    made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=filters)


def bomb_behind_lzw(made: pikepdf.Pdf) -> None:
    filters = pikepdf.Array([pikepdf.Name.LZWDecode, pikepdf.Name.FlateDecode])
    made.pages[0].Contents = pikepdf.Stream(made, b"\x80\x0b\x60", Filter=filters)


def lzw_bomb(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = pikepdf.Stream(made, lzw(210 * MB), Filter=pikepdf.Name.LZWDecode)


def run_bomb(made: pikepdf.Pdf) -> None:
    runs = b"\x81\0" * (210 * MB // 128)
    made.pages[0].Contents = pikepdf.Stream(made, runs, Filter=pikepdf.Name.RunLengthDecode)


def lzw(size: int) -> bytes:
    """At least so many zeros in LZW: each word is one longer than the one before, until the table is full."""
    bits, held, out, told = 256, 9, bytearray(), 0  # a clear table comes first

    def say(code: int) -> None:
        nonlocal bits, held
        width = max(9, min(12, (258 + max(0, told - 1) + 1).bit_length()))
        bits, held = bits << width | code, held + width
        while held >= 8:
            held -= 8
            out.append(bits >> held)
            bits &= (1 << held) - 1

    while size > 0:
        say(257 + told if told else 0)
        told += 1
        size -= told
        if told == 3800:
            say(256)
            told = 0
    say(257)
    out.append(bits << (8 - held) & 255)
    return bytes(out)


def in_letters(made: pikepdf.Pdf) -> None:
    packed = base64.a85encode(zlib.compress(b"0 0 m")) + b"~>"
    filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.FlateDecode])
    made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=filters)


def many_pages(made: pikepdf.Pdf) -> None:
    page = made.pages[0]
    for _ in range(2_001):
        made.pages.append(page)


def no_pages(made: pikepdf.Pdf) -> None:
    del made.pages[0]


def external(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = pikepdf.Stream(made, b"", F=pikepdf.String("http://127.0.0.1/x"))


def xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(made, b"<xdp/>"))


def collection(made: pikepdf.Pdf) -> None:
    made.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)


def photo(made: pikepdf.Pdf) -> None:
    data = picture("JPEG", exif=True)
    image = pikepdf.Stream(
        made, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=20, Height=10,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    made.pages[0].Contents = pikepdf.Stream(made, b"q 200 0 0 100 0 0 cm /I Do Q")


def packed_photo(*around: str) -> Callable[[pikepdf.Pdf], None]:
    """The same photograph within filters, as some programs pack every stream once more."""

    def change(made: pikepdf.Pdf) -> None:
        photo(made)
        image = made.pages[0].Resources.XObject.I
        data = image.read_raw_bytes()
        for one in reversed(around):
            data = {
                "/FlateDecode": zlib.compress(data),
                "/ASCII85Decode": base64.a85encode(data) + b"~>",
                "/RunLengthDecode": b"".join(b"\0" + bytes([byte]) for byte in data) + b"\x80",
            }[one]
        names = pikepdf.Array([*map(pikepdf.Name, around), pikepdf.Name.DCTDecode])
        image.write(data, filter=names)

    return change


def talks(made: pikepdf.Pdf) -> None:
    """Metadata everywhere that a served copy must not carry."""
    xmp = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">Canary XMP</x:xmpmeta><?xpacket end="w"?>'
    made.Root.Metadata = pikepdf.Stream(
        made, xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    made.pages[0].PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private="Canary Piece"))
    made.docinfo["/Title"] = "C:\\Users\\Canary Path\\plan.docx"


def of_size(size: int) -> bytes:
    """A document of exactly so many bytes."""

    def made(filling: int) -> bytes:
        def change(one: pikepdf.Pdf) -> None:
            one.pages[0].Contents = pikepdf.Stream(one, b" " * filling)

        return pdf(change, compress_streams=False)

    first = made(size - 2000)
    exact = made(size - 2000 + size - len(first))
    assert len(exact) == size
    return exact


def picture(
    kind: str,
    size: tuple[int, int] = (20, 10),
    *,
    exif: bool = False,
    mode: str = "RGB",
    **save: Any,
) -> bytes:
    """A picture; with `exif` it tells where and by whom."""
    made = Image.new(mode, size)
    if exif:
        told = Image.Exif()
        told[0x013B] = "Canary Artist"
        told[0x0112] = 6  # turned by the camera
        told.get_ifd(0x8825)[2] = (55.0, 45.0, 1.0)
        save["exif"] = told
    out = io.BytesIO()
    made.save(out, kind, **save)
    return out.getvalue()


def png(
    width: int, height: int, data: bytes = b"", *, chunks: tuple[tuple[bytes, bytes], ...] = ()
) -> bytes:
    """A PNG by hand, true in its sums and as false as wanted in what it says."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    between = b"".join(chunk(kind, body) for kind, body in chunks)
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + between
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def archive(*names: str) -> bytes:
    """A ZIP with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "x" * 100)
    return out.getvalue()
