"""A decision is prepared by one person, signed and released by another, and then only replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from letters.letter import Letter
from records import behind, rows
from records.tables import Decision, Notice, PersonGround
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    asking_back,
    countering,
    curing,
    drawing,
    issuing,
    lastsafe,
    law,
    leaving,
    machine,
    numbering,
    plea_ends,
    policy,
    powers,
    proposing,
    readiness,
    recusing,
    settling,
    standing_in,
    talks,
    versions,
    when,
)
from workflow.actor import Actor
from workflow.content import PlaceIn, SessionIn
from workflow.errors import N_, Invalid, NotPossible
from workflow.readiness import Ready
from workflow.talks import NO_COURT, NO_MEETING, CourtIn, MeetingIn


@dataclass(frozen=True, slots=True)
class DecisionIn:
    """What the preparer typed; every outcome uses a part of it."""

    outcome: str
    ground: str = ""
    facts: str = ""
    reasons: str = ""
    reason_ids: tuple[str, ...] = ()
    measures: tuple[Mapping[str, str], ...] = ()  # {measure, found, result}
    items: tuple[Mapping[str, str], ...] = ()  # {field, reason, article}
    article: str = ""
    capacity: int = 0
    capacity_rule: str = ""
    representative_name: str = ""
    representative_phone: str = ""
    conditions: tuple[Mapping[str, str], ...] = ()  # {what, reason, basis}
    meeting: MeetingIn = NO_MEETING
    court: CourtIn = NO_COURT
    possible: str = ""  # what the organiser can still do, one way a line
    proposal_sessions: tuple[SessionIn, ...] = ()
    proposal_places: tuple[PlaceIn, ...] = ()
    person_facts: str = ""
    person_source: str = ""
    replace_reason: str = ""


def save(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    draft: DecisionIn,
) -> tuple[Ready, ...]:
    """Keep the draft, complete or not, and say what is still missing.

    Whoever saves last is the preparer, and can't sign. Raises Invalid for what the regime does not know.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "notice.prepare", notice, regime.stages[notice.stage])
    if not machine.is_written_at(regime, notice.stage):
        raise NotPossible(
            N_("Not possible: a decision is written while the notice is being prepared.")
        )
    _check(regime, notice.kind, draft)
    if draft.items:
        _repairable(lastsafe.of(work, rulebook, regime, notice), draft)
    content = versions.content_of(work, notice)
    begins = min(when.span(one, regime.zone)[0] for one in content.sessions)
    talks.check(draft.meeting, draft.court, regime.zone, begins)
    row = rows.draft_decision(work, notice)
    in_force = rows.released_decision(work, notice)
    if row is None:
        row = Decision(
            notice_id=notice.id or 0, version_id=0, version_hash="", outcome=draft.outcome,
            measures=[], items=[], prepared_by=actor.account_id or 0, prepared_at=work.now,
            replaces_id=in_force.id if in_force and _replaced(work, regime, notice, in_force) else None,
        )  # fmt: skip
    version = rows.version(work, notice)
    row.version_id, row.version_hash = version.id or 0, version.hash
    row.prepared_by, row.prepared_at = actor.account_id or 0, work.now
    _write(row, draft)
    work.add(row)
    work.flush()
    proposing.write(
        work, rulebook, regime, notice, row, draft.proposal_sessions, draft.proposal_places
    )
    _write_person(work, regime, row, draft)
    said = {"decision": row.id, "outcome": row.outcome, "ground": row.ground}
    away = standing_in.owner(work, notice, actor, powers.today(work, regime))
    standing_in.log(work, notice, "decision.saved", actor=actor, found=away, details_=said)
    return readiness.of(work, regime, notice, row)


def _replaced(work: UnitOfWork, regime: Regime, notice: Notice, decision: Decision) -> bool:
    """Whether a new decision takes this one's place: it ended the road, or waited in vain.

    A warning stays beside what follows, and so does a letter that the organiser answered.
    """
    ways = [move for move in regime.moves.values() if move.outcome == decision.outcome]
    stages = [regime.stages[move.to] for move in ways]
    waits = any(stage.awaits == "organiser" for stage in stages)
    ended = any(stage.final for stage in stages)
    return ended or (waits and not behind.answered_since(work, notice, decision))


def _check(regime: Regime, kind: str, draft: DecisionIn) -> None:
    outcome = regime.outcomes.get(draft.outcome)
    if outcome is None:
        raise Invalid("outcome", N_("Choose what the office answers."))
    if draft.ground and draft.ground not in regime.grounds:
        raise Invalid("ground", N_("Choose one of the grounds that the law names."))
    if draft.ground and not outcome.needs_ground:
        raise Invalid("ground", N_("This answer has no ground: leave it empty."))
    for reason in draft.reason_ids:
        if reason not in regime.reasons or draft.outcome not in regime.reasons[reason].backs:
            raise Invalid("reason_ids", N_("This reason can't back this answer."))
    known = dict(curing.points(regime, kind))
    if any(item.get("field") not in known for item in draft.items):
        raise Invalid("items", N_("Choose the question or the paper that is to be put right."))


def _repairable(last: lastsafe.LastMoments, draft: DecisionIn) -> None:
    for item in draft.items:
        if not lastsafe.repairable(last, item.get("field", "")):
            raise Invalid(
                "items",
                N_(
                    "A new notice would be out of its window already, so another kind or day can't be asked for: propose another time instead."
                ),
            )


def _write(row: Decision, draft: DecisionIn) -> None:
    row.outcome, row.ground = draft.outcome, draft.ground
    row.facts, row.reasons = draft.facts, draft.reasons
    row.measures = [dict(item) for item in draft.measures]
    row.items = [dict(item) for item in draft.items]
    row.replace_reason = draft.replace_reason or row.replace_reason
    row.extra = {
        "article": draft.article,
        "capacity": draft.capacity,
        "capacity_rule": draft.capacity_rule,
        "representative_name": draft.representative_name,
        "representative_phone": draft.representative_phone,
        "reason_ids": list(draft.reason_ids),
        "conditions": [dict(item) for item in draft.conditions],
        "meeting": talks.kept(draft.meeting),
        "court": talks.kept(draft.court),
        "possible": draft.possible,
    }


def _write_person(work: UnitOfWork, regime: Regime, row: Decision, draft: DecisionIn) -> None:
    """Facts about a person are stored apart, with their source; never among the searchable (decisions 40)."""
    ground = regime.grounds.get(draft.ground)
    held = rows.person_ground(work, row)
    if ground is None or not ground.about_person:
        if held is not None:
            rows.drop(work, held)
        return
    if not draft.person_facts.strip() or not draft.person_source.strip():
        raise Invalid(
            "person_facts", N_("State the facts about the person and the document they come from.")
        )
    held = held or PersonGround(decision_id=row.id or 0, facts="", source="")
    held.facts, held.source = draft.person_facts, draft.person_source
    work.add(held)
    work.flush()


def release(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    note: str = "",
    last_seen: str = "",
) -> str:
    """The signatory releases the decision: number, letters and stage in one unit. Returns the number.

    Guards: signer is not preparer and holds the power, the draft is whole, its outcome open (decisions 12, 32).
    What asks the organiser back needs `last_seen`, their last moments as the signatory saw them (A02), else NotSeen.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    row = settling.require(work, notice)
    if row is None:
        raise NotPossible(N_("Not yet: no decision has been written."))
    move = regime.move_for("release", notice.stage, row.outcome)
    if move is None:
        raise NotPossible(N_("Not yet: a decision is released when it lies for signature."))
    recusing.require_part(work, notice, row.prepared_by)
    if row.version_hash != rows.version(work, notice).hash:
        raise NotPossible(N_("Not possible: the notice changed after the decision was written."))
    days = asking_back.reply_days(work, rulebook, regime, notice)
    arcs.check(work, regime, notice, actor=actor, name=move.name, reply_days=days)
    lastsafe.require(work, rulebook, regime, notice, row.outcome, last_seen)
    power = powers.require(work, regime, notice, actor, regime.outcomes[row.outcome].letter)
    row.power_id, row.signed_day = power.id, powers.today(work, regime)
    number = numbering.letter_number(work, regime, notice, regime.outcomes[row.outcome].letter)
    details = {"decision": row.id, "number": number, "outcome": row.outcome, "ground": row.ground,
               "version_hash": row.version_hash, "power": power.id}  # fmt: skip
    arcs.take(work, regime, notice, actor=actor, name=move.name, note=note, details=details, reply_days=days)  # fmt: skip
    countering.decided(work, notice, row.outcome)
    asking_back.begin(work, rulebook, regime, notice)
    row.number, row.state = number, "released"
    row.signed_by, row.released_at = actor.account_id, work.now
    if row.replaces_id is not None:
        work.get(Decision, row.replaces_id).state = "replaced"
        plea_ends.replaced(work, row)
    leaving.decision(work, rulebook, regime, notice, row, actor)
    return number


def draft_of(work: UnitOfWork, notice: Notice) -> DecisionIn | None:
    """The draft as it was typed, to be shown in the form again."""
    row = rows.draft_decision(work, notice)
    return as_typed(work, row) if row else None


def as_typed(work: UnitOfWork, row: Decision) -> DecisionIn:
    """A decision's row back as what was typed."""
    proposal, extra = rows.proposal_of(work, row), row.extra or {}
    apart = rows.person_ground(work, row)
    return DecisionIn(
        outcome=row.outcome,
        ground=row.ground,
        facts=row.facts,
        reasons=row.reasons,
        reason_ids=tuple(extra.get("reason_ids", ())),
        measures=tuple(row.measures),
        items=tuple(row.items),
        article=str(extra.get("article", "")),
        capacity=int(extra.get("capacity") or 0),
        capacity_rule=str(extra.get("capacity_rule", "")),
        representative_name=str(extra.get("representative_name", "")),
        representative_phone=str(extra.get("representative_phone", "")),
        conditions=tuple(extra.get("conditions", ())),
        meeting=talks.read(MeetingIn, extra.get("meeting")),
        court=talks.read(CourtIn, extra.get("court")),
        possible=str(extra.get("possible", "")),
        proposal_sessions=tuple(map(drawing.session_from, proposal.sessions if proposal else ())),
        proposal_places=tuple(map(drawing.place_from, proposal.places if proposal else ())),
        person_facts=apart.facts if apart else "",
        person_source=apart.source if apart else "",
        replace_reason=row.replace_reason,
    )


def preview(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, locale: str
) -> Letter:
    """The letter as it would leave, for the press's DRAFT mark: no number, no code, nothing kept.

    Whoever has not opened the organiser's address with a reason gets the preview without it; a
    signatory and a clerk read the whole letter, as it is their work (decisions 16).
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "letter.read", notice, regime.stages[notice.stage])
    row = rows.draft_decision(work, notice)
    if row is None:
        raise NotPossible(N_("Not yet: no decision has been written."))
    letter = issuing.sketch(work, rulebook, regime, notice, row, locale)
    opened = rows.opened_this_hour(work, actor.account_id, notice.id or 0)
    if opened or actor.holds(notice.unit_id, "signatory", "clerk"):
        return letter
    lines = (*letter.head.addressee[:1], drawing.SHUT_ADDRESS[locale == "ru"])
    return replace(letter, head=replace(letter.head, addressee=lines))
