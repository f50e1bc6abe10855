"""The other side's last moments: until when the organiser can still file anew, or answer (A02).

A request to put something right is only fair while its answer can still help. The office sees both
moments before it sends one, and confirms the very moments that it saw.
"""

from dataclasses import dataclass
from datetime import datetime

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import judge
from regimes.regime import Move, Regime
from regimes.shelf import Rulebook
from regimes.spans import Uncountable
from workflow import asking_back, calendars, gathering, law, versions
from workflow.errors import N_, NotPossible
from workflow.guards import past
from workflow.recounting import WINDOW_RESTS_ON


@dataclass(frozen=True, slots=True)
class LastMoments:
    """Until when the organiser can act. An instant is None where the law sets no limit, or can't say.

    `refile_open`: a new notice of the same event, filed now, would be in its window; None where
    that can't be counted (an input is missing, or a year without its decree).
    """

    refile_open: bool | None
    refile_until: datetime | None
    answer_until: datetime | None
    answer_open: bool
    after_letter: bool = (
        False  # the answer's time begins with the letter: as it will be if signed now
    )

    @property
    def refiling(self) -> str:
        """How filing anew stands, in a word: open (with its instant), endless, shut or unknown."""
        if self.refile_open is None:
            return "unknown"
        if not self.refile_open:
            return "shut"
        return "open" if self.refile_until else "endless"

    @property
    def mark(self) -> str:
        """What a form carries to say which moments its reader saw."""
        told = [str(self.refile_open), str(self.answer_open)]
        moments = [at.isoformat() if at else "-" for at in (self.refile_until, self.answer_until)]
        if self.after_letter and self.answer_until:
            moments[1] = (
                self.answer_until.date().isoformat()
            )  # else hours would move it every second
        return "|".join([*told, *moments])


SEEN_FIRST = {
    "unknown": N_(
        "Not yet: confirm first that you saw the organiser's time. Whether a new notice would be in time can't be counted here."
    ),
    "shut": N_(
        "Not yet: confirm first that you saw the organiser's time. A new notice would be out of its window already."
    ),
    "endless": N_(
        "Not yet: confirm first that you saw the organiser's time. A new notice would be in time without a limit."
    ),
    "open": N_(
        "Not yet: confirm first that you saw the organiser's time. A new notice would be in time until %(at)s."
    ),
}


class NotSeen(NotPossible):
    """The moments were not confirmed, or others came to hold since the page was made."""

    def __init__(self, last: LastMoments) -> None:
        values = {"at": last.refile_until} if last.refiling == "open" else {}
        super().__init__(SEEN_FIRST[last.refiling], **values)
        self.last = last


def of(work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice) -> LastMoments:
    """The organiser's last moments, counted as if the same notice were filed anew at this instant.

    A new notice falls under the law of today, not under that of the old one (decisions 19).
    """
    now_law = law.in_force(rulebook, regime.id, work.now)
    filing = law.filing_of(versions.content_of(work, notice), now_law, work.now)
    answer, after_letter = _answer(work, rulebook, regime, notice)
    answer_open = not past(answer, work.now)
    try:
        judged = judge(now_law, calendars.days_of(work, rulebook, now_law), filing)
    except Uncountable:
        return LastMoments(None, None, answer, answer_open, after_letter)
    in_time = judged.verdict == "in_window"
    return LastMoments(in_time, judged.closes, answer, answer_open, after_letter)


def _answer(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice
) -> tuple[datetime | None, bool]:
    """Until when the organiser can answer, and whether that counts from the letter that is being written."""
    draft = rows.draft_decision(work, notice)
    days = asking_back.reply_days(work, rulebook, regime, notice)
    moves = [move for move in regime.moves.values() if draft and move.outcome == draft.outcome]
    found = [days[move.to] for move in moves if move.to in days] or list(days.values())
    if found and regime.stages[notice.stage].awaits != "organiser":
        return min(found).astimezone(regime.zone), True
    return gathering.newest_due(regime, rows.dues(work, notice), "organiser", notice.stage), False


def mark(work: UnitOfWork, rulebook: Rulebook, reference: str) -> str:
    """The mark of the moments as they stand now: what a page gives to its form."""
    notice = work.notice(reference)
    return of(work, rulebook, law.regime_of(work, rulebook, notice), notice).mark


def asks_back(regime: Regime, move: Move | None) -> bool:
    """Whether this release sends the notice back to the organiser to change or accept something."""
    return move is not None and regime.stages[move.to].awaits == "organiser"


def asks_back_by(regime: Regime, outcome: str) -> bool:
    """The same for an outcome, whatever stage releases it."""
    moves = [move for move in regime.moves.values() if move.verb == "release"]
    return any(asks_back(regime, move) for move in moves if move.outcome == outcome)


def require(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, outcome: str, seen: str
) -> None:
    """Refuse with NotSeen to hand on or send what asks the organiser back, unless the moments were seen.

    `seen` is the mark of the moments that the person confirmed; one that no longer holds counts as unseen.
    """
    if not asks_back_by(regime, outcome):
        return
    last = of(work, rulebook, regime, notice)
    if seen != last.mark:
        raise NotSeen(last)


def repairable(last: LastMoments, question: str) -> bool:
    """Whether an answer can still be put right in place: what moves the window only while it is open.

    Once a new notice would be late, asking for another day or kind would ask for the impossible:
    then another time is a proposal of the office.
    """
    return last.refile_open is not False or question not in WINDOW_RESTS_ON
