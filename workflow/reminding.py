"""Reminders of an organiser's own duties around the event (R8): what the law of the notice says, by mail, until stopped.

Neutral by rule: the same words to everybody of a kind and size, taken from the file of the law. They are promised
when the notice is filed, and looked at again when they leave: a day that moved moves them, an event that is not
held is not spoken of, and who stopped them gets none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from records import behind
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.conditions import holds
from regimes.regime import Regime
from regimes.rules import Reminder
from regimes.words import GIVES_UP
from workflow import needs, versions
from workflow.content import Content

AT = time(10, 0)
"""The hour of the day at which they leave, in the zone of the law."""
NOT_HELD = frozenset({*GIVES_UP, "decline", "lapse-declined", "lapse-refused"})
NOT_AGREED = frozenset({"refused", "not-examined", "opposed"})


@dataclass(frozen=True, slots=True)
class Batch:
    """Duties of one side of the event that are told in one mail, and when."""

    before: bool
    days: int
    at: datetime
    duties: tuple[Reminder, ...]

    @property
    def mail(self) -> str:
        return "duties-before" if self.before else "duties-after"


def batches(regime: Regime, notice: Notice, content: Content) -> Iterator[Batch]:
    """The mails of a notice as it is now."""
    case = needs.case_of(content)
    mine = [one for one in regime.reminders if holds(one.when, case)]
    for before, days in dict.fromkeys((one.before, one.days) for one in mine):
        duties = tuple(one for one in mine if (one.before, one.days) == (before, days))
        edge = (notice.starts_at if before else notice.ends_at).astimezone(regime.zone).date()
        day = edge - timedelta(days=days) if before else edge + timedelta(days=days)
        yield Batch(before, days, datetime.combine(day, AT, tzinfo=regime.zone), duties)


def promise(work: UnitOfWork, regime: Regime, notice: Notice, content: Content) -> None:
    """Promise the mails whose time is still to come."""
    for batch in batches(regime, notice, content):
        if batch.at > work.now:
            _promise(work, notice, batch)


def _promise(work: UnitOfWork, notice: Notice, batch: Batch) -> None:
    payload = {
        "mail": batch.mail, "notice": notice.id, "letter": None, "to": "organiser",
        "days": batch.days, "at": batch.at.isoformat(),
    }  # fmt: skip
    key = f"mail:{batch.mail}:{notice.id}:{batch.days}:{batch.at:%Y-%m-%d}"
    work.promise("mail", key, payload, batch.at)


def due_now(
    work: UnitOfWork, regime: Regime, notice: Notice, payload: dict[str, object]
) -> tuple[Reminder, ...]:
    """What this mail tells now; nothing where it is not to be sent. Promised anew where the day moved."""
    if behind.is_quiet(work, notice) or not held(regime, notice.stage):
        return ()
    for batch in batches(regime, notice, versions.content_of(work, notice)):
        if batch.mail == payload["mail"] and batch.days == payload.get("days"):
            if batch.at > work.now:
                _promise(work, notice, batch)
                return ()
            moved = batch.at.isoformat() != payload.get("at")
            return () if moved and batch.before and notice.starts_at <= work.now else batch.duties
    return ()


def held(regime: Regime, stage: str) -> bool:
    """Whether the event may still be held, as far as the notice stands: not given up, not refused."""
    return not any(
        move.to == stage
        and (
            move.verb in NOT_HELD
            or (move.outcome and regime.outcomes[move.outcome].letter in NOT_AGREED)
        )
        for move in regime.moves.values()
    )
