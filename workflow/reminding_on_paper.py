"""The duties of an organiser who gave no mailbox, by letter: the same words as the mail, early enough for the post."""

from datetime import datetime, timedelta
from typing import Any

import letters.letter as paper
from records import behind
from records.tables import Notice, Organiser, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import issuing, law, numbering, picturing, postal, reminding, versions, wording
from workflow.actor import SYSTEM
from workflow.content import Content
from workflow.envelope import address_lines


def is_due_on_paper(work: UnitOfWork, notice: Notice) -> bool:
    """Whether the organiser gave no mailbox, but an address for the post."""
    organiser = work.get(Organiser, notice.organiser_id)
    return not organiser.email.strip() and bool(
        organiser.address.strip() and organiser.postcode.strip()
    )


def promise_all(work: UnitOfWork, regime: Regime, notice: Notice, content: Content) -> None:
    """Promise the reminders of a notice that was filed: letters where no mailbox is known, else mails."""
    if not is_due_on_paper(work, notice):
        reminding.promise(work, regime, notice, content)
        return
    for batch in reminding.batches(regime, notice, content):
        if batch.at > work.now:
            promise(work, regime, notice, batch)


def promise(work: UnitOfWork, regime: Regime, notice: Notice, batch: reminding.Batch) -> None:
    """Promise the letter of a batch; one for after the event leaves when the mail would."""
    at = _at(regime, batch)
    payload = {
        "notice": notice.id,
        "mail": batch.mail,
        "days": batch.days,
        "at": batch.at.isoformat(),
    }
    key = f"reminder:{batch.mail}:{notice.id}:{batch.days}:{batch.at:%Y-%m-%d}"
    work.promise("reminder", key, payload, max(at, work.now))


def release(work: UnitOfWork, rulebook: Rulebook, payload: dict[str, Any]) -> None:
    """Release the letter, if its time has come and the event may still be held; promised anew where its day moved."""
    notice = work.get(Notice, payload["notice"])
    regime = law.regime_of(work, rulebook, notice)
    if behind.is_quiet(work, notice) or not reminding.held(regime, notice.stage):
        return
    for batch in reminding.batches(regime, notice, versions.content_of(work, notice)):
        if (batch.mail, batch.days) != (payload["mail"], payload["days"]):
            continue
        if _at(regime, batch) > work.now:
            promise(work, regime, notice, batch)
        elif not batch.before or notice.starts_at > work.now:
            _release(work, regime, notice, batch)


def _at(regime: Regime, batch: reminding.Batch) -> datetime:
    """So many days before the mail as the law's file of service gives to printing and the post; after the event with it."""
    days = regime.service.days_underway(batch.at.date()) if batch.before else 0
    return batch.at - timedelta(days=days)


def _release(work: UnitOfWork, regime: Regime, notice: Notice, batch: reminding.Batch) -> None:
    unit = work.get(Unit, notice.unit_id)
    deciding = wording.languages(unit, regime, notice)[0]
    if not postal.reachable(work, notice, address_lines(work, notice, deciding), deciding):
        return

    def make(locale: str, head: paper.Head, notified: paper.Notified) -> paper.Letter:
        duties = tuple(
            paper.Duty(text=one.text.in_(locale), basis=one.source.cited.in_(locale))
            for one in batch.duties
        )
        office = unit.name_ru if locale == "ru" else unit.name_en
        letter = paper.Reminder(
            head=head,
            notified=notified,
            before=duties if batch.before else (),
            after=() if batch.before else duties,
            contact=paper.Person(name=office, phone=unit.phone) if unit.phone else None,
        )
        return picturing.as_notified(work, notice, letter) if batch.before else letter

    def say(locale: str) -> paper.Wording:
        return paper.Wording(needs=wording.of_stage(regime, "reminder", notice.kind, locale).needs)

    number = numbering.letter_number(work, regime, notice, "reminder")
    issuing.issue(
        work, regime, notice, kind="reminder", number=number, make=make, say=say, by=SYSTEM
    )
