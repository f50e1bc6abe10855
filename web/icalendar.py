"""Dates as a calendar file: RFC 5545, lines of at most 75 octets, stable UIDs, times in UTC."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75
"""Octets of a line without its line break (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a calendar; without `end` it is a moment. `cancelled`: it will not take place; `tentative`: nobody knows yet."""

    uid: str
    at: datetime
    end: datetime | None
    stamp: datetime
    summary: str
    place: str = ""
    url: str = ""
    cancelled: bool = False
    tentative: bool = False


def calendar(name: str, entries: Iterable[Entry], product: str = "-//Veche//Dates//EN") -> bytes:
    """The file. Every line ends with CRLF; the same entries give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{product}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines += [f"X-WR-CALNAME:{_text(name)}"]
    for one in entries:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: Entry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(one.uid)}",
        f"DTSTAMP:{_moment(one.stamp)}",
        f"DTSTART:{_moment(one.at)}",
        f"DTEND:{_moment(one.end)}" if one.end else "DURATION:PT0S",
        f"SUMMARY:{_text(one.summary)}",
        f"LOCATION:{_text(one.place)}" if one.place else "",
        f"URL:{one.url}" if one.url else "",
        f"STATUS:{_status(one)}",
        "TRANSP:OPAQUE" if one.end else "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return [line for line in lines if line]


def _status(one: Entry) -> str:
    return "CANCELLED" if one.cancelled else "TENTATIVE" if one.tentative else "CONFIRMED"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """A text value: what has a meaning is escaped, and no line break or control sign comes through (3.3.11)."""
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in plain if sign == "\t" or (ord(sign) >= 32 and ord(sign) != 127))


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets; a sign is never cut, and each next part begins with a space."""
    part, room = "", LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST - 1
        part, room = part + sign, room - size
    yield part
