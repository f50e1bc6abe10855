"""Minutes of a commission's sitting as data: a paper of the office that the press sets like its letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from letters import check_code
from letters.base import Letter
from letters.parts import N_


@dataclass(frozen=True, kw_only=True)
class Voted:
    """One item of the agenda: what was voted on, how, and what came of it. Texts are in the language of the minutes."""

    reference: str
    what: str  # kind, day and place
    draft: str  # the answer that was voted on
    voting: int
    ayes: int
    noes: int
    abstained: int
    result: str
    against: tuple[str, ...] = ()  # by name, as they voted
    without: tuple[str, ...] = ()  # members with an interest, who were no members here
    dissent: tuple[str, ...] = ()  # name and words
    casting: str = ""  # at equal votes: whose vote decided, and how


@dataclass(frozen=True, kw_only=True)
class SittingMinutes(Letter):
    """Who was there, what was voted, who dissented. Goes to nobody by post, so it has no window; the code
    in its foot tells anybody whether it is genuine, and says nothing of what was voted on.
    """

    kind = "minutes"
    limit = 40
    signed = False
    silent = frozenset({"notified", "replaces"})
    commission: str
    held: date
    hour: str
    place: str
    chair: str
    secretary: str
    quorum: int
    present: tuple[str, ...]
    remote: tuple[str, ...]
    away: tuple[str, ...]
    items: tuple[Voted, ...]
    remarks: str = ""

    def musts(self, draft: bool = False) -> tuple[str, ...]:
        """Message ids of what the minutes lack."""
        return tuple(self._lacks(draft))

    def _lacks(self, draft: bool) -> Iterator[str]:
        if not draft and not self.head.number.strip():
            yield N_("the number of the minutes")
        if self.head.check_code and not check_code.valid(self.head.check_code):
            yield N_("the check code and where to check it")
        if not self.commission.strip():
            yield N_("the name of the commission")
        if not self.items:
            yield N_("an item of the agenda")


PAPERS: dict[str, type[Letter]] = {SittingMinutes.kind: SittingMinutes}
"""Papers of the office that the press sets too, beside the letters to organisers (letter.KINDS)."""
