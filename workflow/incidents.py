"""A statutory answer that was not given in time: written down once a clock, told to the heads, explained by one."""

from records import near_rows, plea_rows, rows
from records.tables import Due, Incident, Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import clocks, gone, mailing, policy, roster, when
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

LAPSED, UNANSWERED, LATE, STUCK = "lapsed", "unanswered", "late", "stuck"
"""lapsed: the law's consequence followed. unanswered: the law attaches none. late: answered after the due
time. stuck: the consequence could not be written, and a person has to look."""


def write(
    work: UnitOfWork, regime: Regime, notice: Notice, due: Due, what: str, *, stage: str = ""
) -> Incident | None:
    """Write down that a clock of the office ran out; None where it was written before, or was not the office's.

    The office's own aim, or the mere beginning of an event, is no term of the law: that nobody answered by
    then is no incident, unless what follows from it could not be written (`stuck`).
    `stage` is where the notice stood; it may have moved since by the consequence itself.
    """
    if due.side != "authority" or near_rows.incident_of(work, due.id or 0) is not None:
        return None
    if what != STUCK and not regime.clocks[due.clock].statutory:
        return None
    incident = Incident(
        notice_id=notice.id or 0,
        due_id=due.id or 0,
        unit_id=notice.unit_id,
        clock=due.clock,
        due_at=due.due_at,
        at=work.now,
        what=what,
        stage=stage or notice.stage,
        owner_id=notice.owner_id,
        climbed=due.climbed,
    )
    work.add(incident)
    work.flush()
    work.log(
        "notice.incident",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={
            "incident": incident.id, "due": due.id, "clock": due.clock, "what": what,
            "due_at": due.due_at.isoformat(), "owner": notice.owner_id,
        },
    )  # fmt: skip
    today = when.local(work.now, regime.zone).date()
    heads = roster.heads(work, notice.unit_id, today, notice.id)
    for head in heads:
        mailing.to_account(work, "desk-incident", notice, head, f"{incident.id}", due)
    if not heads:
        mailing.to_unit(work, "desk-incident", notice, f"{incident.id}", due)
    return incident


def late_answer(work: UnitOfWork, regime: Regime, notice: Notice, left: str) -> None:
    """An answer leaves `left` after its due time, where the law lets it: that is an incident too."""
    running = {clock.name for clock in regime.pending_clocks(left)}
    for due in rows.pending_dues(work, notice):
        if due.clock in running and clocks.is_past(due, work):
            write(work, regime, notice, due, LATE, stage=left)


def of_plea(work: UnitOfWork, plea: Plea, what: str) -> Incident | None:
    """Write down, once, that an objection or a complaint was not answered within the law's term.

    None where the law gives it no term (the office's own target is none), where the term still runs, or
    where it was written before. Whom to tell is the caller's: a complaint has other readers than a notice.
    """
    if plea.due_at is None or work.now < plea.due_at + clocks.LAST_SECOND:
        return None
    if near_rows.incident_of_plea(work, plea.id or 0) is not None:
        return None
    incident = Incident(
        notice_id=plea.notice_id,
        plea_id=plea.id,
        unit_id=plea.unit_id,
        clock=plea.kind,
        due_at=plea.due_at,
        at=work.now,
        what=what,
        stage=plea.stage,
        owner_id=plea.owner_id,
        climbed=min(plea.reminded // 50, 2),
    )
    work.add(incident)
    work.flush()
    work.log(
        f"{plea.kind}.incident",
        actor=SYSTEM,
        subject=(plea.kind, plea.id or 0),
        details={
            "incident": incident.id, "number": plea.number, "what": what,
            "due_at": plea.due_at.isoformat(), "owner": plea.owner_id,
        },
    )  # fmt: skip
    return incident


def explain(work: UnitOfWork, *, actor: Actor, incident_id: int, text: str) -> Incident:
    """A head of the office says how it came to it; said once, kept with the incident and in the log.

    Raises NotAllowed for anybody else, Invalid without words, NotPossible when it was explained before.
    """
    incident = work.get(Incident, incident_id)
    if not may_explain(work, actor, incident_id):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    gone.refuse(work, work.get(Notice, incident.notice_id))
    said = text.strip()
    if not said:
        raise Invalid("explanation", N_("Say how it came to it, in a sentence that will be kept."))
    if incident.explained_at is not None:
        raise NotPossible(N_("Not possible: this incident was explained before."))
    incident.explained_by, incident.explained_at = actor.account_id, work.now
    incident.explanation = said
    work.log(
        "incident.explained",
        actor=actor,
        subject=_subject(work, incident),
        details={"incident": incident.id},
        personal={"note": said, "by": actor.name},
    )
    return incident


def _subject(work: UnitOfWork, incident: Incident) -> tuple[str, int]:
    """What the log speaks of: the words about a complaint stand in no history of the notice."""
    if incident.plea_id is None:
        return ("notice", incident.notice_id)
    return (plea_rows.plea(work, incident.plea_id).kind, incident.plea_id)


def may_explain(work: UnitOfWork, actor: Actor, incident_id: int) -> bool:
    """A head of the office; of a complaint also whoever it was given to, and heads only once it was answered."""
    incident = work.get(Incident, incident_id)
    head = policy.allows_unit(actor, "incident.explain", incident.unit_id)
    if incident.plea_id is None:
        return head
    plea = plea_rows.plea(work, incident.plea_id)
    if plea.kind == "objection":
        return head
    owns = actor.account_id is not None and plea.owner_id == actor.account_id
    return owns or (head and plea.answered_at is not None)
