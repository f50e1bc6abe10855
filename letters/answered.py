"""The answer to an objection or a complaint as data: what was said, what comes of it, why, and what is still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from letters.base import Letter, challenged, words
from letters.parts import N_


@dataclass(frozen=True, kw_only=True)
class Answered(Letter):
    """An objection upheld (`upheld`) or rejected, or a complaint answered (`complaint`).

    `plea` and `filed` name what is answered, `decision` the letter that was objected to, empty for a
    complaint; `quoted` are the organiser's own words, `why` the reasons, one paragraph an entry.
    """

    kind = "answered"
    limit = 10
    silent = frozenset({"aim"})  # the answer is about what was said, not about the event
    plea: str
    filed: date
    decision: str
    quoted: tuple[str, ...]
    upheld: bool
    complaint: bool
    why: tuple[str, ...]

    def _own(self) -> Iterator[str]:
        yield from words(self.quoted, N_("what was objected to or complained of"))
        yield from words(self.why, N_("the reasons of the answer"))
        if not self.complaint:
            if not self.decision.strip():
                yield N_("the decision that was objected to")
            yield from challenged(self)
