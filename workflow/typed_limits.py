"""Conditions that were typed or pasted as words: read back as the limits of the library's wordings, or said to be unread.

Pure: no record is read here. Only a wording of the library, in either language and any of its versions, is read as
data; what is left over makes the text `unread`, so that a person compares it. Nothing is guessed from other words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workflow import library, limiting
from workflow.errors import Invalid
from workflow.library import SLOT, Wording
from workflow.limiting import ONLY_OPEN, TWO_ONLY, Limit, Why

SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "\xa0": " ", "ё": "е", "«": "", "»": "", '"': "", "“": "", "”": ""})  # fmt: skip
HOUR = r"(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9]"
SLOTS = {
    "number": r"(?P<number>[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,8})(?![0-9])", "from": rf"(?P<from>{HOUR})",
    "to": rf"(?P<to>{HOUR})", "day": r"(?P<day>[0-9]{2}\.[0-9]{2}\.[0-9]{4})", "place": r"(?P<place>[^\n;]+)",
}  # fmt: skip
DIFFER = frozenset({TWO_ONLY, ONLY_OPEN})
"""Rules that hold because two places are not the same one: a place that may end earlier is no proof of that."""


@dataclass(frozen=True, slots=True)
class Found:
    """One limit of a text. Where its place may end earlier, every way to read it: `ways`, the longest first."""

    ways: tuple[Limit, ...]

    def against(self, other: "Found") -> Why | None:
        """Why both can't be kept, in whichever way the places are read."""
        whys = [limiting.excludes(one, another) for one in self.ways for another in other.ways]
        same = [why for why in whys if why is not None and why.text not in DIFFER]
        if same:
            return same[0]
        return whys[0] if whys and all(whys) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a text, and whether something of it was not."""

    found: tuple[Found, ...]
    unread: bool


def read(text: str, wordings: Iterable[Wording]) -> Reading:
    """Read every wording of the library that stands in a text; wordings without a place first, as a place takes all."""
    rest, found = _plain(text), []
    known = dict.fromkeys(
        (template, one) for one in wordings for template in (one.what_ru, one.what_en)
    )
    open_end = False
    for template, wording in sorted(known, key=lambda pair: ("{place}" in pair[0], -len(pair[0]))):
        pattern = _pattern(template)
        while (here := pattern.search(rest)) is not None:
            ways = tuple(_ways(wording, here))
            if not ways:
                break
            if not wording.limit.empty:
                found.append(Found(ways))
            open_end = open_end or len(ways) > 1
            rest = f"{rest[: here.start()]}\n{rest[here.end() :]}"
    return Reading(tuple(found), open_end or bool(re.search(r"\w", rest)))


def _plain(text: str) -> str:
    """The text as it is compared: without case, kinds of dashes and quotes, and double spaces."""
    lines = text.casefold().translate(SIGNS).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


@lru_cache(2048)
def _pattern(template: str) -> re.Pattern[str]:
    """A wording as a pattern: its words, and in each gap what may stand there."""
    parts, at = [], 0
    plain = _plain(template).rstrip(" .")
    used: set[str] = set()
    for gap in SLOT.finditer(plain):
        parts.append(re.escape(plain[at : gap.start()]))
        slot = SLOTS.get(gap[1], re.escape(gap[0]))
        parts.append(f"(?P={gap[1]})" if gap[1] in used else slot)
        used.add(gap[1])
        at = gap.end()
    parts.append(re.escape(plain[at:]))
    return re.compile(rf"(?<!\w){''.join(parts)}(?!\w)")


def _ways(wording: Wording, here: re.Match[str]) -> Iterator[Limit]:
    """The limit of a wording as it is filled in; none where it says nothing whole. Places also as far as each full stop."""
    said = here.groupdict()
    place = (said.get("place") or "").strip(" .")
    if "…" in place:
        return
    places = [place, *(place[: stop.start()] for stop in reversed([*re.finditer(r"\. ", place)]))]
    for each in places:
        try:
            given = Limit(
                number=int(said["number"].replace(" ", "")) if said.get("number") else None,
                start=_hour(said.get("from")), end=_hour(said.get("to")), place=each,
                day=_day(said.get("day")),
            )  # fmt: skip
            yield limiting.checked(library.fixed(wording, given))
        except (Invalid, ValueError):
            return


def _hour(typed: str | None) -> str:
    return typed.replace(".", ":").zfill(5) if typed else ""


def _day(typed: str | None) -> date | None:
    return date(int(typed[6:]), int(typed[3:5]), int(typed[:2])) if typed else None
