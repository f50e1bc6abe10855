"""What the road of a regime must keep: stages that end, moves with a maker, outcomes that are told and can be fought."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from regimes.regime import Move, Outcome, Regime, Text
from regimes.words import (
    AFTER_THE_END,
    CORRECTIONS,
    LAPSES,
    LETTER_NEEDS,
    LIMITING,
    MAKERS,
    OPENING_SLOTS,
    SLOTS,
)

Problem = tuple[str, str]  # key, what is wrong
SLOT = re.compile(r"\{(\w*)[^{}]*\}")

RELEASE = ("outcome_is", "decision_ready", "signer_has_power", "signer_is_not_preparer")
"""Guards of every release: a decision is whole, and never one person's."""
TIME_IS_UP = {
    "lapse-agreed": ("authority_due_past", "event_begun"),
    "lapse-proceed": ("authority_due_past", "event_begun"),
    "lapse-refused": ("authority_due_past", "event_begun"),
    "lapse-declined": ("organiser_due_past", "authority_due_past"),
}
"""A lapse asks that its time is up: one of these guards."""


def _unknown(
    key: str, names: tuple[str, ...], known: Mapping[str, object], what: str
) -> Iterator[Problem]:
    for name in names:
        if name and name not in known:
            there = f": it has {', '.join(known)}" if 0 < len(known) <= 20 else ""
            yield key, f"{name!r} is not a {what} of this file{there}"


def _stages(regime: Regime) -> Iterator[Problem]:
    yield from _unknown("regime.initial", (regime.initial,), regime.stages, "stage")
    for stage in regime.stages.values():
        here = f"stages[{stage.name}]"
        if stage.final and stage.awaits != "nobody":
            yield f"{here}.awaits", "nobody is awaited in a final stage"
        if not stage.final and stage.awaits == "nobody":
            yield f"{here}.awaits", "a stage that is not final waits for somebody"
        if stage.held_by != "addressee" and stage.held_by not in regime.bodies:
            yield (
                f"{here}.held_by",
                f"{stage.held_by!r} is neither addressee nor a body of this file",
            )
        if stage.words and not stage.letter:
            yield f"{here}.words", "this stage has no letter that could say them"


def _ends(regime: Regime) -> Iterator[Problem]:
    """Every stage is reached, and from each one the road can end without a correction."""
    onward = [move for move in regime.moves.values() if not move.corrects]
    seen = _closure({regime.initial}, list(regime.moves.values()), forward=True)
    finals = {stage.name for stage in regime.stages.values() if stage.final}
    if not finals:
        yield "stages", "none is final: the road never ends"
    ending = _closure(finals, onward, forward=False)
    for name in regime.stages:
        if name not in seen:
            yield f"stages[{name}]", "is not reached by any move"
        if name not in ending:
            yield f"stages[{name}]", "is a dead end: no final stage can be reached from it"


def _closure(start: set[str], moves: list[Move], *, forward: bool) -> set[str]:
    """The stages that moves lead to from `start`, or that lead to it."""
    found, grew = set(start), True
    while grew:
        before = len(found)
        for move in moves:
            if forward and found & set(move.sources):
                found.add(move.to)
            elif not forward and move.to in found:
                found.update(move.sources)
        grew = len(found) > before
    return found


def _moves(regime: Regime) -> Iterator[Problem]:
    for move in regime.moves.values():
        here = f"moves[{move.name}]"
        yield from _unknown(f"{here}.from", move.sources, regime.stages, "stage")
        yield from _unknown(f"{here}.to", (move.to,), regime.stages, "stage")
        yield from _unknown(f"{here}.outcome", (move.outcome,), regime.outcomes, "outcome")
        yield from _makers(here, move)
        yield from _guards(here, move)
        if (move.verb == "release") != bool(move.outcome):
            yield f"{here}.outcome", "a release names its outcome, and nothing else does"
        for name in move.sources:
            if name in regime.stages and regime.stages[name].final and not move.reopens:
                yield (
                    f"{here}.from",
                    f"{name!r} is final: only {', '.join((*CORRECTIONS, *AFTER_THE_END))} may leave it",
                )


def _given_up(regime: Regime) -> Iterator[Problem]:
    """To cancel leads from one end of the road to another, and `restore` only back to where it came from."""
    cancels = [move for move in regime.moves.values() if move.verb == "cancel"]
    left = {name for move in cancels for name in move.sources}
    ends = {move.to for move in cancels}
    for move in regime.moves.values():
        here = f"moves[{move.name}]"
        if move.verb == "cancel":
            if "before_event" not in move.only_if:
                yield f"{here}.only_if", "an event that has begun is not cancelled: before_event"
            for name in (*move.sources, move.to):
                if name in regime.stages and not regime.stages[name].final:
                    yield here, f"{name!r} is not final: before the answer a notice is withdrawn"
        if move.verb == "restore":
            if "stood_there" not in move.only_if:
                yield f"{here}.only_if", "it leads back only with stood_there"
            if move.to not in left or not set(move.sources) <= ends:
                yield here, "it leads back from where a cancel led, to where it came from"


def _makers(here: str, move: Move) -> Iterator[Problem]:
    if not move.by:
        yield f"{here}.by", "names nobody who may make it"
    makers = MAKERS.get(move.verb)
    wrong = [role for role in move.by if makers and role not in makers]
    if wrong and makers:
        yield (
            f"{here}.by",
            f"{move.verb!r} is made by {', '.join(makers)}, not by {', '.join(wrong)}",
        )


def _guards(here: str, move: Move) -> Iterator[Problem]:
    if move.verb == "release":
        lacking = [guard for guard in RELEASE if guard not in move.only_if]
        if lacking:
            yield f"{here}.only_if", f"a release needs {', '.join(lacking)}"
    if move.verb in LAPSES and not set(TIME_IS_UP[move.verb]) & set(move.only_if):
        yield f"{here}.only_if", f"time makes it only with {' or '.join(TIME_IS_UP[move.verb])}"
    if move.verb == "submit" and "decision_ready" not in move.only_if:
        yield f"{here}.only_if", "nothing is given for signature without decision_ready"
    if "secretary" in move.by and move.verb == "submit" and "commission_agreed" not in move.only_if:
        yield f"{here}.only_if", "the secretary hands on only what commission_agreed says"


def _outcomes(regime: Regime) -> Iterator[Problem]:
    released = {move.outcome for move in regime.moves.values()}
    fought = {name for appeal in regime.appeals for name in appeal.outcomes}
    for outcome in regime.outcomes.values():
        here = f"outcomes.{outcome.name}"
        if not outcome.letter:
            yield f"{here}.letter", "is missing: an outcome without a letter is never told"
        if outcome.name not in released:
            yield here, "no move releases it"
        yield from _requires(here, outcome)
        limits = outcome.needs_ground or outcome.letter in LIMITING
        if limits and outcome.name not in fought:
            yield here, "refuses or limits, and no appeal names it"
        if limits and outcome.name in fought and "appeal" not in outcome.prints:
            yield f"{here}.prints", "the letter has to print the appeal"
        if outcome.needs_ground and not regime.grounds:
            yield "grounds", "is missing: an outcome needs one"
    for ground in regime.grounds.values():
        if not ground.source.article.strip():
            yield (
                f"grounds.{ground.id}.source.article",
                "a ground without an article can't be stated",
            )
    if regime.grounds and not any(one.needs_ground for one in regime.outcomes.values()):
        yield "grounds", "no outcome has needs_ground = true, so none of them is ever stated"


def _requires(here: str, outcome: Outcome) -> Iterator[Problem]:
    needed: Collection[str] = LETTER_NEEDS.get(outcome.letter, ())
    if outcome.needs_ground:
        needed = ("ground", "facts")
    lacking = [part for part in needed if part not in outcome.requires]
    if lacking:
        yield f"{here}.requires", f"has to name {', '.join(lacking)}: the letter can't do without"
    if outcome.letter == "refused" and not outcome.needs_ground:
        yield f"{here}.needs_ground", "a refusal rests on one of the grounds: needs_ground = true"


def _reasons(regime: Regime) -> Iterator[Problem]:
    for reason in regime.reasons.values():
        here = f"reasons.{reason.id}.backs"
        yield from _unknown(here, reason.backs, regime.outcomes, "outcome")
        for name in reason.backs:
            if name in regime.outcomes and regime.outcomes[name].needs_ground:
                yield here, f"{name!r} rests on the closed list of grounds only"


def _appeals(regime: Regime) -> Iterator[Problem]:
    for appeal in regime.appeals:
        here = f"appeals[{appeal.id}]"
        yield from _unknown(f"{here}.outcomes", appeal.outcomes, regime.outcomes, "outcome")
        timed = appeal.within_days is not None or appeal.within_months is not None
        if timed and not appeal.counted_from:
            yield f"{here}.from", "is missing: from when is the time to appeal counted?"
        if appeal.to != "office":
            continue
        if appeal.decides_days is None and appeal.aim_days is None:
            yield here, "the office answers it: decides_days, or aim_days, has to say by when"
        for name in appeal.outcomes:
            ends = {move.to for move in regime.moves.values() if name and move.outcome == name}
            if any(regime.move_for("uphold", stage) is None for stage in ends):
                yield here, f"{name!r} is objected to, and no uphold leaves where it led"


def _slots(regime: Regime) -> Iterator[Problem]:
    """A letter fills the places that it knows; another one would be printed as it stands."""
    spoken = [
        *((f"stages[{one.name}].words", one.letter, one.words) for one in regime.stages.values()),
        *(
            (f"outcomes.{one.name}.words", one.letter, one.words)
            for one in regime.outcomes.values()
        ),
        ("letter_words", "", regime.letter_words),
    ]
    for here, letter, said in spoken:
        if "silence" in said and letter != "receipt":
            yield f"{here}.silence", "is said in a receipt alone: elsewhere the clock's silence is"
        for key, text in said.items():
            own = OPENING_SLOTS.get(letter, ()) if key == "opening" else SLOTS.get(key, ())
            yield from _unfilled(f"{here}.{key}", text, own)
    for appeal in regime.appeals:
        if appeal.letter is not None:
            yield from _unfilled(f"appeals[{appeal.id}].letter", appeal.letter, SLOTS["appeal"])


def _unfilled(key: str, text: Text, own: tuple[str, ...]) -> Iterator[Problem]:
    known = ("office", *own)
    for words in (text.en, text.ru, text.own):
        for name in SLOT.findall(words):
            if name not in known:
                yield (
                    key,
                    f"{{{name}}} is no place that this sentence fills; it knows {', '.join(known)}",
                )


ROAD: tuple[Callable[[Regime], Iterator[Problem]], ...] = (
    _stages,
    _moves,
    _given_up,
    _ends,
    _outcomes,
    _reasons,
    _appeals,
    _slots,
)
