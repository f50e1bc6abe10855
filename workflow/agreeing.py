"""Conditions are agreed or objected to one by one; the office keeps, changes or drops each, with a reason (A10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from records import bargain_rows, queries, rows
from records.tables import ConditionAnswer, Decision, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import closing, gone, law, mailing, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible

AGREED, OBJECTED = "agreed", "objected"
KEPT, CHANGED, DROPPED = "kept", "changed", "dropped"
NONE = N_("Not possible: no condition is in force on this notice.")


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition of the letter in force, what the organiser said to it, and the office."""

    ordinal: int
    what: str
    reason: str
    basis: str
    answer: str
    objection: str
    answered_at: datetime | None
    office: str
    office_text: str
    office_reason: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """Every condition in force. `open`: there is still something that the organiser can answer, or the office."""

    number: str
    all: tuple[ConditionView, ...]
    answerable: bool

    @property
    def unanswered(self) -> tuple[ConditionView, ...]:
        """Those that the organiser has said nothing to."""
        return tuple(one for one in self.all if not one.answer)

    @property
    def objections(self) -> tuple[ConditionView, ...]:
        """Those that wait for the office."""
        return tuple(one for one in self.all if one.answer == OBJECTED and not one.office)

    @property
    def letter_is_old(self) -> bool:
        """Whether the office changed or dropped one, so that the letter has to be replaced."""
        return any(one.office in {CHANGED, DROPPED} for one in self.all)


def look(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str
) -> Conditions | None:
    """The conditions as this person may read them; None where none is in force. Missing out of reach."""
    scope = policy.scope_of(actor)
    card = queries.notice_card(work, scope, reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    decision = in_force(work, regime, notice)
    if decision is None:
        return None
    said = bargain_rows.condition_answers(work, decision.id or 0)
    shut = policy.only_asked(actor)
    found = tuple(
        _view(number, item, said.get(number), shut=shut)
        for number, item in enumerate(decision.extra.get("conditions", []), 1)
    )
    return Conditions(decision.number or "", found, work.now < notice.starts_at)


def in_force(work: UnitOfWork, regime: Regime, notice: Notice) -> Decision | None:
    """The released decision whose letter sets conditions, if it holds."""
    row = rows.released_decision(work, notice)
    if closing.gave_up(regime, notice.stage):
        return None
    if row is None or regime.outcomes[row.outcome].letter != "conditions":
        return None
    return row if row.extra.get("conditions") else None


def answer(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    said: Mapping[int, tuple[str, str]],
) -> Notice:
    """The organiser answers some of the conditions: number -> (agreed or objected, why). Each once.

    Raises Invalid at `condition-N` for an objection without a reason. Nothing is put off by it: a
    condition holds until the office changes it.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "condition.answer", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    decision = in_force(work, regime, notice)
    if decision is None:
        raise NotPossible(NONE)
    if work.now >= notice.starts_at:
        raise NotPossible(N_("Not possible: the event has begun."))
    known = bargain_rows.condition_answers(work, decision.id or 0)
    if not said:
        raise Invalid("conditions", N_("Answer at least one condition."))
    for number, (word, reason) in sorted(said.items()):
        if number in known or not 1 <= number <= len(decision.extra["conditions"]):
            raise NotPossible(N_("Not possible: this condition was answered already."))
        if word not in {AGREED, OBJECTED}:
            raise Invalid(f"condition-{number}", N_("Choose whether you agree."))
        if word == OBJECTED and not reason.strip():
            raise Invalid(f"condition-{number}", N_("Say why you object; one sentence is enough."))
        _keep(work, notice, decision, number, (word, reason), actor)
    work.flush()
    entry = work.log(
        "condition.answered",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={
            "decision": decision.id,
            "agreed": sorted(one for one, (word, _) in said.items() if word == AGREED),
            "objected": sorted(one for one, (word, _) in said.items() if word == OBJECTED),
        },
        personal={"note": "\n".join(why for _, why in said.values() if why.strip()), "by": actor.name},
    )  # fmt: skip
    mailing.about(work, notice, "desk-conditions", str(entry.seq), to="unit")
    mailing.answer_received(work, notice, "conditions", work.now, str(entry.seq))
    return notice


def _keep(
    work: UnitOfWork,
    notice: Notice,
    decision: Decision,
    number: int,
    said: tuple[str, str],
    actor: Actor,
) -> None:
    row = ConditionAnswer(
        notice_id=notice.id or 0, decision_id=decision.id or 0, ordinal=number, answer=said[0],
        reason=said[1], made_at=work.now, made_by=actor.account_id,
    )  # fmt: skip
    work.add(row)


def decide(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    ordinal: int,
    office: str,
    text: str = "",
    reason: str = "",
) -> Notice:
    """The office keeps, changes or drops a condition that was objected to; the organiser is told why.

    What was changed or dropped leaves the house in a new letter that replaces the released one.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "condition.decide", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    decision = in_force(work, regime, notice)
    row = bargain_rows.condition_answers(work, decision.id or 0).get(ordinal) if decision else None
    if row is None or row.answer != OBJECTED or row.office:
        raise NotPossible(N_("Not possible: no objection waits for an answer."))
    if office not in {KEPT, CHANGED, DROPPED}:
        raise Invalid("office", N_("Choose what becomes of the condition."))
    if office == CHANGED and not text.strip():
        raise Invalid("text", N_("Say how the condition reads now."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the organiser reads it."))
    row.office, row.office_text, row.office_reason = (
        office,
        text if office == CHANGED else "",
        reason,
    )
    row.decided_at, row.decided_by = work.now, actor.account_id
    work.flush()
    entry = work.log(
        "condition.decided",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"decision": row.decision_id, "condition": ordinal, "office": office},
        personal={"note": reason, "by": actor.name},
    )
    mailing.about(work, notice, "condition-decided", str(entry.seq), to="organiser")
    return notice


def as_decided(work: UnitOfWork, decision: Decision) -> tuple[Mapping[str, str], ...]:
    """The conditions of a decision after the office's answers: for the letter that replaces it."""
    said = bargain_rows.condition_answers(work, decision.id or 0)
    found = []
    for number, item in enumerate(decision.extra.get("conditions", []), 1):
        row = said.get(number)
        if row is not None and row.office == DROPPED:
            continue
        changed = row is not None and row.office == CHANGED
        found.append({**item, "what": row.office_text} if changed and row else dict(item))
    return tuple(found)


def _view(
    number: int, item: Mapping[str, str], row: ConditionAnswer | None, *, shut: bool
) -> ConditionView:
    return ConditionView(
        number,
        item["what"],
        item["reason"],
        item["basis"],
        row.answer if row else "",
        row.reason if row and not shut else "",
        row.made_at if row else None,
        row.office if row else "",
        row.office_text if row else "",
        row.office_reason if row and not shut else "",
    )
