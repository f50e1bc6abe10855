"""Plain facts about a notice for the guards: read here once, so that guards stay questions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from records import behind, commission_rows, rows
from records.tables import Decision, Due, Notice, Proposal, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Outcome, Regime, Text
from workflow import law, needs, powers, settling, talks, typed, versions
from workflow.actor import Actor
from workflow.guards import Facts
from workflow.talks import CourtIn, MeetingIn
from workflow.typed import Typed

ENTERED = frozenset({"representative", "capacity"})
"""Parts that a letter prints and that only the preparer can know."""

LETTER_NEEDS = {
    "conditions": ("representative",),
    "noted": ("representative",),
    "warning": ("article",),
    "invitation": ("reasons",),
}
"""Parts that a letter of this kind needs beside those that its regime has to require (words.LETTER_NEEDS)."""


def facts_of(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    actor: Actor,
    reply_days: Mapping[str, datetime] | None = None,
    at: datetime | None = None,
) -> Facts:
    """Everything that a guard may ask about this notice, now, for this person.

    `reply_days`: what asking_back says of letters that begin the organiser's time. `at`: when an answer
    that is recorded now truly came (workflow/came.py).
    """
    content = versions.content_of(work, notice)
    draft = rows.draft_decision(work, notice)
    open_rows = [
        row
        for row in rows.consultations(work, notice)
        if row.answered_at is None and row.closed_at is None and work.now <= row.due_at
    ]
    names = tuple(unit_name(work, row.unit_id) for row in open_rows)
    ledger = rows.dues(work, notice)
    due = regime.commission is not None and content.attendance > regime.commission.above
    power = powers.Found(None)
    if actor.holds(notice.unit_id, "signatory"):
        letter = regime.outcomes[draft.outcome].letter if draft else ""
        power = powers.of(work, regime, notice, actor, letter)
    return Facts(
        now=at or work.now,
        window=window_of(work, regime, notice),
        missing=needs.missing_titles(regime, content),
        waiting=names,
        waiting_until=max((row.due_at for row in open_rows), default=None),
        outcome=draft.outcome if draft else "",
        outcome_title=regime.outcomes[draft.outcome].title if draft else None,
        lacks=lacks(work, regime, notice, draft) if draft else (),
        preparer=draft.prepared_by if draft else None,
        signer=actor.account_id,
        signer_has_power=power.power is not None,
        why_no_power=power.why,
        authority_due_at=newest_due(regime, ledger, "authority", notice.stage),
        organiser_due_at=newest_due(regime, ledger, "organiser", notice.stage),
        reply_days=reply_days or {},
        proposal_open=notice.stage in answerable(regime),
        begins_at=law.filing_of(content, regime, law.clocks_from(notice)).begins_at,
        commission_due=due,
        commission_above=regime.commission.above if regime.commission else 0,
        commission_agreed=draft is not None
        and commission_rows.agreed(work, draft.id or 0, draft.prepared_at),
        invited=behind.was_told(work, notice, letters_out_of(regime, "invitation")),
        stood=stood(work, regime, notice),
    )


def stood(work: UnitOfWork, regime: Regime, notice: Notice) -> str:
    """The stage from which the event was cancelled; empty where it was not."""
    cancels = [move for move in regime.moves.values() if move.verb == "cancel"]
    if notice.stage not in {move.to for move in cancels}:
        return ""
    return behind.came_from(work, notice, [move.name for move in cancels])


def window_of(work: UnitOfWork, regime: Regime, notice: Notice) -> str:
    """The verdict that moves look at: what was missed counts as kept once a court has said otherwise."""
    if notice.window in ("in_window", "exempt"):
        return notice.window
    recorded = [move.name for move in regime.moves.values() if move.verb == "record"]
    return "in_window" if behind.was_moved(work, notice, recorded) else notice.window


def letters_out_of(regime: Regime, letter: str) -> tuple[str, ...]:
    """The outcomes that leave as this kind of letter."""
    return tuple(name for name, outcome in regime.outcomes.items() if outcome.letter == letter)


def awaiting_organiser(regime: Regime) -> frozenset[str]:
    """Stages in which the organiser's answer is awaited."""
    return frozenset(stage.name for stage in regime.stages.values() if stage.awaits == "organiser")


def answerable(regime: Regime) -> frozenset[str]:
    """Stages in which the organiser can answer: awaited, or with a counter-offer of theirs on the desk."""
    countered = {move.to for move in regime.moves.values() if move.verb == "counter"}
    return awaiting_organiser(regime) | countered


def unit_name(work: UnitOfWork, unit_id: int) -> Text:
    """The name of a unit in the languages of the house."""
    unit = work.get(Unit, unit_id)
    return Text(unit.name_en, unit.name_ru)


def lacks(work: UnitOfWork, regime: Regime, notice: Notice, draft: Decision) -> tuple[str, ...]:
    """Parts that the outcome requires and the draft does not hold yet; `version` when the notice changed since."""
    held = parts_held(work, regime, draft, rows.proposal_of(work, draft))
    parts = (*needed_parts(regime.outcomes[draft.outcome]), *replacing(draft))
    stale = draft.version_hash != rows.version(work, notice).hash
    against = ("contradictions",) if settling.open_of(work, notice.id or 0) else ()
    if compared(work, regime, notice, draft).held:
        against = (*against, "typed")
    return (
        *(part for part in parts if not held[part]),
        *(("version",) if stale else ()),
        *against,
    )


def compared(work: UnitOfWork, regime: Regime, notice: Notice, draft: Decision) -> Typed:
    """What comparing the conditions that were typed into a draft gave."""
    prints = "conditions" in needed_parts(regime.outcomes[draft.outcome])
    return typed.compare(work, notice.id or 0, draft, prints=prints)


def replacing(draft: Decision) -> tuple[str, ...]:
    """A decision that takes another's place says why (decisions 11)."""
    return ("replace_reason",) if draft.replaces_id is not None else ()


def needed_parts(outcome: Outcome) -> tuple[str, ...]:
    """What must be entered before a decision with this outcome is ready: by the law, and by its letter."""
    ground = ("ground",) if outcome.needs_ground else ()
    printed = tuple(part for part in outcome.prints if part in ENTERED)
    letter = LETTER_NEEDS.get(outcome.letter, ())
    return tuple(dict.fromkeys((*ground, *outcome.requires, *letter, *printed)))


def parts_held(
    work: UnitOfWork, regime: Regime, draft: Decision, proposal: Proposal | None
) -> Mapping[str, bool]:
    """Which parts the draft holds. Facts about a person count where they are kept apart (decisions 40)."""
    ground = regime.grounds.get(draft.ground)
    apart = rows.person_ground(work, draft) if ground and ground.about_person else None
    extra = draft.extra or {}
    meeting, court = (
        talks.read(MeetingIn, extra.get("meeting")),
        talks.read(CourtIn, extra.get("court")),
    )
    return {
        "ground": ground is not None,
        "facts": bool(draft.facts.strip())
        and (not (ground and ground.about_person) or apart is not None),
        "reasons": bool(draft.reasons.strip()) or bool(extra.get("reason_ids")),
        "alternative": proposal is not None and bool(proposal.sessions or proposal.places),
        "items": _whole(draft.items, "field", "reason"),
        "measures": _whole(draft.measures, "measure", "found", "result"),
        "replace_reason": bool(draft.replace_reason.strip()),
        "representative": bool(
            extra.get("representative_name") and extra.get("representative_phone")
        ),
        "capacity": int(extra.get("capacity") or 0) > 0,
        "conditions": _whole(extra.get("conditions") or (), "what", "reason", "basis"),
        "meeting": talks.meeting_held(meeting, regime.zone, work.now),
        "court": talks.court_held(court, regime.zone, work.now),
        "article": bool(str(extra.get("article") or "").strip()),
    }


def _whole(rows_typed: Sequence[Mapping[str, str]], *parts: str) -> bool:
    """At least one row, and none with a gap."""
    return bool(rows_typed) and all(
        str(row.get(part) or "").strip() for row in rows_typed for part in parts
    )


def newest_due(regime: Regime, ledger: Sequence[Due], side: str, stage: str) -> datetime | None:
    """The instant that the law holds a side to: its nearest clock that runs, else its newest, however it ended.

    One that nobody waited for ran out all the same. The office's own target binds nobody, so it opens
    and shuts no move; nor does a time that a letter began which is waited for no more at this stage.
    """
    rows_of_side = [
        due for due in ledger if due.side == side and regime.clocks[due.clock].statutory
    ]
    running = [due.due_at for due in rows_of_side if due.done_at is None]
    if running or not rows_of_side:
        return min(running, default=None)
    clock = regime.clocks[rows_of_side[-1].clock]
    ended = clock.starts == "request" and stage not in clock.pending_in
    return None if ended else rows_of_side[-1].due_at
