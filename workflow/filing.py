"""A notice comes in: online by an organiser, or on paper by a clerk's hand. Acknowledged means kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from letters import check_code
from records import chain, draft_rows, idempotency
from records.tables import Draft, LogEntry, Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import Judgement, Uncountable, judge
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    addressing,
    attaching,
    bounds,
    calendars,
    climbing,
    clocks,
    drafting,
    issuing,
    law,
    organising,
    policy,
    reminding_on_paper,
    signed,
    versions,
)
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, Invalid, NotAllowed, NotPossible


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled-in notice, ready to be signed and filed."""

    regime_id: str
    content: Content
    locale: str
    signature: str  # the name as typed under the declaration
    declared: bool
    organisation: int | None = None  # for which of the own organisations
    signed_by: str = "typed_name"  # regimes.words.SIGNATURES: how it was signed
    signer: Mapping[str, str] = field(default_factory=dict)  # who, as a single sign-on names them


@dataclass(frozen=True, slots=True)
class Filed:
    """What the receipt page needs; `again` when the same key had come before."""

    reference: str
    check_code: str
    notice_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What was given out for a filing that is filed again after a restore."""

    reference: str
    check_code: str
    received_at: datetime
    channel: str
    brought: attaching.Brought | None = None


ROUTE = "notice.file"


class FiledAlready(NotPossible):
    """The form was filed before with other words; `filed` is the notice that came of it (decisions 23)."""

    def __init__(self, filed: Filed) -> None:
        super().__init__(
            N_(
                "This notice was filed already, as %(reference)s. What you changed since was not sent."
            ),
            reference=filed.reference,
        )
        self.filed = filed


def file(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    sheet: Sheet,
    key: str,
    sender: str,
    draft_secret: str = "",
) -> Filed:
    """File a notice and promise its receipt, in one unit. Never refused for being outside the window.

    The same key from the same sender gives the first answer again; with another body FiledAlready.
    Raises Invalid without signature or declaration (decisions 5, 6, 7).
    """
    if not policy.may(actor, "notice.file"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    earlier = _earlier(work, sheet, key, sender)
    if earlier is not None:
        return earlier
    draft = draft_rows.by_hash(work, drafting.digest(draft_secret)) if draft_secret else None
    if draft is not None and draft.filed_notice_id is not None:
        filed = work.get(Notice, draft.filed_notice_id)
        raise FiledAlready(Filed(filed.reference, "", filed.id or 0, again=True))
    regime = law.in_force(rulebook, sheet.regime_id, work.now)
    signed.require(regime, sheet.signature, sheet.signed_by, declared=sheet.declared)
    bounds.require_ahead(sheet.content, regime, work.now)
    notice = _take_in(
        work, rulebook, regime, sheet, actor, received_at=work.now, channel="online", draft=draft
    )
    if draft is not None:
        draft.filed_notice_id = notice.id
    return _remember(work, notice, sheet, key, sender)


def enter_paper(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    sheet: Sheet,
    received_at: datetime,
    key: str,
    sender: str,
) -> Filed:
    """Enter a paper notice with the true time at which the office received it (M37).

    Raises Invalid for a time ahead of now.
    """
    if not policy.may(actor, "desk.paper"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    if policy.only_asked(actor):
        raise NotAllowed(N_("Not yours: a paper notice is entered by the office that receives it."))
    if received_at > work.now:
        raise Invalid("received_at", N_("The time of receipt can't be ahead of now."))
    earlier = _earlier(work, sheet, key, sender, received_at)
    if earlier is not None:
        return earlier
    regime = law.in_force(rulebook, sheet.regime_id, received_at)
    notice = _take_in(
        work, rulebook, regime, sheet, actor, received_at=received_at, channel="paper"
    )
    return _remember(work, notice, sheet, key, sender, received_at)


def again(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, sheet: Sheet, known: Known
) -> Notice:
    """File what the receipt journal kept and the records lost, with its first number and time of receipt."""
    regime = law.in_force(rulebook, sheet.regime_id, known.received_at)
    return _take_in(
        work, rulebook, regime, sheet, actor,
        received_at=known.received_at, channel=known.channel, known=known,
    )  # fmt: skip


def _take_in(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    sheet: Sheet,
    actor: Actor,
    *,
    received_at: datetime,
    channel: str,
    draft: Draft | None = None,
    known: Known | None = None,
) -> Notice:
    content = sheet.content
    if content.kind not in regime.kinds:
        raise Invalid("kind", N_("Choose what kind of event it is."))
    bounds.check(content, known=known is not None)
    judgement = _judged(work, rulebook, regime, content, received_at)
    law.keep(work, regime)
    notice = Notice(
        reference=known.reference if known else addressing.reference(work, received_at, regime),
        check_code=known.check_code if known else check_code.new(),
        regime_pin=regime.pin,
        kind=content.kind,
        stage=regime.initial,
        channel=channel,
        organiser_id=organising.of_filing(work, actor, content, sheet.organisation),
        unit_id=addressing.addressee(work, judgement.addressee, content).id or 0,
        received_at=received_at,
        entered_at=work.now,
        window=judgement.verdict,
        starts_at=work.now,
        ends_at=work.now,
        place_line="",
        okrug="",
        attendance=content.attendance,
        locale=sheet.locale,
    )
    versions.fit(notice, content, regime.zone)
    work.add(notice)
    work.flush()
    papers = attaching.filed(work, draft, notice, actor, known.brought if known else None)
    version = versions.write(
        work, notice, content, zone=regime.zone, why="filed", actor=actor, papers=papers
    )
    clocks.refresh_from(notice, regime, clocks.start(work, notice, judgement.dues))
    entry = _write_down(work, notice, version.hash, sheet, judgement, actor)
    issuing.receipt(work, regime, notice, judgement)
    reminding_on_paper.promise_all(work, regime, notice, content)
    climbing.landed(work, regime, notice, entry, urgent=clocks.call_now(judgement.dues))
    work.filed.append(notice.id or 0)
    return notice


def _judged(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    content: Content,
    received_at: datetime,
) -> Judgement:
    """Window, clocks and addressee. Invalid where the law can't be counted from what was typed."""
    try:
        days = calendars.days_of(work, rulebook, regime)
        return judge(regime, days, law.filing_of(content, regime, received_at))
    except Uncountable as error:
        raise Invalid("sessions", error.text, **error.values) from error


def _write_down(
    work: UnitOfWork,
    notice: Notice,
    version_hash: str,
    sheet: Sheet,
    judgement: Judgement,
    actor: Actor,
) -> LogEntry:
    assert notice.id is not None
    return work.log(
        "notice.filed",
        actor=actor,
        subject=("notice", notice.id),
        details={
            "reference": notice.reference,
            "regime": notice.regime_pin,
            "version": 1,
            "hash": version_hash,
            "channel": notice.channel,
            "received_at": chain.instant(notice.received_at),
            "window": judgement.verdict,
            "addressee": judgement.addressee,
            **({"signed": sheet.signed_by} if sheet.signer else {}),
        },
        personal={"signature": sheet.signature, "declared": sheet.declared, "by": actor.name, **sheet.signer},
        to_stage=notice.stage,
    )  # fmt: skip


def _body_hash(sheet: Sheet, received_at: datetime | None) -> str:
    content = sheet.content
    said: tuple[object, ...] = (
        sheet.regime_id, content, sorted(content.answers.items()), sheet.signature,
    )  # fmt: skip
    if sheet.organisation is not None:
        said += (sheet.organisation,)
    moment = chain.instant(received_at) if received_at else ""
    return hashlib.sha256(repr((*said, moment)).encode()).hexdigest()


def _earlier(
    work: UnitOfWork, sheet: Sheet, key: str, sender: str, received_at: datetime | None = None
) -> Filed | None:
    found = idempotency.remember(work, key, sender, ROUTE, _body_hash(sheet, received_at))
    if isinstance(found, idempotency.Conflict):
        raise FiledAlready(Filed(**found.answer, again=True))
    if found is None:
        return None
    filed = Filed(**found.answer, again=True)
    work.filed.append(filed.notice_id)  # the first try may have ended before the journal had it
    return filed


def _remember(
    work: UnitOfWork,
    notice: Notice,
    sheet: Sheet,
    key: str,
    sender: str,
    received_at: datetime | None = None,
) -> Filed:
    assert notice.id is not None
    filed = Filed(notice.reference, notice.check_code, notice.id)
    answer = {
        "reference": filed.reference,
        "check_code": filed.check_code,
        "notice_id": filed.notice_id,
    }
    idempotency.keep(work, key, sender, ROUTE, _body_hash(sheet, received_at), answer)
    return filed
