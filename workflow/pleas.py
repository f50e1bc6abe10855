"""What objections and complaints share: their clocks, their steps along the road, who had a part in the notice."""

from datetime import date, datetime, timedelta
from typing import Any

from records import plea_rows
from records.tables import Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.pleas import PleaRoad, roads
from regimes.regime import Move, Regime, Stage
from regimes.steps import Step
from workflow import gone, machine, owning, plea_mailing, routes, when
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.guards import Facts

LONGEST = 6000
"""Characters of what is objected to, complained of or answered."""
LETTERS = {"objection": "O", "complaint": "C"}
"""What stands in a number after the notice's: 26-0417/O1."""
Clock = tuple[datetime | None, datetime, list[Step]]
"""The law's term (None where it gives none), the office's own target, and how both were counted."""
REASON = N_("Say why: the reason is kept with the notice.")
TAKEN_PART = N_(
    "Not yours: you had a part in it. Somebody who neither prepared nor signed it answers."
)


def road_of(plea: Plea) -> PleaRoad:
    """The road of its kind."""
    return roads()[plea.kind]


def take(work: UnitOfWork, plea: Plea, name: str, *, actor: Actor, note: str = "") -> Move:
    """Make one step of an objection or a complaint: machine, stage and log entry together.

    The only home of a plea's stage. Raises NotPossible where the step does not leave this stage,
    NotAllowed where the road does not name the person's role, Invalid where a reason is missing.
    """
    road = road_of(plea)
    move = road.moves.get(name)
    if move is None:
        raise NotPossible(N_("Not possible: the rules know no such step."))
    _by(actor, plea, move)
    try:
        there = machine.destination(road, plea.stage, name, Facts(now=work.now))
    except machine.NotOpen as error:
        raise NotPossible(error.why.text, **error.why.values) from error
    if name in road.reasoned and not note.strip():
        raise Invalid("note", REASON)
    work.flush()
    work.log(
        f"{plea.kind}.{name}",
        actor=actor,
        subject=(plea.kind, plea.id or 0),
        details={"number": plea.number, "notice": plea.notice_id, "outcome": plea.outcome},
        personal={"note": note, "by": actor.name},
        from_stage=plea.stage,
        to_stage=there,
    )
    plea.stage = there
    work.flush()
    return move


def _by(actor: Actor, plea: Plea, move: Move) -> None:
    """Whether the road names a role that the person holds for this office."""
    if actor.role == "system":
        mine = "system" in move.by
    else:
        mine = "organiser" in move.by or actor.holds(plea.unit_id, *move.by)
        mine = mine or (plea.owner_id == actor.account_id and actor.staff)
    if not mine:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))


def count(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    *,
    decides_days: int | None,
    aim_days: int,
    before_event: bool,
) -> Clock:
    """The law's term, the office's own target, and the steps that explain both.

    The day of receipt is not counted. The target lies on the last day before the event where that comes
    first, and never before the end of today: an objection that comes so late is still looked at.
    """
    zone, today = regime.zone, when.local(work.now, regime.zone).date()
    steps = [Step(N_("Received on %(at)s."), {"at": work.now}, "start")]
    due = None
    if decides_days is not None:
        due = routes.end_of(today + timedelta(days=decides_days), zone)
        steps.append(
            Step(
                N_(
                    "The law gives %(days)s calendar days; the day of receipt is not counted: %(due)s."
                ),
                {"days": decides_days, "due": due},
            )
        )
    aim = routes.end_of(today + timedelta(days=aim_days), zone)
    steps.append(
        Step(N_("The office aims at %(days)s days: %(due)s."), {"days": aim_days, "due": aim})
    )
    if before_event:
        eve = when.local(routes.begins_at(work, regime, notice), zone).date() - timedelta(days=1)
        last = routes.end_of(max(eve, today), zone)
        if last < aim:
            aim = last
            steps.append(
                Step(N_("The event is nearer, so the answer is aimed at the day before it: %(due)s."), {"due": aim})
            )  # fmt: skip
    if due is not None and due < aim:
        aim = due
    return due, aim, steps


def begin(
    work: UnitOfWork,
    notice: Notice,
    kind: str,
    clock: Clock,
    *,
    actor: Actor,
    text: str,
    locale: str,
    passed_over: int = 0,
    **more: Any,
) -> Plea:
    """Enter one with its number, its dates and its log entry; its receipt is promised in the same unit."""
    gone.refuse(work, notice)
    due, aim, steps = clock
    plea = Plea(
        kind=kind, number=number_of(work, notice, LETTERS[kind]), notice_id=notice.id or 0,
        unit_id=notice.unit_id, stage=roads()[kind].initial, filed_at=work.now, filed_by=actor.account_id,
        locale=locale or notice.locale, text=text, due_at=due, aim_at=aim,
        steps=[one.to_json() for one in steps], **more,
    )  # fmt: skip
    work.add(plea)
    work.flush()
    details = {"number": plea.number, "notice": notice.id, "due": due.isoformat() if due else "",
               "aim": aim.isoformat()}  # fmt: skip
    if kind == "objection":
        details |= {"decision": plea.decision_id}
    else:
        details |= {
            "about": plea.about,
            "to": plea.owner_id,
            "by_rule": plea.chosen,
            "passed_over": passed_over,
        }
    work.log(
        f"{kind}.filed",
        actor=actor,
        subject=(kind, plea.id or 0),
        details=details,
        personal={"text": text, "wish": plea.wish, "by": actor.name},
    )
    plea_mailing.filed(work, plea)
    return plea


def parted(work: UnitOfWork, plea: Plea) -> frozenset[int]:
    """Who may not answer: of an objection, preparer and signer of the decision; of a complaint, all who had a part."""
    if plea.kind == "complaint":
        return plea_rows.involved(work, plea.notice_id)
    return plea_rows.made(work, plea.decision_id or 0)


def require_other_eyes(work: UnitOfWork, plea: Plea, account_id: int | None) -> None:
    """Raise NotAllowed for whoever had a part in what is complained of (a trigger says it too)."""
    if account_id is None or account_id in parted(work, plea):
        raise NotAllowed(TAKEN_PART)


def said(field: str, text: str, missing: str) -> str:
    """What was typed, cut of its margins. Invalid where it says nothing, or too much."""
    words = text.strip()
    if not words:
        raise Invalid(field, missing)
    if len(words) > LONGEST:
        raise Invalid(field, N_("Say it in at most %(count)s characters."), count=LONGEST)
    return words


def number_of(work: UnitOfWork, notice: Notice, letter: str) -> str:
    """The next number of its kind for a notice: 26-0417/O1; gap-free."""
    return f"{notice.reference}/{letter}{work.next_number(f'pleas:{notice.reference}:{letter}')}"


def stage_of(kind: str, stage: str) -> Stage:
    """A stage by kind and name, with its titles."""
    return roads()[kind].stages[stage]


def today(work: UnitOfWork, regime: Regime) -> date:
    """The day on the clocks of the regime."""
    return when.local(work.now, regime.zone).date()


def colleagues(work: UnitOfWork, plea: Plea, day: date) -> list[int]:
    """Officers and heads of the office who are at work on the day and have no interest in the notice."""
    return owning.colleagues(work, plea.unit_id, day, plea.notice_id)
