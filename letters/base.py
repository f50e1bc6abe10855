"""What every kind of letter shares, and what it **must** hold before it may be printed.

A letter is frozen, knows no database and survives `to_json` / `from_json` unchanged. `musts()` names, as message
ids, what is missing: a letter with a non-empty answer is never printed (letters.md 4 and 8.6, law.md 1.9).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from letters import check_code, plain
from letters.figure import Map
from letters.parts import N_, Head, Notified, Person, Replaced

SIX_DIGITS = r"\b\d{6}\b"
POSTCODE = r"\b\d{4,6}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
"""4 to 6 digits, or the British form: SW1A 1AA."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What every kind shares. `limit` is the most pages it may have (letters.md 7), and one more with a `map`."""

    kind: ClassVar[str]
    limit: ClassVar[int] = 4
    signed: ClassVar[bool] = True  # False: released by the regime in the name of the office
    silent: ClassVar[frozenset[str]] = frozenset()  # fields that this kind does not print
    head: Head
    notified: Notified
    replaces: Replaced | None = None
    map: Map | None = None

    def musts(self, draft: bool = False) -> tuple[str, ...]:
        """Message ids of what the letter lacks; empty when it may be printed.

        A draft has no number, check code and signatory yet: release allots them (decisions 32).
        """
        released = () if draft else _released(self.head, self.signed)
        return (*released, *_head(self.head), *_notified(self), *self._own())

    def _own(self) -> Iterator[str]:
        yield from ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON with the kind beside the fields."""
        fields = plain.encode(self)
        if self.map is None:  # as letters were kept before there were maps
            del fields["map"]
        return {"letter": self.kind, "format": 1, **fields}


def _released(head: Head, signed: bool) -> Iterator[str]:
    signatory = head.signatory
    if not head.number.strip():
        yield N_("the number of the letter")
    if not check_code.valid(head.check_code) or not head.check_url.strip():
        yield N_("the check code and where to check it")
    if signed and (signatory is None or not (signatory.post.strip() and signatory.name.strip())):
        yield N_("who signs")
    deciding = head.wording.deciding if head.wording else ""
    if signed and head.by_post and not has_postcode(head.addressee, deciding):
        yield N_("the postcode in the address")


def has_postcode(lines: Iterable[str], deciding: str) -> bool:
    """Six digits anywhere in an address of a Russian regime; elsewhere a postcode in the last line.

    `deciding`: the language of the text that decides, "ru" or empty for a Russian regime.
    """
    if deciding in ("", "ru"):
        return bool(re.search(SIX_DIGITS, " ".join(lines)))
    last = next((line for line in reversed(tuple(lines)) if line.strip()), "")
    return bool(re.search(POSTCODE, last.upper()))


def _head(head: Head) -> Iterator[str]:
    office = head.office
    if not any(line.strip() for line in head.addressee):
        yield N_("the addressee")
    if not head.reply_reference.strip():
        yield N_("the number of the notice")
    if not (office.name.strip() and office.short.strip() and office.contact.strip()):
        yield N_("the name and address of the office")
    if head.day < head.reply_received.date():
        yield N_("a date that is not before the day of receipt")


def _notified(letter: Letter) -> Iterator[str]:
    notified = letter.notified
    if not notified.kind.strip():
        yield N_("the kind of the event")
    if not any(place.strip() for place in notified.places):
        yield N_("the place as notified")
    if not notified.sittings:
        yield N_("the date and hours as notified")
    if notified.attendance < 1 and letter.head.wants("attendance"):
        yield N_("how many people are expected")
    if not notified.organiser.strip() and "organiser" not in letter.silent:
        yield N_("the organiser")


def words(paragraphs: tuple[str, ...], missing: str) -> Iterator[str]:
    """`missing`, unless some paragraph says something."""
    if not any(paragraph.strip() for paragraph in paragraphs):
        yield missing


def person(who: Person) -> Iterator[str]:
    """What is missing unless the person can be called by name."""
    if not who.name.strip() or not who.phone.strip():
        yield N_("the representative of the office and the telephone")


def challenged(letter: Letter) -> Iterator[str]:
    """What is missing unless the letter says how to challenge it; letters without a wording have it fixed."""
    wording = letter.head.wording
    if wording is not None and not any(text.strip() for text in wording.remedies):
        yield N_("how and until when the decision can be challenged")
