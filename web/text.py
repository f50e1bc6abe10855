"""The text policy: what typed text may hold, what is taken out silently, what is refused."""

import re
import unicodedata
from dataclasses import dataclass

from workflow.errors import N_

NAME_LONGEST = 200
MARKS_IN_A_ROW = 6
TEXT_LONGEST = 20_000
LARGEST_ID = 2**31 - 1  # PostgreSQL refuses to look for a larger one

# Phones and word processors paste these around numbers and names: taken out, never a reason to
# refuse a notice. ZWJ and ZWNJ stay: Persian, Hindi and emoji need them.
_SILENT = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad\u180e\U000e0000-\U000e007f]"
)
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by category, empty to the eye
_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}", re.ASCII)
_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")


class Unfit(ValueError):
    """The text can't be taken; `text` is a message id, `values` fill it."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text as it is stored, and what was taken out of it (`U+202A` ...), for the log."""

    text: str
    removed: tuple[str, ...] = ()


def clean(text: str, *, longest: int = TEXT_LONGEST) -> Cleaned:
    """Bring a text of several lines to its stored form: NFC, LF, trimmed.

    Raises Unfit for NUL, other control characters, private use, noncharacters and lone
    surrogates, and for more than `longest` code points (reliability 6, rules 1 to 3).
    """
    plain = _BREAKS.sub("\n", text)
    removed = tuple(sorted({f"U+{ord(sign):04X}" for sign in _SILENT.findall(plain)}))
    plain = _SILENT.sub("", plain)
    for sign in plain:
        if _foreign(sign):
            raise Unfit(
                N_("The text holds a sign that can't be stored (%(sign)s). Delete it."),
                sign=f"U+{ord(sign):04X}",
            )
    plain = unicodedata.normalize("NFC", plain).strip()
    if len(plain) > longest:
        raise Unfit(
            N_("Shorten this by %(over)s letters: %(most)s fit."),
            over=len(plain) - longest,
            most=longest,
        )
    return Cleaned(plain, removed)


def _foreign(sign: str) -> bool:
    if sign in "\n\t":
        return False
    if unicodedata.category(sign) in {"Cc", "Co", "Cs"}:
        return True
    point = ord(sign)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # noncharacters


def clean_line(text: str, *, longest: int = 1000) -> Cleaned:
    """Bring a text of one line to its stored form; a line break inside it is Unfit."""
    cleaned = clean(text, longest=longest)
    if "\n" in cleaned.text:
        raise Unfit(N_("Write this on one line."))
    return Cleaned(cleaned.text.replace("\t", " "), cleaned.removed)


def clean_name(text: str) -> Cleaned:
    """Bring a name to its stored form: 1 to 200 code points, something visible, any script.

    There is no pattern, no «first and last», no minimum of two letters (rule 4).
    """
    cleaned = clean_line(text, longest=NAME_LONGEST)
    if cleaned.text and not any(_visible(sign) for sign in cleaned.text):
        raise Unfit(N_("Write the name in letters that can be seen."))
    in_a_row = 0
    for sign in cleaned.text:
        in_a_row = in_a_row + 1 if unicodedata.combining(sign) else 0
        if in_a_row > MARKS_IN_A_ROW:
            raise Unfit(N_("There are too many marks over one letter."))
    return cleaned


def _visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK


def row_number(typed: str) -> int | None:
    """Read the number of a row from an address: ASCII digits, no larger than a row's can be (rule 8).

    None for anything else: no database is asked for what it can't hold.
    """
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 10 else -1
    return number if 0 <= number <= LARGEST_ID else None


def form_key(typed: str) -> str:
    """The key that a form was made with, as it came back; nothing where somebody changed it."""
    return typed if _KEY.fullmatch(typed) else ""


def search_key(text: str) -> str:
    """Give the form in which a text is found: NFKC and casefold (rule 2)."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def spreadsheet_cell(text: str) -> str:
    """Give a text that a spreadsheet shows and never runs as a formula (rule 7)."""
    first = unicodedata.normalize("NFKC", text)[:1]
    return f"'{text}" if first and first in "=+-@\t\r\0" else text
