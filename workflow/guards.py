"""The closed list of guards: a question over plain facts, and the sentence that says why not (decisions 14).

A sentence is a marked message with values; a value may be a number, an instant, a `Text` of the law or a
tuple of texts. Pages translate the message, and show instants and texts in the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from regimes.regime import Move, Text
from workflow.errors import N_


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A marked message and its values: why a move is not open."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What guards may know of a notice, as plain values; no row, no database."""

    now: datetime
    window: str = "in_window"  # as kept in notices.window
    missing: tuple[Text, ...] = ()  # titles of required questions without an answer
    waiting: tuple[Text, ...] = ()  # bodies asked that have neither answered nor run out of time
    waiting_until: datetime | None = None  # the last due of those
    outcome: str = ""  # of the draft decision, '' = none
    outcome_title: Text | None = None
    lacks: tuple[str, ...] = ()  # words.PARTS that the draft still lacks
    preparer: int | None = None
    signer: int | None = None  # the person who asks to sign
    signer_has_power: bool = False
    why_no_power: WhyNot | None = None  # the reason nearest to yes
    authority_due_at: datetime | None = None  # of the authority's clock, pending or met
    organiser_due_at: datetime | None = None
    reply_days: Mapping[str, datetime] = field(default_factory=dict)  # asking_back.reply_days
    proposal_open: bool = False  # a proposal or a request to cure is out and unanswered
    begins_at: datetime | None = None  # the first start of the event
    commission_due: bool = False  # so many people that a commission votes on the draft
    commission_above: int = 0
    commission_agreed: bool = False  # it voted for this very draft
    invited: bool = False  # an invitation to confer has gone out
    stood: str = ""  # the stage from which the event was cancelled


@dataclass(frozen=True, slots=True)
class Guard:
    """`holds` answers; `why` is asked only where it said no."""

    holds: Callable[[Facts, Move], bool]
    why: Callable[[Facts, Move], WhyNot]


LACKS = {
    "ground": N_("Not yet: the draft names no ground. A refusal rests on one of the closed list."),
    "facts": N_("Not yet: the draft states no facts."),
    "reasons": N_("Not yet: the draft gives no reasons."),
    "alternative": N_("Not yet: the draft names no other place or time."),
    "items": N_("Not yet: the draft names nothing to put right."),
    "measures": N_("Not yet: the draft names no milder measure that was considered."),
    "representative": N_("Not yet: the draft does not say who speaks for the office at the event."),
    "capacity": N_("Not yet: the draft does not say how many people the place can hold."),
    "conditions": N_(
        "Not yet: the draft names no condition, or one without its reason and its basis in law."
    ),
    "meeting": N_(
        "Not yet: the draft does not say with whom to talk, where and when, and what follows."
    ),
    "court": N_("Not yet: the draft names no court and no hour of a hearing that is still ahead."),
    "article": N_("Not yet: the draft does not name the article that would not be kept."),
    "replace_reason": N_("Not yet: the draft does not say why it replaces the released decision."),
    "version": N_(
        "Not yet: the notice changed after the draft was written. Look at it and save it again."
    ),
    "contradictions": N_(
        "Not yet: conditions of two bodies exclude each other. Settle that in the merged answer first."
    ),
    "typed": N_(
        "Not yet: a condition typed into the draft excludes another one. Change one of them, or add it in the merged answer and settle it there."
    ),
}


NO_POWER = N_("Not yours: only a person with the power to sign releases a decision.")


def past(due_at: datetime | None, now: datetime) -> bool:
    """A clock is kept through its last whole second; from the next one it ran out. None never runs out."""
    return due_at is not None and now >= due_at + timedelta(seconds=1)


def _said(text: str) -> Callable[[Facts, Move], WhyNot]:
    return lambda facts, move: WhyNot(text)


def _missing(facts: Facts, move: Move) -> WhyNot:
    return WhyNot(N_("Not yet: no answer to %(questions)s."), {"questions": facts.missing})


def _waiting(facts: Facts, move: Move) -> WhyNot:
    text = N_(
        "Not yet: no answer from %(bodies)s. Opens with their answer, or on %(due)s without it."
    )
    return WhyNot(text, {"bodies": facts.waiting, "due": facts.waiting_until})


def _lacking(facts: Facts, move: Move) -> WhyNot:
    if not facts.outcome:
        return WhyNot(N_("Not yet: no answer is drafted."))
    return WhyNot(LACKS[facts.lacks[0]])


def _another_outcome(facts: Facts, move: Move) -> WhyNot:
    if facts.outcome_title is None:
        return WhyNot(N_("Not yet: no answer is drafted."))
    return WhyNot(
        N_("Not possible: the draft says «%(outcome)s»."), {"outcome": facts.outcome_title}
    )


def _authority_late(facts: Facts, move: Move) -> WhyNot:
    text = N_("Not possible: the city's time ran out on %(due)s, and a proposal made now is void.")
    return WhyNot(text, {"due": facts.authority_due_at})


def _organiser_due(facts: Facts, move: Move) -> datetime | None:
    """Until when the organiser can answer; of a letter that begins their time, if it were signed now."""
    if move.verb == "release" and move.to in facts.reply_days:
        return facts.reply_days[move.to]
    return facts.organiser_due_at


def _organiser_late(facts: Facts, move: Move) -> WhyNot:
    text = N_("Not possible: the organiser could answer only until %(due)s.")
    return WhyNot(text, {"due": _organiser_due(facts, move)})


def _authority_has_time(facts: Facts, move: Move) -> WhyNot:
    if facts.authority_due_at is None:
        return WhyNot(N_("Not possible: the law sets the city no clock for this notice."))
    return WhyNot(
        N_("Not yet: the city can answer until %(due)s."), {"due": facts.authority_due_at}
    )


def _organiser_has_time(facts: Facts, move: Move) -> WhyNot:
    if facts.organiser_due_at is None:
        return WhyNot(N_("Not possible: the law sets the organiser no clock for this notice."))
    return WhyNot(
        N_("Not yet: the organiser can answer until %(due)s."), {"due": facts.organiser_due_at}
    )


def _begun(facts: Facts, move: Move) -> WhyNot:
    return WhyNot(N_("Not possible: the event began on %(at)s."), {"at": facts.begins_at})


def _ahead(facts: Facts, move: Move) -> WhyNot:
    return WhyNot(N_("Not yet: the event begins on %(at)s."), {"at": facts.begins_at})


GUARDS: dict[str, Guard] = {
    "complete": Guard(lambda facts, move: not facts.missing, _missing),
    "all_answered_or_due": Guard(lambda facts, move: not facts.waiting, _waiting),
    "decision_ready": Guard(lambda facts, move: bool(facts.outcome) and not facts.lacks, _lacking),
    "outcome_is": Guard(lambda facts, move: facts.outcome == move.outcome, _another_outcome),
    "signer_is_not_preparer": Guard(
        lambda facts, move: facts.signer is not None and facts.signer != facts.preparer,
        _said(N_("Not yours: you prepared this decision, so you can't sign it.")),
    ),
    "signer_has_power": Guard(
        lambda facts, move: facts.signer_has_power,
        lambda facts, move: facts.why_no_power or WhyNot(NO_POWER),
    ),
    "window_missed": Guard(
        lambda facts, move: facts.window in {"too_early", "too_late"},
        _said(N_("Not possible: filed inside the window.")),
    ),
    # A notice filed for a kind that needs none has no window that it could have missed.
    "window_kept": Guard(
        lambda facts, move: facts.window in {"in_window", "exempt"},
        _said(
            N_(
                "Not possible: filed outside the window, so the only answer is that it is not examined."
            )
        ),
    ),
    "before_authority_due": Guard(
        lambda facts, move: not past(facts.authority_due_at, facts.now), _authority_late
    ),
    "before_organiser_due": Guard(
        lambda facts, move: not past(_organiser_due(facts, move), facts.now), _organiser_late
    ),
    "authority_due_past": Guard(
        lambda facts, move: past(facts.authority_due_at, facts.now), _authority_has_time
    ),
    "organiser_due_past": Guard(
        lambda facts, move: past(facts.organiser_due_at, facts.now), _organiser_has_time
    ),
    "proposal_open": Guard(
        lambda facts, move: facts.proposal_open,
        _said(N_("Not possible: no proposal waits for an answer.")),
    ),
    "before_event": Guard(lambda facts, move: not past(facts.begins_at, facts.now), _begun),
    "event_begun": Guard(lambda facts, move: past(facts.begins_at, facts.now), _ahead),
    "invited": Guard(
        lambda facts, move: facts.invited,
        _said(N_("Not yet: the organiser has not been invited to confer.")),
    ),
    "barred": Guard(
        lambda facts, move: facts.window == "blocked",
        _said(N_("Not possible: no order forbids events at this place and time.")),
    ),
    "not_barred": Guard(
        lambda facts, move: facts.window != "blocked",
        _said(N_("Not possible: an order forbids events at this place and time.")),
    ),
    "commission_due": Guard(
        lambda facts, move: facts.commission_due,
        lambda facts, move: WhyNot(
            N_("Not possible: the commission votes only on events of more than %(above)s people."),
            {"above": facts.commission_above},
        ),
    ),
    "no_commission": Guard(
        lambda facts, move: not facts.commission_due,
        lambda facts, move: WhyNot(
            N_("Not yet: an event of more than %(above)s people goes before the commission first."),
            {"above": facts.commission_above},
        ),
    ),
    "commission_agreed": Guard(
        lambda facts, move: facts.commission_agreed,
        _said(N_("Not yet: the commission has not voted for this draft.")),
    ),
    "stood_there": Guard(
        lambda facts, move: facts.stood == move.to,
        _said(N_("Not possible: the notice stood elsewhere before the event was cancelled.")),
    ),
}
