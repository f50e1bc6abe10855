"""`python -m letters.signing`: signs one letter after another, over the same frames as the press."""

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from letters.press.frames import content, opened, packed, unpacked
from letters.press.limits import limit_core
from letters.signing import making


def main() -> None:
    """Answer letters until stdin ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil a frame
    limit_core()
    while (asked := unpacked(sys.stdin.buffer)) is not None:
        try:
            answers.write(packed(_answer(asked)))
            answers.flush()
        except BrokenPipeError:  # whoever asked was stopped: the letter stays promised
            break
    with suppress(BrokenPipeError):
        answers.close()


def _answer(asked: bytes) -> bytes:
    try:
        said, pdf = opened(asked)
        opens = Path(said["passphrase"]).read_bytes().strip(b"\r\n") if said["passphrase"] else None
        key = Path(said["file"]).read_bytes()
        made, certificate = making.signed(pdf, key, opens, datetime.fromisoformat(said["at"]))
    except Exception as error:  # noqa: BLE001 - whatever it was, the letter is held; a key's file says nothing of itself
        return content({"why": type(error).__name__})
    return content({"certificate": certificate}, made)


if __name__ == "__main__":
    main()
