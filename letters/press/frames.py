"""What goes over the pipe: four bytes of length, a line of JSON, then bytes."""

import json
import struct
from typing import IO, Any

SIZE = struct.Struct(">I")


def content(head: dict[str, Any], body: bytes = b"") -> bytes:
    """What a frame holds; the JSON holds no line break."""
    return json.dumps(head).encode() + b"\n" + body


def opened(held: bytes) -> tuple[dict[str, Any], bytes]:
    """Head and body of what a frame held."""
    head, _, body = held.partition(b"\n")
    return json.loads(head), body


def packed(held: bytes) -> bytes:
    """The frame around its content."""
    return SIZE.pack(len(held)) + held


def unpacked(stream: IO[bytes]) -> bytes | None:
    """The content of one frame from the stream, None at its end."""
    size = stream.read(SIZE.size)
    return stream.read(SIZE.unpack(size)[0]) if len(size) == SIZE.size else None


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """One frame from the stream, None at its end."""
    held = unpacked(stream)
    return None if held is None else opened(held)


def frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame."""
    return packed(content(head, body))
