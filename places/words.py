"""Names of streets and squares, compared as people write them; and coordinates written into a line."""

import re
import unicodedata
from dataclasses import dataclass

from places.geometry import Spot, is_on_earth, rounded

_WORD = re.compile(r"\w+", re.UNICODE)
_HOUSE = re.compile(r"\d+\w*", re.UNICODE)
_SHORT = {
    "ул": "улица", "пл": "площадь", "пр": "проспект", "просп": "проспект", "пер": "переулок",
    "наб": "набережная", "бул": "бульвар", "бульв": "бульвар", "ш": "шоссе", "м": "метро", "ст": "станция",
    "st": "street", "str": "street", "sq": "square", "ave": "avenue", "av": "avenue", "blvd": "boulevard",
    "rd": "road", "ln": "lane", "emb": "embankment",
}  # fmt: skip
_FILLER = {
    "the", "of", "from", "to", "and", "corner", "crossing", "with", "at", "no", "house", "by",
    "от", "до", "и", "угол", "на", "с", "у", "д", "дом", "дома", "перекрёсток", "перекресток", "пересечение",
}  # fmt: skip
_FINE = r"[-−]?\d{1,3}[.,]\d{3,}"
_ROUGH = r"[-−]?\d{1,3}(?:[.,]\d+)?"
_AT = re.compile(
    rf"(?:\(\s*(?P<a>{_ROUGH})\s*[;,\s]\s*(?P<b>{_ROUGH})\s*\)|(?P<c>{_FINE})\s*[;,\s]\s*(?P<d>{_FINE}))\s*$"
)  # without brackets three digits or more: «12.00, 13.30» are hours


@dataclass(frozen=True, slots=True)
class Said:
    """A line that a person wrote: its words, and the spot if coordinates stand at its end.

    `wrong`: the numbers are no latitude and longitude.
    """

    words: str
    at: Spot | None = None
    wrong: bool = False


def read(text: str) -> Said:
    """Words and coordinates of a line: `Lipovy Boulevard (55.82015, 37.61044)`; latitude first, as maps show it."""
    text = " ".join(text.split())
    found = _AT.search(text)
    if found is None:
        return Said(text)
    numbers = [part for part in found.groups() if part]
    lat, lon = (float(part.replace(",", ".").replace("−", "-")) for part in numbers)
    words = text[: found.start()].strip(" ,;")
    if not is_on_earth(lon, lat):
        return Said(words, None, wrong=True)
    return Said(words, rounded(lon, lat))


def written(words: str, at: Spot) -> str:
    """A line with its coordinates, as `read` takes it back."""
    numbers = f"({at[1]:.6f}, {at[0]:.6f})"
    return f"{words} {numbers}" if words else numbers


def tokens(text: str) -> tuple[str, ...]:
    """The words of a name, folded: ё as е, short forms in full, signs left out."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return tuple(_SHORT.get(word, word) for word in _WORD.findall(folded))


def key(text: str) -> tuple[str, ...]:
    """What two spellings of one name share: its words in any order, without the small ones."""
    return tuple(sorted(word for word in tokens(text) if word not in _FILLER))


def house_number(text: str) -> str:
    """The number of a house in a line, folded; empty without one."""
    return next((word for word in tokens(text) if _HOUSE.fullmatch(word)), "")
