"""What a city hands out so that anybody can check its letters alone: certificates, keys of its log, checkpoints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from letters.certificate import Certificate, told
from records import certificate_rows, checkpoint_rows
from records.checkpoint_rows import Made
from records.unit_of_work import UnitOfWork

NEWEST = 5
"""Checkpoints on the page; each holds all before it, so one would do."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A certificate that signs letters, or signed some."""

    certificate: Certificate
    first_at: datetime | None
    """When it first signed a letter; None where it has signed none yet."""
    now: bool
    """Whether it is the one that signs now."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """A key of the log."""

    key: str
    first_at: datetime | None
    last_at: datetime | None
    now: bool

    @property
    def name(self) -> str:
        """Name and number of the key, as a checkpoint names it."""
        return "+".join(self.key.split("+", 2)[:2])


@dataclass(frozen=True, slots=True)
class HandedOut:
    """All of it."""

    signing: list[Signing]
    keys: list[LogKey]
    checkpoints: Sequence[Made]


def everything(work: UnitOfWork, own: Certificate | None, log_keys: Sequence[str]) -> HandedOut:
    """`own`: the certificate that signs now, if one can; `log_keys`: of the log, the newest first."""
    used = certificate_rows.every(work)
    signing = [
        Signing(told(row.pem), row.first_at, own is not None and row.sha256 == own.sha256)
        for row in used
    ]
    if own is not None and not any(one.now for one in signing):
        signing.insert(0, Signing(own, None, now=True))
    spans = checkpoint_rows.spans(work)
    keys = [*log_keys, *(key for key in spans if key not in log_keys)]
    return HandedOut(
        signing,
        [_log_key(key, spans.get(key), now=key == log_keys[0]) for key in keys],
        checkpoint_rows.listed(work, limit=NEWEST),
    )


def _log_key(key: str, span: tuple[datetime, datetime] | None, *, now: bool) -> LogKey:
    return LogKey(key, span[0] if span else None, span[1] if span else None, now)


def as_text(city: str, found: HandedOut) -> str:
    """One file with all of it, for `veche letters verify --city FILE` and for people."""
    lines = [
        f"# {city}",
        "# Keys and checkpoints, to check letters: docs/how-to/check-a-letter.md",
        "",
    ]
    for one in found.signing:
        what = one.certificate
        lines += [
            f"# Certificate of letters: {what.name}",
            f"# SHA-256 {what.sha256}, from {what.begins:%Y-%m-%d} to {what.ends:%Y-%m-%d}",
            what.pem.strip(),
            "",
        ]
    lines += ["# Keys of the log", "", *(one.key for one in found.keys), ""]
    lines += ["# Newest checkpoints of the log", ""]
    return "\n".join(lines) + "\n" + "\n".join(one.note for one in found.checkpoints)
