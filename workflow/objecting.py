"""An objection to a decision: filed by its organiser, decided by other people than made it (M13).

Upheld, the decision is taken back along the road of its law and a new one follows; rejected, a reasoned
letter names what is still open. Nothing of the released decision is ever edited (decisions 11).
"""

from records import plea_rows, rows
from records.tables import Decision, Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.pleas import roads
from regimes.regime import Appeal, Regime
from regimes.shelf import Rulebook
from workflow import law, moves, plea_mailing, plea_missed, pleas, policy, powers, routes
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.issuing_answers import answer_letter

OUTCOMES = {"upheld": "uphold", "rejected": "reject"}
NO_WAY = N_(
    "Not possible: the law of this notice knows no objection to the office against this answer."
)
OVER = N_("Not possible: the time for an objection ended on %(until)s. What is still open stands on the page of your notice.")  # fmt: skip
TWICE = N_("Not possible: an objection to this decision was filed already.")
GONE = N_("Not possible: the decision was replaced. The new one can be objected to.")


def way_for(work: UnitOfWork, regime: Regime, notice: Notice) -> tuple[Decision, Appeal] | None:
    """The decision in force and the way to object to it here, while it stands where it led; else None."""
    decision = rows.released_decision(work, notice)
    appeal = regime.objection_to(decision.outcome) if decision is not None else None
    if decision is None or appeal is None or regime.move_for("uphold", notice.stage) is None:
        return None
    return decision, appeal


def file(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    decision_id: int,
    text: str,
    wish: str = "",
    locale: str = "",
) -> Plea:
    """File an objection to the decision that the person saw; number, clock, receipt and mails in one unit.

    Raises NotPossible when it is too late, the decision was replaced meanwhile, or one was filed before;
    Invalid without reasons. What the office aims at lies before the event where that can be.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "objection.file", notice, regime.stages[notice.stage])
    words = pleas.said("text", text, N_("Say what is wrong with the decision, in your own words."))
    appeal = _open_way(work, regime, notice, decision_id)
    clock = pleas.count(
        work, regime, notice, decides_days=appeal.decides_days,
        aim_days=appeal.aim_days or roads()["objection"].aim_days, before_event=True,
    )  # fmt: skip
    plea = pleas.begin(
        work, notice, "objection", clock, actor=actor, text=words, locale=locale,
        decision_id=decision_id, wish=wish.strip()[: pleas.LONGEST],
    )  # fmt: skip
    plea_mailing.landed(work, plea)
    return plea


def _open_way(work: UnitOfWork, regime: Regime, notice: Notice, decision_id: int) -> Appeal:
    """The way to object to the decision that the person saw. NotPossible where it is not open."""
    found = way_for(work, regime, notice)
    if found is None:
        raise NotPossible(NO_WAY)
    decision, appeal = found
    if decision.id != decision_id:
        raise NotPossible(GONE)
    route = next(one for one in routes.of(work, regime, notice, decision) if one.appeal == appeal)
    if not route.open:
        raise NotPossible(OVER, until=route.until)
    if plea_rows.against(work, decision_id) is not None:
        raise NotPossible(TWICE)
    return appeal


def withdraw(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, plea_id: int, seen: int
) -> Plea:
    """The organiser takes an objection or a complaint back while it is open."""
    plea = plea_rows.plea(work, plea_id, seen)
    notice = work.get(Notice, plea.notice_id)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, f"{plea.kind}.file", notice, stage)
    pleas.take(work, plea, "withdraw", actor=actor)
    plea.closed_at = work.now
    return plea


def assign(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, plea_id: int, seen: int, to: int
) -> Plea:
    """Give the objection to an officer or head who had no part in the decision; one may take it oneself.

    Raises Invalid for anybody else. The owner answers for it; reminders go to them.
    """
    plea, _notice = _at_desk(work, rulebook, actor, "objection.prepare", plea_id, seen)
    pleas.require_other_eyes(work, plea, actor.account_id)
    if to not in able(work, rulebook, plea):
        raise Invalid("to", N_("Choose an officer of this office who had no part in the decision."))
    if plea.stage == "filed":
        pleas.take(work, plea, "assign", actor=actor)
    elif plea.closed_at is not None or plea.answered_at is not None:
        raise NotPossible(N_("Not possible: this objection is over."))
    before, plea.owner_id = plea.owner_id, to
    work.log(
        "objection.assigned",
        actor=actor,
        subject=("objection", plea.id or 0),
        details={"from": before, "to": to},
        personal={"by": actor.name},
    )
    if to != actor.account_id:
        plea_mailing.to_account(work, "desk-plea", plea, to, f"{plea.revision}")
    return plea


def able(work: UnitOfWork, rulebook: Rulebook, plea: Plea) -> list[int]:
    """Officers and heads at work today who may look at it: no part in the decision."""
    notice = work.get(Notice, plea.notice_id)
    day = pleas.today(work, law.regime_of(work, rulebook, notice))
    parted = pleas.parted(work, plea)
    return [one for one in pleas.colleagues(work, plea, day) if one not in parted]


def draft(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    plea_id: int,
    seen: int,
    outcome: str,
    answer: str,
) -> Plea:
    """Write the answer, kept or changed; whoever saves last is its preparer, and can't sign it."""
    plea, _notice = _at_desk(work, rulebook, actor, "objection.prepare", plea_id, seen)
    pleas.require_other_eyes(work, plea, actor.account_id)
    if plea.stage != "preparing":
        raise NotPossible(N_("Not possible: an answer is written while the objection is examined."))
    if outcome not in OUTCOMES:
        raise Invalid("outcome", N_("Choose whether the objection is upheld or rejected."))
    words = pleas.said("answer", answer, N_("Give the reasons: an answer without them is none."))
    plea.outcome, plea.answer = outcome, words
    plea.prepared_by, plea.prepared_at = actor.account_id, work.now
    work.flush()
    work.log(
        "objection.drafted",
        actor=actor,
        subject=("objection", plea.id or 0),
        details={"outcome": outcome},
        personal={"by": actor.name},
    )
    return plea


def submit(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, plea_id: int, seen: int) -> Plea:
    """Hand the written answer on for signature."""
    plea, _notice = _at_desk(work, rulebook, actor, "objection.prepare", plea_id, seen)
    pleas.require_other_eyes(work, plea, actor.account_id)
    if not plea.answer:
        raise NotPossible(N_("Not yet: no answer has been written."))
    pleas.take(work, plea, "submit", actor=actor)
    plea_mailing.to_unit(work, "desk-plea-sign", plea)
    return plea


def send_back(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, plea_id: int, seen: int, note: str
) -> Plea:
    """Give the draft back to be rewritten, with a reason."""
    plea, _notice = _at_desk(work, rulebook, actor, "objection.send-back", plea_id, seen)
    pleas.require_other_eyes(work, plea, actor.account_id)
    pleas.take(work, plea, "send-back", actor=actor, note=note)
    return plea


def sign(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, plea_id: int, seen: int) -> Plea:
    """Release the answer: number and letter; upheld, the notice goes back along the road of its law.

    The signer holds the power today, did not prepare the answer, and had no part in the decision.
    """
    plea, notice = _at_desk(work, rulebook, actor, "objection.sign", plea_id, seen)
    pleas.require_other_eyes(work, plea, actor.account_id)
    if plea.prepared_by == actor.account_id:
        raise NotAllowed(N_("Not yours: whoever prepared an answer can't sign it."))
    decision = work.get(Decision, plea.decision_id)
    if decision.state != "released":
        raise NotPossible(GONE)
    regime = law.regime_of(work, rulebook, notice)
    powers.require(work, regime, notice, actor, "answered")
    plea_missed.late_answer(work, rulebook, plea)
    pleas.take(work, plea, OUTCOMES[plea.outcome], actor=actor)
    number = answer_letter(
        work, regime, notice, plea, actor
    )  # what is answered is written once, whole
    plea.signed_by, plea.answered_at, plea.letter_number = actor.account_id, work.now, number
    if plea.outcome == "rejected":
        plea.closed_at = work.now
    work.flush()
    if plea.outcome == "upheld":
        _take_back(work, rulebook, regime, notice, plea, actor)
    return plea


def _take_back(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, plea: Plea, actor: Actor
) -> None:
    """The decision's notice goes back to be decided anew; where that has begun already, it simply goes on."""
    move = regime.move_for("uphold", notice.stage)
    if move is None:
        return
    moves.uphold(work, rulebook, actor=actor, notice=notice, name=move.name, why=plea.number)


def _at_desk(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, action: str, plea_id: int, seen: int
) -> tuple[Plea, Notice]:
    plea = plea_rows.plea(work, plea_id, seen)
    notice = work.get(Notice, plea.notice_id)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, action, notice, stage)
    return plea, notice
