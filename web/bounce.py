"""What a mail server reports about a mail that did not arrive (RFC 3464, RFC 6533), read without believing it.

Only a real delivery report is read: its parts say that delivery failed for good, and bring back the head of the mail
or its envelope id (RFC 3461), where the mail's own token stands. Texts for people are never searched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.errors import MessageError
from email.message import Message

MOST = 5 * 1024 * 1024
"""A longer one is not read: reports are a few kilobytes, with the whole mail that came back about a megabyte."""
STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
HEADS = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})
WHOLE = frozenset({"message/rfc822", "message/global"})
FORM = "[0-9a-f]{20}"  # of a token
BROKEN = (
    RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError, MessageError,
)  # fmt: skip
"""What Python's parser and its codecs raise on mails made to break them."""


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery report: whether it failed for good, tokens of the mails it is about, what the server said."""

    failed: bool
    tokens: frozenset[str]
    said: str


def read(raw: bytes, host: str) -> Report | None:
    """The report that a mail is; None where it is none. `host`: what stands behind the @ of our Message-IDs."""
    if len(raw) > MOST:
        return None
    try:
        return _report(message_from_bytes(raw), host)
    except BROKEN:
        return None


def _report(mail: Message, host: str) -> Report | None:
    kind = str(mail.get_param("report-type", "")).lower()
    if mail.get_content_type() != "multipart/report" or kind != "delivery-status":
        return None
    parts = _within(mail)
    status = [one for one in parts if one.get_content_type() in STATUS]
    if len(status) != 1:
        return None
    blocks = list(_blocks(status[0]))
    people = [one for one in blocks if _word(one, "Action")]
    failed = [one for one in people if _word(one, "Action") == "failed"]
    told = failed or people
    if not told:
        return None
    tokens = {found for one in parts for found in _tokens(one, host)}
    tokens |= {found for one in blocks if (found := _envelope(one))}
    return Report(bool(failed), frozenset(tokens), _said(told[0]))


def _blocks(part: Message) -> Iterator[Message]:
    """The groups of fields: one about the mail, one for each recipient."""
    held = _within(part)
    if held and part.get_content_type() == "message/delivery-status":
        yield from held
        return
    whole = b"\n".join(one.as_bytes() for one in held)
    text = whole.decode("utf-8", "replace") or _text(part)
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        if block.strip():
            yield message_from_string(block.lstrip("\n"))


def _tokens(part: Message, host: str) -> Iterator[str]:
    kind, heads = part.get_content_type(), _within(part)[:1]
    if kind in HEADS and not heads:
        heads = [message_from_string(_text(part).lstrip())]
    for head in heads if kind in WHOLE | HEADS else ():
        for one in head.get_all("Message-ID", []):
            found = re.fullmatch(rf"<[^<>@\s]+\.({FORM})@{re.escape(host)}>", str(one).strip())
            if found:
                yield found[1]


def _envelope(block: Message) -> str:
    found = re.fullmatch(FORM, _field(block, "Original-Envelope-Id").strip())
    return found[0] if found else ""


def _within(part: Message) -> list[Message]:
    """The mails in a mail, and none where it holds a text."""
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _text(part: Message) -> str:
    held = part.get_payload(decode=True)
    return held.decode("utf-8", "replace") if isinstance(held, bytes) else ""


def _field(block: Message, name: str) -> str:
    """A field of a group, in UTF-8 also where it should be ASCII (RFC 6533)."""
    for one, value in block.raw_items():
        if one.lower() == name.lower():
            return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return ""


def _word(block: Message, name: str) -> str:
    return (_field(block, name).split() or [""])[0].lower()


def _said(block: Message) -> str:
    """Status, the server's own words and whom it could not reach, on one line."""
    words = (_value(block, "Diagnostic-Code"), _value(block, "Final-Recipient"))
    said = " ".join((_word(block, "Status"), *(one for one in words if one)))
    plain = "".join(one if one.isprintable() else " " for one in said)
    return " ".join(plain.split())[:500]


def _value(block: Message, name: str) -> str:
    """A field with its type before it taken off: `smtp; 550 no such user`."""
    whole = _field(block, name)
    return whole.partition(";")[2].strip() or whole.strip()
