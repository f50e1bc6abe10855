"""One step for many notices (M25): what it will do and to which is listed first; then each notice has a unit of its own.

A notice that can't take the step is refused with its sentence and holds up no other. A step and its mark are one unit,
so after a crash the rest goes on and nothing is done twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

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
AGAIN = timedelta(minutes=10)
"""So long the same list confirmed once more is the same run; later it is tried anew."""


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


def own_units(actor: Actor) -> frozenset[int] | None:
    """Offices whose notices this person may choose from, as officer or head; None is every office in reach."""
    whole = any(post.unit_id is None and post.role in {"officer", "head"} for post in actor.posts)
    return None if whole else actor.units("officer", "head")


def named(work: UnitOfWork, actor: Actor, references: Sequence[str]) -> tuple[Candidate, ...]:
    """Those of the named notices that are this person's to choose, in the order named; closed ones too."""
    known = bulk_rows.named(work, policy.scope_of(actor), own_units(actor), references)
    order = {reference: at for at, reference in enumerate(references)}
    return tuple(sorted(known, key=lambda one: order[one.reference]))


def steps(work: UnitOfWork, rulebook: Rulebook, pins: Iterable[str]) -> dict[str, Text]:
    """The steps that notices under these laws may take in bulk, in the order of the laws."""
    names: dict[str, Text] = {TAKE: TAKE_TITLE}
    for pin in dict.fromkeys(pins):
        for move in law.regime_by_pin(work, rulebook, pin).moves.values():
            if move.verb in VERBS:
                names.setdefault(move.name, move.title)
    return names


def plan(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, step: str, references: Sequence[str]
) -> tuple[tuple[Planned, ...], tuple[str, ...]]:
    """What the step would do to each, and which of those named are not this person's. Nothing is written.

    Invalid where nothing, or too much, was chosen. A notice of another office, one that this person has no part in
    and one that is not there are told alike: by their number alone.
    """
    _chosen(references)
    known = named(work, actor, references)
    strange = dict.fromkeys(references)
    for one in known:
        strange.pop(one.reference)
    return tuple(_planned(work, rulebook, actor, step, one) for one in known), tuple(strange)


def start(
    work: UnitOfWork, *, actor: Actor, step: str, note: str, seen: Sequence[tuple[str, int]]
) -> int:
    """Keep the confirmed list, reference and revision each, and promise the work; the number of the run.

    The same list confirmed twice within minutes is one run. Invalid, and nothing is kept, where a notice of the list is no longer
    this person's: then it is looked at anew. Missing where none is.
    """
    wanted = dict(seen)
    _chosen(list(wanted))
    if not policy.may(actor, "notice.register") or actor.account_id is None:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    known = {one.reference: one.id for one in named(work, actor, list(wanted))}
    if not known:
        raise Missing("No notice of the list is there.")
    if len(known) < len(wanted):
        raise Invalid(
            "chosen",
            N_("The list changed since you looked at it, and nothing was done. Look again."),
        )
    pairs = {known[reference]: revision for reference, revision in wanted.items()}
    earlier = bulk_rows.last_run(work, actor.account_id)
    if earlier is not None and work.now - earlier.made_at < AGAIN:
        same = (earlier.step, earlier.note) == (step, note)
        if same and bulk_rows.pairs(work, earlier.id or 0) == pairs:
            return earlier.id or 0
    return _begin(work, actor, step, note, pairs)


def _begin(work: UnitOfWork, actor: Actor, step: str, note: str, pairs: Mapping[int, int]) -> int:
    run = BulkRun(step=step, note=note, made_at=work.now, made_by=actor.account_id or 0)
    work.add(run)
    work.flush()
    for notice_id, revision in pairs.items():
        work.add(BulkItem(run_id=run.id or 0, notice_id=notice_id, seen=revision))
    work.flush()
    work.log(
        "bulk.started",
        actor=actor,
        subject=("bulk", run.id or 0),
        details={"step": step, "count": len(pairs)},
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
        raise Invalid(
            "chosen",
            N_("Choose up to fifty notices at a time. You chose %(count)s."),
            count=len(references),
        )


ENDS = (Refused, Overtaken, Missing)
"""What ends the step of one notice and of no other."""
