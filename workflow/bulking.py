"""One step for many notices (M25): what it will do and to which is listed first; then each notice has a unit of its own.

A notice that can't take the step is refused with its sentence and holds up no other. A step and its mark are one unit,
so after a crash the rest goes on and nothing is done twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from records import bulk_rows
from records.bulk_rows import Candidate
from records.errors import Missing, Overtaken
from records.tables import BulkItem, BulkRun, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from workflow import gathering, law, machine, moves, owning, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible, Refused
from workflow.guards import WhyNot

TAKE = "take"
TAKE_TITLE = Text("Take the notice", "Принять уведомление")
VERBS = frozenset({"register", "ask", "prepare"})
"""Moves that need nothing typed and that a person can take back: no answer leaves the office in bulk."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Planned:
    """What a step would do to one notice: where it leads, or why it can't."""

    notice: Candidate
    kind: Text
    stage: Text
    there: Text | None
    why_not: str
    values: dict[str, object]

    @property
    def possible(self) -> bool:
        """Whether it would be done now."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class Listed:
    """A notice that may be chosen, in the words of its law."""

    notice: Candidate
    kind: Text
    stage: Text


def candidates(
    work: UnitOfWork, actor: Actor, references: Sequence[str] = ()
) -> tuple[Candidate, ...]:
    """Open notices of the offices in which this person is officer or head, due soonest first; or those named."""
    whole = any(post.unit_id is None and post.role in {"officer", "head"} for post in actor.posts)
    units = None if whole else actor.units("officer", "head")
    return bulk_rows.candidates(
        work, policy.scope_of(actor), units, references=references, limit=MOST
    )


def listed(work: UnitOfWork, rulebook: Rulebook, found: Sequence[Candidate]) -> tuple[Listed, ...]:
    """The list to choose from."""
    lines = []
    for one in found:
        regime = law.regime_by_pin(work, rulebook, one.regime_pin)
        lines.append(Listed(one, regime.kinds[one.kind].name, regime.stages[one.stage].title))
    return tuple(lines)


def steps(work: UnitOfWork, rulebook: Rulebook, found: Sequence[Candidate]) -> dict[str, Text]:
    """The steps that some of these notices may take, in the order of their laws."""
    names: dict[str, Text] = {TAKE: TAKE_TITLE}
    for pin, stage in dict.fromkeys((one.regime_pin, one.stage) for one in found):
        for move in law.regime_by_pin(work, rulebook, pin).moves_from(stage):
            if move.verb in VERBS:
                names.setdefault(move.name, move.title)
    return names


def plan(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, step: str, references: Sequence[str]
) -> tuple[Planned, ...]:
    """What the step would do to each. Invalid where nothing, or too much, was chosen. Nothing is written."""
    _chosen(references)
    known = candidates(work, actor, references)
    order = {reference: at for at, reference in enumerate(references)}
    return tuple(
        _planned(work, rulebook, actor, step, one)
        for one in sorted(known, key=lambda one: order.get(one.reference, 0))
    )


def start(
    work: UnitOfWork, *, actor: Actor, step: str, note: str, seen: Sequence[tuple[str, int]]
) -> int:
    """Keep the confirmed list, reference and revision each, and promise the work; the number of the run."""
    _chosen([reference for reference, _revision in seen])
    if not policy.may(actor, "notice.register") or actor.account_id is None:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    found = candidates(work, actor, [reference for reference, _revision in seen])
    known = {one.reference: one.id for one in found}
    if set(known) != {reference for reference, _revision in seen}:
        raise Missing("A notice of the list is not there.")
    run = BulkRun(step=step, note=note, made_at=work.now, made_by=actor.account_id)
    work.add(run)
    work.flush()
    for reference, revision in dict(seen).items():
        work.add(BulkItem(run_id=run.id or 0, notice_id=known[reference], seen=revision))
    work.flush()
    work.log(
        "bulk.started",
        actor=actor,
        subject=("bulk", run.id or 0),
        details={"step": step, "count": len(known)},
        personal={"note": note, "by": actor.name},
    )
    work.promise("bulk", f"bulk:{run.id}", {"run": run.id})
    return run.id or 0


def do_one(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, item_id: int) -> None:
    """Do the step to one notice and mark it done, in this unit. Refused or Overtaken where it can't be."""
    item = work.get(BulkItem, item_id)
    if item.state != "waiting":
        return
    run = work.get(BulkRun, item.run_id)
    notice = work.get(Notice, item.notice_id)
    common = {"actor": actor, "reference": notice.reference, "seen": item.seen}
    if run.step == TAKE:
        owning.take(work, rulebook, **common)  # type: ignore[arg-type]  # by name
    else:
        regime = law.regime_of(work, rulebook, notice)
        found = regime.moves.get(run.step)
        if found is None or found.verb not in VERBS:
            raise NotPossible(N_("Not possible: the rules know no such step."))
        moves.move(work, rulebook, name=run.step, note=run.note, **common)  # type: ignore[arg-type]  # by name
    item.state, item.ended_at = "done", work.now
    work.flush()


def refuse(work: UnitOfWork, item_id: int, why: str) -> None:
    """Write down why nothing was done to one notice."""
    item = work.get(BulkItem, item_id)
    if item.state == "waiting":
        item.state, item.why, item.ended_at = "refused", why, work.now
        work.flush()


def _planned(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, step: str, one: Candidate
) -> Planned:
    notice = work.get(Notice, one.id)
    regime = law.regime_of(work, rulebook, notice)
    why, there = _why_not(work, regime, notice, actor, step)
    kind, stage = regime.kinds[one.kind].name, regime.stages[one.stage].title
    text = why.text if why else ""
    return Planned(one, kind, stage, there, text, dict(why.values) if why else {})


def _why_not(
    work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor, step: str
) -> tuple[Refused | WhyNot | None, Text | None]:
    stage = regime.stages[notice.stage]
    if step == TAKE:
        if not policy.allows(actor, "notice.assign", notice, stage):
            return NotAllowed(N_("Not yours: this step belongs to somebody else.")), None
        if notice.owner_id is not None:
            return NotPossible(N_("Not possible: the notice has an owner already.")), None
        return None, stage.title
    move = regime.moves.get(step)
    if move is None or move.verb not in VERBS or notice.stage not in move.sources:
        return NotPossible(
            N_("Not possible: this step does not leave the stage of the notice.")
        ), None
    if not policy.allows_move(actor, move, notice, stage):
        return NotAllowed(N_("Not yours: this step belongs to somebody else.")), None
    facts = gathering.facts_of(work, regime, notice, actor)
    return machine.why_not(regime, notice.stage, step, facts), regime.stages[move.to].title


def _chosen(references: Sequence[str]) -> None:
    if not references:
        raise Invalid("chosen", N_("Choose at least one notice."))
    if len(references) > MOST:
        raise Invalid("chosen", N_("Choose up to fifty notices at a time."))


ENDS = (Refused, Overtaken, Missing)
"""What ends the step of one notice and of no other."""
