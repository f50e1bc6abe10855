"""Minutes of a talk between organiser and office: written by the office, confirmed or remarked on by the organiser."""

from dataclasses import dataclass
from datetime import date, datetime

from records import bargain_rows, doubled, queries
from records.errors import Overtaken
from records.tables import Minutes
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import gone, law, mailing, policy, when
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible


@dataclass(frozen=True, slots=True)
class MinutesView:
    """One text. `replaced`: a newer one stands in its place; what it said stays readable."""

    id: int
    held_on: date
    people: str
    said: str
    written_at: datetime
    confirmed_at: datetime | None
    remark: str
    remarked_at: datetime | None
    replaced: bool


def look(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str
) -> tuple[MinutesView, ...]:
    """All minutes, the newest first; bodies that were asked see none. Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    if policy.only_asked(actor):
        return ()
    found = bargain_rows.minutes(work, card.row.id)
    replaced = {row.replaces_id for row in found}
    return tuple(
        MinutesView(
            row.id or 0, row.held_on, row.people, row.said, row.written_at, row.confirmed_at,
            row.remark, row.remarked_at, row.id in replaced,
        )
        for row in reversed(found)
    )  # fmt: skip


def write(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    held_on: date | None,
    people: str,
    said: str,
    replaces: int = 0,
) -> Minutes:
    """The office writes what was said, and by that confirms it; a second text replaces the first, unchanged beside it.

    The same form sent twice is one text, and one mail to the organiser.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "minutes.write", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    if held_on is None or held_on > when.local(work.now, regime.zone).date():
        raise Invalid("held_on", N_("Enter the day of the talk; it can't be ahead."))
    for field, text in (("people", people), ("said", said)):
        if not text.strip():
            raise Invalid(field, N_("Fill this in."))
    found = bargain_rows.minutes(work, notice.id or 0)
    if replaces and replaces not in {row.id for row in found} - {row.replaces_id for row in found}:
        raise Overtaken
    same = doubled.lately(
        work, Minutes, "written_at", notice_id=notice.id, held_on=held_on, people=people, said=said,
        written_by=actor.account_id, replaces_id=replaces or None,
    )  # fmt: skip
    if same is not None:
        return same
    row = Minutes(
        notice_id=notice.id or 0, held_on=held_on, people=people, said=said, written_at=work.now,
        written_by=actor.account_id or 0, replaces_id=replaces or None,
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.log(
        "minutes.written",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"minutes": row.id, "replaces": row.replaces_id},
        personal={"by": actor.name},
    )
    mailing.about(work, notice, "minutes", str(row.id), to="organiser")
    return row


def confirm(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    minutes_id: int,
    remark: str = "",
) -> None:
    """The organiser confirms the minutes, or says what they see otherwise. Once; Overtaken if they were replaced."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "minutes.confirm", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    found = {row.id: row for row in bargain_rows.minutes(work, notice.id or 0)}
    row = found.get(minutes_id)
    if row is None or row.confirmed_at or row.remarked_at:
        raise NotPossible(N_("Not possible: these minutes wait for no answer of yours."))
    if row.id in {one.replaces_id for one in found.values()}:
        raise Overtaken
    if remark.strip():
        row.remark, row.remarked_at = remark, work.now
    else:
        row.confirmed_at, row.confirmed_by = work.now, actor.account_id
    work.flush()
    work.log(
        "minutes.remarked" if remark.strip() else "minutes.confirmed",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"minutes": row.id},
        personal={"note": remark, "by": actor.name},
    )
    mailing.about(work, notice, "desk-minutes", str(row.id), to="unit")
