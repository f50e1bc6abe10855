"""A finished PDF in, the same PDF with the city's signature out: PAdES, invisible, the last thing done to a letter.

The work is done by `python -m letters.signing`, started at the first letter: neither the library nor the private key
is ever in the process of the worker. What was made by the press stays, byte for byte; the signature stands behind it.
"""

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime

from letters.certificate import Keyfile
from letters.parts import N_, Unprintable
from letters.press.line import Line

__all__ = ["Signed", "sign", "stop"]
LINE, TURN = Line(module="letters.signing"), threading.Lock()


@dataclass(frozen=True)
class Signed:
    """A signed letter, and the certificate (PEM) that signed it."""

    pdf: bytes
    sha256: str
    certificate: str


def sign(pdf: bytes, key: Keyfile, at: datetime) -> Signed:
    """Sign a finished letter; `at` is the time that the signature says. Two signatures of one letter differ.

    Raises Unprintable with the reason: the letter is then held, never sent unsigned.
    """
    asked = {
        "file": str(key.file),
        "passphrase": str(key.passphrase) if key.passphrase else "",
        "at": at.isoformat(),
    }
    with TURN:
        answer, made = LINE.ask(asked, pdf)
    if "certificate" not in answer or not made.startswith(pdf):
        raise Unprintable(
            N_("The letter could not be signed: %(why)s."), why=answer.get("why", "?")
        )
    return Signed(made, hashlib.sha256(made).hexdigest(), answer["certificate"])


def stop() -> None:
    """End the process that signs; the next letter starts another."""
    with TURN:
        LINE.stop()
