"""Numbered assignments of a decision to bodies: acknowledged and completed by link or at the desk; overdue ones are seen (S10, R6)."""

from datetime import date

from records import doubled, queries, rows, staff_rows, task_rows
from records.errors import Missing
from records.tables import Assignment, Notice, Unit
from records.task_rows import TaskRow
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import bodies, closing, gone, law, mailing, policy, task_mailing, when
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

AGREES = frozenset({"agreed", "conditions", "noted", "deemed-agreed"})
"""Letters with which the event goes ahead: assignments are issued with them."""
LONGEST = 1000


def give(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, unit: str, text: str, due_day: date | None
) -> int:  # fmt: skip
    """Give a body a task; its number. Before the decision it waits for it, afterwards it is mailed at once.

    The same form sent twice is one task.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "assignment.give", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    if closing.gave_up(regime, notice.stage):
        raise NotPossible(N_("Not possible: the event will not be held."))
    today = when.local(work.now, regime.zone).date()
    body = next((one for one in bodies.choosable(work, today) if one.code == unit), None)
    if body is None:
        raise Invalid("unit", N_("Choose a body that can be asked."))
    if not text.strip():
        raise Invalid("text", N_("Write what is to be done."))
    if due_day is None or due_day < today:
        raise Invalid("due_day", N_("Enter a last day that is not over."))
    before = doubled.lately(
        work, Assignment, "made_at", notice_id=notice.id, unit_id=body.id, text=text[:LONGEST], due_day=due_day,
        made_by=actor.account_id, dropped_at=None,
    )  # fmt: skip
    if before is not None:
        return before.number
    row = Assignment(
        notice_id=notice.id or 0, number=task_rows.next_number(work, notice.id or 0), unit_id=body.id or 0,
        text=text[:LONGEST], due_day=due_day, made_at=work.now, made_by=actor.account_id,
    )  # fmt: skip
    work.add(row)
    work.flush()
    _log(work, actor, notice, "assignment.given", row, body.code)
    if _goes_ahead(work, regime, notice):
        _issue(work, notice, row)
    return row.number


def offered(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> bool:
    """Whether this person can give a task now: until the answer, and after it where the event goes ahead."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    if not policy.allows(actor, "assignment.give", notice, regime.stages[notice.stage]):
        return False
    if closing.gave_up(regime, notice.stage) or gone.is_gone(work, notice):
        return False
    return notice.closed_at is None or _goes_ahead(work, regime, notice)


def drop(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, task_id: int, why: str
) -> None:
    """Take a task back, with a reason; its number is given to no other."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "assignment.give", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    row = work.get(Assignment, task_id)
    if row.notice_id != notice.id or row.done_at is not None or row.dropped_at is not None:
        raise NotPossible(N_("Not possible: this assignment is not open."))
    if not why.strip():
        raise Invalid("why", N_("Say why: the reason is kept with the notice."))
    row.dropped_at, row.dropped_why = work.now, why
    _log(work, actor, notice, "assignment.dropped", row, work.get(Unit, row.unit_id).code, why)


def issue(work: UnitOfWork, regime: Regime, notice: Notice, outcome: str) -> None:
    """With the release of a decision: its assignments leave, if the event goes ahead by it."""
    if regime.outcomes[outcome].letter in AGREES:
        for row in task_rows.of_notice(work, notice.id or 0):
            if row.issued_at is None and row.dropped_at is None:
                _issue(work, notice, row)


def _issue(work: UnitOfWork, notice: Notice, row: Assignment) -> None:
    row.issued_at = work.now
    work.flush()
    task_mailing.assigned(work, notice, row)


def _goes_ahead(work: UnitOfWork, regime: Regime, notice: Notice) -> bool:
    decision = rows.released_decision(work, notice)
    if closing.gave_up(regime, notice.stage):
        return False
    agreed = decision is not None and regime.outcomes[decision.outcome].letter in AGREES
    return agreed or regime.stages[notice.stage].letter in AGREES


def mark(work: UnitOfWork, *, actor: Actor, task_id: int, done: bool, note: str = "") -> None:
    """The body acknowledges its task, or completes it; each once. Completing an unknown one acknowledges it too."""
    row = work.session.get(Assignment, task_id)
    if row is None or not actor.holds(
        row.unit_id, "officer", "head"
    ):  # one answer, so no number tells
        raise NotAllowed(N_("Not yours: another body was given this."))
    notice = work.get(Notice, row.notice_id)
    if notice.id in actor.recused:
        raise Missing(f"Assignment {task_id} is not there.")
    gone.refuse(work, notice)
    if row.issued_at is None or row.done_at is not None or row.dropped_at is not None:
        raise NotPossible(N_("Not possible: this assignment is not open."))
    if not done and row.known_at is not None:
        raise NotPossible(N_("Not possible: it was acknowledged already."))
    unit = work.get(Unit, row.unit_id)
    name, code = _name_of(work, actor, unit), unit.code
    if row.known_at is None:
        row.known_at, row.known_by = work.now, name
    if done:
        row.done_at, row.done_by, row.done_note = work.now, name, note[:LONGEST]
    kind = "assignment.done" if done else "assignment.known"
    entry = _log(work, actor, notice, kind, row, code, note)
    if done:
        mailing.about(work, notice, "desk-assignment-done", entry, to="unit")


def _name_of(work: UnitOfWork, actor: Actor, unit: Unit) -> str:
    """Who acts for a body: as typed by link, with an account as its people are called in the body's own language."""
    if actor.account_id is None:
        return actor.name[:200]
    account = staff_rows.account(work, actor.account_id)
    own = account.name_ru if unit.letterhead.get("language", "ru") == "ru" else ""
    return (own or account.name)[:200]


def look(work: UnitOfWork, *, actor: Actor, reference: str) -> tuple[TaskRow, ...]:
    """The assignments of a notice: all for the office, a body's own for a body. Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    office = actor.holds(card.row.unit_id, "officer", "head", "signatory", "clerk", "auditor")
    return tuple(
        one
        for one in task_rows.tasks(work, card.row.id)
        if office or (one.issued_at and actor.holds(one.unit_id, "officer", "head"))
    )


def of_link(work: UnitOfWork, task_id: int, name: str = "") -> tuple[TaskRow, Actor]:
    """One assignment as its link opens it, and the body that acts by it."""
    row = task_rows.task(work, task_id)
    if row is None:
        raise NotPossible(N_("Not possible: this assignment is not open."))
    return row, bodies.actor_of(work, row.unit_id, name)


def overdue(one: TaskRow, today: date) -> bool:
    """Whether its last day is over and it was not completed."""
    return one.done_at is None and one.dropped_at is None and today > one.due_day


def _log(
    work: UnitOfWork, actor: Actor, notice: Notice, kind: str, row: Assignment, unit: str, note: str = ""
) -> str:  # fmt: skip
    work.flush()
    entry = work.log(
        kind,
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"assignment": row.number, "unit": unit},
        personal={"note": note, "by": actor.name},
    )
    return str(entry.seq)
