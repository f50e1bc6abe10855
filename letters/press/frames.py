"""What goes over the pipe: four bytes of length, a line of JSON, then bytes."""

import json
import struct
from typing import IO, Any


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """One frame from the stream, None at its end."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    head, _, body = stream.read(struct.unpack(">I", size)[0]).partition(b"\n")
    return json.loads(head), body


def frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame; the JSON holds no line break."""
    content = json.dumps(head).encode() + b"\n" + body
    return struct.pack(">I", len(content)) + content
