"""Words for clocks of the receipt that count from a later change: what is kept says `received`, and a receipt never moves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from regimes.clocks import START_STEPS, DueDate
from regimes.steps import Step
from workflow.errors import N_

CHANGED = N_(
    "Start: the notice was changed at %(at)s, and the time counts anew from the change; that day is not counted. The time of receipt stays."
)


def told(steps: Iterable[Step], received_at: datetime) -> tuple[Step, ...]:
    """The steps of an explained date, with a start other than the receipt named as what it is: the change."""
    return tuple(_told(step, received_at) for step in steps)


def steps_of(due: DueDate | None, received_at: datetime) -> tuple[Step, ...]:
    """The same of a date that was counted; nothing where none runs."""
    return told(due.steps, received_at) if due else ()


def _told(step: Step, received_at: datetime) -> Step:
    at = step.values.get("at")
    if step.text != START_STEPS["receipt"] or not isinstance(at, datetime) or at == received_at:
        return step
    return replace(step, text=CHANGED)
