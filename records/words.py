"""Words as they are searched: folded the same way when they are written and when they are asked for."""

import re
import unicodedata

LONGEST = 80  # of a key, in characters
PHONE = re.compile(r"[\d\s+()\-–—.]{5,}")
EDGES = " \t\n.,;:!?«»\"'“”„()[]{}/\\|№#"


def search_key(text: str) -> str:
    """One word folded: NFKC, casefold, «ё» as «е», no punctuation at its ends; '' if nothing is left."""
    folded = unicodedata.normalize("NFKC", text.strip(EDGES)).casefold().replace("ё", "е")
    return unicodedata.normalize("NFC", folded).strip(EDGES)[:LONGEST]


def digits(text: str) -> str:
    """ASCII digits of a telephone number, nothing else."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKC", text) if letter in "0123456789"
    )


def terms(text: str) -> list[frozenset[str]]:
    """What a searched text asks for: every term must be found; a term is found by any of its prefixes.

    A text of digits may be a telephone number (with 8, with +7, or without) or a notice's number.
    """
    text = text.strip()[:200]
    if PHONE.fullmatch(text) and len(number := digits(text)) >= 5:
        shorter = {number[1:]} if number[0] in "78" and len(number) > 5 else set[str]()
        return [frozenset({number, number[-10:], search_key(text)} | shorter)]
    words = dict.fromkeys(search_key(word) for word in text.split())
    return [frozenset({word}) for word in words if word][:8]
