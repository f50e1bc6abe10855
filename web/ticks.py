"""What a minute brings: clocks that ran out, those near their end, reminders, and the sweeping of the house."""

import logging
from collections.abc import Callable
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from records import idempotency, reads
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from web import erasing_runs, mail_calendar, sealing, security, sweeping
from web.by_itself import unit_of
from web.work import House, rulebook, silence_rule
from workflow import (
    answer_times,
    body_time,
    checkpointing,
    climbing,
    plea_time,
    signing_gap,
    task_time,
    ticking,
    unheld,
)
from workflow.actor import SYSTEM
from workflow.roster import SilenceRule

log = logging.getLogger("veche.worker")


def _unasked() -> None:
    """Nobody else is there."""


def tick(here: House, still_mine: Callable[[], None] = _unasked) -> None:
    """What time brings, each deed in a unit of its own; then the house is swept.

    First what ran out has its consequence and is written down, then what is near its end climbs, then
    people are reminded. It computes «due and not done», so a worker that slept for days catches up, in
    order, once; what ran out while it slept does not climb any more, it is an incident.
    """
    rule = silence_rule(here.settings)
    with reading(here.engine, here.clock) as work:
        late, unanswered = ticking.overdue(work), ticking.unanswered(work, rulebook())
    for due in late:
        still_mine()
        if not _alone(here, "lapse", partial(_lapse, due)):
            _alone(here, "incident", partial(_missed, due, "stuck"))
    for due in unanswered:
        still_mine()
        _alone(here, "incident", partial(_missed, due, "unanswered"))
    with reading(here.engine, here.clock) as work:
        climbs = climbing.due_for(work, rule, _today(here))
    for due in climbs:
        still_mine()
        _alone(here, "threshold", partial(_climb, due, rule))
    with reading(here.engine, here.clock) as work:
        near = ticking.to_remind(work)
        nobody = signing_gap.untold(work, _today(here), rule.ahead)
    for due in near:
        still_mine()
        _alone(here, "reminder", partial(_remind, due, rule))
    _services(here, still_mine)
    if nobody:
        _alone(here, "warning", partial(_warn, _today(here), rule))
    _pleas(here, still_mine)
    if sealing.can_go_on(here):
        _alone(here, "held letters", unheld.go_on)
    with unit_of_work(here.engine, here.clock) as work:
        idempotency.sweep(work)
        reads.seal(work, SYSTEM)
        checkpointing.hourly(work)
    if here.clock.now().minute == 0:
        security.sweep()
        sweeping.sweep_quietly(here)
        _alone(here, "calendar", mail_calendar.tell_missing_years)
        _alone(here, "answer times", partial(_count, ZoneInfo(here.settings.timezone)))
    erasing_runs.at_night(here, still_mine)


def _services(here: House, still_mine: Callable[[], None]) -> None:
    """Services that have not answered a question, or not done a task, are reminded; then their chiefs are told."""
    with reading(here.engine, here.clock) as work:
        deeds = [partial(_tell_body, one) for one in body_time.to_tell(work)]
        deeds += [partial(_tell_task, one) for one in task_time.to_tell(work, rulebook())]
    for deed in deeds:
        still_mine()
        _alone(here, "reminder", deed)


def _pleas(here: House, still_mine: Callable[[], None]) -> None:
    """The clocks of objections and complaints, after those of notices."""
    with reading(here.engine, here.clock) as work:
        deeds: list[tuple[str, list[int], Callable[..., object]]] = [
            ("complaint", plea_time.misplaced(work, rulebook()), plea_time.pass_on),
            ("missed answer", plea_time.run_out(work), plea_time.missed),
            ("reminder", plea_time.to_remind(work), plea_time.remind),
        ]
    for what, found, deed in deeds:
        for plea in found:
            still_mine()
            _alone(here, what, partial(_of_plea, deed, plea))


def _of_plea(deed: Callable[..., object], plea: int, work: UnitOfWork) -> None:
    deed(work, rulebook(), plea)


def _lapse(due: int, work: UnitOfWork) -> None:
    ticking.lapse(work, rulebook(), due)


def _tell_body(question: int, work: UnitOfWork) -> None:
    body_time.tell(work, question)


def _tell_task(task: int, work: UnitOfWork) -> None:
    task_time.tell(work, rulebook(), task)


def _warn(day: date, rule: SilenceRule, work: UnitOfWork) -> None:
    signing_gap.warn(work, day, rule.ahead)


def _count(zone: ZoneInfo, work: UnitOfWork) -> None:
    answer_times.count(work, zone)


def _today(here: House) -> date:
    return here.clock.now().astimezone(ZoneInfo(here.settings.timezone)).date()


def _missed(due: int, what: str, work: UnitOfWork) -> None:
    ticking.missed(work, rulebook(), due, what)


def _climb(due: int, rule: SilenceRule, work: UnitOfWork) -> None:
    climbing.climb(work, rulebook(), due, rule)


def _remind(due: int, rule: SilenceRule, work: UnitOfWork) -> None:
    ticking.remind(work, rulebook(), due, rule)


def _alone(here: House, what: str, deed: Callable[[UnitOfWork], object]) -> bool:
    """One deed of time in its own unit; what goes wrong with one notice holds up no other. Whether it was done."""
    try:
        with unit_of(here) as work:
            deed(work)
    except Exception as error:  # noqa: BLE001 - one bad notice must not stop the others; the next tick tries again
        log.warning("%s failed: %s", what, type(error).__name__)
        return False
    return True
