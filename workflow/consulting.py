"""Bodies are asked, answer, or are not waited for any longer."""

from collections.abc import Sequence
from datetime import timedelta

from records import rows
from records.tables import Consultation, LogEntry, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.conditions import bodies_to_ask
from regimes.counted import Body
from regimes.counting import body_due
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    asking_more,
    asking_on_paper,
    bodies,
    gone,
    law,
    mailing,
    needs,
    policy,
    sentences,
    versions,
    when,
)
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.sentences import ConditionIn

MORE = "need-information"
ANSWERS = ("no-objection", "conditions", "objection", MORE)


def usual(regime: Regime, content: Content) -> tuple[Body, ...]:
    """The bodies that the regime asks about what is notified, as the law names them."""
    return bodies_to_ask(regime, needs.case_of(content))


def default_bodies(work: UnitOfWork, regime: Regime, notice: Notice) -> tuple[str, ...]:
    """Codes of the bodies that answer as those whom the regime asks about this kind and size, in these places."""
    codes = tuple(body.code for body in usual(regime, versions.content_of(work, notice)))
    return bodies.asked_as(work, notice, codes, when.local(work.now, regime.zone).date())


def ask_all(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    *,
    actor: Actor,
    codes: tuple[str, ...] | None,
) -> None:
    """Ask the bodies in parallel: those chosen, or those that the regime names."""
    for code in default_bodies(work, regime, notice) if codes is None else codes:
        ask_one(work, regime, notice, code, actor)


def ask_another(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, code: str
) -> Consultation:
    """Ask one more body while the review goes on."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    stage = regime.stages[notice.stage]
    policy.require(actor, "consultation.close", notice, stage)
    if stage.name not in arcs.asking(regime):
        raise NotPossible(N_("Not possible: bodies are asked during the review."))
    return ask_one(work, regime, notice, code, actor)


def ask_anew(work: UnitOfWork, regime: Regime, notice: Notice, *, actor: Actor) -> None:
    """The notice reads otherwise now: bodies that have not answered are asked about what it says."""
    open_rows = [
        row
        for row in rows.consultations(work, notice)
        if row.answered_at is None and row.closed_at is None
    ]
    for row in open_rows:
        row.closed_at = work.now
    work.flush()
    for row in open_rows:
        ask_one(work, regime, notice, work.get(Unit, row.unit_id).code, actor)


def ask_one(
    work: UnitOfWork, regime: Regime, notice: Notice, code: str, actor: Actor
) -> Consultation:
    """Ask one body about the newest version. NotPossible where it is asked already."""
    unit = rows.unit_by_code(work, code)
    if unit.kind != "body" or not bodies.active(unit, when.local(work.now, regime.zone).date()):
        raise Invalid("bodies", N_("Choose a body that can be asked."))
    open_to = {
        row.unit_id
        for row in rows.consultations(work, notice)
        if row.answered_at is None and row.closed_at is None
    }
    if unit.id in open_to:
        raise NotPossible(N_("Not possible: this body is asked already."))
    authority = [due.due_at for due in rows.pending_dues(work, notice) if due.side == "authority"]
    named = unit.stands_for or code
    known = named if named in regime.bodies else next(iter(regime.bodies))
    due_at, _ = body_due(regime, known, work.now, min(authority, default=None))
    if unit.answer_hours:  # its own time may be shorter than the law's file counts, never longer
        due_at = min(due_at, work.now + timedelta(hours=unit.answer_hours))
    row = Consultation(
        notice_id=notice.id or 0,
        version_id=rows.version(work, notice).id or 0,
        unit_id=unit.id or 0,
        asked_at=work.now,
        asked_by=actor.account_id,
        due_at=due_at,
    )
    work.add(row)
    work.flush()
    work.log(
        "consultation.asked",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"consultation": row.id, "unit": unit.code, "version": notice.version},
        personal={"by": actor.name},
    )
    if asking_on_paper.by_letter(unit):
        asking_on_paper.ask(work, regime, notice, row, actor)
    else:
        mailing.asked(work, notice, row)
    return row


def lacking(
    answer: str, ground: str, facts: str, conditions: Sequence[ConditionIn] = ()
) -> dict[str, str]:
    """What an answer still needs: the sentence by the field that it belongs to. Empty: it is whole."""
    said = answer == "conditions" and bool(conditions)
    own = said and all(one.item or one.basis.strip() for one in conditions)
    found = {}
    if not ground.strip() and answer in {"objection", "conditions"} and not own:
        found["ground"] = N_("Name the rule or document that your answer rests on.")
    if not facts.strip() and answer != "no-objection" and not said:
        found["facts"] = (
            N_("Say what you need to know.")
            if answer == MORE
            else N_("Say what you know: the facts behind your answer.")
        )
    return found


def answer(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    consultation_id: int,
    answer: str,
    ground: str = "",
    facts: str = "",
    whom: str = asking_more.OFFICE,
    conditions: Sequence[ConditionIn] = (),
    signed: str = "",
) -> Consultation:
    """A body answers, once. A late answer is kept and shown as late, never lost (AD-11).

    The answer of a body that was asked by letter is entered by the office that asked; `signed` is who signed it.

    One that must know more first asks the office or the organiser (`whom`), and owes its answer still.
    Raises Invalid when conditions or an objection come without ground and facts; `conditions` as data are facts.
    """
    row = work.get(Consultation, consultation_id)
    notice = work.get(Notice, row.notice_id)
    itself = actor.holds(row.unit_id, "officer", "head") and notice.id not in actor.recused
    if not itself and not asking_on_paper.enters(work, actor, row):
        raise NotAllowed(N_("Not yours: another body was asked."))
    gone.refuse(work, notice)
    if row.answered_at is not None:
        raise NotPossible(N_("Not possible: this question was answered already."))
    if answer not in ANSWERS:
        raise Invalid("answer", N_("Choose an answer."))
    if not itself:
        asking_on_paper.must_be_signed(answer, signed)
    if answer == MORE:
        asking_more.ask(work, actor=actor, row=row, notice=notice, whom=whom, text=facts)
        return row
    for field, sentence in lacking(answer, ground, facts, conditions).items():
        raise Invalid(field, sentence)
    row.answer, row.ground, row.facts = answer, ground, facts
    row.answered_at, row.answered_by = work.now, actor.account_id
    row.answered_name = signed.strip() if not itself else "" if actor.account_id else actor.name
    sentences.write(work, notice, row, conditions)
    late, awaited = work.now > row.due_at, row.closed_at is None
    entry = work.log(
        "consultation.answered",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"consultation": row.id, "unit": work.get(Unit, row.unit_id).code,
                 "answer": answer, "late": late},
        personal={"ground": ground, "facts": facts, "by": actor.name},
    )  # fmt: skip
    if awaited:
        _tell_when_complete(work, rulebook, notice, entry)
    return row


def close(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, consultation_id: int, reason: str
) -> None:
    """Wait no longer for a body, with a reason; its answer is still taken if it comes."""
    row = work.get(Consultation, consultation_id)
    notice = work.get(Notice, row.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "consultation.close", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    if row.answered_at is not None or row.closed_at is not None:
        raise NotPossible(N_("Not possible: nobody is waiting for this answer any more."))
    if not reason.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    row.closed_at = work.now
    entry = work.log(
        "consultation.closed",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"consultation": row.id, "unit": work.get(Unit, row.unit_id).code},
        personal={"note": reason, "by": actor.name},
    )
    _tell_when_complete(work, rulebook, notice, entry)


def _tell_when_complete(
    work: UnitOfWork, rulebook: Rulebook, notice: Notice, entry: LogEntry
) -> None:
    work.flush()
    if notice.stage not in arcs.asking(law.regime_of(work, rulebook, notice)):
        return
    if all(row.answered_at or row.closed_at for row in rows.consultations(work, notice)):
        mailing.answers_in(work, notice, entry)
