"""Passwords that are tried first: a list of 20,000 from leaks, in the checkout, so that nobody is asked over a network.

The list is Django's (web/common-passwords.txt.gz, BSD-3-Clause), all in small letters. OWASP ASVS 6.2.4 wants the
3,000 most common ones refused; NIST SP 800-63B 3.1.1.2 also what is repeated or runs on in order.
"""

import gzip
import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("common-passwords.txt.gz")
AROUND = "0123456789 !@#$%^&*()_+-=.,?;:'\"№«»"
"""What people put before and after a word to make it longer."""
AGAIN = re.compile(r"(.{1,6}?)\1+.{0,3}", re.DOTALL)
ROWS = ("abcdefghijklmnopqrstuvwxyz" * 2, "0123456789" * 20, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
ROWS_BACK = tuple(row[::-1] for row in ROWS)


@cache
def _listed() -> frozenset[str]:
    return frozenset(gzip.decompress(FILE.read_bytes()).decode().split())


def is_common(password: str) -> bool:
    """Whether it is on the list, one listed word with figures around it, one thing repeated, or a row of the alphabet."""
    plain = password.casefold().strip()
    inner = plain.strip(AROUND)
    if not inner or plain in _listed() or inner in _listed():
        return True
    return bool(AGAIN.fullmatch(plain)) or any(plain in row for row in (*ROWS, *ROWS_BACK))
