"""A replay in words, for the command line and for the desk: effects, verdicts, instants of both laws."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from regimes.regime import Regime
from web.law_words import Speech, title
from workflow.effects import Replayed, Side
from workflow.errors import N_

EFFECTS = {
    "now-in-time": N_("filed outside the window, would be in time"),
    "now-too-late": N_("would be too late"),
    "now-too-early": N_("would be too early"),
    "now-exempt": N_("would need no notice"),
    "now-blocked": N_("would be barred"),
    "addressee": N_("another addressee"),
    "asks-more": N_("more would have to be answered"),
    "asks-less": N_("less would have to be answered"),
    "due-earlier": N_("the office would have less time"),
    "due-later": N_("the office would have more time"),
    "no-clock": N_("no clock would run for the office"),
    "answer-late": N_("answered in time, would be late"),
    "answer-in-time": N_("answered late, would be in time"),
    "proposal-void": N_("the proposal would be void"),
    "deemed-agreed": N_("would count as agreed by silence"),
    "not-deemed": N_("agreed by silence, would not be"),
    "deemed-later": N_("agreed by silence, the office would have had longer"),
    "reply-due-earlier": N_("the organiser would have less time"),
    "reply-due-later": N_("the organiser would have more time"),
    "reply-late": N_("the organiser answered in time, would be late"),
    "reply-longer": N_("the organiser lost the time, would have had longer"),
    "kind-gone": N_("this kind would not exist"),
    "uncountable": N_("can't be counted under this law"),
}
VERDICTS = {
    "in_window": N_("in time"),
    "too_early": N_("too early"),
    "too_late": N_("too late"),
    "exempt": N_("no notice is needed"),
    "blocked": N_("barred"),
    "": N_("not known"),
}
HONEST = (
    N_("Nothing was changed. What people did stands; only the law was exchanged around it."),
    N_(
        "Under another law they would have filed, answered and signed at other times. That can't be replayed."
    ),
    N_("Whether answers to newly required questions were given is not looked at."),
)
"""What a replay can't know, said with every result."""

UNREAD = N_("left out, because this version can't read the law they stand under: %(count)s")


@dataclass(frozen=True, slots=True)
class Pair:
    """Something under both laws."""

    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """One notice in words. `effects`: what would differ, the weightiest as they stand in the closed list."""

    reference: str
    kind: str
    received: str
    answered: str
    effects: tuple[str, ...]
    pairs: tuple[Pair, ...]


def tell(say: Speech, found: Replayed, own: Regime, other: Regime) -> Told:
    """One notice under both laws; only what differs."""
    kind = own.kinds.get(found.kind)
    zone = own.zone
    answered = ""
    if found.answered_at is not None:
        outcome = own.outcomes.get(found.outcome)
        name = say.law(outcome.title) if outcome else found.outcome
        answered = f"{name}, {instant(say, found.answered_at, zone)}"
    return Told(
        found.reference,
        say.law(kind.name) if kind else found.kind,
        instant(say, found.received_at, zone),
        answered,
        tuple(effect(say, name) for name in found.effects),
        tuple(pair for pair in _pairs(say, found, own, other) if pair.then != pair.now),
    )


def effect(say: Speech, name: str) -> str:
    """What differs, in words."""
    return say.say(EFFECTS[name]) if name in EFFECTS else name


def _pairs(say: Speech, found: Replayed, own: Regime, other: Regime) -> list[Pair]:
    if {"kind-gone", "uncountable"} & set(found.effects):
        return []
    verdicts = [
        say.say(VERDICTS.get(side.verdict, side.verdict)) for side in (found.then, found.now)
    ]
    pairs = [
        Pair(say.say(N_("Filed")), *verdicts),
        Pair(say.say(N_("Window")), _window(say, found.then, own), _window(say, found.now, other)),
        Pair(
            say.say(N_("Addressee")),
            _addressee(say, found.then, own),
            _addressee(say, found.now, other),
        ),
    ]
    for term in found.terms:
        clock = other.clocks.get(term.clock) or own.clocks[term.clock]
        then, now = (_due(say, at, own.zone) for at in (term.then, term.now))
        pairs.append(Pair(say.law(clock.title), then, now))
    asked = [
        ", ".join(
            title(say, regime, regime.questions[name]) for name in names if name in regime.questions
        )
        for names, regime in ((found.less, own), (found.more, other))
    ]
    return [*pairs, Pair(say.say(N_("Must be answered")), *(one or "-" for one in asked))]


def _addressee(say: Speech, side: Side, regime: Regime) -> str:
    found = regime.addressees.get(side.addressee)
    return say.law(found.name) if found else say.say(N_("nobody"))


def _window(say: Speech, side: Side, regime: Regime) -> str:
    ends = [
        _due(say, at, regime.zone) if at else say.say(N_("no limit"))
        for at in (side.opens, side.closes)
    ]
    return say.say(N_("%(opens)s to %(closes)s"), opens=ends[0], closes=ends[1])


def _due(say: Speech, at: datetime | None, zone: ZoneInfo) -> str:
    """A due instant; the last second of a day is its 24:00."""
    if at is None:
        return say.say(N_("none"))
    local = at.astimezone(zone)
    if (local.hour, local.minute, local.second) == (23, 59, 59):
        return f"{_day(say, local)}, 24:00"
    ends = local + timedelta(seconds=1) if local.second == 59 else local
    return instant(say, ends, zone)


def instant(say: Speech, at: datetime, zone: ZoneInfo) -> str:
    """Mon 1 Mar 2027, 12:00."""
    local = at.astimezone(zone)
    return f"{_day(say, local)}, {local:%H:%M}"


def _day(say: Speech, local: datetime) -> str:
    return str(format_datetime(local, "EEE d MMM y", locale=say.language)).replace(".", "")


def as_json(found: Replayed) -> dict[str, Any]:
    """One notice for a program: names of the file, instants in UTC."""

    def at(moment: datetime | None) -> str | None:
        return moment.isoformat(timespec="seconds") if moment else None

    def side(one: Side) -> dict[str, Any]:
        return {
            "verdict": one.verdict,
            "opens": at(one.opens),
            "closes": at(one.closes),
            "extra_day": one.extra_day.isoformat() if one.extra_day else None,
            "addressee": one.addressee,
        }

    return {
        "reference": found.reference,
        "kind": found.kind,
        "received_at": at(found.received_at),
        "pin": found.regime_pin,
        "then": side(found.then),
        "now": side(found.now),
        "dues": [
            {"clock": term.clock, "side": term.side, "then": at(term.then), "now": at(term.now)}
            for term in found.terms
        ],
        "outcome": found.outcome or None,
        "answered_at": at(found.answered_at),
        "asks_more": list(found.more),
        "asks_less": list(found.less),
        "effects": list(found.effects),
    }
