"""What the streams of a PDF unpack to: counted without being held, so that nothing explodes while we look."""

import base64
import zlib
from typing import Any

import pikepdf

from papers.signs import Odd

FLATE = frozenset({"/FlateDecode", "/Fl"})
LETTERS = frozenset({"/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85"})
LZW = frozenset({"/LZWDecode", "/LZW"})
RUNS = frozenset({"/RunLengthDecode", "/RL"})
CLEAR, END = 256, 257


def filters(stream: Any) -> list[str]:
    """The names of its filters in the order in which a reader undoes them."""
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]


def unpacked(stream: Any, most: int) -> int:
    """How many bytes its filters unpack to, also those behind plain letters; raises Odd above `most`."""
    data, total = stream.read_raw_bytes(), 0
    named = filters(stream)
    for at, name in enumerate(named):
        if name in FLATE:
            data = _inflate(data, most - total)
            total += len(data)
        elif name in LETTERS:
            data = _from_letters(data, name)
        elif any(one in FLATE | LZW | RUNS for one in named[at + 1 :]):
            raise Odd(
                "heavy"
            )  # packed twice, and the first is one that we only count: no printer does so
        elif name in LZW:
            return total + _lzw(data, most - total)
        elif name in RUNS:
            return total + _runs(data, most - total)
        else:
            break
    return total


def _from_letters(data: bytes, name: str) -> bytes:
    """Undo ASCIIHex or ASCII85 (ISO 32000-1, 7.4.2 and 7.4.3); what a reader could read in part is damaged."""
    plain = b"".join(data.split())
    if name in {"/ASCIIHexDecode", "/AHx"}:
        digits = plain.partition(b">")[0]
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return base64.a85decode(plain.removeprefix(b"<~").partition(b"~")[0])


def _inflate(data: bytes, most: int) -> bytes:
    unpack = zlib.decompressobj()
    try:
        found = unpack.decompress(data, most + 1)
    except zlib.error:
        return b""  # a reader shows what it can; nothing explodes
    if len(found) > most:
        raise Odd("heavy")
    return found


def _runs(data: bytes, most: int) -> int:
    """Count what RunLength unpacks to (ISO 32000-1, 7.4.5); behind its end mark too, for some readers go on there."""
    at, total = 0, 0
    while at < len(data):
        length = data[at]
        if length < 128:
            total += min(length + 1, len(data) - at - 1)
            at += length + 2
        else:
            total += 257 - length if length > 128 and at + 1 < len(data) else 0
            at += 2 if length > 128 else 1
        if total > most:
            raise Odd("heavy")
    return total


def _lzw(data: bytes, most: int) -> int:
    """Count what LZW unpacks to (ISO 32000-1, 7.4.4): the length of each word of its table is enough.

    Where a code stands that has no word yet, a reader stops; so does the count.
    """
    words, width, before, total, bits, held = [1] * 258, 9, 0, 0, 0, 0
    for byte in data:
        bits, held = bits << 8 | byte, held + 8
        if held < width:
            continue
        held -= width
        code, bits = bits >> held, bits & ((1 << held) - 1)
        if code == END:
            break
        if code == CLEAR:
            words, width, before = [1] * 258, 9, 0
            continue
        if code > len(words) or (code == len(words) and not before):
            break
        length = words[code] if code < len(words) else before + 1
        if before and len(words) < 4096:
            words.append(before + 1)
            width = min(
                12, (len(words) + 1).bit_length()
            )  # wider one code early, as nearly all write
        before, total = length, total + length
        if total > most:
            raise Odd("heavy")
    return total
